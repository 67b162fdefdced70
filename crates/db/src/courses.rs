//! Course lists: works in an order, by an organisation.

use crate::{Db, Write, sql::among};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CourseRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    /// The code of an audience; `None`: for everybody.
    pub audience: Option<String>,
    pub organisation_id: i64,
    /// Raised by every change.
    pub version: i32,
    /// `None` while nobody outside the studio sees it.
    pub published_at: Option<i64>,
    pub example: bool,
    pub updated_at: i64,
    pub organisation: String,
    pub organisation_slug: String,
    /// Works of it that can be read.
    pub works: i64,
}

const COURSE: &str = "SELECT c.id, c.slug, c.title, c.lead, c.audience, c.organisation_id, c.version, c.published_at, c.example, \
     c.updated_at, o.name AS organisation, o.slug AS organisation_slug, \
     (SELECT COUNT(*) FROM course_works k JOIN works w ON w.id = k.work_id WHERE k.course_id = c.id AND w.state = 'published') \
         AS works \
     FROM courses c JOIN organisations o ON o.id = c.organisation_id";

/// What is written of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseText<'a> {
    pub title: &'a str,
    pub lead: &'a str,
    pub audience: Option<&'a str>,
    pub organisation_id: i64,
    pub published_at: Option<i64>,
    pub example: bool,
}

/// A new one; its id.
pub async fn add(write: &Write, slug: &str, text: &CourseText<'_>) -> Result<i64> {
    let sql = "INSERT INTO courses (slug, title, lead, audience, organisation_id, version, published_at, example, created_at, \
               updated_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $8) RETURNING id";
    let values = [
        slug.into(),
        text.title.into(),
        text.lead.into(),
        text.audience.into(),
        text.organisation_id.into(),
        text.published_at.into(),
        text.example.into(),
        write.now().0.into(),
    ];
    write.number(sql, values).await
}

/// False where somebody changed it since `version`.
pub async fn change(write: &Write, id: i64, version: i32, text: &CourseText<'_>) -> Result<bool> {
    let sql = "UPDATE courses SET title = $3, lead = $4, audience = $5, organisation_id = $6, published_at = $7, example = $8, \
               updated_at = $9, version = version + 1 WHERE id = $1 AND version = $2";
    let values = [
        id.into(),
        version.into(),
        text.title.into(),
        text.lead.into(),
        text.audience.into(),
        text.organisation_id.into(),
        text.published_at.into(),
        text.example.into(),
        write.now().0.into(),
    ];
    Ok(write.run(sql, values).await? > 0)
}

/// In this order.
pub async fn set_works(write: &Write, id: i64, works: &[i64]) -> Result<()> {
    write.run("DELETE FROM course_works WHERE course_id = $1", [id.into()]).await?;
    for (position, work) in works.iter().enumerate() {
        let row = [id.into(), (*work).into(), (position as i32).into()];
        write.run("INSERT INTO course_works (course_id, work_id, position) VALUES ($1, $2, $3)", row).await?;
    }
    Ok(())
}

pub async fn remove(write: &Write, id: i64) -> Result<()> {
    write.run("DELETE FROM courses WHERE id = $1", [id.into()]).await?;
    Ok(())
}

pub async fn find(write: &Write, slug: &str) -> Result<Option<CourseRow>> {
    write.one(&format!("{COURSE} WHERE c.slug = $1"), [slug.into()]).await
}

pub async fn by_id_in(write: &Write, id: i64) -> Result<Option<CourseRow>> {
    write.one(&format!("{COURSE} WHERE c.id = $1"), [id.into()]).await
}

pub async fn by_id(db: &Db, id: i64) -> Result<Option<CourseRow>> {
    db.one(&format!("{COURSE} WHERE c.id = $1"), [id.into()]).await
}

/// One that is public.
pub async fn public(db: &Db, slug: &str) -> Result<Option<CourseRow>> {
    db.one(&format!("{COURSE} WHERE c.slug = $1 AND c.published_at IS NOT NULL"), [slug.into()]).await
}

/// All that are public, the newest first.
pub async fn all_public(db: &Db) -> Result<Vec<CourseRow>> {
    db.all(&format!("{COURSE} WHERE c.published_at IS NOT NULL ORDER BY c.published_at DESC, c.id DESC"), []).await
}

/// Of these organisations, public or not, changed last first; `None`: of all.
pub async fn of_organisations(db: &Db, organisations: Option<&[i64]>) -> Result<Vec<CourseRow>> {
    let of = among("c.organisation_id", organisations);
    db.all(&format!("{COURSE} WHERE {of} ORDER BY c.updated_at DESC, c.id DESC"), []).await
}

/// Public ones whose title has these words.
pub async fn titled(db: &Db, words: &str, limit: usize) -> Result<Vec<CourseRow>> {
    let sql = format!(
        "{COURSE} WHERE c.published_at IS NOT NULL AND c.title LIKE $1 ESCAPE '!' ORDER BY c.published_at DESC, c.id DESC LIMIT {limit}"
    );
    db.all(&sql, [like(words).into()]).await
}

/// `%` and `_` stand for themselves.
fn like(words: &str) -> String {
    format!("%{}%", words.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// A work in its place.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CourseWork {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    pub kind: String,
    pub language: String,
    pub minutes: i32,
    /// The code of a [`domain::WorkState`].
    pub state: String,
    /// It was withdrawn in a way that leaves nothing of it, not even the title.
    pub removed: bool,
}

const WORK: &str = "w.id, w.slug, w.title, w.lead, w.kind, w.language, w.minutes, w.state, \
     EXISTS (SELECT 1 FROM corrections n WHERE n.work_id = w.id AND n.lifted_at IS NULL AND n.kind = 'removal') AS removed";

/// What the public may know of: what is published, and what was.
pub async fn works(db: &Db, id: i64) -> Result<Vec<CourseWork>> {
    let sql = format!(
        "SELECT {WORK} FROM course_works k JOIN works w ON w.id = k.work_id \
         WHERE k.course_id = $1 AND w.state IN ('published', 'withdrawn') ORDER BY k.position"
    );
    db.all(&sql, [id.into()]).await
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// All of them in their order, whatever became of them.
pub async fn work_ids(write: &Write, id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT work_id AS id FROM course_works WHERE course_id = $1 ORDER BY position";
    let rows: Vec<Id> = write.all(sql, [id.into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Which of these are published.
pub async fn published_among(write: &Write, works: &[i64]) -> Result<Vec<i64>> {
    let sql = format!("SELECT w.id FROM works w WHERE w.state = 'published' AND {}", among("w.id", Some(works)));
    let rows: Vec<Id> = write.all(&sql, []).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Published works whose title has these words, the newest first.
pub async fn candidates(db: &Db, words: &str, limit: usize) -> Result<Vec<CourseWork>> {
    let sql = format!(
        "SELECT {WORK} FROM works w WHERE w.state = 'published' AND w.title LIKE $1 ESCAPE '!' \
         ORDER BY w.published_at DESC, w.id DESC LIMIT {limit}"
    );
    db.all(&sql, [like(words).into()]).await
}

/// The slugs of the works of a course that are not withdrawn, in their order.
pub async fn slugs(db: &Db, id: i64) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        slug: String,
    }
    let sql = "SELECT w.slug FROM course_works k JOIN works w ON w.id = k.work_id WHERE k.course_id = $1 AND w.state <> 'withdrawn' ORDER BY k.position";
    let rows: Vec<Row> = db.all(sql, [id.into()]).await?;
    Ok(rows.into_iter().map(|row| row.slug).collect())
}
