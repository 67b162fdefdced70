//! Works: found by address, made, published, withdrawn.

use crate::{
    Db, Write,
    corrections::{self, CorrectionRow},
    entity::{work, work_redirect, work_revision},
    revisions::{self, Revision},
    sql::{family, places},
};
use anyhow::{Context, Result};
use domain::{Takedown, Timestamp, WorkContent, WorkState};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

pub use crate::entity::work::Model as WorkRow;

impl WorkRow {
    pub fn state(&self) -> Result<WorkState> {
        Ok(self.state.parse()?)
    }

    /// Readers would notice what changes now. `updated` only moves on: a clock that was set back would hide the change from every feed
    /// reader.
    pub fn note_updated(&mut self, now: Timestamp) {
        self.updated_at = now.0.max(self.updated_at + 1);
    }
}

/// What stands at a work's address.
#[derive(Debug)]
pub enum Lookup {
    Found(Box<Published>),
    /// The slug has changed; the new one.
    Moved(String),
    /// Withdrawn, and kept to be read under this notice.
    Retracted(Box<Published>, Box<CorrectionRow>),
    /// Withdrawn by this notice.
    Gone(Box<WorkRow>, Box<CorrectionRow>),
    /// Never published, never there, or vanished: nobody outside can tell which.
    Missing,
}

/// A published work and its published revision.
#[derive(Debug)]
pub struct Published {
    pub work: WorkRow,
    pub revision: Revision,
}

/// How often a work is looked at that somebody brings back between two looks.
const LOOKS: usize = 5;

/// # Errors
/// Where a work is withdrawn without a notice.
pub async fn lookup(db: &Db, slug: &str) -> Result<Lookup> {
    for _ in 0..LOOKS {
        if let Some(found) = look(db, slug).await? {
            return Ok(found);
        }
    }
    anyhow::bail!("the work {slug} is withdrawn without a notice")
}

/// `None` where it was withdrawn when it was found, and its notice was lifted when that was asked for.
async fn look(db: &Db, slug: &str) -> Result<Option<Lookup>> {
    let Some(work) = work::Entity::find().filter(work::Column::Slug.eq(slug)).one(&db.connection).await? else {
        return moved(db, slug).await.map(Some);
    };
    match work.state()? {
        // A draft has not taken the address yet: who had it before still answers.
        WorkState::Draft => moved(db, slug).await.map(Some),
        WorkState::Withdrawn => withdrawn(db, work).await,
        WorkState::Published => Ok(Some(Lookup::Found(Box::new(with_revision(db, work).await?)))),
    }
}

/// What was taken down answers as the notice says.
async fn withdrawn(db: &Db, work: WorkRow) -> Result<Option<Lookup>> {
    let Some(notice) = corrections::withdrawal_of(db, work.id).await? else { return Ok(None) };
    Ok(Some(match notice.way()? {
        Takedown::Banner => Lookup::Retracted(Box::new(with_revision(db, work).await?), Box::new(notice)),
        Takedown::Vanished => Lookup::Missing,
        // Where the other work was taken down too, nobody is led in a circle.
        Takedown::Redirect => match readable_by_id(db, notice.other_id).await? {
            Some(other) => Lookup::Moved(other.slug),
            None => Lookup::Gone(Box::new(work), Box::new(notice)),
        },
        Takedown::Gone | Takedown::Replaced => Lookup::Gone(Box::new(work), Box::new(notice)),
    }))
}

/// The id of the published work at this address.
pub async fn published_id(db: &Db, slug: &str) -> Result<Option<i64>> {
    let published = work::Entity::find().filter(work::Column::Slug.eq(slug)).filter(work::Column::State.eq("published"));
    Ok(published.select_only().column(work::Column::Id).into_tuple().one(&db.connection).await?)
}

/// The work with this id, where it can be read.
pub async fn readable_by_id(db: &Db, id: Option<i64>) -> Result<Option<WorkRow>> {
    let Some(id) = id else { return Ok(None) };
    let found = work::Entity::find_by_id(id).one(&db.connection).await?;
    Ok(found.filter(|work| work.state == WorkState::Published.code()))
}

/// A vanished work is not named by its former addresses either.
async fn moved(db: &Db, slug: &str) -> Result<Lookup> {
    let sql = "SELECT w.slug AS slug FROM work_redirects r JOIN works w ON w.id = r.work_id WHERE r.slug = $1 AND w.state <> 'draft' \
               AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.work_id = w.id AND c.lifted_at IS NULL AND c.way = 'vanished')";
    let target: Option<Target> = db.one(sql, [slug.into()]).await?;
    Ok(target.map_or(Lookup::Missing, |t| Lookup::Moved(t.slug)))
}

#[derive(FromQueryResult)]
struct Target {
    slug: String,
}

async fn with_revision(db: &Db, work: WorkRow) -> Result<Published> {
    let id = work.published_revision.with_context(|| format!("work {} is published without a revision", work.slug))?;
    let revision = revisions::by_id(db, id).await?;
    Ok(Published { work, revision })
}

/// The published work with this id, where there is one.
pub async fn published(db: &Db, id: i64) -> Result<Option<Published>> {
    match work::Entity::find_by_id(id).one(&db.connection).await? {
        Some(work) if work.state()? == WorkState::Published => Ok(Some(with_revision(db, work).await?)),
        _ => Ok(None),
    }
}

/// The published works with these ids and their revisions, in the order of the ids; others are left out.
pub async fn published_many(db: &Db, ids: &[i64]) -> Result<Vec<Published>> {
    let works = work::Entity::find()
        .filter(work::Column::Id.is_in(ids.iter().copied()))
        .filter(work::Column::State.eq(WorkState::Published.code()))
        .all(&db.connection)
        .await?;
    let wanted = works.iter().filter_map(|w| w.published_revision);
    let rows = work_revision::Entity::find().filter(work_revision::Column::Id.is_in(wanted)).all(&db.connection).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(work) = works.iter().find(|w| w.published_revision == Some(row.id)) {
            found.push(Published { work: work.clone(), revision: revisions::read(row)? });
        }
    }
    found.sort_by_key(|p| ids.iter().position(|id| *id == p.work.id));
    Ok(found)
}

/// The withdrawn works among these.
pub async fn withdrawn_many(db: &Db, ids: &[i64]) -> Result<Vec<WorkRow>> {
    let among = work::Entity::find().filter(work::Column::Id.is_in(ids.iter().copied()));
    Ok(among.filter(work::Column::State.eq(WorkState::Withdrawn.code())).all(&db.connection).await?)
}

/// All works in the order they were made, drafts and withdrawn ones too; corrections under way are no works of their own.
pub async fn all(db: &Db) -> Result<Vec<WorkRow>> {
    Ok(work::Entity::find().filter(work::Column::Corrects.is_null()).order_by_asc(work::Column::Id).all(&db.connection).await?)
}

/// At most `limit` ids of published works after `after`, ascending.
pub async fn published_ids(db: &Db, after: i64, limit: u64) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM works WHERE state = 'published' AND id > $1 ORDER BY id LIMIT $2";
    let rows: Vec<Id> = db.all(sql, [after.into(), (limit as i64).into()]).await?;
    Ok(rows.into_iter().map(|r| r.id).collect())
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Those of these works that readers see.
pub async fn published_of(db: &Db, ids: &[i64]) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id FROM works WHERE state = 'published' AND id IN ({})", places(1, ids.len()));
    let rows: Vec<Id> = db.all(&sql, ids.iter().map(|id| (*id).into())).await?;
    Ok(rows.into_iter().map(|r| r.id).collect())
}

/// Held for this act alone until it ends, like every work that an act looks up: nobody decides on a state that another
/// act is about to change.
/// Whether a work has this slug, or had it.
pub async fn is_known(db: &Db, slug: &str) -> Result<bool> {
    let sql = "SELECT (SELECT COUNT(*) FROM works WHERE slug = $1) + (SELECT COUNT(*) FROM work_redirects WHERE slug = $1)";
    Ok(db.number(sql, [slug.into()]).await? > 0)
}

pub async fn by_slug(write: &Write, slug: &str) -> Result<Option<WorkRow>> {
    Ok(work::Entity::find().filter(work::Column::Slug.eq(slug)).lock_exclusive().one(write.tx()).await?)
}

pub async fn by_id(write: &Write, id: i64) -> Result<Option<WorkRow>> {
    Ok(work::Entity::find_by_id(id).lock_exclusive().one(write.tx()).await?)
}

pub async fn by_tag(write: &Write, tag: &str) -> Result<Option<WorkRow>> {
    Ok(work::Entity::find().filter(work::Column::Tag.eq(tag)).lock_exclusive().one(write.tx()).await?)
}

/// The work that a slug names now or named once.
pub async fn by_slug_ever(write: &Write, slug: &str) -> Result<Option<WorkRow>> {
    if let Some(work) = by_slug(write, slug).await? {
        return Ok(Some(work));
    }
    match work_redirect::Entity::find_by_id(slug.to_owned()).one(write.tx()).await? {
        Some(redirect) => by_id(write, redirect.work_id).await,
        None => Ok(None),
    }
}

/// The versions of a work in other languages, in whatever state.
pub async fn sisters(write: &Write, work: &WorkRow) -> Result<Vec<WorkRow>> {
    let original = work.original_id.unwrap_or(work.id);
    let family = Condition::any().add(work::Column::Id.eq(original)).add(work::Column::OriginalId.eq(original));
    let others = work::Entity::find().filter(family).filter(work::Column::Id.ne(work.id));
    Ok(others.order_by_asc(work::Column::Id).lock_exclusive().all(write.tx()).await?)
}

pub async fn published_sisters(write: &Write, work: &WorkRow) -> Result<Vec<WorkRow>> {
    Ok(sisters(write, work).await?.into_iter().filter(|w| w.state == WorkState::Published.code()).collect())
}

/// A draft without a revision.
pub async fn create(write: &Write, tag: &str, content: &WorkContent, original_id: Option<i64>) -> Result<WorkRow> {
    let row = work::ActiveModel {
        tag: Set(tag.to_owned()),
        slug: Set(content.slug.to_string()),
        kind: Set(content.kind.code().into()),
        state: Set(WorkState::Draft.code().into()),
        language: Set(content.language.code().into()),
        original_id: Set(original_id),
        genre: Set(content.genre.code().into()),
        title: Set(content.title.clone()),
        lead: Set(content.lead.clone()),
        minutes: Set(1),
        published_revision: Set(None),
        published_at: Set(None),
        updated_at: Set(write.now().0),
        created_at: Set(write.now().0),
        corrects: Set(None),
        closed_at: Set(None),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?)
}

/// The revision that a text in the studio is to follow: the published one of the work, or of the work that it corrects.
pub async fn line(write: &Write, work: &WorkRow) -> Result<Option<i64>> {
    match work.corrects {
        Some(id) => Ok(by_id(write, id).await?.and_then(|target| target.published_revision)),
        None => Ok(work.published_revision),
    }
}

/// The correction of a work that is under way.
pub async fn open_correction(write: &Write, work_id: i64) -> Result<Option<i64>> {
    let found: Option<Id> = write.one("SELECT id FROM works WHERE corrects = $1 AND closed_at IS NULL", [work_id.into()]).await?;
    Ok(found.map(|row| row.id))
}

/// Writes every column of `row`.
pub async fn save(write: &Write, row: WorkRow) -> Result<WorkRow> {
    Ok(row.into_active_model().reset_all().update(write.tx()).await?)
}

/// Leaves a redirect from `old` to the work; a slug in use again is no redirect any more.
pub async fn redirect(write: &Write, old: &str, work_id: i64) -> Result<()> {
    write
        .run(
            "INSERT INTO work_redirects (slug, work_id, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT (slug) DO UPDATE SET work_id = excluded.work_id, created_at = excluded.created_at",
            [old.into(), work_id.into(), write.now().0.into()],
        )
        .await?;
    Ok(())
}

pub async fn drop_redirect(write: &Write, slug: &str) -> Result<()> {
    work_redirect::Entity::delete_by_id(slug.to_owned()).exec(write.tx()).await?;
    Ok(())
}

/// A published work, and the slug by which it was asked for (an old one too).
#[derive(Clone, Debug, FromQueryResult)]
pub struct Readable {
    pub asked: String,
    pub slug: String,
    pub title: String,
    pub kind: String,
}

pub async fn readable(db: &Db, slugs: &[&str]) -> Result<Vec<Readable>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let among = crate::sql::places(1, slugs.len());
    let sql = format!(
        "SELECT slug AS asked, slug, title, kind FROM works WHERE state = 'published' AND slug IN ({among}) \
         UNION ALL \
         SELECT r.slug AS asked, w.slug, w.title, w.kind FROM work_redirects r JOIN works w ON w.id = r.work_id \
         WHERE w.state = 'published' AND r.slug IN ({among})"
    );
    db.all(&sql, slugs.iter().map(|s| (*s).into())).await
}

/// The slugs of the versions in other languages that can be read, withdrawn as `slug` itself may be.
pub async fn readable_sisters(db: &Db, slug: &str) -> Result<Vec<String>> {
    let sql = format!(
        "SELECT s.slug AS slug FROM works s WHERE s.id IN {} AND s.slug <> $1 AND s.state = 'published' ORDER BY s.id",
        family("(SELECT w.id FROM works w WHERE w.slug = $1)")
    );
    let rows: Vec<Target> = db.all(&sql, [slug.into()]).await?;
    Ok(rows.into_iter().map(|r| r.slug).collect())
}
