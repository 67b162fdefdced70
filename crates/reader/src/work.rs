//! A work's page; what it was moved to; what is said where it was.

use crate::{
    Failure,
    cards::cards,
    certificate, courses, edition, h5,
    links::links,
    long_image,
    page::{Answer, Page},
    related::related,
    terms::Terms,
    video,
};
use actix_web::web::{Data, Path, Query};
use anyhow::{Context, Result};
use db::{
    Db, clause_links,
    corrections::{self, CorrectionRow},
    work_parts,
    works::{self, Lookup, Published, WorkRow},
};
use document::{Document, html::Links};
use domain::{ClauseId, CorrectionKind, CorrectionScope, Role, Slug, Timestamp};
use pages::{
    CorrectionNote, Credit, FeedLink, Gone, LinkedClause, LinkedPlace, LinkedWork, OrganisationRef, PersonRef, Review, SafeHtml,
    Site, Tile, WorkPage, WorkSection, address,
};
use search::Index;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Options {
    /// Where a video is to begin; what is no place is none.
    t: Option<String>,
    /// The slug of the course from which it was opened.
    course: Option<String>,
}

pub async fn work(
    db: Data<Db>,
    index: Data<Index>,
    site: Data<Site>,
    path: Path<String>,
    options: Query<Options>,
) -> Result<Answer, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    match works::lookup(&db, slug.as_str()).await? {
        Lookup::Found(work) => {
            let read = Some(work.work.id);
            let course = courses::place(&db, options.course.as_deref(), work.work.id).await?;
            let page = page(&db, &index, &site, *work, options.t.as_deref(), true).await?;
            let text = WorkPage { course, ..page }.render();
            Ok(Answer::Page(Page { work: read, ..Page::html(text) }))
        }
        Lookup::Retracted(work, notice) => {
            let notice = note(*notice)?;
            let page = page(&db, &index, &site, *work, options.t.as_deref(), false).await?;
            Ok(Answer::Page(Page::html(WorkPage { retraction: Some(notice), ..page }.render())))
        }
        Lookup::Moved(to) => Ok(Answer::Moved(format!("{}/{to}", address::WORKS))),
        Lookup::Gone(work, notice) => Ok(Answer::Page(Page::gone(gone(&db, &site, *work, *notice).await?.render()))),
        Lookup::Missing => Err(Failure::NotFound),
    }
}

/// `open`: its questions can be answered.
async fn page<'a>(
    db: &Db,
    index: &Data<Index>,
    site: &'a Site,
    Published { work, revision }: Published,
    place: Option<&str>,
    open: bool,
) -> Result<WorkPage<'a>> {
    let content = revision.content;
    let player = video::player(db, site, work.id, &content, place).await?;
    let long_image = long_image::of(db, &content, address::media).await?;
    let h5 = h5::of(db, site, &content).await?;
    let parts = work_parts::of_work(db, work.id).await?;
    let links = links(db, content.language, &[&revision.body]).await?;
    let terms = Terms::load(db, content.language).await?;
    let links = Links { quiz: open.then(|| address::quiz(&content.slug)), terms: terms.glossary.clone(), ..links };
    let (body, met) = document::html::write_with_terms(&revision.body, &links);
    let notices = corrections::of_work(db, work.id).await?;
    let related = related(db, index, work.id).await?;
    let published = work.published_at.context("a published work without its time")?;
    let english = site.words_for(content.language).is_english();
    let tile = |n: work_parts::Named, href: fn(&Slug) -> String| -> Result<Tile> {
        let label = n.name_en.filter(|_| english).unwrap_or(n.name);
        Ok(Tile { label, href: href(&n.slug.parse()?), count: 0 })
    };
    let stale = parts.sisters.iter().any(|s| s.original && s.updated_at > work.updated_at);
    Ok(WorkPage {
        site,
        slug: content.slug,
        title: content.title,
        lead: content.lead,
        kind: content.kind,
        genre: content.genre,
        language: content.language,
        body: SafeHtml(body),
        sections: sections(&revision.body),
        player,
        long_image,
        h5,
        minutes: work.minutes.max(1) as u32,
        published: Timestamp(published),
        updated: (work.updated_at > published).then_some(Timestamp(work.updated_at)),
        credits: credits(&parts.people, english)?,
        reviews: parts
            .reviews
            .iter()
            .map(|r| Ok(Review { stage: r.stage()?, person: person(r, english)? }))
            .collect::<Result<_>>()?,
        organisations: parts.organisations.into_iter().map(|o| organisation(o, english)).collect::<Result<_>>()?,
        clauses: linked_clauses(db, work.id).await?,
        sources: content
            .sources
            .into_iter()
            .map(|s| pages::Source { title: s.title, url: s.url, publisher: s.publisher, date: s.date })
            .collect(),
        retraction: None,
        // That by which it was withdrawn stands above it by itself.
        corrections: notices
            .into_iter()
            .filter(|n| n.lifted_at.is_none() && !n.kind().is_ok_and(CorrectionKind::withdraws))
            .map(note)
            .collect::<Result<_>>()?,
        licence: content.licence,
        ai: content.ai,
        source_name: content.source,
        source_url: content.source_url,
        original_title: content.original_title,
        sisters: parts.sisters.into_iter().map(sister).collect::<Result<_>>()?,
        stale,
        related: cards(db, site, related, false).await?,
        topics: parts.topics.into_iter().map(|n| tile(n, address::topic)).collect::<Result<_>>()?,
        audiences: content.audiences,
        campaigns: parts.campaigns.into_iter().map(|n| tile(n, address::campaign)).collect::<Result<_>>()?,
        feed: Some(FeedLink::new("")),
        terms: terms.notes(&met),
        example: parts.people.iter().any(|p| p.example),
        notice: None,
        certificate: certificate::note(db, revision.id).await?,
        edition: edition::of(db, work.id).await?,
        course: None,
        public: true,
    })
}

/// What its contents lead to.
fn sections(body: &Document) -> Vec<WorkSection> {
    let section = |s: document::Section<'_>| WorkSection { anchor: s.anchor.to_string(), words: s.words, depth: s.depth };
    body.sections().into_iter().map(section).collect()
}

/// The notice in place of the text. A removal takes the title with it.
async fn gone<'a>(db: &Db, site: &'a Site, work: WorkRow, notice: CorrectionRow) -> Result<Gone<'a>> {
    let other = linked(works::readable_by_id(db, notice.other_id).await?)?;
    let notice = note(notice)?;
    let title = (notice.kind != CorrectionKind::Removal).then_some(work.title);
    Ok(Gone { site, slug: work.slug.parse()?, title, notice, other, clauses: linked_clauses(db, work.id).await? })
}

fn linked(work: Option<WorkRow>) -> Result<Option<LinkedWork>> {
    work.map(|work| Ok(LinkedWork { slug: work.slug.parse()?, title: work.title })).transpose()
}

/// The notice by which a work was withdrawn; `None` where it was brought back since it was looked up.
pub async fn standing_withdrawal(db: &Db, work: &WorkRow) -> Result<Option<CorrectionNote>> {
    let notices = corrections::of_work(db, work.id).await?;
    for row in notices {
        if row.lifted_at.is_none() && row.kind()?.withdraws() {
            return note(row).map(Some);
        }
    }
    Ok(None)
}

pub fn note(row: CorrectionRow) -> Result<CorrectionNote> {
    let (kind, severity, scope, at): (_, _, CorrectionScope, _) = (row.kind()?, row.severity()?, row.scope()?, row.at());
    Ok(CorrectionNote { kind, severity, scope, at, reason: row.reason, anchor: row.anchor })
}

/// The people of each role, in the order in which the roles are first named.
pub fn credits(people: &[work_parts::Credit], english: bool) -> Result<Vec<Credit>> {
    let mut credits: Vec<Credit> = Vec::new();
    for one in people {
        let (role, person): (Role, _) = (one.role()?, person(one, english)?);
        match credits.iter_mut().find(|c| c.role == role) {
            Some(credit) => credit.people.push(person),
            None => credits.push(Credit { role, people: vec![person] }),
        }
    }
    Ok(credits)
}

fn person(row: &work_parts::Credit, english: bool) -> Result<PersonRef> {
    let name = row.name_en.clone().filter(|_| english).unwrap_or_else(|| row.name.clone());
    let title = Some(row.title.clone()).filter(|t| !t.is_empty() && !english);
    Ok(PersonRef { slug: row.slug.parse()?, name, title, organisation: None, example: row.example })
}

fn organisation(row: work_parts::Named, english: bool) -> Result<OrganisationRef> {
    let name = row.name_en.filter(|_| english).unwrap_or(row.name);
    Ok(OrganisationRef { slug: row.slug.parse()?, name, works: None, example: false })
}

fn sister(row: work_parts::Sister) -> Result<pages::Sister> {
    Ok(pages::Sister { slug: row.slug.parse()?, language: row.language.parse()?, title: row.title, original: row.original })
}

/// Each clause once, with every place that the editor named in it.
async fn linked_clauses(db: &Db, work_id: i64) -> Result<Vec<LinkedClause>> {
    let mut clauses: Vec<LinkedClause> = Vec::new();
    for row in clause_links::of_work(db, work_id).await? {
        let (policy, clause): (Slug, ClauseId) = (row.policy_slug.parse()?, row.clause.parse()?);
        let place = LinkedPlace { passage: row.passage, anchor: row.anchor };
        let named = place.passage.is_some() || place.anchor.is_some();
        let places = if named { vec![place] } else { Vec::new() };
        match clauses.iter_mut().find(|c| c.policy == policy && c.clause == clause) {
            Some(known) => known.places.extend(places),
            None => clauses.push(LinkedClause {
                policy,
                policy_title: row.policy_title,
                clause,
                label: row.label.unwrap_or(row.clause),
                heading: row.heading.unwrap_or_default(),
                places,
                state: row.state.parse()?,
            }),
        }
    }
    Ok(clauses)
}
