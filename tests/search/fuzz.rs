//! Queries nobody would write: no panic, no error, bounded work.

use super::sample::*;
use crate::{
    busy,
    chance::{Dice, rounds},
    site::{Door, Site},
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use search::{Op, Query};
use std::time::Duration;

const SEED: &[u8; 32] = b"queries that nobody would write!";

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
    let cases = rounds(500, 1_000_000) as u32;
    println!("{cases} cases of the seed {SEED:?}");
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, SEED))
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

/// Pieces of syntax, and whatever Unicode has: some of it 100 kB long.
fn nonsense(dice: &mut Dice, longest: usize) -> String {
    const PIECES: [&str; 16] =
        ["\"", "“", "”", "(", ")", " -", "- ", "AND", "clause:", "4.2.5", "四（二）", "科普", "：", "*", "\u{0}", "\u{202e}"];
    let mut text = String::new();
    let length = 1 + dice.below(longest);
    while text.len() < length {
        match dice.below(3) {
            0 => text += *dice.one_of(&PIECES),
            1 => text.push(char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('\u{fffd}')),
            _ => text.push_str(&dice.one_of(&PIECES).repeat(1 + dice.below(30))),
        }
    }
    text
}

#[tokio::test]
async fn no_query_is_answered_with_an_error_page() {
    let site = Site::new();
    let (door, mut dice) = (Door::open(&site).await, Dice::new(20_261_204));
    for n in 0..rounds(120, 20_000) {
        // Longer ones do not fit into an address.
        let text = nonsense(&mut dice, if n % 10 == 0 { 20_000 } else { 60 });
        let asked: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for path in ["/search?q=", "/suggest?q=", "/en/search?q=", "/search?page=2&kind=article&q="] {
            let answer = door.get(&format!("{path}{asked}")).await;
            assert!(answer.status < 500 && answer.status != 404, "{path}{asked}: {}", answer.status);
            assert!(answer.body.len() < 400_000, "{path}{asked}: {} bytes", answer.body.len());
        }
    }
}

/// As it comes over the network: a reader who pastes a book into the box is told that it is too long.
#[test]
fn a_query_of_a_hundred_kilobytes_gets_an_answer_in_words() {
    let site = Site::new();
    let server = site.serve();
    for query in ["a".repeat(100_000), "%E7%A7%91".repeat(11_000), "%22".repeat(33_000)] {
        let answer = server.get(&format!("/search?q={query}"));
        assert!(answer.status == 200 || (400..500).contains(&answer.status), "{}", answer.status);
        assert_eq!(server.get("/search?q=a").status, 200);
    }
}
