//! Programs that readers and partners run. A test is left out, and says so, where its program is not installed.

use super::sample::{entry, feed, gone, published, withdrawal};
use feeds::{Item, atom};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// Runs a program; `None`, with a word on standard error, where it is not there.
fn run(program: &str, arguments: &[&str], home: &Path) -> Option<Output> {
    match Command::new(program).args(arguments).env("HOME", home).output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: {program} is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

#[test]
fn xmllint_finds_the_feed_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.atom");
    fs::write(&file, atom::write(&feed(vec![published(entry()), gone(withdrawal())]))).unwrap();
    let Some(output) = run("xmllint", &["--nonet", "--noout", "--nsclean", file.to_str().unwrap()], folder.path()) else {
        return;
    };
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A newsboat of its own, with its cache in a folder that the test throws away.
struct Newsboat {
    folder: tempfile::TempDir,
}

impl Newsboat {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".newsboat")).unwrap();
        let file = folder.path().join("feed.atom");
        fs::write(folder.path().join("urls"), format!("file://{}\n", file.display())).unwrap();
        Self { folder }
    }

    /// Reads `items` as the feed of the hour and returns (title, content) of every article kept; `None` without newsboat.
    fn reload(&self, items: Vec<Item>) -> Option<Vec<(String, String)>> {
        let path = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        fs::write(path("feed.atom"), atom::write(&feed(items))).unwrap();
        let (urls, cache) = (path("urls"), path("cache.db"));
        let output = run("newsboat", &["-u", &urls, "-c", &cache, "-C", "/dev/null", "-x", "reload"], self.folder.path())?;
        assert!(output.status.success(), "newsboat: {}", String::from_utf8_lossy(&output.stderr));
        let listing = run(
            "sqlite3",
            &["-json", &cache, "select title, content, guid, url from rss_item where deleted = 0 order by pubDate"],
            self.folder.path(),
        )?;
        let rows: serde_json::Value = serde_json::from_slice(&listing.stdout).unwrap();
        let field = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
        Some(rows.as_array().unwrap().iter().map(|row| (field(row, "title"), field(row, "content"))).collect())
    }
}

#[test]
fn newsboat_reads_full_text_follows_an_edit_and_replaces_a_withdrawn_text() {
    let newsboat = Newsboat::new();
    let Some(first) = newsboat.reload(vec![published(entry())]) else { return };
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].0, "为什么是短视频：读懂优质科普资源供给");
    assert!(first[0].1.contains("正文") && first[0].1.contains("https://liangyi.example/media/a.webp"), "{first:?}");

    let mut edited = entry();
    edited.title = "改过的标题".into();
    edited.updated = super::sample::at("2026-10-04 10:00");
    let second = newsboat.reload(vec![published(edited)]).unwrap();
    assert_eq!(second.len(), 1, "an edit doubles nothing: {second:?}");
    assert_eq!(second[0].0, "改过的标题");

    let third = newsboat.reload(vec![gone(withdrawal())]).unwrap();
    assert_eq!(third.len(), 1, "{third:?}");
    assert!(third[0].1.contains("已撤回") && !third[0].1.contains("正文"), "{third:?}");
}
