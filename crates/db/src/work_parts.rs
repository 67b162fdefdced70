//! What belongs to a published work: its people, reviews, organisations, topics, campaigns, channels and audiences.
//! Written as a whole at publication, read for its page.

use crate::{
    Db, Write,
    sql::{family, places},
};
use anyhow::{Result, ensure};
use domain::{ReviewStage, Role, Slug, WorkContent};
use sea_orm::FromQueryResult;
use std::collections::BTreeSet;

/// A person as a work names them.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Credit {
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
    pub title: String,
    pub example: bool,
    /// The code of a [`Role`] or a [`ReviewStage`].
    pub part: String,
}

impl Credit {
    pub fn role(&self) -> Result<Role> {
        Ok(self.part.parse()?)
    }

    pub fn stage(&self) -> Result<ReviewStage> {
        Ok(self.part.parse()?)
    }
}

/// A vocabulary entry as a work names it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Named {
    pub slug: String,
    pub name: String,
    pub name_en: Option<String>,
}

/// Ids of the works that name any of these people or organisations: a new name of theirs changes what search knows.
pub async fn works_naming(db: &Db, people: &[i64], organisations: &[i64]) -> Result<Vec<i64>> {
    let mut works = BTreeSet::new();
    for (table, column, ids) in [("work_people", "person_id", people), ("work_organisations", "organisation_id", organisations)] {
        if ids.is_empty() {
            continue;
        }
        let sql = format!("SELECT DISTINCT work_id FROM {table} WHERE {column} IN ({})", places(1, ids.len()));
        let rows: Vec<Naming> = db.all(&sql, ids.iter().map(|id| (*id).into())).await?;
        works.extend(rows.into_iter().map(|row| row.work_id));
    }
    Ok(works.into_iter().collect())
}

#[derive(FromQueryResult)]
struct Naming {
    work_id: i64,
}

#[derive(Debug)]
pub struct Parts {
    pub people: Vec<Credit>,
    pub reviews: Vec<Credit>,
    pub organisations: Vec<Named>,
    pub topics: Vec<Named>,
    pub campaigns: Vec<Named>,
    pub sisters: Vec<Sister>,
}

/// The same work in another language.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sister {
    pub slug: String,
    pub language: String,
    pub title: String,
    /// True for the version that the others were translated from.
    pub original: bool,
    pub updated_at: i64,
}

pub async fn of_work(db: &Db, work_id: i64) -> Result<Parts> {
    let named = |table: &str, column: &str, vocabulary: &str| {
        format!(
            "SELECT v.slug, v.name, v.name_en FROM {table} j JOIN {vocabulary} v ON v.id = j.{column} \
             WHERE j.work_id = $1 ORDER BY j.position"
        )
    };
    let id = || [work_id.into()];
    Ok(Parts {
        people: db
            .all(
                "SELECT p.slug, p.name, p.name_en, p.title, p.example, j.role AS part FROM work_people j \
                 JOIN people p ON p.id = j.person_id WHERE j.work_id = $1 ORDER BY j.position",
                id(),
            )
            .await?,
        reviews: db
            .all(
                "SELECT p.slug, p.name, p.name_en, p.title, p.example, j.stage AS part FROM work_reviews j \
                 JOIN people p ON p.id = j.person_id WHERE j.work_id = $1 \
                 ORDER BY CASE j.stage WHEN 'first' THEN 1 WHEN 'second' THEN 2 WHEN 'final' THEN 3 ELSE 4 END, p.id",
                id(),
            )
            .await?,
        organisations: db.all(&named("work_organisations", "organisation_id", "organisations"), id()).await?,
        topics: db.all(&named("work_topics", "topic_id", "topics"), id()).await?,
        campaigns: db.all(&named("work_campaigns", "campaign_id", "campaigns"), id()).await?,
        sisters: db
            .all(
                &format!(
                    "SELECT s.slug, s.language, s.title, (s.original_id IS NULL) AS original, s.updated_at FROM works s \
                     WHERE s.id IN {} AND s.id <> $1 AND s.state = 'published' ORDER BY s.id",
                    family("$1")
                ),
                id(),
            )
            .await?,
    })
}

/// Writes the parts of the revision that is published, in place of those of the one before, where there was one.
pub async fn replace(write: &Write, work_id: i64, content: &WorkContent, before: bool) -> Result<()> {
    let tables = [
        "work_people",
        "work_reviews",
        "work_organisations",
        "work_topics",
        "work_campaigns",
        "work_channels",
        "work_audiences",
        "work_territories",
    ];
    for table in tables.into_iter().filter(|_| before) {
        write.run(&format!("DELETE FROM {table} WHERE work_id = $1"), [work_id.into()]).await?;
    }
    join(write, "work_organisations", "organisation_id", "organisations", work_id, &content.organisations).await?;
    join(write, "work_topics", "topic_id", "topics", work_id, &content.topics).await?;
    join(write, "work_campaigns", "campaign_id", "campaigns", work_id, &content.campaigns).await?;
    join(write, "work_channels", "channel_id", "channels", work_id, &content.channels).await?;
    for (position, credit) in content.people.iter().enumerate() {
        let sql =
            "INSERT INTO work_people (work_id, person_id, role, position) SELECT $1, id, $3, $4 FROM people WHERE slug = $2";
        let row = [work_id.into(), credit.person.as_str().into(), credit.role.code().into(), (position as i32).into()];
        named(write.run(sql, row).await?, "people", &credit.person)?;
    }
    for review in &content.reviews {
        let sql = "INSERT INTO work_reviews (work_id, stage, person_id) SELECT $1, $3, id FROM people WHERE slug = $2";
        let row = [work_id.into(), review.person.as_str().into(), review.stage.code().into()];
        named(write.run(sql, row).await?, "people", &review.person)?;
    }
    for (position, audience) in content.audiences.iter().enumerate() {
        let row = [work_id.into(), audience.code().into(), (position as i32).into()];
        write.run("INSERT INTO work_audiences (work_id, audience, position) VALUES ($1, $2, $3)", row).await?;
    }
    for territory in content.territories.iter().collect::<BTreeSet<_>>() {
        let row = [work_id.into(), territory.code().into()];
        write.run("INSERT INTO work_territories (work_id, territory) VALUES ($1, $2)", row).await?;
    }
    Ok(())
}

async fn join(write: &Write, table: &str, column: &str, vocabulary: &str, work_id: i64, slugs: &[Slug]) -> Result<()> {
    for (position, slug) in slugs.iter().enumerate() {
        let sql =
            format!("INSERT INTO {table} (work_id, {column}, position) SELECT $1, id, $3 FROM {vocabulary} WHERE slug = $2");
        let rows = write.run(&sql, [work_id.into(), slug.as_str().into(), (position as i32).into()]).await?;
        named(rows, vocabulary, slug)?;
    }
    Ok(())
}

/// # Errors
/// Where a row was to be written that names something, and none was.
fn named(rows: u64, vocabulary: &str, slug: &Slug) -> Result<()> {
    ensure!(rows == 1, "nothing in {vocabulary} is called {slug}");
    Ok(())
}

/// Published works that interpret the same clauses, those with most clauses in common first, then works of the same topics;
/// the newest first among equals. Neither the work itself nor its other languages.
///
/// Each clause and topic contributes its newest works only, so the cost does not grow with its popularity.
pub async fn related(db: &Db, work_id: i64, limit: usize) -> Result<Vec<i64>> {
    const CLAUSES: (&str, &str) =
        ("JOIN clause_links k ON k.work_id = w.id", "'clause:' || k.policy_id || '@' || k.version || '#' || k.clause");
    const TOPICS: (&str, &str) =
        ("JOIN work_topics k ON k.work_id = w.id JOIN topics t ON t.id = k.topic_id", "'topic:' || t.slug");
    let mut ids = sharing(db, work_id, CLAUSES, limit).await?;
    if ids.len() < limit {
        // Those that share a clause may share a topic too.
        let more = sharing(db, work_id, TOPICS, 2 * limit).await?;
        ids.extend(more.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        ids.truncate(limit);
    }
    Ok(ids)
}

#[derive(FromQueryResult)]
struct Related {
    id: i64,
}

/// `join` leads to what the work has in common with others, `list` is the name of its list.
async fn sharing(db: &Db, work_id: i64, (join, list): (&str, &str), limit: usize) -> Result<Vec<i64>> {
    const NEWEST: i64 = 12;
    // The list is named twice: where the oldest of the newest depended on `l`, the whole list would be gone through.
    let sql = format!(
        "SELECT l.work_id AS id FROM works w {join} JOIN work_listings l ON l.list = {list} JOIN works r ON r.id = l.work_id \
         WHERE w.id = $1 AND COALESCE(r.original_id, r.id) <> COALESCE(w.original_id, w.id) AND l.published_at >= COALESCE( \
             (SELECT x.published_at FROM work_listings x WHERE x.list = {list} \
              ORDER BY x.published_at DESC, x.work_id DESC LIMIT 1 OFFSET $2), -9223372036854775807) \
         GROUP BY l.work_id ORDER BY COUNT(*) DESC, MAX(l.published_at) DESC, l.work_id DESC LIMIT $3"
    );
    let rows: Vec<Related> = db.all(&sql, [work_id.into(), NEWEST.into(), (limit as i64).into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Those of `ids`, in their order, that are not the same work in another language.
pub async fn of_other_families(db: &Db, work_id: i64, ids: &[i64]) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT r.id FROM works w JOIN works r ON COALESCE(r.original_id, r.id) <> COALESCE(w.original_id, w.id) \
         WHERE w.id = $1 AND r.id IN ({})",
        places(2, ids.len())
    );
    let values = std::iter::once(work_id).chain(ids.iter().copied()).map(Into::into);
    let others: Vec<Related> = db.all(&sql, values).await?;
    Ok(ids.iter().copied().filter(|id| others.iter().any(|other| other.id == *id)).collect())
}
