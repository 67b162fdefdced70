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
    // Every sixth, because a build without optimisation takes minutes for all.
    let queries: Vec<String> =
        fs::read_to_string(folder.join("queries.tsv")).unwrap().lines().step_by(6).map(Into::into).collect();
    let some = site.path("queries.tsv");
    fs::write(&some, queries.join("\n")).unwrap();
    let said = site.run(&[&"search-eval", &"--queries", &some, &"--qrels", &folder.join("qrels.tsv")]);
    let figure = |name: &str| -> f64 {
        let line = said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name} in {said}"));
        line.parse().unwrap()
    };
    // What was reached, and a little room; docs/search.md says what is wanted.
    assert!(figure("nDCG@10: ") >= 0.8, "{said}");
    // Without those that ask for the videos, which nobody transcodes here.
    assert!(figure("queries: ") > 0.8 * queries.len() as f64, "{said}");
}
