//! RSS 2.0, with what its readers know best beside it: Dublin Core for names, Media RSS and the podcast namespace for
//! films, Atom for what RSS has no element for, and our own `ly:…` as in Atom.
//!
//! `pubDate` is the first publication, because readers sort by it; a change shows in `atom:updated`. Texts that are plain
//! are escaped once more than XML asks, for every reader takes a `description` for HTML.
//! RSS has no tombstones: a withdrawn work is an item with the same `guid` whose text is the notice.

mod film;
mod guid;
mod item;

use crate::{Address, Feed, Item, archives, extension, links, xml::Xml};
use domain::FeedFormat;

const ROOT: [(&str, &str); 8] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:fh", archives::NAMESPACE),
    ("xmlns:ly", extension::NAMESPACE),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
];

/// The feed as one document in UTF-8, its items in the order given; the same bytes for the same feed.
pub fn write(feed: &Feed) -> String {
    let mut xml = Xml::new();
    xml.element("rss", &ROOT, |xml| {
        xml.element("channel", &[], |xml| {
            head(xml, feed);
            for item in &feed.items {
                match item {
                    Item::Published(entry) => item::published(xml, entry),
                    Item::Withdrawn(withdrawal) => item::withdrawn(xml, withdrawal),
                }
            }
        });
    });
    xml.finish()
}

fn head(xml: &mut Xml, feed: &Feed) {
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], feed.site_address.as_str());
    // An element that RSS insists on.
    xml.text("description", &[], &escaped(feed.subtitle.as_ref().unwrap_or(&feed.title)));
    xml.text("language", &[], feed.language.code());
    if let Some(rights) = &feed.rights {
        xml.text("copyright", &[], rights);
    }
    xml.text("lastBuildDate", &[], &feed.updated.http());
    xml.text("dc:publisher", &[], &feed.publisher.name);
    xml.text("podcast:guid", &[], &guid::of(&feed.id));
    let of_feed = [("type", FeedFormat::Rss.media_type())];
    link(xml, "self", &feed.self_address, &of_feed);
    if let Some(next) = &feed.next_address {
        link(xml, "next", next, &of_feed);
    }
    if let Some(hub) = &feed.hub {
        link(xml, "hub", hub, &[]);
    }
    archives::write(xml, "atom:link", &feed.archives, FeedFormat::Rss.media_type());
}

fn link(xml: &mut Xml, rel: &str, address: &Address, more: &[(&str, &str)]) {
    links::link(xml, "atom:link", rel, address, more);
}

/// Plain text as HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
