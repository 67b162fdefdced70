//! The project's own judgements over the demo: docs/search.md says what they are.

use crate::{editorial::round_trip::DEMO, site::Site};
use std::{fs, path::Path};

#[test]
fn the_demo_is_found_as_its_judges_would_have_it() {
    let site = Site::new();
    let demo = Path::new(DEMO);
    for policy in fs::read_dir(demo.join("policies")).unwrap() {
        let file = policy.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        site.run(&[&"import", &"policy", &file, &"--slug", &file.file_stem().unwrap()]);
    }
    site.run(&[&"import", &"works", &demo.join("works")]);
    site.run(&[&"reindex"]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("search/judgements");
    let said = site.run(&[&"search-eval", &"--queries", &folder.join("queries.tsv"), &"--qrels", &folder.join("qrels.tsv")]);
    let figure = |name: &str| -> f64 {
        let line = said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {said}"));
        line.parse().unwrap()
    };
    // What was reached, and a little room; docs/search.md says what is wanted.
    assert!(figure("nDCG@10: ") >= 0.83, "{said}");
    assert_eq!(figure("queries: "), fs::read_to_string(folder.join("queries.tsv")).unwrap().lines().count() as f64);
}
