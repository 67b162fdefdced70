//! Where each page lives. One place, so that a template, a feed link and a redirect can never disagree.
//!
//! All addresses are paths from the root; [`crate::Site::absolute`] puts the site in front.

use domain::{Audience, ClauseId, FeedFormat, Genre, Language, Month, Receipt, Slug, WorkKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, 2.3.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub const HOME: &str = "/";
pub const POLICIES: &str = "/policies";
pub const WORKS: &str = "/works";
pub const TOPICS: &str = "/topics";
pub const AUDIENCES: &str = "/audiences";
pub const CAMPAIGNS: &str = "/campaigns";
/// 课程单: works in an order.
pub const COURSES: &str = "/courses";
pub const GENRES: &str = "/genres";
pub const KINDS: &str = "/kinds";
/// Works by month.
pub const ARCHIVE: &str = "/archive";
pub const ORGANISATIONS: &str = "/organisations";
pub const PEOPLE: &str = "/people";
pub const SEARCH: &str = "/search";
pub const FEEDS: &str = "/feeds";
/// For partner media; the sample programs stand below.
pub const PARTNERS: &str = "/partners";
/// Where whoever wants to try the partners' door is given a key.
pub const TRIAL_KEY: &str = "/partners/trial-key";
/// The partners' API, described for programs.
pub const PARTNER_API: &str = "/api/partner/v1/openapi.json";
pub const ABOUT: &str = "/about";
pub const GLOSSARY: &str = "/glossary";
/// Where readers report errors, and look up what became of them.
pub const REPORT: &str = "/report";
/// Where programs ask to be sent feeds.
pub const HUB: &str = "/websub";
/// Below it lie pictures and films.
pub const MEDIA: &str = "/media";
pub const SITEMAP: &str = "/sitemap.xml";

/// The feed of the list whose page stands at `list`; of the list of everything where it is empty.
pub fn feed(list: &str, format: FeedFormat) -> String {
    format!("{list}/feed.{format}")
}

pub fn work(slug: &Slug) -> String {
    format!("{WORKS}/{slug}")
}

/// The page on which the questions of a work are answered.
pub fn quiz(slug: &Slug) -> String {
    format!("{WORKS}/{slug}/quiz")
}

/// The box from which other sites copy the work.
pub fn republish(slug: &Slug) -> String {
    format!("{WORKS}/{slug}/republish")
}

/// The picture in each copy by which copies are counted, wherever the work moves. It says which change of the work was copied:
/// pictures come through where filters take every other mark away.
pub fn reprint_counter(work: i64, seq: i64) -> String {
    format!("/reprints/{work}.gif?copy={seq}")
}

/// A rendition in a page of ours, by the key of its original.
pub fn media(key: &str, file: &str) -> String {
    format!("{MEDIA}/{key}/{file}")
}

/// The same where copies elsewhere show it: an address for ever, which opens while the work may be had.
pub fn media_of_copy(key: &str, file: &str) -> String {
    stable_media(&format!("{key}.{file}"))
}

/// As [`media_of_copy`], of a rendition as it stands there.
pub fn stable_media(rendition: &str) -> String {
    format!("{MEDIA}/{rendition}")
}

/// Where the stable address leads for a moment.
pub fn signed_media(signed: &str, rendition: &str) -> String {
    format!("{MEDIA}/signed/{signed}/{rendition}")
}

/// Captions of a short video, as WebVTT.
pub fn captions(slug: &Slug, language: Language) -> String {
    format!("{WORKS}/{slug}/captions.{language}.vtt")
}

/// A long image for viewers that go into depth, by the key of its original.
pub fn iiif(key: &str) -> String {
    format!("/iiif/{key}")
}

/// Below it lie folders: an H5 page is at home in its own, and finds its files from there.
pub const H5: &str = "/h5";

/// The folder of an H5 page, by the key of its original.
pub fn h5(key: &str) -> String {
    format!("{H5}/{key}/")
}

pub fn policy(slug: &Slug) -> String {
    format!("{POLICIES}/{slug}")
}

/// The policy without the interpretations between its clauses.
pub fn policy_text(slug: &Slug) -> String {
    format!("{POLICIES}/{slug}?view=text")
}

pub fn policy_version(slug: &Slug, version: u32) -> String {
    format!("{POLICIES}/{slug}?version={version}")
}

/// Two versions side by side.
pub fn compare(slug: &Slug, from: u32, to: u32) -> String {
    format!("{POLICIES}/{slug}/compare?from={from}&to={to}")
}

/// The clause's own page: its permanent address.
pub fn clause(slug: &Slug, clause: &ClauseId) -> String {
    format!("{POLICIES}/{slug}/{clause}")
}

/// The clause in its place in the full text.
pub fn clause_in_text(slug: &Slug, clause: &ClauseId) -> String {
    format!("{POLICIES}/{slug}#{clause}")
}

/// The term in its place on the one page of all terms.
pub fn term(slug: &Slug) -> String {
    format!("{GLOSSARY}#term-{slug}")
}

pub fn topic(slug: &Slug) -> String {
    format!("{TOPICS}/{slug}")
}

pub fn audience(audience: Audience) -> String {
    format!("{AUDIENCES}/{audience}")
}

pub fn language(language: Language) -> String {
    format!("/languages/{language}")
}

pub fn campaign(slug: &Slug) -> String {
    format!("{CAMPAIGNS}/{slug}")
}

pub fn course(slug: &Slug) -> String {
    format!("{COURSES}/{slug}")
}

/// A work as it is opened from a course: with the way on to the next.
pub fn work_in_course(work: &Slug, course: &Slug) -> String {
    format!("{WORKS}/{work}?course={course}")
}

pub fn genre(genre: Genre) -> String {
    format!("{GENRES}/{genre}")
}

/// Works of one kind, such as short videos.
pub fn kind(kind: WorkKind) -> String {
    format!("{KINDS}/{kind}")
}

/// Works first published in one month.
pub fn month(month: Month) -> String {
    format!("{ARCHIVE}/{month}")
}

pub fn organisation(slug: &Slug) -> String {
    format!("{ORGANISATIONS}/{slug}")
}

pub fn person(slug: &Slug) -> String {
    format!("{PEOPLE}/{slug}")
}

/// The form to report an error in what stands at `about`; `place` where the page itself knows a place.
pub fn report(about: &str, place: Option<&str>) -> String {
    let place = place.map(|place| format!("&place={}", utf8_percent_encode(place, QUERY))).unwrap_or_default();
    format!("{REPORT}?about={}{place}", utf8_percent_encode(about, QUERY))
}

pub fn receipt(receipt: &Receipt) -> String {
    format!("{REPORT}/{receipt}")
}

pub fn search(query: &str) -> String {
    format!("{SEARCH}?q={}", utf8_percent_encode(query, QUERY))
}
