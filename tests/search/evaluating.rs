//! `liangyi search-eval`: figures that can be worked out by hand, the file of a run, and what it says of files it cannot read.

use crate::site::Site;
use std::{fs, io::Write};

const DOCS: &str = "\
{\"id\": \"frost\", \"title\": \"霜冻怎么防\", \"body\": \"先看预警，再盖棚膜。\"}
{\"id\": \"frost-2\", \"title\": \"霜冻之后\", \"body\": \"清理受冻的叶片。\"}
{\"id\": \"battery\", \"title\": \"电池别上楼\", \"body\": \"充电在室外。\"}
";

fn eval(site: &Site, docs: &str, queries: &str, qrels: &str) -> Result<(String, String), String> {
    let write = |name: &str, text: &str| fs::write(site.path(name), text).unwrap();
    write("queries.tsv", queries);
    write("qrels.tsv", qrels);
    let file = fs::File::create(site.path("docs.jsonl.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
    packed.write_all(docs.as_bytes()).unwrap();
    packed.finish().unwrap();
    let path = |name: &str| site.path(name).into_os_string();
    let arguments = [
        "search-eval".into(),
        "--docs".into(),
        path("docs.jsonl.gz"),
        "--queries".into(),
        path("queries.tsv"),
        "--qrels".into(),
        path("qrels.tsv"),
        "--run".into(),
        path("run.txt"),
    ];
    let arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = arguments.iter().map(|a: &std::ffi::OsString| a as _).collect();
    let output = site.output(&arguments);
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok((String::from_utf8(output.stdout).unwrap(), fs::read_to_string(site.path("run.txt")).unwrap()))
}

fn figure(said: &str, name: &str) -> f64 {
    let line =
        said.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_else(|| panic!("no {name} in {said}"));
    line.parse().unwrap()
}

#[test]
fn the_figures_are_those_worked_out_by_hand() {
    let site = Site::new();
    // Of two relevant ones for a, one is found, and first: 1 / (1 + 1/log2(3)). For b there is nothing to find.
    let qrels = "a\tfrost\t1\na\tbattery\t1\nb\tbattery\t1\nb\tfrost\t0\n";
    let (said, run) = eval(&site, DOCS, "a\t霜冻怎么防\nb\t鲸鱼\nunjudged\t充电\n", qrels).unwrap();
    let second = 1.0 / 3f64.log2();
    assert!((figure(&said, "nDCG@10") - 1.0 / (1.0 + second) / 2.0).abs() < 1e-4, "{said}");
    assert_eq!((figure(&said, "MRR@10"), figure(&said, "Recall@100"), figure(&said, "queries")), (0.5, 0.25, 2.0), "{said}");
    assert!(said.contains("documents: 3 of "), "{said}");
    let first = run.lines().next().unwrap();
    assert!(first.starts_with("a Q0 frost 1 ") && first.ends_with(" liangyi"), "{run}");
    assert!(!run.contains("unjudged"));
    assert!(!site.data().join("index").exists(), "the site's own index was touched");
}

#[test]
fn files_that_cannot_be_read_are_named_with_their_line() {
    let site = Site::new();
    for (docs, queries, qrels, fault) in [
        ("no json\n", "a\tx\n", "a\tfrost\t1\n", "docs.jsonl.gz:1: no document"),
        (DOCS, "a x\n", "a\tfrost\t1\n", "queries.tsv:1: expected a query's id"),
        (DOCS, "a\tx\n", "a\tfrost\tyes\n", "qrels.tsv:1: expected a query"),
        (DOCS, "a\tx\n", "b\tfrost\t1\n", "judges none of the queries"),
        ("", "a\tx\n", "a\tfrost\t1\n", "holds no documents"),
    ] {
        let said = eval(&site, docs, queries, qrels).unwrap_err();
        assert!(said.contains(fault), "{fault}: {said}");
    }
}
