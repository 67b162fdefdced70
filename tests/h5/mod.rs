//! H5 pages: what a zip may be, and everything that it may not.

mod attacks;
mod outside;
mod properties;
pub mod zips;

use h5::{Package, Refusal};
use zips::{Entry, zip};

const INDEX: &str = "<!doctype html><html lang=\"zh\"><title>页</title><script src=\"js/app.js\"></script>";

/// A page with a script, and these files beside it.
fn page_with(more: Vec<Entry>) -> Vec<u8> {
    let own = [Entry::new("index.html", INDEX), Entry::new("js/app.js", "'use strict';")];
    zip(&own.into_iter().chain(more).collect::<Vec<_>>())
}

fn refused(zip: &[u8]) -> Vec<Refusal> {
    h5::read(zip).expect_err("it was accepted")
}

fn accepted(zip: &[u8]) -> Package {
    h5::read(zip).unwrap_or_else(|refusals| panic!("{}", told(&refusals)))
}

fn told(refusals: &[Refusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn files_keep_their_path_and_are_served_by_their_ending() {
    let package = accepted(&page_with(vec![
        Entry::new("图/一 二.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        Entry::new("a.CSS", "p{color:red}").deflated(),
        Entry::new("__MACOSX/._index.html", "x"),
        Entry::new("js/.DS_Store", "x"),
        Entry::folder("leer/"),
    ]));
    let files: Vec<(&str, &str)> = package.files.iter().map(|file| (file.path.as_str(), file.media_type)).collect();
    let expected = [
        ("a.CSS", "text/css; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("js/app.js", "text/javascript; charset=utf-8"),
        ("图/一 二.svg", "image/svg+xml"),
    ];
    assert_eq!(files, expected);
    assert_eq!(package.files[0].bytes, b"p{color:red}");
}

#[test]
fn one_folder_around_everything_is_taken_away_and_no_second_one() {
    let package = accepted(&zip(&[Entry::new("dist/index.html", INDEX), Entry::new("dist/js/app.js", "0")]));
    assert_eq!(package.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["index.html", "js/app.js"]);
    for other in [
        vec![Entry::new("a/b/index.html", INDEX)],
        vec![Entry::new("a/index.html", INDEX), Entry::new("b/x.js", "0")],
        vec![Entry::new("a/INDEX.HTML", INDEX)],
        vec![Entry::new("app.js", "0")],
    ] {
        let words = told(&refused(&zip(&other)));
        assert!(words.contains("最外层没有 index.html"), "{words}");
    }
}

#[test]
fn a_folder_packed_twice_is_the_same_zip_and_is_read_again() {
    let files: [(&str, &[u8]); 2] = [("index.html", INDEX.as_bytes()), ("js/app.js", b"0")];
    let packed = h5::pack(&files);
    assert_eq!(packed, h5::pack(&files));
    let package = accepted(&packed);
    assert_eq!(package.files.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect::<Vec<_>>(), files);
}

#[test]
fn every_reason_is_told_at_once_and_beyond_fifty_they_are_counted() {
    let words = told(&refused(&page_with(vec![
        Entry::new("setup.exe", "MZ"),
        Entry::new("a.css", "p{}\n@import 'https://a.example/x.css';"),
        Entry::new("b.png", "<html>"),
    ])));
    for place in ["setup.exe：", "a.css:2：", "b.png："] {
        assert!(words.contains(place), "{place} is not in\n{words}");
    }
    let many = (0..80).map(|n| Entry::new(&format!("{n}.exe"), "x")).collect();
    let refusals = refused(&page_with(many));
    assert_eq!(refusals.len(), h5::limits::TOLD + 1);
    assert!(refusals.last().unwrap().reason.contains("另有 30 处"), "{}", refusals.last().unwrap());
}
