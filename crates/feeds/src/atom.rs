//! Atom 1.0 (RFC 4287), with tombstones (RFC 6721) and what Chinese reprint practice wants named.
//!
//! A withdrawn work goes out twice, because no common reader honours tombstones yet: as `at:deleted-entry` for those
//! that do, and as an entry with the same id whose content is the notice, for those that would go on showing the text.
//! Both carry the same moment, so a reader of RFC 6721 takes the entry for deleted and not for revived.
//!
//! Archives are told as RFC 5005 has it.
//!
//! The fields of a reprint stand in our own namespace, `ly:reprint`. Dublin Core was weighed: `dcterms:source` is a
//! related resource rather than 来源 (the name of where a work first appeared), and it has no 责任编辑 and no 原标题; half a
//! mapping would be read as a whole one. What Atom can say itself (author, contributor, rights, licence as RFC 4946
//! has it) is said in Atom as well. A withdrawn work carries no `ly:reprint`: nobody may reprint it.

mod entry;
mod withdrawal;

pub(crate) use entry::write as write_entry;

use crate::{Address, Feed, Item, Party, archives, extension, links, xml::Xml};
use domain::FeedFormat;

const MEDIA_TYPE: &str = FeedFormat::Atom.media_type();

pub(crate) const NAMESPACE: &str = "http://www.w3.org/2005/Atom";
const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

/// The feed as one document in UTF-8, its items in the order given; the same bytes for the same feed.
pub fn write(feed: &Feed) -> String {
    let mut xml = Xml::new();
    let root = [
        ("xmlns", NAMESPACE),
        ("xmlns:at", TOMBSTONES),
        ("xmlns:fh", archives::NAMESPACE),
        ("xmlns:ly", extension::NAMESPACE),
        ("xml:lang", feed.language.code()),
    ];
    xml.element("feed", &root, |xml| {
        head(xml, feed);
        for item in &feed.items {
            match item {
                Item::Published(entry) => entry::write(xml, entry, feed.language),
                Item::Withdrawn(withdrawal) => withdrawal::write(xml, withdrawal, feed.language),
            }
        }
    });
    xml.finish()
}

fn head(xml: &mut Xml, feed: &Feed) {
    xml.text("id", &[], &feed.id);
    xml.text("title", &[], &feed.title);
    if let Some(subtitle) = &feed.subtitle {
        xml.text("subtitle", &[], subtitle);
    }
    xml.text("updated", &[], &feed.updated.rfc3339());
    party(xml, "author", &feed.publisher);
    link(xml, "self", &feed.self_address, &[("type", MEDIA_TYPE)]);
    link(xml, "alternate", &feed.site_address, &[("type", "text/html")]);
    if let Some(next) = &feed.next_address {
        link(xml, "next", next, &[("type", MEDIA_TYPE)]);
    }
    if let Some(hub) = &feed.hub {
        link(xml, "hub", hub, &[]);
    }
    archives::write(xml, "link", &feed.archives, MEDIA_TYPE);
    if let Some(rights) = &feed.rights {
        xml.text("rights", &[], rights);
    }
}

fn party(xml: &mut Xml, element: &str, party: &Party) {
    xml.element(element, &[], |xml| {
        xml.text("name", &[], &party.name);
        if let Some(address) = &party.address {
            xml.text("uri", &[], address.as_str());
        }
    });
}

fn link(xml: &mut Xml, rel: &str, address: &Address, more: &[(&str, &str)]) {
    links::link(xml, "link", rel, address, more);
}
