//! Text that people paste and people attack with.

use super::sample::{entry, feed, gone, published, withdrawal};
use feeds::{Feed, Html, atom, json_feed, rss};
use proptest::prelude::*;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A feed with `text` wherever a text can stand.
fn hostile(text: &str) -> Feed {
    let mut hostile = entry();
    hostile.title = text.into();
    hostile.summary = Some(text.into());
    hostile.rights = text.into();
    hostile.content = Html::resolved(text, &hostile.address);
    hostile.categories[0].label = text.into();
    hostile.clauses[0].title = text.into();
    hostile.reprint.author = text.into();
    hostile.authors[0].name = text.into();
    let mut stub = withdrawal();
    stub.id = format!("tag:{text}");
    stub.notice = text.into();
    feed(vec![published(hostile), gone(stub)])
}

/// The title and content of the first entry, read by a parser that insists on well-formed XML.
fn through(text: &str) -> (String, String) {
    let feed = hostile(text);
    let xml = atom::write(&feed);
    let tree = roxmltree::Document::parse(&xml).unwrap_or_else(|e| panic!("{e}\n{xml}"));
    let entry = tree.descendants().find(|n| n.has_tag_name((ATOM, "entry"))).unwrap();
    let child = |name: &str| entry.children().find(|n| n.has_tag_name((ATOM, name))).unwrap().text().unwrap_or("").to_owned();
    let read = (child("title"), child("content"));
    assert_eq!(through_rss(&feed), read);
    read
}

fn through_rss(feed: &Feed) -> (String, String) {
    let xml = rss::write(feed);
    let tree = roxmltree::Document::parse(&xml).unwrap_or_else(|e| panic!("{e}\n{xml}"));
    let item = tree.descendants().find(|n| n.has_tag_name("item")).unwrap();
    let child = |name: &str| item.children().find(|n| n.tag_name().name() == name).unwrap().text().unwrap_or("").to_owned();
    (child("title"), child("encoded"))
}

#[test]
fn markup_in_a_title_stays_text() {
    for text in
        ["<script>alert(1)</script>", "a & b &amp; c", "]]>", "\"'", "</entry></feed>", "<!-- x", "<?php", "&#0;", "&nbsp;"]
    {
        assert_eq!(through(text).0, text);
    }
}

#[test]
fn characters_that_xml_forbids_are_left_out_and_the_rest_kept() {
    let (title, content) = through("a\u{0}b\u{B}c\u{1F}\u{FFFE}\u{FFFF}d\u{7F}\te\n𠮷😀");
    assert_eq!(title, "abcd\u{7F}\te\n𠮷😀");
    assert_eq!(content, title);
}

#[test]
fn right_to_left_and_minority_scripts_pass_unchanged() {
    let text = "ئۇيغۇرچە བོད་ཡིག ᠮᠣᠩᠭᠣᠯ \u{202B}x\u{202C}";
    assert_eq!(through(text).0, text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_well_formed_xml(text in any::<String>()) {
        let kept: String = text.chars().filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')).collect();
        prop_assert_eq!(through(&text).0, kept);
        let json: serde_json::Value = serde_json::from_str(&json_feed::write(&hostile(&text))).unwrap();
        prop_assert_eq!(json["items"][0]["title"].as_str(), Some(text.as_str()));
    }
}
