//! Course lists: works in an order, made and changed by who may. Refusals are in Chinese, because the studio shows them as they
//! are.

use crate::{Error, Result};
use db::{
    Db, Position, Write,
    audit::Entry,
    courses::{self, CourseRow, CourseText},
    organisations, works,
};
use domain::{Act, Audience, AuditAct, AuditSubject, Course, Entity, Slug, Timestamp};
use std::collections::BTreeSet;

/// Characters.
const LONGEST_TITLE: usize = 80;
const LONGEST_LEAD: usize = 300;
/// Works of one course: more are no course but a list.
const MOST: usize = 200;

pub struct NewCourse<'a> {
    pub organisation: i64,
    pub slug: Slug,
    pub title: &'a str,
}

/// What a course is to say from now on.
pub struct CourseChange<'a> {
    pub id: i64,
    /// The one that was seen.
    pub version: i32,
    pub title: &'a str,
    pub lead: &'a str,
    pub audience: Option<Audience>,
    /// In their order.
    pub works: &'a [i64],
    pub is_public: bool,
}

/// Begins one that nobody outside the studio sees yet; its id.
///
/// # Errors
/// Where the title is none or too long, or another course has the slug.
pub async fn begin_course(db: &Db, now: Timestamp, new: NewCourse<'_>) -> Result<i64> {
    let title = title(new.title)?;
    let mut write = db.write(now).await?;
    if courses::find(&write, new.slug.as_str()).await?.is_some() {
        return Err(Error::refused(format!("网址名“{}”已经有课程单用了，请换一个。", new.slug)));
    }
    let text =
        CourseText { title, lead: "", audience: None, organisation_id: new.organisation, published_at: None, example: false };
    let id = courses::add(&write, new.slug.as_str(), &text).await?;
    write.audit(told(AuditAct::CoursePut, id, title, new.organisation));
    write.commit().await?;
    Ok(id)
}

/// # Errors
/// [`Error::Changed`] where somebody changed it meanwhile; in words where a text is too long, a work is none that is published, or
/// a public course would be empty.
pub async fn change_course(db: &Db, now: Timestamp, change: CourseChange<'_>) -> Result<Option<Position>> {
    let title = title(change.title)?;
    let lead = change.lead.trim();
    if lead.chars().count() > LONGEST_LEAD {
        return Err(Error::refused(format!("导语不超过{LONGEST_LEAD}个字，现在有{}个。", lead.chars().count())));
    }
    let mut write = db.write(now).await?;
    let before = courses::by_id_in(&write, change.id).await?.ok_or_else(|| Error::refused("课程单已经不在了。"))?;
    let works = checked(&write, &before, change.works).await?;
    if change.is_public && works.is_empty() {
        return Err(Error::refused("公开的课程单至少要有一件作品。"));
    }
    let text = CourseText {
        title,
        lead,
        audience: change.audience.map(Audience::code),
        organisation_id: before.organisation_id,
        published_at: change.is_public.then(|| before.published_at.unwrap_or(now.0)),
        example: before.example,
    };
    if !courses::change(&write, change.id, change.version, &text).await? {
        return Err(Error::Changed);
    }
    courses::set_works(&write, change.id, works).await?;
    log(&mut write, &before, change.is_public);
    write.audit(told(AuditAct::CoursePut, before.id, title, before.organisation_id).with("public", change.is_public));
    Ok(write.commit().await?)
}

/// # Errors
/// Where the public sees it.
pub async fn remove_course(db: &Db, now: Timestamp, id: i64) -> Result<()> {
    let mut write = db.write(now).await?;
    let before = courses::by_id_in(&write, id).await?.ok_or_else(|| Error::refused("课程单已经不在了。"))?;
    if before.published_at.is_some() {
        return Err(Error::refused("公开的课程单不能删除。请先取消公开。"));
    }
    courses::remove(&write, id).await?;
    write.audit(told(AuditAct::CourseRemoved, id, &before.title, before.organisation_id));
    write.commit().await?;
    Ok(())
}

/// As a file gives it: made, changed, or left as it is.
pub(crate) async fn put_course(write: &mut Write, entry: &Course) -> Result<()> {
    let organisation = organisations::id_of(write, entry.organisation.as_str()).await?;
    let organisation = organisation.ok_or_else(|| Error::refused(format!("no organisation is called {}", entry.organisation)))?;
    let mut ids = Vec::new();
    for slug in &entry.works {
        let work = works::by_slug_ever(write, slug.as_str()).await?;
        ids.push(work.ok_or_else(|| Error::refused(format!("no work is called {slug}")))?.id);
    }
    let before = courses::find(write, entry.slug.as_str()).await?;
    let was_public = before.as_ref().and_then(|row| row.published_at);
    let text = CourseText {
        title: &entry.title,
        lead: entry.lead.trim(),
        audience: entry.audience.map(Audience::code),
        organisation_id: organisation,
        published_at: (!entry.draft).then(|| was_public.unwrap_or(write.now().0)),
        example: entry.example,
    };
    let Some(before) = before else {
        let id = courses::add(write, entry.slug.as_str(), &text).await?;
        courses::set_works(write, id, &ids).await?;
        if !entry.draft {
            write.log(Entity::Course, id, entry.slug.as_str(), Act::Created);
        }
        return Ok(());
    };
    let is = CourseText {
        title: &before.title,
        lead: &before.lead,
        audience: before.audience.as_deref(),
        organisation_id: before.organisation_id,
        published_at: before.published_at,
        example: before.example,
    };
    if is == text && courses::work_ids(write, before.id).await? == ids {
        return Ok(());
    }
    courses::change(write, before.id, before.version, &text).await?;
    courses::set_works(write, before.id, &ids).await?;
    log(write, &before, !entry.draft);
    Ok(())
}

fn title(text: &str) -> Result<&str> {
    let text = text.trim();
    match text.chars().count() {
        1..=LONGEST_TITLE => Ok(text),
        _ => Err(Error::refused(format!("请写课程单的标题，不超过{LONGEST_TITLE}个字。"))),
    }
}

/// Each once, and published; one that was in it before may have been withdrawn since.
async fn checked<'a>(write: &Write, before: &CourseRow, works: &'a [i64]) -> Result<&'a [i64]> {
    if works.len() > MOST {
        return Err(Error::refused(format!("一份课程单最多{MOST}件作品。")));
    }
    let mut seen = BTreeSet::new();
    if works.iter().any(|work| !seen.insert(*work)) {
        return Err(Error::refused("同一件作品在课程单里出现了两次。"));
    }
    let published: BTreeSet<i64> = courses::published_among(write, works).await?.into_iter().collect();
    let known: BTreeSet<i64> = courses::work_ids(write, before.id).await?.into_iter().collect();
    if works.iter().any(|work| !published.contains(work) && !known.contains(work)) {
        return Err(Error::refused("课程单里只能放已发布的作品。有一件还没有发布，或者已经撤回。"));
    }
    Ok(works)
}

/// What the public sees of it changes.
fn log(write: &mut Write, before: &CourseRow, is_public: bool) {
    let act = match (before.published_at.is_some(), is_public) {
        (false, false) => return,
        (false, true) => Act::Published,
        (true, true) => Act::Updated,
        (true, false) => Act::Removed,
    };
    write.log(Entity::Course, before.id, before.slug.as_str(), act);
}

fn told(act: AuditAct, id: i64, title: &str, organisation: i64) -> Entry {
    Entry::new(act, AuditSubject::Course, Some(id), title).at(organisation)
}
