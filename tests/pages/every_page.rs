//! What holds on every page, whatever is on it.

use super::{
    markup::{Tag, parse, values},
    sample,
};
use std::collections::HashSet;

fn each(check: impl Fn(&str, &str, &[Tag])) {
    let pages = sample::pages();
    assert!(pages.len() > 30, "the samples are gone");
    for (name, html) in pages.iter().map(|(n, h)| (*n, h)).chain(sample::hostile_pages().iter().map(|(n, h)| (*n, h))) {
        check(name, html, &parse(html));
    }
}

#[test]
fn every_page_has_one_first_heading_and_no_level_is_skipped() {
    each(|page, _, tags| {
        let levels: Vec<u32> = tags.iter().filter_map(|t| t.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1, "{page}");
        assert_eq!(levels.first(), Some(&1), "{page} begins with another heading");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{page} skips a level: {levels:?}");
    });
}

#[test]
fn no_page_carries_style_or_script_of_its_own() {
    each(|page, html, tags| {
        for tag in tags {
            assert_ne!(tag.name, "style", "{page}");
            for (attribute, _) in &tag.attributes {
                assert!(attribute != "style" && !attribute.starts_with("on"), "{page}: <{} {attribute}>", tag.name);
            }
        }
        // Data in a script element is no script: it is what search engines read.
        let is_data = |t: &&Tag| t.get("type") == Some("application/ld+json");
        let (data, scripts): (Vec<&Tag>, Vec<&Tag>) = tags.iter().filter(|t| t.name == "script").partition(is_data);
        assert!(data.len() <= 1, "{page}");
        assert_eq!(scripts.len(), 1, "{page}");
        assert_eq!(scripts[0].get("src"), Some(pages::assets::SCRIPT), "{page}");
        assert!(html.contains("></script>"), "{page} has words in its script element");
    });
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    each(|page, _, tags| {
        let own = |address: Option<&str>| address.is_some_and(|a| a.starts_with('/') && !a.starts_with("//"));
        for tag in tags.iter().filter(|t| matches!(t.name.as_str(), "script" | "img" | "source" | "track" | "iframe")) {
            assert!(own(tag.get("src")) || tag.get("type") == Some("application/ld+json"), "{page}: {tag:?}");
        }
        for video in tags.iter().filter(|t| t.name == "video") {
            assert!(own(video.get("poster")) && video.get("src").is_none(), "{page}: {video:?}");
        }
        for link in tags.iter().filter(|t| t.name == "link" && matches!(t.get("rel"), Some("stylesheet" | "icon"))) {
            assert!(link.get("href").is_some_and(|href| href.starts_with(pages::assets::PREFIX)), "{page}: {link:?}");
        }
    });
}

#[test]
fn ids_are_unique_and_every_name_points_at_one() {
    each(|page, _, tags| {
        let mut ids = HashSet::new();
        for id in values(tags, "id") {
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{page}: id {id:?}");
            assert!(ids.insert(id), "{page}: id {id} stands twice");
        }
        for name in ["aria-labelledby", "for", "data-copy"] {
            for target in values(tags, name) {
                assert!(ids.contains(target), "{page}: {name} names {target}, which is not there");
            }
        }
    });
}

#[test]
fn every_link_leads_somewhere_and_none_runs_a_script() {
    each(|page, _, tags| {
        for href in tags.iter().filter(|t| t.name == "a").map(|t| t.get("href")) {
            let href = href.unwrap_or_else(|| panic!("{page}: a link without an address"));
            let known = ["/", "#", "https://", "http://", "mailto:"].iter().any(|start| href.starts_with(start));
            assert!(known && !href.starts_with("//"), "{page}: {href}");
        }
    });
}

#[test]
fn links_within_a_page_find_their_place() {
    for (page, html) in sample::pages() {
        let tags = parse(&html);
        let ids: HashSet<&str> = values(&tags, "id").collect();
        for anchor in values(&tags, "href").filter_map(|href| href.strip_prefix('#')) {
            // The bodies of some samples are shorter than the notes that point into them.
            let outside = (page.starts_with("work-") || page == "video-silent")
                && (anchor == "why" || anchor.starts_with("q-") || anchor.starts_with("fn-"));
            assert!(outside || ids.contains(anchor), "{page}: #{anchor} is not there");
        }
    }
}

#[test]
fn every_page_names_its_language_its_title_and_the_way_round_the_menu() {
    each(|page, html, tags| {
        let root = tags.iter().find(|t| t.name == "html").expect("html");
        assert!(matches!(root.get("lang"), Some("zh-Hans" | "en")), "{page}: {root:?}");
        assert!(html.contains(" · 两翼</title>") || html.contains("<title>两翼 · "), "{page}");
        assert_eq!(tags.iter().find(|t| t.name == "a").and_then(|t| t.get("href")), Some("#content"), "{page}");
        assert_eq!(tags.iter().filter(|t| t.name == "main").count(), 1, "{page}");
    });
}

#[test]
fn free_text_is_escaped_wherever_it_stands() {
    let clean = sample::pages().into_iter().find(|(name, _)| *name == "work").map(|(_, html)| parse(&html)).unwrap();
    assert!(clean.iter().all(|tag| tag.get("onerror").is_none()));
    for (page, html) in sample::hostile_pages() {
        assert!(html.contains("alert(1)"), "{page} does not show the text at all");
        assert!(!html.contains(sample::HOSTILE) && !html.contains("<script>") && !html.contains("<img src=x"), "{page}");
        assert!(!html.contains("href=\"javascript:"), "{page}");
        assert!(html.contains("&#38;lt;"), "{page} reads a character reference that a person typed");
    }
}
