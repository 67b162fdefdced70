//! Nobody is locked in: what leaves one site enters another and leaves it again the same.

use crate::site::{Database, Folder, Site, Work, corpus::ITEMS, database};
use image::{ImageFormat, RgbImage};
use sea_orm::ConnectionTrait;
use std::{
    collections::BTreeMap,
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};

pub const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/server/demo");

pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

pub fn export(site: &Site) -> BTreeMap<PathBuf, Vec<u8>> {
    let out = site.path("out");
    site.run(&[&"export", &"works", &out]);
    files(&out)
}

pub fn assert_equal(a: &BTreeMap<PathBuf, Vec<u8>>, b: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (path, bytes) in a {
        assert!(
            bytes == &b[path],
            "{} differs:\n{}\n{}",
            path.display(),
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&b[path])
        );
    }
}

/// A picture of one colour.
pub fn png(colour: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    RgbImage::from_pixel(40, 30, image::Rgb([colour, 0, 0])).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// A work of every kind of block, with two different pictures of one name, its translation, and a draft.
fn everything() -> Folder {
    let folder = Folder::new();
    let figure = |path: &str| format!("![替代 \\[文字\\]]({path} \"说明*强调*\"){{credit=\"图：甲\" licence=CC-BY-4.0}}");
    let body = [
        "## 为什么 {#why}",
        "一段话有**强**有*调*，有`代码`，有[条款](clause:plan#2.1)，也有[译文](work:video-en)和脚注[^1]。",
        "> 每月制作四期\n>\n> —— clause:plan#2.1",
        "1. 一\n2. 二\n   - 三",
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
        &figure("pictures/a.png"),
        &figure("b/a.png"),
        ":::qa {#q outlet=\"示例日报\" speaker=\"林\"}\n为什么？\n\n因为。\n:::",
        "::work[video-en]",
        "***",
        "最后一段。",
        "[^1]: 脚注的话。",
    ]
    .join("\n\n");
    folder.file("pictures/a.png", png(10)).file("b/a.png", png(200));
    folder
        .work(
            &Work::new("video", "读懂：“短视频”# 不是注释")
                .clause("{clause: plan#2.1, passage: 每月制作四期, anchor: why}")
                .body(&body),
        )
        .work(&Work::new("video-en", "Short video, read").language("en").line("translation_of: video").clause("plan@1#2.1"))
        .work(&Work::new("later", "以后再说").draft());
    folder
}

/// Takes `folder` into `site`, and what leaves it into a fresh site on the same kind of database; then compares.
async fn goes_round(site: &Site, folder: &Folder, fresh: Database) {
    site.import_policy(&ITEMS);
    folder.import(site);
    let first = export(site);
    let second = Site::on(fresh);
    second.import_policy(&ITEMS);
    second.run(&[&"import", &"works", &site.path("out")]);
    assert_equal(&first, &export(&second));
    second.is_clean().await;
    assert!(first.keys().filter(|path| path.starts_with("pictures")).count() == 2, "{:?}", first.keys());
    let again = site.run(&[&"import", &"works", &site.path("out")]);
    assert!(again.contains("0 new"), "{again}");
}

#[test]
fn works_of_every_block_go_round_on_sqlite() {
    database::on(Database::sqlite(), async |site: &Site| goes_round(site, &everything(), Database::sqlite()).await);
}

#[test]
fn works_of_every_block_go_round_on_postgres() {
    let (Some(one), Some(other)) = (Database::postgres(), Database::postgres()) else { return };
    database::on(one, async |site: &Site| goes_round(site, &everything(), other).await);
}

pub fn import_demo(site: &Site) {
    for slug in ["work-plan-2022", "county-plan-2026"] {
        site.run(&[&"import", &"policy", &format!("{DEMO}/policies/{slug}.txt")]);
    }
    site.run(&[&"import", &"works", &format!("{DEMO}/works")]);
}

#[test]
fn the_demo_goes_round() {
    database::on(Database::sqlite(), async |site: &Site| {
        import_demo(site);
        let first = export(site);
        let second = Site::new();
        for slug in ["work-plan-2022", "county-plan-2026"] {
            second.run(&[&"import", &"policy", &format!("{DEMO}/policies/{slug}.txt")]);
        }
        second.run(&[&"import", &"works", &site.path("out")]);
        assert_equal(&first, &export(&second));
        for site in [site, &second] {
            take_away_films(site).await;
        }
        second.is_clean().await;
    });
}

/// An import does not wait for its films: what is left to do is theirs, one job each.
async fn take_away_films(site: &Site) {
    let films = site.number("SELECT COUNT(*) FROM assets WHERE kind = 'video'").await;
    assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'video' AND state = 'waiting'").await, films);
    site.raw().await.execute_unprepared("DELETE FROM jobs WHERE kind = 'video'").await.unwrap();
}

#[test]
fn an_export_never_overwrites_and_leaves_out_what_is_withdrawn() {
    let site = Site::new();
    Folder::new().work(&Work::new("good", "留下")).work(&Work::new("bad", "撤回")).import(&site);
    site.run(&[&"withdraw", &"bad", &"--reason", &"数字有误。"]);
    let said = site.run(&[&"export", &"works", &site.path("out")]);
    assert!(said.contains("bad: withdrawn, not exported"), "{said}");
    assert!(site.path("out/good.md").exists() && !site.path("out/bad.md").exists());
    assert!(site.refused(&[&"export", &"works", &site.path("out")]).contains("is not empty; an export never overwrites"));
}
