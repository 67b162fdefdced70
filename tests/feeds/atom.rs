//! What an independent parser reads out of our Atom.

use super::sample::{entry, feed, film, published};
use domain::Language;
use feeds::atom;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const OURS: &str = "https://liangyi.example/ns/feed/1";

fn parsed(xml: &str) -> feed_rs::model::Feed {
    feed_rs::parser::parse(xml.as_bytes()).unwrap()
}

#[test]
fn a_feed_is_read_back_by_another_parser() {
    let feed = parsed(&atom::write(&feed(vec![published(entry())])));
    assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
    assert_eq!(feed.id, "tag:liangyi.example,2026-01-01:feed/all");
    assert_eq!(feed.title.unwrap().content, "两翼：政策解读");
    assert_eq!(feed.description.unwrap().content, "逐条解读");
    assert_eq!(feed.updated.unwrap().to_rfc3339(), "2026-10-09T00:00:00+00:00");
    assert_eq!(feed.authors[0].name.as_deref(), Some("两翼"));
    assert_eq!(feed.rights.unwrap().content, "各篇权利见各篇");
    let links: Vec<_> = feed.links.iter().map(|link| (link.rel.as_deref().unwrap(), link.href.as_str())).collect();
    assert_eq!(
        links,
        [
            ("self", "https://liangyi.example/feed.atom"),
            ("alternate", "https://liangyi.example/"),
            ("next", "https://liangyi.example/feed.atom?before=42"),
        ]
    );
}

#[test]
fn an_entry_is_read_back_whole() {
    let feed = parsed(&atom::write(&feed(vec![published(entry())])));
    let read = &feed.entries[0];
    assert_eq!(read.id, "tag:liangyi.example,2026-01-01:work/42");
    assert_eq!(read.title.as_ref().unwrap().content, "为什么是短视频：读懂优质科普资源供给");
    assert_eq!(read.published.unwrap().to_rfc3339(), "2026-10-01T01:00:00+00:00");
    assert_eq!(read.updated.unwrap().to_rfc3339(), "2026-10-03T02:30:00+00:00");
    assert_eq!(read.authors[0].name.as_deref(), Some("林晓（示例）"));
    assert_eq!(read.authors[0].uri.as_deref(), Some("https://liangyi.example/people/lin-xiao"));
    assert_eq!(read.contributors[0].name.as_deref(), Some("苏青（示例）"));
    assert_eq!(read.summary.as_ref().unwrap().content, "一句话说清答案。");
    assert_eq!(read.rights.as_ref().unwrap().content, "知识共享 署名 4.0");
    let content = read.content.as_ref().unwrap();
    assert_eq!(content.content_type.as_ref(), "text/html");
    assert_eq!(
        content.body.as_deref(),
        Some("<p>正文 &amp; 图：<img src=\"https://liangyi.example/media/a.webp\" alt=\"图\"></p>")
    );
    let categories: Vec<_> =
        read.categories.iter().map(|c| (c.scheme.as_deref().unwrap(), c.term.as_str(), c.label.as_deref().unwrap())).collect();
    assert_eq!(
        categories,
        [("https://liangyi.example/genres", "expert", "专家解读"), ("https://liangyi.example/topics", "short-video", "短视频")]
    );
    let link =
        |rel: &str| read.links.iter().filter(|l| l.rel.as_deref() == Some(rel)).map(|l| l.href.as_str()).collect::<Vec<_>>();
    assert_eq!(
        link("alternate"),
        ["https://liangyi.example/works/short-video-supply", "https://liangyi.example/works/short-video-supply-en"]
    );
    assert_eq!(link("license"), ["https://creativecommons.org/licenses/by/4.0/"]);
    assert_eq!(link("related"), ["https://liangyi.example/policies/work-plan-2022/4.2.5"]);
}

#[test]
fn a_reprint_finds_source_author_original_title_and_editor() {
    let xml = atom::write(&feed(vec![published(entry())]));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let reprint = tree.descendants().find(|n| n.has_tag_name((OURS, "reprint"))).unwrap();
    let child = |name: &str| reprint.children().find(|n| n.has_tag_name((OURS, name))).unwrap();
    assert_eq!(child("source").text(), Some("示例县科学技术协会"));
    assert_eq!(child("source").attribute("href"), Some("https://example.org/a/1"));
    assert_eq!(child("author").text(), Some("林晓（示例）"));
    assert_eq!(child("original-title").text(), Some("读懂优质科普资源供给"));
    assert_eq!(child("editor").text(), Some("苏青（示例）"));
}

#[test]
fn corrections_and_the_ai_label_travel_with_the_entry() {
    let mut english = entry();
    english.language = Language::En;
    let xml = atom::write(&feed(vec![published(entry()), published(english)]));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let correction = tree.descendants().find(|n| n.has_tag_name((OURS, "correction"))).unwrap();
    assert_eq!(correction.text(), Some("第二段的数字改为 39。"));
    assert_eq!(correction.attribute("severity"), Some("minor"));
    assert_eq!(correction.attribute("at"), Some("2026-10-03T10:30:00+08:00"));
    let labels: Vec<_> =
        tree.descendants().filter(|n| n.has_tag_name((OURS, "ai"))).map(|n| (n.attribute("code"), n.text())).collect();
    assert_eq!(labels, [(Some("assisted"), Some("人工智能辅助创作")), (Some("assisted"), Some("AI-assisted"))]);
}

#[test]
fn an_entry_in_another_language_says_so() {
    let mut english = entry();
    english.language = Language::En;
    let xml = atom::write(&feed(vec![published(entry()), published(english)]));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let language = |n: roxmltree::Node| n.attribute((roxmltree::NS_XML_URI, "lang")).map(str::to_owned);
    let entries: Vec<_> = tree.descendants().filter(|n| n.has_tag_name((ATOM, "entry"))).map(language).collect();
    assert_eq!(language(tree.root_element()).as_deref(), Some("zh-Hans"));
    assert_eq!(entries, [None, Some("en".to_owned())]);
}

#[test]
fn chinese_stays_readable_in_the_bytes() {
    let xml = atom::write(&feed(vec![published(entry())]));
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
    assert!(xml.contains("为什么是短视频") && !xml.contains("&#"), "{xml}");
}

#[test]
fn the_same_feed_gives_the_same_bytes() {
    let make = || atom::write(&feed(vec![published(entry())]));
    assert_eq!(make(), make());
}

#[test]
fn only_absolute_addresses_can_be_said() {
    for relative in ["/works/x", "works/x", "//host/x", "#a", "", "mailto:a@b.example", "javascript:alert(1)", "https://"] {
        let error = relative.parse::<feeds::Address>().unwrap_err();
        assert_eq!(error.given, relative);
    }
    let xml = atom::write(&feed(vec![published(entry())]));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let addresses: Vec<_> = tree.descendants().filter_map(|n| n.attribute("href")).collect();
    assert!(addresses.len() == 8 && addresses.iter().all(|a| a.starts_with("https://")), "{addresses:?}");
}

#[test]
fn an_empty_feed_is_a_feed() {
    let feed = parsed(&atom::write(&feed(Vec::new())));
    assert!(feed.entries.is_empty());
}

#[test]
fn a_film_is_an_enclosure_with_its_length_its_hash_and_its_captions() {
    let xml = atom::write(&feed(vec![published(feeds::Entry { video: Some(film()), ..entry() })]));
    let read = parsed(&xml);
    let links = &read.entries[0].links;
    let enclosure = links.iter().find(|link| link.rel.as_deref() == Some("enclosure")).unwrap();
    assert_eq!(enclosure.href, "https://liangyi.example/media/k/progressive-0.mp4");
    assert_eq!((enclosure.media_type.as_deref(), enclosure.length), (Some("video/mp4"), Some(1_921_360)));
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let ours = tree.descendants().find(|node| node.has_tag_name((OURS, "video"))).unwrap();
    assert_eq!((ours.attribute("duration"), ours.attribute("width")), (Some("50.665"), Some("1080")));
    assert_eq!(ours.attribute("sha256"), Some("ab".repeat(32).as_str()));
    let captions = ours.children().find(|node| node.has_tag_name((OURS, "captions"))).unwrap();
    assert_eq!(captions.attribute("hreflang"), Some("zh-Hans"));
}
