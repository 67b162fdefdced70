//! A file has one purpose: none grows past 400 lines of Rust or 250 of TypeScript, none is named for nothing.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const VAGUE: [&str; 5] = ["utils", "util", "common", "helpers", "misc"];

/// All files below `folder`, but for what tools put there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder can be listed").path());
    paths
        .flat_map(|path| match path.file_name().and_then(|name| name.to_str()) {
            Some("node_modules" | "dist" | "out" | "target" | "generated") => Vec::new(),
            _ if path.is_dir() => files(&path),
            _ => vec![path],
        })
        .collect()
}

/// Code of the product, of its front end and of its tests.
fn code() -> Vec<PathBuf> {
    ["crates", "migrations", "media-pipeline", "frontend", "tests"]
        .iter()
        .flat_map(|folder| files(&Path::new(ROOT).join(folder)))
        .filter(|path| limit(path).is_some())
        .collect()
}

/// How many lines a file of this kind may have; `None` for what is no code.
fn limit(path: &Path) -> Option<usize> {
    match path.extension()?.to_str()? {
        "rs" => Some(400),
        "ts" | "mjs" => Some(250),
        _ => None,
    }
}

#[test]
fn no_file_of_code_is_too_long() {
    let faults: Vec<_> = code()
        .into_iter()
        .filter_map(|path| {
            let lines = fs::read_to_string(&path).expect("code is UTF-8").lines().count();
            let limit = limit(&path)?;
            (lines > limit).then(|| format!("{}: {lines} lines, {limit} at most", path.display()))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn no_file_of_code_has_a_vague_name() {
    let vague: Vec<_> = code()
        .into_iter()
        .filter(|path| {
            let parts = path.with_extension("");
            parts.strip_prefix(ROOT).expect("code is in the repository").iter().any(|part| VAGUE.iter().any(|v| part == *v))
        })
        .collect();
    assert!(vague.is_empty(), "{vague:?}: name a file for what it does");
}

#[test]
fn code_is_found_in_every_part_of_the_house() {
    let code = code();
    for place in ["crates/domain/src/lib.rs", "tests/house/sizes.rs", "migrations/src/lib.rs"] {
        assert!(code.iter().any(|path| path.ends_with(place)), "{place} was not looked at");
    }
}

/// A file that no `mod` names is compiled by nobody, and its tests run never.
#[test]
fn every_file_of_tests_is_named_by_its_folder() {
    let tests = Path::new(ROOT).join("tests");
    let folders = fs::read_dir(&tests).expect("the tests are there").map(|entry| entry.expect("a folder can be listed").path());
    let mut forgotten = Vec::new();
    for file in folders.filter(|path| path.is_dir()).flat_map(|folder| files(&folder)) {
        let folder = file.parent().expect("a file stands in a folder");
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let Ok(named) = fs::read_to_string(folder.join("mod.rs")) else { continue };
        if file.extension().is_some_and(|kind| kind == "rs") && name != "mod" && !named.contains(&format!("mod {name};")) {
            forgotten.push(file.display().to_string());
        }
    }
    assert!(forgotten.is_empty(), "no mod.rs names {}", forgotten.join(", "));
}
