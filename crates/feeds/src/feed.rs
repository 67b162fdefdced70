//! What goes out, in our words; every format is written from this.

use crate::{Address, Html};
use domain::{
    AiLabel, AssetKind, CorrectionKind, CorrectionScope, Day, Language, Licence, Severity, Takedown, Territory, Timestamp,
};

/// One list of works as a feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// A URI for ever, best of [`crate::tag_uri`]; it does not change with the address.
    pub id: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// Where this feed itself is fetched.
    pub self_address: Address,
    /// The page that shows the same list.
    pub site_address: Address,
    /// The next, older page of the same feed (RFC 5005, section 3).
    pub next_address: Option<Address>,
    pub archives: Archives,
    /// Where programs ask to be sent this document when it changes (WebSub).
    pub hub: Option<Address>,
    /// When anything in the feed last changed.
    pub updated: Timestamp,
    /// The organisation that answers for the feed; the author of entries that name none.
    pub publisher: Party,
    pub language: Language,
    /// What holds for the feed as a whole; an entry's own words go before.
    pub rights: Option<String>,
    /// Newest first.
    pub items: Vec<Item>,
}

/// Where a document stands among those that together hold the whole feed (RFC 5005, section 4).
#[derive(Clone, Debug, Default)]
pub struct Archives {
    /// Where this document is an archive: the document that new works come to.
    pub current: Option<Address>,
    /// The archive with the next older works.
    pub previous: Option<Address>,
    /// Where this document is an archive: the one with the next newer works, where that is an archive too.
    pub next: Option<Address>,
}

/// A work in a feed, or what is left of one.
#[derive(Clone, Debug)]
pub enum Item {
    Published(Box<Entry>),
    Withdrawn(Box<Withdrawal>),
}

/// A published work in full.
#[derive(Clone, Debug)]
pub struct Entry {
    /// A URI for ever: [`crate::tag_uri`].
    pub id: String,
    pub title: String,
    /// The work's page.
    pub address: Address,
    /// The first publication; it never moves.
    pub published: Timestamp,
    /// The last change a reader should notice.
    pub updated: Timestamp,
    pub language: Language,
    /// Versions of the same work in other languages.
    pub translations: Vec<(Language, Address)>,
    pub authors: Vec<Party>,
    /// Editors, interviewees, translators, reviewers.
    pub contributors: Vec<Party>,
    /// Plain text.
    pub summary: Option<String>,
    /// The whole text.
    pub content: Html,
    pub categories: Vec<Category>,
    /// The licence in words, such as `知识共享 署名 4.0`, or who may reprint.
    pub rights: String,
    /// The licence's own page, where it has one.
    pub licence: Option<Address>,
    /// Where it may be used; everywhere where none is named. `rights` says it too.
    pub territories: Vec<Territory>,
    pub reprint: Reprint,
    pub ai: AiLabel,
    /// The clauses that the work interprets, each at its permanent address.
    pub clauses: Vec<Link>,
    /// The film of a short video.
    pub video: Option<Video>,
    /// The pictures and films in it that we may hand on, and what is owed for each.
    pub assets: Vec<Asset>,
    /// Oldest first.
    pub corrections: Vec<Correction>,
}

/// A picture, long image or film in a work, with what is known of the rights in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub kind: AssetKind,
    /// The first is what the text shows.
    pub files: Vec<AssetFile>,
    /// What it shows, in words; may be empty.
    pub alt: String,
    /// What has to stand beside it; may be empty.
    pub credit: String,
    /// Where it was taken from, as the media library has it.
    pub source: Option<String>,
    pub licence: Option<Licence>,
    /// The last day on which it may be shown.
    pub until: Option<Day>,
    pub ai: AiLabel,
}

/// One of the sizes or types of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    pub address: Address,
    pub media_type: String,
    pub bytes: u64,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// A film to be taken along, and what is said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// One file that plays everywhere.
    pub file: Address,
    /// Such as `video/mp4`.
    pub media_type: String,
    pub bytes: u64,
    pub duration_ms: u32,
    /// In pixels, as it is shown.
    pub width: u32,
    pub height: u32,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// A picture to show before it plays.
    pub poster: Option<Address>,
    /// WebVTT, by language.
    pub captions: Vec<(Language, Address)>,
}

/// What Chinese practice wants named beside every reprint: 来源, 原作者, 原标题, 责任编辑.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprint {
    /// Name of where the work first appeared.
    pub source: String,
    /// Its page there, where it has one.
    pub source_address: Option<Address>,
    /// As the byline gives it; several are joined with `、`.
    pub author: String,
    pub original_title: String,
    /// As the imprint gives it; several are joined with `、`.
    pub editor: String,
}

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub address: Option<Address>,
}

/// A term of one of our lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The address of the list, such as `https://…/genres`; tells a topic from an audience with the same code.
    pub scheme: Address,
    /// The code.
    pub term: String,
    /// Its name in the entry's language.
    pub label: String,
}

/// An address and what it leads to, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub address: Address,
    pub title: String,
}

/// A notice on a work that can still be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub kind: CorrectionKind,
    pub severity: Severity,
    pub scope: CorrectionScope,
    pub at: Timestamp,
    /// What was wrong and what is right; plain text.
    pub note: String,
}

/// A work that was published and may no longer be read or passed on.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// The id the entry had.
    pub id: String,
    /// The title to show, the withdrawn one or a neutral one where a removal must not repeat it.
    pub title: String,
    /// The work's page, which answers with the notice, or not at all where nothing may be said.
    pub address: Address,
    /// As it was in the entry.
    pub published: Timestamp,
    /// When it was withdrawn.
    pub at: Timestamp,
    pub language: Language,
    pub kind: CorrectionKind,
    /// What stands at its address.
    pub way: Takedown,
    /// The work that stands in its place.
    pub other: Option<Link>,
    /// The id of that one.
    pub successor: Option<String>,
    /// Who withdrew it.
    pub by: Party,
    /// The reason, in plain text; it stands where the content stood.
    pub notice: String,
}
