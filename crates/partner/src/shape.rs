//! The forms of the API. Names are English, codes are those of the site's lists, addresses are whole.

use db::{partners::PartnerRow, work_heads::WorkHead};
use feeds::{Category, Correction, Entry, Link, Party, Video, Withdrawal};
use serde::Serialize;
use utoipa::ToSchema;

/// The latest state of one work. Apply it where `sequence` is greater than that of what you have under the same `id`: then
/// nothing is done twice, whatever is sent twice.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Change {
    /// To be added, or put in place of what you have.
    Work(Box<Work>),
    /// To be taken away, with every copy of it.
    Tombstone(Tombstone),
}

#[derive(Serialize, ToSchema)]
pub struct Work {
    /// For ever, in every format: a `tag:` URI.
    pub id: String,
    pub sequence: i64,
    pub title: String,
    pub address: String,
    /// The first publication; it never moves. RFC 3339.
    pub published: String,
    /// The last change that a reader would notice. RFC 3339.
    pub updated: String,
    pub language: String,
    pub translations: Vec<Translation>,
    pub summary: Option<String>,
    /// HTML with whole addresses, no class, no style, no script.
    pub html: String,
    pub authors: Vec<PartyShape>,
    pub contributors: Vec<PartyShape>,
    pub categories: Vec<Term>,
    /// The clauses that it interprets, each at its permanent address.
    pub clauses: Vec<Reference>,
    /// The terms of use in words.
    pub rights: String,
    pub licence: Option<String>,
    pub reprint: Reprint,
    /// none, assisted or generated
    pub ai: String,
    pub video: Option<Film>,
    /// Notices on it, oldest first; to be shown with it.
    pub corrections: Vec<Notice>,
}

/// What has to stand beside every reprint: 来源, 原作者, 原标题, 责任编辑.
#[derive(Serialize, ToSchema)]
pub struct Reprint {
    pub source: String,
    pub source_address: Option<String>,
    pub author: String,
    pub original_title: String,
    pub editor: String,
}

#[derive(Serialize, ToSchema)]
pub struct Translation {
    pub language: String,
    pub address: String,
}

#[derive(Serialize, ToSchema)]
pub struct PartyShape {
    pub name: String,
    pub address: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Term {
    pub scheme: String,
    pub term: String,
    pub label: String,
}

#[derive(Serialize, ToSchema)]
pub struct Reference {
    pub address: String,
    pub title: String,
}

#[derive(Serialize, ToSchema)]
pub struct Film {
    pub file: String,
    pub media_type: String,
    pub bytes: u64,
    pub duration_ms: u32,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    pub sha256: String,
    pub poster: Option<String>,
    /// WebVTT, by language.
    pub captions: Vec<Translation>,
}

#[derive(Serialize, ToSchema)]
pub struct Notice {
    /// To acknowledge it by; absent where it changed just now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// correction, expression-of-concern …
    pub kind: String,
    pub severity: String,
    pub scope: String,
    pub at: String,
    /// Every copy has to show it by then. RFC 3339.
    pub deadline: String,
    pub note: String,
}

#[derive(Serialize, ToSchema)]
pub struct Tombstone {
    pub id: String,
    pub sequence: i64,
    /// withdrawn; licence: yours is over; or entitlement: it is no longer within what this key may have, or never was.
    pub reason: String,
    /// Of a withdrawn one: what to show where it was, and when it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Of a withdrawn one: to acknowledge it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<i64>,
    /// What stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Reference>,
}

impl Work {
    /// `notices` are the ids of its corrections, oldest first as they are.
    pub(crate) fn new(sequence: i64, e: Entry, notices: &[i64]) -> Self {
        let address = |a: feeds::Address| a.as_str().to_owned();
        Self {
            sequence,
            id: e.id,
            title: e.title,
            address: address(e.address),
            published: e.published.rfc3339(),
            updated: e.updated.rfc3339(),
            language: e.language.code().to_owned(),
            translations: translations(e.translations),
            summary: e.summary,
            html: e.content.as_str().to_owned(),
            authors: e.authors.into_iter().map(PartyShape::from).collect(),
            contributors: e.contributors.into_iter().map(PartyShape::from).collect(),
            categories: e.categories.into_iter().map(Term::from).collect(),
            clauses: e.clauses.into_iter().map(Reference::from).collect(),
            rights: e.rights,
            licence: e.licence.map(address),
            reprint: Reprint {
                source: e.reprint.source,
                source_address: e.reprint.source_address.map(address),
                author: e.reprint.author,
                original_title: e.reprint.original_title,
                editor: e.reprint.editor,
            },
            ai: e.ai.code().to_owned(),
            video: e.video.map(Film::from),
            corrections: e.corrections.into_iter().enumerate().map(|(i, c)| notice(notices.get(i).copied(), c)).collect(),
        }
    }
}

impl Tombstone {
    pub(crate) fn not_granted(head: &WorkHead, partner: &PartnerRow) -> Self {
        let reason = if partner.licence_over { "licence" } else { "entitlement" };
        let (id, sequence, reason) = (head.tag.clone(), head.seq, reason.to_owned());
        Self { id, sequence, reason, notice: None, at: None, correction: None, instead: None }
    }

    pub(crate) fn withdrawn(head: &WorkHead, notice: Withdrawal, correction: Option<i64>) -> Self {
        Self {
            id: head.tag.clone(),
            sequence: head.seq,
            reason: "withdrawn".to_owned(),
            notice: Some(notice.notice),
            at: Some(notice.at.rfc3339()),
            correction,
            instead: notice.other.map(Reference::from),
        }
    }
}

fn translations(list: Vec<(domain::Language, feeds::Address)>) -> Vec<Translation> {
    let one = |(language, address): (domain::Language, feeds::Address)| Translation {
        language: language.code().to_owned(),
        address: address.as_str().to_owned(),
    };
    list.into_iter().map(one).collect()
}

impl From<Party> for PartyShape {
    fn from(party: Party) -> Self {
        Self { name: party.name, address: party.address.map(|a| a.as_str().to_owned()) }
    }
}

impl From<Category> for Term {
    fn from(c: Category) -> Self {
        Self { scheme: c.scheme.as_str().to_owned(), term: c.term, label: c.label }
    }
}

impl From<Link> for Reference {
    fn from(link: Link) -> Self {
        Self { address: link.address.as_str().to_owned(), title: link.title }
    }
}

impl From<Video> for Film {
    fn from(v: Video) -> Self {
        Self {
            file: v.file.as_str().to_owned(),
            media_type: v.media_type,
            bytes: v.bytes,
            duration_ms: v.duration_ms,
            width: v.width,
            height: v.height,
            sha256: v.sha256,
            poster: v.poster.map(|a| a.as_str().to_owned()),
            captions: translations(v.captions),
        }
    }
}

fn notice(id: Option<i64>, c: Correction) -> Notice {
    Notice {
        id,
        kind: c.kind.code().to_owned(),
        severity: c.severity.code().to_owned(),
        scope: c.scope.code().to_owned(),
        at: c.at.rfc3339(),
        deadline: c.severity.deadline(c.at).rfc3339(),
        note: c.note,
    }
}
