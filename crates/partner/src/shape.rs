//! The forms of the API. Names are English, codes are those of the site's lists, addresses are whole.

use crate::asset::Asset;
use anyhow::Result;
use db::{partners::PartnerRow, work_heads::WorkHead};
use domain::{PartnerScope, Takedown};
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
    /// Where it may be used, by the two letters of ISO 3166-1; everywhere where none is named. Show it nowhere else.
    pub territories: Vec<String>,
    pub reprint: Reprint,
    /// none, assisted or generated
    pub ai: String,
    pub video: Option<Film>,
    /// Its pictures and films, with the rights in each.
    pub assets: Vec<Asset>,
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
    /// withdrawn; merged: another work took its place, see `successor`; erased: it must not even be named any more; licence: yours is
    /// over; or entitlement: it is no longer within what this key may have, or never was.
    pub reason: String,
    /// Of one that was taken down (withdrawn, merged, erased): what to show where it was, and when it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Of one that was taken down: to acknowledge it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<i64>,
    /// What stands in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Reference>,
    /// The `id` of that work, which you have or get as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
}

/// What was agreed with you, as it is now.
#[derive(Serialize, ToSchema)]
pub struct Terms {
    /// Of their last change; 0 where they never changed.
    pub sequence: i64,
    /// The version of the licence that you have, in the site's words.
    pub licence: Option<String>,
    /// Its last day, such as 2027-12-31; none where it does not end.
    pub licence_until: Option<String>,
    /// That day is over: you may have nothing.
    pub licence_over: bool,
    pub scope: Scope,
}

/// Each list narrows what you may have; an empty one does not.
#[derive(Serialize, ToSchema)]
pub struct Scope {
    pub kinds: Vec<String>,
    pub genres: Vec<String>,
    pub organisations: Vec<String>,
    pub channels: Vec<String>,
    /// By the two letters of ISO 3166-1.
    pub territories: Vec<String>,
}

impl Terms {
    pub(crate) fn of(partner: &PartnerRow, sequence: i64) -> Result<Self> {
        let PartnerScope { kinds, genres, organisations, channels, territories } = partner.scope()?;
        let scope = Scope {
            kinds: kinds.iter().map(|kind| kind.code().to_owned()).collect(),
            genres: genres.iter().map(|genre| genre.code().to_owned()).collect(),
            organisations: organisations.into_iter().map(String::from).collect(),
            channels: channels.into_iter().map(String::from).collect(),
            territories: territories.into_iter().map(String::from).collect(),
        };
        let (licence, licence_until) = (partner.licence.clone(), partner.licence_until.clone());
        Ok(Self { sequence, licence, licence_until, licence_over: partner.licence_over, scope })
    }
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
            territories: e.territories.into_iter().map(String::from).collect(),
            reprint: Reprint {
                source: e.reprint.source,
                source_address: e.reprint.source_address.map(address),
                author: e.reprint.author,
                original_title: e.reprint.original_title,
                editor: e.reprint.editor,
            },
            ai: e.ai.code().to_owned(),
            video: e.video.map(Film::from),
            assets: e.assets.into_iter().map(Asset::from).collect(),
            corrections: e.corrections.into_iter().enumerate().map(|(i, c)| notice(notices.get(i).copied(), c)).collect(),
        }
    }
}

impl Tombstone {
    pub(crate) fn not_granted(head: &WorkHead, partner: &PartnerRow) -> Self {
        let reason = if partner.licence_over { "licence" } else { "entitlement" };
        let (id, sequence, reason) = (head.tag.clone(), head.seq, reason.to_owned());
        Self { id, sequence, reason, notice: None, at: None, correction: None, instead: None, successor: None }
    }

    /// A successor that this partner may not have is not named.
    pub(crate) fn taken_down(head: &WorkHead, notice: Withdrawal, correction: Option<i64>, may_have: bool) -> Self {
        let (instead, successor) = if may_have { (notice.other, notice.successor) } else { (None, None) };
        let reason = match notice.way {
            Takedown::Vanished => "erased",
            Takedown::Redirect | Takedown::Replaced if successor.is_some() => "merged",
            _ => "withdrawn",
        };
        Self {
            id: head.tag.clone(),
            sequence: head.seq,
            reason: reason.to_owned(),
            notice: Some(notice.notice),
            at: Some(notice.at.rfc3339()),
            correction,
            instead: instead.map(Reference::from),
            successor,
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
