//! Course lists: all of them, one, and where a work stands in the one from which it was opened.

use crate::{Failure, page::Page};
use actix_web::web::{Data, Path};
use anyhow::Result;
use db::{
    Db,
    courses::{self, CourseWork},
};
use domain::{Audience, Slug, WorkState};
use pages::{CoursePage, CourseStep, Directory, DirectoryEntry, DirectoryKind, InCourse, OrganisationRef, Site, address};

pub async fn all(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let mut entries = Vec::new();
    for row in courses::all_public(&db).await? {
        entries.push(DirectoryEntry {
            href: address::course(&row.slug.parse().map_err(anyhow::Error::from)?),
            name: row.title,
            about: row.lead,
            note: Some(row.organisation),
            count: row.works as u64,
            depth: 0,
            example: row.example,
        });
    }
    Ok(Page::html(Directory { site: &site, kind: DirectoryKind::Courses, entries }.render()))
}

pub async fn course(db: Data<Db>, site: Data<Site>, path: Path<String>) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let row = courses::public(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let place = db::organisations::by_id(&db, row.organisation_id).await?.ok_or(Failure::NotFound)?;
    let steps = courses::works(&db, row.id).await?.into_iter().map(step).collect::<Result<_>>()?;
    let audience: Option<Audience> = row.audience.map(|code| code.parse()).transpose().map_err(anyhow::Error::from)?;
    let organisation = OrganisationRef {
        slug: place.slug.parse().map_err(anyhow::Error::from)?,
        name: site.words().name(&place.name, place.name_en.as_deref()).to_owned(),
        works: None,
        example: place.example,
    };
    let (title, lead, example) = (row.title, row.lead, row.example);
    Ok(Page::html(CoursePage { site: &site, slug, title, lead, audience, organisation, steps, example }.render()))
}

fn step(work: CourseWork) -> Result<CourseStep> {
    let slug: Slug = work.slug.parse()?;
    if work.state != WorkState::Published.code() {
        return Ok(CourseStep::Gone { slug, title: (!work.removed).then_some(work.title) });
    }
    let minutes = work.minutes.max(1) as u32;
    Ok(CourseStep::Open { slug, title: work.title, lead: work.lead, kind: work.kind.parse()?, minutes })
}

/// Where a work stands in the course; `None` where the course is none, or does not have the work.
pub async fn place(db: &Db, course: Option<&str>, work: i64) -> Result<Option<InCourse>> {
    let Some(Ok(slug)) = course.map(str::parse::<Slug>) else { return Ok(None) };
    let Some(row) = courses::public(db, slug.as_str()).await? else { return Ok(None) };
    let mut works = courses::works(db, row.id).await?;
    // Past what was withdrawn to what can be read.
    works.retain(|one| one.state == WorkState::Published.code());
    let Some(at) = works.iter().position(|one| one.id == work) else { return Ok(None) };
    let previous = named(at.checked_sub(1).and_then(|before| works.get(before)))?;
    let next = named(works.get(at + 1))?;
    let (number, total) = (at as u64 + 1, works.len() as u64);
    Ok(Some(InCourse { slug, title: row.title, number, total, previous, next }))
}

fn named(work: Option<&CourseWork>) -> Result<Option<(Slug, String)>> {
    match work {
        Some(work) => Ok(Some((work.slug.parse()?, work.title.clone()))),
        None => Ok(None),
    }
}
