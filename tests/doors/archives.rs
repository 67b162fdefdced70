//! Feeds from their newest document to their first work, by archives that stay as they are (RFC 5005).

use crate::site::{Door, Folder, Site, Work, corpus::ITEMS, now, on_both};
use db::corrections::Notice;
use domain::{CorrectionKind, CorrectionScope, FeedFormat, Month, Severity, Timestamp};
use std::collections::BTreeMap;

const FEED: &str = "/topics/video/feed";

fn this_month() -> Month {
    Month::of(now())
}

/// Works of so many minutes of the first hour of a month; of a month that is younger, the last ones of this minute.
fn add(folder: &Folder, month: &str, minutes: std::ops::Range<usize>) {
    let age = (0..60).rev().find(|minute| {
        let before = Timestamp(now().0 - minute * 60_000);
        Month::of(before).to_string() == month
    });
    for n in minutes {
        let slug = format!("work-{month}-{n:02}");
        let minute = age.map_or(n, |age| n.min(age as usize));
        folder.work(&Work::new(&slug, &slug).published(&format!("{month}-01 00:{minute:02}")).clause("plan#2.1"));
    }
}

fn fill(site: &Site) -> Folder {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    add(&folder, "2025-03", 0..22);
    add(&folder, "2025-05", 0..3);
    add(&folder, &this_month().to_string(), 0..21);
    folder.import(site);
    folder
}

fn links(text: &str) -> BTreeMap<String, String> {
    let tree = roxmltree::Document::parse(text).unwrap();
    let head = tree.root_element().children().chain(tree.root_element().children().flat_map(|n| n.children()));
    let links =
        head.filter(|n| n.has_tag_name(("http://www.w3.org/2005/Atom", "link")) && n.attribute("rel") != Some("alternate"));
    // Works link elsewhere too: to the text of their licence.
    let path = |address: &str| Some(address.strip_prefix("https://liangyi.example")?.to_owned());
    links.filter_map(|n| Some((n.attribute("rel")?.to_owned(), path(n.attribute("href")?)?))).collect()
}

fn is_archive(text: &str) -> bool {
    let tree = roxmltree::Document::parse(text).unwrap();
    tree.descendants().any(|n| n.has_tag_name(("http://purl.org/syndication/history/1.0", "archive")))
}

fn ids(text: &str) -> Vec<String> {
    feed_rs::parser::parse(text.as_bytes()).unwrap().entries.into_iter().map(|entry| entry.id).collect()
}

/// The addresses of the header `Link` by what they are, without those that lead to pages.
fn said(door: &crate::site::http::Response) -> BTreeMap<String, String> {
    let one = |way: &str| {
        let (address, rel) = way.split_once(">; rel=\"").unwrap();
        let path = address.trim_start_matches('<').strip_prefix("https://liangyi.example").unwrap();
        (rel.trim_end_matches('"').to_owned(), path.to_owned())
    };
    let all = door.header("link").unwrap().split(", ").map(one);
    all.filter(|(rel, _)| rel != "alternate").collect()
}

/// The archives of a feed by their addresses, as a client finds them that knows only the current document.
async fn walk(door: &Door, format: FeedFormat) -> BTreeMap<String, String> {
    let current = format!("{FEED}.{format}");
    let text = door.page(&current).await;
    assert!(!is_archive(&text), "{current}");
    let (mut found, mut from) = (BTreeMap::new(), None);
    let mut next = links(&text).remove("prev-archive");
    while let Some(path) = next {
        let text = door.page(&path).await;
        let mut links = links(&text);
        assert!(is_archive(&text), "{path}");
        assert_eq!((links.get("self"), links.get("current")), (Some(&path), Some(&current)), "{path}");
        assert_eq!(links.get("next-archive"), from.as_ref(), "{path}");
        next = links.remove("prev-archive");
        from = Some(path.clone());
        assert!(found.insert(path, text).is_none(), "in a circle");
    }
    found
}

async fn all(site: &Site) -> Vec<String> {
    let mut tags = site.texts("SELECT tag FROM works").await;
    tags.sort();
    tags
}

on_both! {
    async fn the_header_says_what_the_document_says_of_its_ways(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        for format in [FeedFormat::Atom, FeedFormat::Rss] {
            let mut path = Some(format!("{FEED}.{format}"));
            while let Some(asked) = path {
                let answer = door.get(&asked).await;
                let mut written = links(&answer.text());
                written.retain(|rel, _| ["self", "hub", "current", "prev-archive", "next-archive"].contains(&rel.as_str()));
                let mut told = said(&answer);
                told.remove("next");
                assert_eq!(told, written, "{asked}");
                path = said(&answer).remove("prev-archive");
            }
        }
        let current = door.get(&format!("{FEED}.json")).await;
        assert!(said(&current).contains_key("hub") && said(&current)["self"] == format!("{FEED}.json"));
        let known = door.get_with(&format!("{FEED}.json"), ("If-None-Match", current.header("etag").unwrap())).await;
        assert_eq!((known.status, known.header("link")), (304, None), "an unchanged poll stays small");
    }

    async fn a_client_walks_from_the_current_document_to_the_first_work_and_misses_none(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let month = this_month();
        for format in [FeedFormat::Atom, FeedFormat::Rss] {
            let archives = walk(&door, format).await;
            let mut names: Vec<_> = archives.keys().map(|path| path.rsplit('=').next().unwrap().to_owned()).collect();
            names.sort();
            assert_eq!(names, ["2025-03".to_owned(), "2025-03.2".to_owned(), "2025-05".to_owned(), month.to_string()], "{format}");
            let archived: Vec<String> = archives.values().flat_map(|text| ids(text)).collect();
            assert_eq!(archived.len(), 45, "{format}: all but the one that fills no archive, each once");
            let mut met: Vec<String> = archived.into_iter().chain(ids(&door.page(&format!("{FEED}.{format}")).await)).collect();
            met.sort();
            met.dedup();
            assert_eq!(met, all(site).await, "{format}");
        }
        // JSON Feed says it by its own word, from archive to archive.
        let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let current = json(&door.page(&format!("{FEED}.json")).await);
        let (mut at, mut works) = (current["_liangyi"]["prev_archive"].as_str().map(str::to_owned), 0);
        while let Some(address) = at {
            let text = json(&door.page(address.strip_prefix("https://liangyi.example").unwrap()).await);
            works += text["items"].as_array().unwrap().len();
            at = text["next_url"].as_str().map(str::to_owned);
        }
        assert_eq!(works, 45);
        for absent in ["2025-04", "2025-3", "2025-03.1", "2025-03.3", "2025-03.0", "x", "", "9999-12", &format!("{month}.2")] {
            assert_eq!(door.get(&format!("{FEED}.atom?archive={absent}")).await.status, 404, "{absent}");
        }
    }

    async fn archives_stay_as_they_are_but_for_the_work_that_was_withdrawn(site: &Site) {
        let folder = fill(site);
        let door = Door::open(site).await;
        let before = walk(&door, FeedFormat::Atom).await;
        add(&folder, &this_month().to_string(), 21..30);
        folder.import(site);
        assert_eq!(walk(&door, FeedFormat::Atom).await, before, "what is new moves nothing");

        let (old, new) = ("work-2025-03-05".to_owned(), format!("work-{}-25", this_month()));
        for slug in [&old, &new] {
            site.run(&[&"withdraw", slug, &"--reason", &"数字有误。"]);
        }
        let after = walk(&door, FeedFormat::Atom).await;
        let changed: Vec<_> = before.keys().filter(|path| before[*path] != after[*path]).collect();
        assert_eq!((changed, after.len()), (vec![&format!("{FEED}.atom?archive=2025-03")], before.len()));
        let tag = site.texts(&format!("SELECT tag FROM works WHERE slug = '{old}'")).await.remove(0);
        let archive = &after[&format!("{FEED}.atom?archive=2025-03")];
        assert!(archive.contains(&format!("<at:deleted-entry ref=\"{tag}\"")) && ids(archive).contains(&tag), "tombstone and stub: {archive}");
        assert_eq!(ids(archive).len(), 20, "it keeps its place");

        // Withdrawn from what fills no archive yet, and pushed out of the last withdrawals: still told.
        let tag = site.texts(&format!("SELECT tag FROM works WHERE slug = '{new}'")).await.remove(0);
        let (db, at) = (site.db().await, crate::site::now());
        let (kind, severity, scope) = (CorrectionKind::Retraction, Severity::Major, CorrectionScope::Work);
        let notice = Notice { kind, severity, scope, reason: "数字有误。".to_owned(), anchor: None };
        for n in 0..20 {
            let slug = format!("work-{}-{n:02}", this_month());
            editorial::withdraw(&db, at, &slug, &notice, &Default::default()).await.unwrap();
        }
        let current = door.page(&format!("{FEED}.atom")).await;
        assert!(ids(&current).contains(&tag), "{tag} is told nowhere");
    }
}
