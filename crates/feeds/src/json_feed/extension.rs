//! `_liangyi`: what reprint practice, AI labelling, corrections and partners need and JSON Feed cannot say.
//!
//! Names and codes are those of the partners' API; what is not known is left out, but for the four fields of a reprint,
//! which are always there and then empty.

use crate::{Address, Category, Correction, Entry, Feed, Link, Party, Reprint, Video, Withdrawal};
use domain::Language;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct OfFeed<'a> {
    /// For ever, in every format.
    id: &'a str,
    updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    /// In an archive: the document that new works come to.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prev_archive: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_archive: Option<&'a str>,
}

impl<'a> OfFeed<'a> {
    pub(super) fn new(feed: &'a Feed) -> Self {
        let address = |address: &'a Option<Address>| address.as_ref().map(Address::as_str);
        Self {
            id: &feed.id,
            updated: feed.updated.rfc3339(),
            rights: feed.rights.as_deref(),
            current: address(&feed.archives.current),
            prev_archive: address(&feed.archives.previous),
            next_archive: address(&feed.archives.next),
        }
    }
}

#[derive(Serialize)]
pub(super) struct OfEntry<'a> {
    reprint: OfReprint<'a>,
    rights: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
    ai: &'static str,
    contributors: Vec<Named<'a>>,
    categories: Vec<Term<'a>>,
    clauses: Vec<Reference<'a>>,
    translations: Vec<InLanguage<'a>>,
    /// To be shown with the work, oldest first.
    corrections: Vec<Notice<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    video: Option<Film<'a>>,
}

impl<'a> OfEntry<'a> {
    pub(super) fn new(entry: &'a Entry) -> Self {
        Self {
            reprint: OfReprint::new(&entry.reprint),
            rights: &entry.rights,
            licence: entry.licence.as_ref().map(Address::as_str),
            ai: entry.ai.code(),
            contributors: entry.contributors.iter().map(Named::new).collect(),
            categories: entry.categories.iter().map(Term::new).collect(),
            clauses: entry.clauses.iter().map(Reference::new).collect(),
            translations: entry.translations.iter().map(InLanguage::new).collect(),
            corrections: entry.corrections.iter().map(Notice::new).collect(),
            video: entry.video.as_ref().map(Film::new),
        }
    }
}

#[derive(Serialize)]
pub(super) struct OfWithdrawal<'a> {
    withdrawn: Withdrawn<'a>,
}

#[derive(Serialize)]
struct Withdrawn<'a> {
    kind: &'static str,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<Reference<'a>>,
}

impl<'a> OfWithdrawal<'a> {
    pub(super) fn new(withdrawal: &'a Withdrawal) -> Self {
        let instead = withdrawal.other.as_ref().map(Reference::new);
        Self { withdrawn: Withdrawn { kind: withdrawal.kind.code(), at: withdrawal.at.rfc3339(), instead } }
    }
}

#[derive(Serialize)]
struct OfReprint<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_address: Option<&'a str>,
    author: &'a str,
    original_title: &'a str,
    editor: &'a str,
}

impl<'a> OfReprint<'a> {
    fn new(reprint: &'a Reprint) -> Self {
        Self {
            source: &reprint.source,
            source_address: reprint.source_address.as_ref().map(Address::as_str),
            author: &reprint.author,
            original_title: &reprint.original_title,
            editor: &reprint.editor,
        }
    }
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

impl<'a> Named<'a> {
    fn new(party: &'a Party) -> Self {
        Self { name: &party.name, address: party.address.as_ref().map(Address::as_str) }
    }
}

#[derive(Serialize)]
struct Term<'a> {
    scheme: &'a str,
    term: &'a str,
    label: &'a str,
}

impl<'a> Term<'a> {
    fn new(category: &'a Category) -> Self {
        Self { scheme: category.scheme.as_str(), term: &category.term, label: &category.label }
    }
}

#[derive(Serialize)]
struct Reference<'a> {
    address: &'a str,
    title: &'a str,
}

impl<'a> Reference<'a> {
    fn new(link: &'a Link) -> Self {
        Self { address: link.address.as_str(), title: &link.title }
    }
}

#[derive(Serialize)]
struct InLanguage<'a> {
    language: &'static str,
    address: &'a str,
}

impl<'a> InLanguage<'a> {
    fn new((language, address): &'a (Language, Address)) -> Self {
        Self { language: language.code(), address: address.as_str() }
    }
}

#[derive(Serialize)]
struct Notice<'a> {
    kind: &'static str,
    severity: &'static str,
    scope: &'static str,
    at: String,
    note: &'a str,
}

impl<'a> Notice<'a> {
    fn new(correction: &'a Correction) -> Self {
        Self {
            kind: correction.kind.code(),
            severity: correction.severity.code(),
            scope: correction.scope.code(),
            at: correction.at.rfc3339(),
            note: &correction.note,
        }
    }
}

/// Size, type and duration stand in the item's attachment.
#[derive(Serialize)]
struct Film<'a> {
    file: &'a str,
    width: u32,
    height: u32,
    sha256: &'a str,
    /// WebVTT.
    captions: Vec<InLanguage<'a>>,
}

impl<'a> Film<'a> {
    fn new(video: &'a Video) -> Self {
        Self {
            file: video.file.as_str(),
            width: video.width,
            height: video.height,
            sha256: &video.sha256,
            captions: video.captions.iter().map(InLanguage::new).collect(),
        }
    }
}
