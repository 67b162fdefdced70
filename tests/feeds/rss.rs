//! What RSS says in its own way.

use super::sample::{entry, feed, film, gone, published, withdrawal};
use feeds::{Entry, rss};
use roxmltree::{Document, Node};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const MEDIA: &str = "http://search.yahoo.com/mrss/";
const OURS: &str = "https://liangyi.example/ns/feed/1";
const PODCAST: &str = "https://podcastindex.org/namespace/1.0";

fn text<'a>(node: Node<'a, '_>, name: impl Into<roxmltree::ExpandedName<'static, 'static>> + Copy) -> Option<&'a str> {
    node.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text())
}

#[test]
fn the_channel_says_what_it_is_where_it_is_and_what_comes_next() {
    let xml = rss::write(&feed(vec![published(entry())]));
    let tree = Document::parse(&xml).unwrap();
    assert_eq!(tree.root_element().attribute("version"), Some("2.0"));
    let channel = tree.root_element().first_element_child().unwrap();
    assert_eq!(text(channel, "title"), Some("两翼：政策解读"));
    assert_eq!(text(channel, "link"), Some("https://liangyi.example/"));
    assert_eq!(text(channel, "description"), Some("逐条解读"));
    assert_eq!(text(channel, "language"), Some("zh-Hans"));
    assert_eq!(text(channel, "copyright"), Some("各篇权利见各篇"));
    assert_eq!(text(channel, "lastBuildDate"), Some("Fri, 09 Oct 2026 00:00:00 GMT"));
    let links: Vec<_> = channel.children().filter(|n| n.has_tag_name((ATOM, "link"))).collect();
    let links: Vec<_> = links.iter().map(|n| (n.attribute("rel").unwrap(), n.attribute("href").unwrap())).collect();
    assert_eq!(links, [("self", "https://liangyi.example/feed.atom"), ("next", "https://liangyi.example/feed.atom?before=42")]);
}

/// The value was made with another program: `uuid.uuid5(namespace, id)` of Python.
#[test]
fn the_guid_of_a_feed_is_made_of_its_id_and_not_of_its_address() {
    let guid = |feed: &feeds::Feed| {
        let xml = rss::write(feed);
        let tree = Document::parse(&xml).unwrap();
        text(tree.root_element().first_element_child().unwrap(), (PODCAST, "guid")).unwrap().to_owned()
    };
    let mut feed = feed(Vec::new());
    assert_eq!(guid(&feed), "693f18fe-9d55-5da4-8809-be3ececb26cd");
    feed.self_address = "https://moved.example/feed.rss".parse().unwrap();
    assert_eq!(guid(&feed), "693f18fe-9d55-5da4-8809-be3ececb26cd");
}

#[test]
fn an_item_carries_the_id_the_names_the_full_text_and_what_a_reprint_needs() {
    let xml = rss::write(&feed(vec![published(entry())]));
    let tree = Document::parse(&xml).unwrap();
    let item = tree.descendants().find(|n| n.has_tag_name("item")).unwrap();
    let guid = item.children().find(|n| n.has_tag_name("guid")).unwrap();
    assert_eq!((guid.text(), guid.attribute("isPermaLink")), (Some("tag:liangyi.example,2026-01-01:work/42"), Some("false")));
    assert_eq!(text(item, "pubDate"), Some("Thu, 01 Oct 2026 01:00:00 GMT"));
    assert_eq!(text(item, (ATOM, "updated")), Some("2026-10-03T10:30:00+08:00"));
    assert_eq!(text(item, (DC, "creator")), Some("林晓（示例）"));
    assert_eq!(text(item, "description"), Some("一句话说清答案。"));
    let html = text(item, (CONTENT, "encoded")).unwrap();
    assert!(html.contains("正文 &amp; 图") && html.contains("https://liangyi.example/media/a.webp"), "{html}");
    let reprint = item.children().find(|n| n.has_tag_name((OURS, "reprint"))).unwrap();
    let named: Vec<_> = ["source", "author", "original-title", "editor"].map(|name| text(reprint, (OURS, name)).unwrap()).into();
    assert_eq!(named, ["示例县科学技术协会", "林晓（示例）", "读懂优质科普资源供给", "苏青（示例）"]);
    assert_eq!(text(item, (OURS, "correction")), Some("第二段的数字改为 39。"));
}

#[test]
fn plain_text_that_looks_like_markup_is_shown_and_not_obeyed() {
    let summary = Some("若 a < b & c > d，<b>则</b>".to_owned());
    let xml = rss::write(&feed(vec![published(Entry { summary, ..entry() })]));
    let tree = Document::parse(&xml).unwrap();
    let item = tree.descendants().find(|n| n.has_tag_name("item")).unwrap();
    assert_eq!(text(item, "description"), Some("若 a &lt; b &amp; c &gt; d，&lt;b&gt;则&lt;/b&gt;"));
}

#[test]
fn a_film_has_size_type_duration_hash_poster_captions_and_transcript() {
    let xml = rss::write(&feed(vec![published(Entry { video: Some(film()), ..entry() })]));
    let tree = Document::parse(&xml).unwrap();
    let found = |space: &'static str, name: &'static str| {
        tree.descendants().find(|n| n.tag_name().name() == name && n.tag_name().namespace().unwrap_or("") == space).unwrap()
    };
    let file = Some("https://liangyi.example/media/k/progressive-0.mp4");
    let enclosure = found("", "enclosure");
    let said = ["url", "length", "type"].map(|name| enclosure.attribute(name));
    assert_eq!(said, [file, Some("1921360"), Some("video/mp4")]);
    let media = found(MEDIA, "content");
    let said = ["url", "fileSize", "medium", "duration", "width", "height"].map(|name| media.attribute(name));
    assert_eq!(said, [file, Some("1921360"), Some("video"), Some("51"), Some("1080"), Some("1920")]);
    assert_eq!(found(MEDIA, "thumbnail").attribute("url"), Some("https://liangyi.example/media/k/poster.jpg"));
    let captions = "https://liangyi.example/works/w/captions.zh-Hans.vtt";
    assert_eq!(found(MEDIA, "subTitle").attribute("href"), Some(captions));
    let transcript = found(PODCAST, "transcript");
    let said = ["url", "type", "language", "rel"].map(|name| transcript.attribute(name));
    assert_eq!(said, [Some(captions), Some("text/vtt"), Some("zh-Hans"), Some("captions")]);
    assert_eq!(found(PODCAST, "source").attribute("uri"), file);
    let integrity = found(PODCAST, "integrity").attribute("value");
    assert_eq!(integrity, Some("sha256-q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="));
}

#[test]
fn a_withdrawn_work_is_an_item_with_the_same_id_and_the_notice_as_its_only_text() {
    let xml = rss::write(&feed(vec![gone(withdrawal())]));
    let tree = Document::parse(&xml).unwrap();
    let item = tree.descendants().find(|n| n.has_tag_name("item")).unwrap();
    assert_eq!(text(item, "guid"), Some("tag:liangyi.example,2026-01-01:work/42"));
    assert_eq!(text(item, "pubDate"), Some("Thu, 01 Oct 2026 01:00:00 GMT"));
    assert_eq!(text(item, (ATOM, "updated")), Some("2026-10-09T08:00:00+08:00"));
    for text in [text(item, "description"), text(item, (CONTENT, "encoded"))] {
        assert_eq!(text, Some("本文所引数据有误，已撤回。"));
    }
    assert!(xml.contains("<ly:withdrawn kind=\"retraction\""));
    assert!(!xml.contains("ly:reprint") && !xml.contains("category") && !xml.contains("license"), "{xml}");
}
