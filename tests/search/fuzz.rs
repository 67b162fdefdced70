//! Queries nobody would write: no panic, no error, bounded work.

use super::sample::*;
use crate::busy;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use search::{Op, Query};
use std::time::Duration;

#[test]
fn no_query_panics_or_fails() {
    let body = ["以短视频为重点，推动科普内容供给侧改革。4.2.5 Science, “一体两翼”—— 𠮷 é ئۇيغۇر བོད་ཡིག ᠮᠣᠩᠭᠣᠯ かな 한국어"];
    let (_dir, index) = index_of(vec![work(1, "短视频 H5 2022年", &body), work(2, "", &[""])]);
    index.apply(vec![Op::Policy { id: 1, clauses: vec![clause("4.2.5", "四（二）5", "短视频", "科普")] }], at(2)).unwrap();
    let syntax = "[短视频科普四（二）5一百千第条项. 、\"“”「」『-－−()a-dA-D０-９ıİßǅ\u{300}\u{200b}\u{fe0f}]{0,40}";
    let any = prop_oneof![
        syntax.prop_map(|s: String| s),
        any::<String>(),
        proptest::collection::vec(any::<char>(), 0..300).prop_map(|c| c.into_iter().collect())
    ];
    let config = Config { cases: 500, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&(any, 0usize..30, 0usize..30), |(text, offset, limit)| {
            let results = index.search(&Query { text, offset, limit, ..Query::default() });
            let results = results.map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert!(results.hits.len() <= limit && results.hits.len() as u64 <= results.total);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_longest_queries_are_cut_and_the_deepest_pages_are_empty() {
    let (_dir, index) = index_of(vec![work(1, "科普", &["短视频"])]);
    let started = busy::processor_time();
    for text in [
        "科".repeat(100_000),
        "- ".repeat(50_000),
        "\"".repeat(100_000),
        "九".repeat(100_000),
        "“科普”".repeat(20_000),
        "a b c 4.2. ".repeat(10_000),
    ] {
        ask(&index, &text);
    }
    let deep = Query { text: "科普".into(), offset: usize::MAX, limit: usize::MAX, ..Query::default() };
    assert!(index.search(&deep).unwrap().hits.is_empty());
    let took = busy::processor_time() - started;
    assert!(took < Duration::from_secs(5), "{took:?}");
}
