//! JSON Feed 1.1, with what it cannot say in an extension object, `_liangyi`.
//!
//! A withdrawn work is an item with the same id whose text is the notice; `_liangyi.withdrawn` says so to programs.

mod extension;

use crate::{Address, Entry, Feed, Item, Party, Video, Withdrawal};
use extension::{OfEntry, OfFeed, OfWithdrawal};
use serde::Serialize;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// The feed as one document in UTF-8, its items in the order given; the same bytes for the same feed.
pub fn write(feed: &Feed) -> String {
    let mut text = serde_json::to_string_pretty(&Document::new(feed)).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    language: &'static str,
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    #[serde(rename = "_liangyi")]
    liangyi: OfFeed<'a>,
    items: Vec<Written<'a>>,
}

impl<'a> Document<'a> {
    fn new(feed: &'a Feed) -> Self {
        let written = |item: &'a Item| match item {
            Item::Published(entry) => Written::Published(Box::new(PublishedItem::new(entry))),
            Item::Withdrawn(withdrawal) => Written::Withdrawn(Box::new(WithdrawnItem::new(withdrawal))),
        };
        Self {
            version: VERSION,
            title: &feed.title,
            home_page_url: feed.site_address.as_str(),
            feed_url: feed.self_address.as_str(),
            description: feed.subtitle.as_deref(),
            next_url: feed.next_address.as_ref().map(Address::as_str),
            language: feed.language.code(),
            authors: vec![Author::new(&feed.publisher)],
            hubs: feed.hub.iter().map(|hub| Hub { kind: "WebSub", url: hub.as_str() }).collect(),
            liangyi: OfFeed::new(feed),
            items: feed.items.iter().map(written).collect(),
        }
    }
}

#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    Published(Box<PublishedItem<'a>>),
    Withdrawn(Box<WithdrawnItem<'a>>),
}

#[derive(Serialize)]
struct PublishedItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    language: &'static str,
    authors: Vec<Author<'a>>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_liangyi")]
    liangyi: OfEntry<'a>,
}

impl<'a> PublishedItem<'a> {
    fn new(entry: &'a Entry) -> Self {
        let poster = entry.video.as_ref().and_then(|video| video.poster.as_ref());
        Self {
            id: &entry.id,
            url: entry.address.as_str(),
            title: &entry.title,
            summary: entry.summary.as_deref(),
            content_html: entry.content.as_str(),
            image: poster.map(Address::as_str),
            date_published: entry.published.rfc3339(),
            date_modified: entry.updated.rfc3339(),
            language: entry.language.code(),
            authors: entry.authors.iter().map(Author::new).collect(),
            tags: entry.categories.iter().map(|category| category.label.as_str()).collect(),
            attachments: entry.video.iter().map(Attachment::new).collect(),
            liangyi: OfEntry::new(entry),
        }
    }
}

#[derive(Serialize)]
struct WithdrawnItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: &'a str,
    date_published: String,
    date_modified: String,
    language: &'static str,
    authors: [Author<'a>; 1],
    #[serde(rename = "_liangyi")]
    liangyi: OfWithdrawal<'a>,
}

impl<'a> WithdrawnItem<'a> {
    fn new(withdrawal: &'a Withdrawal) -> Self {
        Self {
            id: &withdrawal.id,
            url: withdrawal.address.as_str(),
            title: &withdrawal.title,
            content_text: &withdrawal.notice,
            date_published: withdrawal.published.rfc3339(),
            date_modified: withdrawal.at.rfc3339(),
            language: withdrawal.language.code(),
            authors: [Author::new(&withdrawal.by)],
            liangyi: OfWithdrawal::new(withdrawal),
        }
    }
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Author<'a> {
    fn new(party: &'a Party) -> Self {
        Self { name: &party.name, url: party.address.as_ref().map(Address::as_str) }
    }
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
    duration_in_seconds: f64,
}

impl<'a> Attachment<'a> {
    fn new(video: &'a Video) -> Self {
        Self {
            url: video.file.as_str(),
            mime_type: &video.media_type,
            size_in_bytes: video.bytes,
            duration_in_seconds: f64::from(video.duration_ms) / 1000.0,
        }
    }
}
