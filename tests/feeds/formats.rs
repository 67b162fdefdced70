//! The same feed in every format, as an independent parser reads it.

use super::sample::{at, entry, feed, film, gone, published, withdrawal};
use domain::{FeedFormat, Language};
use feeds::{Entry, Feed};

fn whole() -> Feed {
    let english = Entry {
        id: "tag:liangyi.example,2026-01-01:work/43".into(),
        language: Language::En,
        published: at("2026-09-30 23:30"),
        video: Some(film()),
        ..entry()
    };
    let mut stub = withdrawal();
    stub.id = "tag:liangyi.example,2026-01-01:work/44".into();
    feed(vec![published(entry()), published(english), gone(stub)])
}

/// Id, title, publication and page of every entry.
fn read(format: FeedFormat) -> Vec<(String, String, String, String)> {
    let read = feed_rs::parser::parse(feeds::write(&whole(), format).as_bytes()).unwrap();
    let one = |entry: feed_rs::model::Entry| {
        let page =
            entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate") && link.length.is_none());
        let (title, published) = (entry.title.unwrap().content, entry.published.unwrap().to_rfc3339());
        (entry.id, title, published, page.unwrap().href.clone())
    };
    read.entries.into_iter().map(one).collect()
}

#[test]
fn ids_titles_times_and_pages_are_the_same_in_every_format() {
    let atom = read(FeedFormat::Atom);
    assert_eq!(atom.len(), 3);
    assert_eq!(atom[0].0, "tag:liangyi.example,2026-01-01:work/42");
    assert_eq!(atom[1].2, "2026-09-30T15:30:00+00:00");
    for format in [FeedFormat::Rss, FeedFormat::Json] {
        let mut other = read(format);
        // Where the parser shows a page of another language first, the item's own stands behind it.
        for (one, atom) in other.iter_mut().zip(&atom) {
            assert!(one.3.starts_with(&atom.3), "{format}: {one:?}");
            one.3.clone_from(&atom.3);
        }
        assert_eq!(other, atom, "{format}");
    }
}

#[test]
fn every_format_gives_the_same_bytes_for_the_same_feed() {
    for format in FeedFormat::ALL {
        assert_eq!(feeds::write(&whole(), *format), feeds::write(&whole(), *format), "{format}");
    }
}

#[test]
fn chinese_stays_readable_in_the_bytes_of_every_format() {
    for format in FeedFormat::ALL {
        let text = feeds::write(&whole(), *format);
        assert!(text.contains("为什么是短视频") && !text.contains("&#") && !text.contains("\\u"), "{format}: {text}");
    }
}

#[test]
fn every_address_in_every_format_is_absolute() {
    for format in FeedFormat::ALL {
        let text = feeds::write(&whole(), *format);
        for quoted in ["href=\"/", "src=\"/", "url=\"/", "uri=\"/", "\": \"/", "src=\\\"/", "src=&quot;/"] {
            assert!(!text.contains(quoted), "{format} says {quoted}");
        }
    }
}
