//! `docs/security.md` names a test for each line that it says is held by one.

use std::{fs, path::Path};

/// The texts of all files below a folder whose names end so.
fn texts(folder: &Path, end: &str) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() && !entry.ends_with("node_modules") {
            all.push_str(&texts(&entry, end));
        } else if entry.to_str().is_some_and(|path| path.ends_with(end)) {
            all.push_str(&fs::read_to_string(&entry).unwrap());
        }
    }
    all
}

#[test]
fn every_test_that_the_security_document_names_is_there() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(tests.join("../docs/security.md")).unwrap();
    let table = document.split_once("## OWASP ASVS").expect("the table of the ASVS").1;
    let code = texts(tests, ".rs");
    let mut named = 0;
    for line in table.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---") && !line.starts_with("| |")) {
        let cell = line.trim_end_matches([' ', '|']).rsplit('|').next().unwrap();
        let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty() || cell.trim().starts_with('—'), "neither a test nor the lack of one: {line}");
        for name in names.into_iter().filter(|_| !cell.trim().starts_with('—')) {
            let there =
                if name.contains('/') { tests.join("..").join(name).is_file() } else { code.contains(&format!("fn {name}(")) };
            assert!(there, "docs/security.md names {name}, which is no test");
            named += 1;
        }
    }
    assert!(named > 70, "{named} tests");
}
