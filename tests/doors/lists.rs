//! Lists page by page: every work once, also while others are being published.

use crate::site::{Folder, Site, Work, corpus::ITEMS, on_both, serving::Serving};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;

/// Slugs of the works on a page, in order.
fn works(page: &str) -> Vec<String> {
    let main = &page[page.find("<main").unwrap()..];
    let mut slugs: Vec<String> =
        main.match_indices("href=\"/works/").map(|(at, m)| main[at + m.len()..].split('"').next().unwrap().to_owned()).collect();
    slugs.dedup();
    slugs
}

fn next(page: &str) -> Option<String> {
    let at = page.find("rel=\"next\"")?;
    let tag = &page[page[..at].rfind('<').unwrap()..];
    let href = &tag[tag.find("href=\"").unwrap() + 6..];
    Some(href.split('"').next().unwrap().replace("&amp;", "&"))
}

/// How often each work came, walking from `first` and calling `between` after each page.
fn walk(server: &Serving, first: &str, mut between: impl FnMut(usize)) -> BTreeMap<String, usize> {
    let (mut seen, mut at, mut pages) = (BTreeMap::new(), Some(first.to_owned()), 0);
    while let Some(path) = at {
        let page = server.page(&path);
        for slug in works(&page) {
            *seen.entry(slug).or_default() += 1;
        }
        at = next(&page);
        between(pages);
        pages += 1;
        assert!(pages < 20, "the pages do not end");
    }
    seen
}

/// Many of them at the same minute, so that time alone does not tell them apart.
fn many(count: usize) -> Folder {
    let folder = Folder::new();
    for n in 0..count {
        folder.work(
            &Work::new(&format!("work-{n:02}"), &format!("第{n}篇"))
                .published(&format!("2026-10-0{} 09:00", 1 + n / 20))
                .clause("plan#2.1"),
        );
    }
    folder
}

on_both! {
    async fn the_step_that_brings_the_months_finds_the_works_that_were_there_before(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        for (slug, at) in [("october", "2025-10-31 23:59"), ("november", "2025-11-01 00:00"), ("late", "2025-11-30 09:00")] {
            folder.work(&Work::new(slug, "一篇").clause("plan#2.1").published(at));
        }
        folder.import(site);
        let counted = "SELECT list || ' ' || works FROM listing_counts WHERE list LIKE 'month:%' AND works > 0 ORDER BY list";
        let before = site.texts(counted).await;
        assert_eq!(before, ["month:2025-10 1", "month:2025-11 2"]);
        // As a site that never had the step.
        let raw = site.raw().await;
        for sql in [
            "DELETE FROM work_listings WHERE list LIKE 'month:%'",
            "DELETE FROM listing_counts WHERE list LIKE 'month:%'",
            "DELETE FROM seaql_migrations WHERE version = 'm031_archive'",
        ] {
            raw.execute_unprepared(sql).await.unwrap();
        }
        raw.close().await.unwrap();
        site.run(&[&"migrate"]);
        assert_eq!(site.texts(counted).await, before);
        assert_eq!(works(&site.serve().page("/archive/2025-11")), ["late", "november"]);
    }

    async fn walking_a_list_meets_every_work_once_while_others_are_published(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = many(52);
        folder.import(site);
        let server = site.serve();
        for list in ["/works", "/policies/plan/2.1", "/topics/video", "/people/lin", "/organisations/green-hill"] {
            let seen = walk(&server, list, |_| {});
            assert_eq!(seen.len(), 52, "{list}: {seen:?}");
            assert!(seen.values().all(|times| *times == 1), "{list}: {seen:?}");
        }
        let seen = walk(&server, "/works", |page| {
            // One newer than all, one among those already read, one among those still to be read.
            for (kind, day) in [("new", "11-01"), ("middle", "10-02"), ("old", "09-01")] {
                folder.work(&Work::new(&format!("{kind}-{page}"), "后来的").published(&format!("2026-{day} 09:00")));
            }
            folder.import(site);
            server.within_a_second("the new work", || server.page("/works").contains(&format!("/works/new-{page}\"")));
        });
        let first: Vec<_> = seen.iter().filter(|(slug, _)| slug.starts_with("work-")).collect();
        assert_eq!(first.len(), 52);
        assert!(seen.values().all(|times| *times == 1), "{seen:?}");
        assert!(seen.contains_key("old-0"), "what is published where the reader has not been yet is met");
    }
}

#[test]
fn a_feed_is_walked_page_by_page_too() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    many(52).import(&site);
    let server = site.serve();
    let (mut ids, mut at) = (Vec::new(), Some("/feed.atom".to_owned()));
    while let Some(path) = at {
        let feed = feed_rs::parser::parse(server.page(&path).as_bytes()).unwrap();
        ids.extend(feed.entries.into_iter().map(|e| e.id));
        let next = feed.links.into_iter().find(|l| l.rel.as_deref() == Some("next"));
        at = next.map(|l| l.href.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned());
    }
    assert_eq!(ids.len(), 52);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 52, "a work came twice");
}

#[test]
fn works_of_one_kind_have_a_list_a_feed_and_a_way_there() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    many(3).import(&site);
    let server = site.serve();
    assert_eq!(works(&server.page("/kinds/article")).len(), 3);
    let empty = server.page("/kinds/short-video");
    assert!(works(&empty).is_empty() && empty.contains("这里还没有作品"), "{empty}");
    for kind in ["article", "short-video", "long-image", "h5"] {
        assert!(server.page("/kinds").contains(&format!("href=\"/kinds/{kind}\"")), "{kind}");
        assert!(server.page(&format!("/kinds/{kind}")).contains(&format!("href=\"/kinds/{kind}/feed.atom\"")), "{kind}");
    }
    assert!(server.page("/").contains("href=\"/kinds\""), "the front page leads there");
    assert_eq!(server.get("/kinds/absent").status, 404);
    assert_eq!(server.get("/kinds/absent/feed.atom").status, 404);
}

#[test]
fn works_are_found_by_the_month_in_beijing_in_which_they_were_published() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    for (slug, at) in [("october", "2025-10-31 23:59"), ("november", "2025-11-01 00:00"), ("late", "2025-11-30 09:00")] {
        folder.work(&Work::new(slug, "一篇").clause("plan#2.1").published(at));
    }
    folder.work(&Work::new("late-en", "One").language("en").line("translation_of: late").published("2025-12-01 09:00"));
    folder.import(&site);
    let server = site.serve();
    let archive = server.page("/archive");
    let at = |words: &str| archive.find(words).unwrap_or_else(|| panic!("{words}: {archive}"));
    assert!(at("href=\"/archive/2025-11\">2025年11月</a>") < at("href=\"/archive/2025-10\">2025年10月</a>"));
    assert_eq!(works(&server.page("/archive/2025-11")), ["late", "november"]);
    assert_eq!(works(&server.page("/archive/2025-10")), ["october"]);
    assert!(server.page("/works").contains("href=\"/archive\"") && server.page("/en/archive").contains(">November 2025</a>"));
    assert!(server.page("/sitemaps/archive.xml").contains("/archive/2025-10</loc>"));
    for absent in ["2025-12", "2025-9", "2025-13", "x"] {
        assert_eq!(server.get(&format!("/archive/{absent}")).status, 404, "{absent}");
    }
    site.run(&[&"withdraw", &"october", &"--reason", &"数字有误。"]);
    server.within_a_second("the month", || server.get("/archive/2025-10").status == 404);
}
