//! The working copy as the reader's page will show it: the same page, with addresses of media behind the session.
//!
//! What only publication decides is left out: related works, other languages, notices.

pub mod h5_page;
mod links;
mod long_image;
mod video;

pub use links::links;

use crate::{H5Tickets, Problem, Session, address::API, allow, clock};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Path},
};
use anyhow::Result;
use db::{Db, clauses, organisations, people, vocabulary};
use document::{Document, markdown};
use domain::{LinkState, Poster, Right, Slug, Timestamp, WorkContent};
use pages::{Credit, LinkedClause, LinkedPlace, OrganisationRef, PersonRef, SafeHtml, Site, Tile, WorkPage, address as public};

/// As the reader's pages, and shown in a frame of the app.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; media-src 'self' blob:; \
     connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// The page that readers will see.
#[utoipa::path(
    get, path = "/works/{id}/preview", operation_id = "preview_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, description = "HTML"), (status = 404), (status = 422, description = "the body cannot be read yet")),
)]
pub async fn preview(
    session: Session,
    db: Data<Db>,
    site: Data<Site>,
    tickets: Data<H5Tickets>,
    id: Path<i64>,
) -> Result<HttpResponse, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let body = match markdown::read(&newest.body) {
        Ok(read) => read.document,
        Err(_) => {
            let checked = editorial::check_work(&db, &newest.content, &newest.body).await?;
            let faults = crate::works::faults(checked.faults).into_iter().filter(|f| f.field.starts_with("body")).collect();
            return Err(Problem::faults(faults));
        }
    };
    let places =
        Places { media: links::MEDIA.to_owned(), captions: format!("{API}/works/{}/preview/captions/", desk.id), h5: tickets };
    let html = page(&db, &site, newest.content, &body, &places).await?.render();
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(html))
}

/// The captions of a preview as a file; its page names this address in place of the public one.
#[utoipa::path(
    get, path = "/works/{id}/preview/captions/{language}", operation_id = "preview_captions", tag = "works",
    params(("id" = i64, Path), ("language" = String, Path)),
    responses((status = 200, description = "WebVTT, without cues where the video has none in this language"), (status = 404)),
)]
pub async fn captions(session: Session, db: Data<Db>, path: Path<(i64, String)>) -> Result<HttpResponse, Problem> {
    let (id, language) = path.into_inner();
    let desk = allow::work(&db, &session, id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let text = vtt(newest.content, &language);
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "text/vtt; charset=utf-8")).body(text))
}

/// A track that was taken away since the page was made has no cues: nothing that a player should complain of.
pub fn vtt(content: WorkContent, language: &str) -> String {
    let tracks = content.video.map(|video| video.captions).unwrap_or_default();
    let cues = tracks.into_iter().find(|track| track.language.code() == language).map(|track| track.cues).unwrap_or_default();
    ::captions::write_vtt(&cues)
}

/// Where a preview finds what it shows.
pub struct Places {
    /// Before the key and the file.
    pub media: String,
    /// Before the language's code.
    pub captions: String,
    /// By which the folder of a page is found.
    pub h5: Data<H5Tickets>,
}

impl Places {
    /// Of a text that is shown by a link: all below the link's own address.
    pub fn below(base: &str, h5: Data<H5Tickets>) -> Self {
        Self { media: format!("{base}/media"), captions: format!("{base}/captions/"), h5 }
    }
}

/// Whether a text shows an original, by the digest of its bytes.
pub fn shows(content: &WorkContent, body: &str, digest: &str) -> bool {
    let video = content.video.as_ref();
    let poster = video.and_then(|video| video.poster.as_ref());
    let is_poster = matches!(poster, Some(Poster::Picture(picture)) if picture.as_str() == digest);
    let pictured = || {
        let read = markdown::read(body).ok();
        read.is_some_and(|read| read.document.pictures().iter().any(|(_, figure)| figure.picture.as_str() == digest))
    };
    is_poster || content.original().is_some_and(|original| original.as_str() == digest) || pictured()
}

pub async fn page<'a>(db: &Db, site: &'a Site, content: WorkContent, body: &Document, places: &Places) -> Result<WorkPage<'a>> {
    let english = !content.language.is_chinese();
    let links = links::links(db, content.language, body, &places.media).await?;
    let (credits, example) = credits(db, &content, english).await?;
    Ok(WorkPage {
        site,
        player: video::player(db, &content, places).await?,
        long_image: long_image::of(db, &content, places).await?,
        h5: h5_page::of(db, &content, places).await?,
        body: SafeHtml(document::html::write(body, &links)),
        minutes: editorial::reading_minutes(&content, body),
        published: content.published.unwrap_or_else(clock::now),
        updated: None::<Timestamp>,
        credits,
        reviews: Vec::new(),
        organisations: organisations_of(db, &content, english).await?,
        clauses: linked_clauses(db, &content).await?,
        sources: content
            .sources
            .into_iter()
            .map(|s| pages::Source { title: s.title, url: s.url, publisher: s.publisher, date: s.date })
            .collect(),
        retraction: None,
        corrections: Vec::new(),
        sisters: Vec::new(),
        stale: false,
        related: Vec::new(),
        topics: tiles(
            vocabulary::topics(db).await?.into_iter().map(|t| (t.slug, t.name, t.name_en)),
            &content.topics,
            english,
            public::topic,
        )?,
        campaigns: tiles(
            vocabulary::campaigns(db).await?.into_iter().map(|c| (c.slug, c.name, c.name_en)),
            &content.campaigns,
            english,
            public::campaign,
        )?,
        slug: content.slug,
        title: content.title,
        lead: content.lead,
        kind: content.kind,
        genre: content.genre,
        language: content.language,
        licence: content.licence,
        ai: content.ai,
        source_name: content.source,
        source_url: content.source_url,
        original_title: content.original_title,
        audiences: content.audiences,
        feed: None,
        terms: Vec::new(),
        sections: Vec::new(),
        notice: None,
        course: None,
        public: false,
        certificate: None,
        edition: None,
        example,
    })
}

/// In the editor's order; what is not in the vocabulary is a fault, and told as one elsewhere.
fn tiles(
    entries: impl Iterator<Item = (String, String, Option<String>)>,
    named: &[Slug],
    english: bool,
    href: fn(&Slug) -> String,
) -> Result<Vec<Tile>> {
    let entries: Vec<_> = entries.collect();
    let found = named.iter().filter_map(|slug| Some((slug, entries.iter().find(|(s, ..)| s == slug.as_str())?)));
    Ok(found
        .map(|(slug, (_, name, en))| Tile {
            label: en.clone().filter(|_| english).unwrap_or_else(|| name.clone()),
            href: href(slug),
            count: 0,
        })
        .collect())
}

/// The people of each role, in the order in which the roles are first named; and whether any is an example.
async fn credits(db: &Db, content: &WorkContent, english: bool) -> Result<(Vec<Credit>, bool)> {
    let (mut credits, mut example): (Vec<Credit>, bool) = (Vec::new(), false);
    for one in &content.people {
        let Some(row) = people::by_slug(db, one.person.as_str()).await? else { continue };
        example |= row.example;
        let person = PersonRef {
            slug: one.person.clone(),
            name: row.name_en.filter(|_| english).unwrap_or(row.name),
            title: Some(row.title).filter(|t| !t.is_empty() && !english),
            organisation: None,
            example: row.example,
        };
        match credits.iter_mut().find(|c| c.role == one.role) {
            Some(credit) => credit.people.push(person),
            None => credits.push(Credit { role: one.role, people: vec![person] }),
        }
    }
    Ok((credits, example))
}

async fn organisations_of(db: &Db, content: &WorkContent, english: bool) -> Result<Vec<OrganisationRef>> {
    let mut found = Vec::new();
    for slug in &content.organisations {
        if let Some(row) = organisations::by_slug(db, slug.as_str()).await? {
            let name = row.name_en.filter(|_| english).unwrap_or(row.name);
            found.push(OrganisationRef { slug: slug.clone(), name, works: None, example: false });
        }
    }
    Ok(found)
}

/// Each clause once, with every place that the editor named in it.
async fn linked_clauses(db: &Db, content: &WorkContent) -> Result<Vec<LinkedClause>> {
    let mut found: Vec<LinkedClause> = Vec::new();
    for link in &content.clauses {
        let at = &link.clause;
        let Some(row) = clauses::outside(db, at.policy.as_str(), at.version, &at.clause).await? else { continue };
        let named = link.passage.is_some() || link.anchor.is_some();
        let places = named.then(|| LinkedPlace { passage: link.passage.clone(), anchor: link.anchor.clone() });
        match found.iter_mut().find(|c| c.policy == at.policy && c.clause == at.clause) {
            Some(known) => known.places.extend(places),
            None => found.push(LinkedClause {
                policy: at.policy.clone(),
                policy_title: row.policy_title,
                clause: at.clause.clone(),
                label: row.label,
                heading: row.heading,
                places: places.into_iter().collect(),
                state: LinkState::Current,
            }),
        }
    }
    Ok(found)
}
