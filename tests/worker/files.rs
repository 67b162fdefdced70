//! Short videos as files: what an import takes and refuses, and what an export gives back.

use super::films::{SRT, VIDEO, film, folder, work, work_until_empty};
use crate::site::{Folder, Site, on_both};
use std::{collections::BTreeMap, fs, path::Path};

fn files(folder: &Path, below: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder.join(below)).unwrap() {
        let name = below.join(entry.unwrap().file_name());
        if folder.join(&name).is_dir() {
            files(folder, &name, found);
        } else {
            found.insert(name.display().to_string(), fs::read(folder.join(&name)).unwrap());
        }
    }
}

fn export(site: &Site, to: &str) -> BTreeMap<String, Vec<u8>> {
    let out = site.path(to);
    site.run(&[&"export", &"works", &out]);
    let mut found = BTreeMap::new();
    files(&out, Path::new(""), &mut found);
    found
}

on_both! {
    async fn a_work_is_published_when_its_video_is_ready_and_leaves_as_it_came(site: &Site) {
        let Some(film) = film("160x120", 1) else { return };
        let folder = folder(&film);
        let more = "\n  poster: 0.5\n  chapters:\n    - {at: 0, title: 开头}\n    - {at: 0.25, title: 结尾}";
        folder.file("film.md", work("film", &format!("{VIDEO}{more}")));
        let said = folder.import(site);
        assert!(said.contains("film: will be published when its video, long image or H5 page is ready"), "{said}");
        assert_eq!(site.number("SELECT COUNT(*) FROM works WHERE state = 'published'").await, 0);
        assert!(folder.import(site).contains("(0 new, 0 changed, 1 as they were)"));
        work_until_empty(site);
        assert_eq!(site.texts("SELECT state FROM assets").await, ["ready"]);
        assert_eq!(site.texts("SELECT state FROM works").await, ["published"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM awaited_videos").await, 0);
        assert!(site.number("SELECT COUNT(*) FROM renditions WHERE at_ms = 500").await > 0, "the poster that was asked for");
        assert!(folder.import(site).contains("(0 new, 0 changed, 1 as they were)"));

        let first = export(site, "first");
        assert_eq!(first["videos/a.mp4"], film);
        assert!(String::from_utf8_lossy(&first["videos/film.zh-Hans.vtt"]).starts_with("WEBVTT"));
        let second = Site::new();
        second.run(&[&"import", &"works", &site.path("first")]);
        work_until_empty(&second);
        let again = export(&second, "again");
        assert_eq!(first.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
        for (name, bytes) in &first {
            assert!(bytes == &again[name], "{name} differs:\n{}\n{}", String::from_utf8_lossy(bytes), String::from_utf8_lossy(&again[name]));
        }
        assert!(second.run(&[&"import", &"works", &site.path("first")]).contains("1 as they were"));
    }
}

/// The faults of one work whose video is described so.
fn faults(video: &str) -> String {
    let site = Site::new();
    let folder = Folder::new();
    folder.file("videos/a.mp4", b"no film, but nobody looks at it before it is needed");
    folder.file("videos/a.srt", SRT).file("videos/bad.srt", "just words").file("film.md", work("film", video));
    let said = site.refused(&[&"import", &"works", &folder.path()]);
    assert!(!site.data().join("blobs").join("originals").exists(), "something was stored");
    said
}

#[test]
fn what_may_not_be_published_is_not_imported_and_every_fault_names_its_line() {
    for (video, fault) in [
        ("  file: videos/b.mp4\n  no_speech: 全程配乐。", "there is no video videos/b.mp4 in this folder"),
        ("  file: videos/a.mp4", "a short video needs captions in the work's language, or no_speech"),
        ("  file: videos/a.mp4\n  no_speech: ' '", "no_speech is empty"),
        (
            "  file: videos/a.mp4\n  captions:\n    - {language: en, file: videos/a.srt}",
            "a short video needs captions in the work's language",
        ),
        (
            "  file: videos/a.mp4\n  captions:\n    - {language: zh-Hans, file: videos/bad.srt}",
            "videos/bad.srt cannot be read as captions",
        ),
        (
            "  file: videos/a.mp4\n  captions:\n    - {language: zh-Hans, file: videos/c.srt}",
            "there is no file videos/c.srt in this folder",
        ),
        (
            "  file: videos/a.mp4\n  no_speech: 配乐。\n  chapters:\n    - {at: 3, title: 甲}\n    - {at: 3, title: 乙}",
            "the chapter “乙” does not begin after the one above it",
        ),
        (
            "  file: videos/a.mp4\n  no_speech: 配乐。\n  poster: pictures/x.png",
            "there is no picture pictures/x.png in this folder",
        ),
        ("  file: videos/a.mp4\n  no_speech: 配乐。\n  poster: -2", "-2 is no time"),
        ("  file: videos/a.mp4\n  no_speech: 配乐。\n  loudness: 3", "unknown field"),
        ("  no_speech: 配乐。", "missing field"),
    ] {
        let said = faults(video);
        let line = said.lines().find(|line| line.contains(fault)).unwrap_or_else(|| panic!("{video}\nno “{fault}” in\n{said}"));
        let number =
            line.split("film.md:").nth(1).and_then(|rest| rest.split(':').next()).and_then(|number| number.parse::<u32>().ok());
        assert!(number.is_some_and(|number| number > 20), "{line}");
        assert!(said.contains("1 fault(s) in 1 file(s)"), "{said}");
    }
}

#[test]
fn only_a_short_video_has_a_video_and_each_has_one() {
    let site = Site::new();
    let folder = Folder::new();
    folder.file("videos/a.mp4", b"x").file("videos/a.srt", SRT);
    folder.file("a.md", work("a", VIDEO).replace("kind: short-video", "kind: article"));
    folder.file("b.md", work("b", VIDEO).replace(&format!("video:\n{VIDEO}\n"), ""));
    let said = site.refused(&[&"import", &"works", &folder.path()]);
    assert!(said.contains("a.md") && said.contains("only a work of kind short-video has a video"), "{said}");
    assert!(said.contains("b.md") && said.contains("a short video needs a video"), "{said}");
}
