//! A model behind the ranking: the order it makes, and that nothing it does makes a search fail.

use super::{
    onnx::{self, Model},
    sample::*,
};
use crate::site::Site;
use domain::{SearchRule, SearchTarget};
use search::{Index, Query, Reranker, Tuning};
use std::{fs, path::Path, time::Duration};
use tempfile::TempDir;

/// Three works that are found for 科普, in this order without a model.
fn three() -> (TempDir, Index) {
    let texts = ["科普科普科普甲", "科普科普甲丙", "科普甲乙"];
    index_of(texts.iter().zip(1..).map(|(text, id)| work(id, "无题", &[text])).collect())
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    onnx::write(folder.path());
    folder
}

fn reranker(folder: &Path) -> Reranker {
    Reranker::open(folder).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_model_settles_the_order_of_what_was_found_and_adds_nothing() {
    let (_dir, index) = three();
    let before = ask(&index, "科普");
    assert_eq!(works(&before), [1, 2, 3]);
    let model = folder();
    index.rerank_with(reranker(model.path()), Duration::MAX);
    let after = ask(&index, "科普");
    assert_eq!(works(&after), [3, 2, 1]);
    assert_eq!((before.total, &before.facets, after.settled), (after.total, &after.facets, true));
    let scores = |found: &search::Results| -> Vec<f32> {
        found.hits.iter().filter_map(|hit| if let search::Hit::Work(work) = hit { Some(work.score) } else { None }).collect()
    };
    assert!(scores(&after).is_sorted_by(|a, b| a >= b), "{:?}", scores(&after));
    let second = index.search(&Query { text: "科普".into(), offset: 1, limit: 1, ..Query::default() }).unwrap();
    assert_eq!(works(&second), [2], "pages are cut out of the same order");
}

#[test]
fn what_is_pinned_stays_first_and_each_work_is_on_one_page() {
    // The model turns the order round; the pinned one is ranked behind the first twenty.
    let texts: Vec<String> = (0..25).map(|n| format!("科普{}{}", "甲".repeat(n), "字".repeat(n * 3))).collect();
    let (_dir, index) = index_of(texts.iter().zip(1..).map(|(text, id)| work(id, "无题", &[text])).collect());
    let ranked = works(&index.search(&Query { text: "科普".into(), limit: 25, ..Query::default() }).unwrap());
    let pinned = ranked[23];
    let rule = SearchRule::Pin { query: "科普".into(), targets: vec![SearchTarget::Work(pinned)], until: None };
    index.tune(Tuning::new([rule]));
    let model = folder();
    index.rerank_with(reranker(model.path()), Duration::MAX);
    let page = |offset| works(&index.search(&Query { text: "科普".into(), offset, limit: 20, ..Query::default() }).unwrap());
    let (first, second) = (page(0), page(20));
    assert_eq!((first[0], first.len(), second.len()), (pinned, 20, 5));
    assert_ne!(first[1..], ranked[..19], "the model was not asked");
    let all: std::collections::BTreeSet<i64> = first.into_iter().chain(second).collect();
    assert_eq!(all.len(), 25, "each work once");
}

#[test]
fn the_model_reads_words_as_its_vocabulary_cuts_them() {
    // Sunflower is sun and ##flower; 丁 is in no vocabulary and brings nothing.
    let (_dir, index) =
        index_of(vec![work(1, "无题", &["科普科普乙丁"]), work(2, "无题", &["科普 ＳunFlöwer"]), work(3, "无题", &["科普丁"])]);
    let model = folder();
    index.rerank_with(reranker(model.path()), Duration::MAX);
    assert_eq!(works(&ask(&index, "科普"))[0], 2, "case, width and accents are nothing");
}

#[test]
fn without_time_and_by_date_and_for_a_clauses_number_the_order_stays() {
    let (_dir, index) = three();
    let model = folder();
    index.rerank_with(reranker(model.path()), Duration::ZERO);
    let found = ask(&index, "科普");
    assert_eq!(
        (works(&found), found.settled),
        (vec![1, 2, 3], false),
        "another time it may be otherwise: nobody keeps this page"
    );

    let (_dir, index) = index_of(vec![work(1, "无题", &["科普乙"]), work(2, "无题", &["科普甲"])]);
    index.rerank_with(reranker(model.path()), Duration::MAX);
    assert_eq!(works(&ask(&index, "科普")), [1, 2]);
    let newest = Query { text: "科普".into(), sort: search::Sort::Date, limit: 9, ..Query::default() };
    assert_eq!(works(&index.search(&newest).unwrap()), [2, 1]);

    let mut first = work(1, "无题", &["科普"]);
    first.clauses = vec![link("4.2.5", "四（二）5")];
    let (_dir, index) = index_of(vec![first, work(2, "无题", &["四（二）5 乙乙乙乙"])]);
    let before = works(&ask(&index, "四（二）5"));
    index.rerank_with(reranker(model.path()), Duration::MAX);
    assert_eq!(works(&ask(&index, "四（二）5")), before);
}

#[test]
fn what_is_wrong_with_the_files_is_said() {
    let fault = |change: &dyn Fn(&Path)| {
        let folder = folder();
        change(folder.path());
        match Reranker::open(folder.path()) {
            Ok(_) => panic!("a broken model was taken"),
            Err(error) => error.to_string(),
        }
    };
    let model = |model: Model| move |folder: &Path| fs::write(folder.join("model.onnx"), model.bytes()).unwrap();
    let said = fault(&|folder| fs::remove_file(folder.join("vocab.txt")).unwrap());
    assert!(said.contains("vocab.txt cannot be read"), "{said}");
    let said = fault(&|folder| fs::remove_file(folder.join("model.onnx")).unwrap());
    assert!(said.contains("model.onnx cannot be read"), "{said}");
    let said = fault(&|folder| fs::write(folder.join("vocab.txt"), "甲\n乙\n").unwrap());
    assert!(said.contains("has no line “[CLS]”"), "{said}");
    let said = fault(&|folder| fs::write(folder.join("model.onnx"), "这不是模型".repeat(9)).unwrap());
    assert!(said.contains("model.onnx cannot be used: it is damaged, or no ONNX"), "{said}");
    let said = fault(&|folder| {
        let bytes = Model::sum().bytes();
        fs::write(folder.join("model.onnx"), &bytes[..bytes.len() / 2]).unwrap();
    });
    assert!(said.contains("model.onnx cannot be used"), "{said}");

    let mut other = Model::sum();
    other.inputs.push(("pixel_values", 1));
    assert!(fault(&model(other)).contains("it wants “pixel_values”; known are input_ids"));
    let mut floating = Model::sum();
    floating.inputs[0].1 = 1;
    assert!(fault(&model(floating)).contains("it wants “input_ids” as something else than whole numbers"));
    let said = fault(&model(Model::of_many_words()));
    assert!(said.contains("numbers of a text; it has to be one"), "{said}");

    // More pieces than the model has: every one is beyond its table.
    let said = fault(&|folder| {
        let many: Vec<String> = (0..40).map(|i| format!("x{i}")).chain(["[CLS]", "[SEP]", "[UNK]"].map(String::from)).collect();
        fs::write(folder.join("vocab.txt"), many.join("\n")).unwrap();
    });
    assert!(said.contains("model.onnx cannot be used"), "{said}");
}

#[test]
fn a_model_that_fails_later_leaves_what_it_did_not_judge_in_its_place() {
    let (_dir, index) = three();
    let model = folder();
    // Only 丙 is beyond the table, and nothing that is tried at the beginning holds it.
    let pieces: Vec<&str> = onnx::PIECES.iter().map(|(piece, _)| if *piece == "丙" { "丁" } else { piece }).collect();
    fs::write(model.path().join("vocab.txt"), [pieces.join("\n"), "丙".into()].join("\n")).unwrap();
    index.rerank_with(reranker(model.path()), Duration::MAX);
    assert_eq!(works(&ask(&index, "科普")), [3, 2, 1], "the first and the third changed places");
}

#[test]
fn a_site_goes_on_without_a_model_that_cannot_be_used() {
    let site = Site::new();
    let model = site.path("model");
    fs::create_dir(&model).unwrap();
    let model_at = model.display().to_string();
    let with = |time| [("LIANGYI_RERANKER", model_at.as_str()), ("LIANGYI_RERANKER_TIME", time)];
    let check = |time| {
        let output = site.output_of(site.command().envs(with(time)).arg("check"));
        String::from_utf8(output.stdout).unwrap().lines().find(|line| line.contains("re-ranker")).unwrap_or_default().to_owned()
    };
    site.run(&[&"migrate"]);
    assert!(check("200").starts_with("wrong  re-ranker: "), "{}", check("200"));
    onnx::write(&model);
    assert!(check("10000").starts_with("ok     re-ranker: "), "{}", check("10000"));
    fs::write(model.join("model.onnx"), Model::slow().bytes()).unwrap();
    assert!(check("1").contains("LIANGYI_RERANKER_TIME allows 1 ms"), "{}", check("1"));

    site.expects("results are not put in order by a model");
    let server = site.serve_with(&with("1"), &[]);
    assert_eq!(server.get("/search?q=%E7%A7%91%E6%99%AE").status, 200);
}
