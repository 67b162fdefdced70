//! Programs that readers and partners run. A test is left out, and says so, where its program is not installed.

use super::sample::{entry, feed, film, gone, published, withdrawal};
use crate::site::python::python;
use domain::FeedFormat;
use feeds::{Entry, Item};
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
    let file = folder.path().join("feed.xml");
    let whole = feed(vec![published(Entry { video: Some(film()), ..entry() }), gone(withdrawal())]);
    for format in [FeedFormat::Atom, FeedFormat::Rss] {
        fs::write(&file, feeds::write(&whole, format)).unwrap();
        let Some(output) = run("xmllint", &["--nonet", "--noout", "--nsclean", file.to_str().unwrap()], folder.path()) else {
            return;
        };
        assert!(output.status.success() && output.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn feedparser_reads_the_same_out_of_atom_and_rss() {
    const COMPARE: &str = "import sys, feedparser
def read(path):
    feed = feedparser.parse(path)
    assert not feed.bozo, feed.bozo_exception
    return [(e.id, e.title, e.published_parsed, e.updated_parsed, [f.href for f in e.enclosures]) for e in feed.entries]
atom, rss = map(read, sys.argv[1:])
assert atom == rss, (atom, rss)
print(len(rss))
";
    let mut stub = withdrawal();
    stub.id = "tag:liangyi.example,2026-01-01:work/44".into();
    let feed = feed(vec![published(Entry { video: Some(film()), ..entry() }), gone(stub)]);
    let folder = tempfile::tempdir().unwrap();
    let [atom, rss] = [FeedFormat::Atom, FeedFormat::Rss].map(|format| {
        let path = folder.path().join(format!("feed.{format}"));
        fs::write(&path, feeds::write(&feed, format)).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let Some(said) = python("feedparser", COMPARE, &[&atom, &rss]) else { return };
    assert_eq!(said, "2\n");
}

/// A newsboat of its own, with its cache in a folder that the test throws away.
struct Newsboat {
    folder: tempfile::TempDir,
    format: FeedFormat,
}

impl Newsboat {
    fn new(format: FeedFormat) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".newsboat")).unwrap();
        let file = folder.path().join("feed.xml");
        fs::write(folder.path().join("urls"), format!("file://{}\n", file.display())).unwrap();
        Self { folder, format }
    }

    /// Reads `items` as the feed of the hour and returns (title, content) of every article kept; `None` without newsboat.
    fn reload(&self, items: Vec<Item>) -> Option<Vec<(String, String)>> {
        let path = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        fs::write(path("feed.xml"), feeds::write(&feed(items), self.format)).unwrap();
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
    follows_and_replaces(FeedFormat::Atom);
}

#[test]
fn newsboat_does_the_same_with_rss() {
    follows_and_replaces(FeedFormat::Rss);
}

fn follows_and_replaces(format: FeedFormat) {
    let newsboat = Newsboat::new(format);
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
