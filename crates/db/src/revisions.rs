//! Immutable states of a work.

use crate::{
    Db, Write,
    entity::{work, work_revision},
    named_assets,
    works::WorkRow,
};
use anyhow::{Context, Result};
use document::Document;
use domain::WorkContent;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

/// A state of a work: its description and its body.
#[derive(Clone, Debug)]
pub struct Revision {
    pub id: i64,
    pub work_id: i64,
    pub number: i32,
    pub digest: String,
    pub content: WorkContent,
    pub body: Document,
}

/// Adds a revision after the last one; its id.
pub async fn add(
    write: &Write,
    work_id: i64,
    based_on: Option<i64>,
    digest: &str,
    content: &WorkContent,
    body: &Document,
) -> Result<i64> {
    let last = write
        .number("SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM work_revisions WHERE work_id = $1", [work_id.into()])
        .await?;
    let (content, body) = (serde_json::to_string(content)?, body.to_json());
    named_assets::add_revision(write, work_id, &content, &body).await?;
    let row = work_revision::ActiveModel {
        work_id: Set(work_id),
        number: Set(last as i32 + 1),
        based_on: Set(based_on),
        digest: Set(digest.to_owned()),
        content: Set(content),
        body: Set(body),
        created_at: Set(write.now().0),
        account_id: Set(write.actor().account),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?.id)
}

/// It is what the public reads from now on.
pub async fn note_published(write: &Write, id: i64) -> Result<()> {
    write.run("UPDATE work_revisions SET published_at = $2 WHERE id = $1", [id.into(), write.now().0.into()]).await?;
    Ok(())
}

/// A revision in a list of them.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    pub id: i64,
    pub number: i32,
    pub digest: String,
    pub created_at: i64,
    pub published_at: Option<i64>,
    /// Who made it, by the name that the site has for them.
    pub by_name: Option<String>,
    /// The newest submission of it.
    pub submission_id: Option<i64>,
    pub submission_state: Option<String>,
    pub merged_from: Option<i64>,
}

/// All of a work, the newest first.
pub async fn list(db: &Db, work_id: i64) -> Result<Vec<Listed>> {
    db.all(
        "SELECT r.id, r.number, r.digest, r.created_at, r.published_at, COALESCE(p.name, a.display_name) AS by_name, \
         s.id AS submission_id, s.state AS submission_state, s.merged_from FROM work_revisions r \
         LEFT JOIN submissions s ON s.id = (SELECT MAX(x.id) FROM submissions x WHERE x.revision_id = r.id) \
         LEFT JOIN accounts a ON a.id = COALESCE(r.account_id, s.account_id) LEFT JOIN people p ON p.id = a.person_id \
         WHERE r.work_id = $1 ORDER BY r.number DESC",
        [work_id.into()],
    )
    .await
}

/// The revision with this id, where it is one of this work.
pub async fn of_work(db: &Db, work_id: i64, id: i64) -> Result<Option<Revision>> {
    let row = work_revision::Entity::find_by_id(id).filter(work_revision::Column::WorkId.eq(work_id)).one(&db.connection).await?;
    row.map(read).transpose()
}

/// As [`of_work`], as this act sees it.
pub async fn of_work_in(write: &Write, work_id: i64, id: i64) -> Result<Option<Revision>> {
    let row = work_revision::Entity::find_by_id(id).filter(work_revision::Column::WorkId.eq(work_id)).one(write.tx()).await?;
    row.map(read).transpose()
}

/// The digest of the newest revision.
pub async fn latest_digest(write: &Write, work_id: i64) -> Result<Option<String>> {
    let row = work_revision::Entity::find()
        .filter(work_revision::Column::WorkId.eq(work_id))
        .order_by_desc(work_revision::Column::Number)
        .one(write.tx())
        .await?;
    Ok(row.map(|r| r.digest))
}

/// What the published revision of a work says of it.
pub async fn published_content(write: &Write, work: &WorkRow) -> Result<WorkContent> {
    let id = work.published_revision.with_context(|| format!("work {} has no published revision", work.slug))?;
    let row = work_revision::Entity::find_by_id(id).one(write.tx()).await?.with_context(|| format!("no revision {id}"))?;
    serde_json::from_str(&row.content).with_context(|| format!("revision {id} cannot be read"))
}

/// The body of the published revision of a work.
pub async fn published_body(write: &Write, work: &WorkRow) -> Result<Document> {
    let id = work.published_revision.with_context(|| format!("work {} has no published revision", work.slug))?;
    let row = work_revision::Entity::find_by_id(id).one(write.tx()).await?.with_context(|| format!("no revision {id}"))?;
    Ok(read(row)?.body)
}

pub async fn by_id(db: &Db, id: i64) -> Result<Revision> {
    let row = work_revision::Entity::find_by_id(id).one(&db.connection).await?.with_context(|| format!("no revision {id}"))?;
    read(row)
}

/// The newest revision of the work with this tag or, where no tag is given or none has it, with this slug.
pub async fn latest_of(db: &Db, tag: Option<&str>, slug: &str) -> Result<Option<Revision>> {
    let by_tag = match tag {
        Some(tag) => work::Entity::find().filter(work::Column::Tag.eq(tag)).one(&db.connection).await?,
        None => None,
    };
    let work = match by_tag {
        Some(work) => Some(work),
        None => work::Entity::find().filter(work::Column::Slug.eq(slug)).one(&db.connection).await?,
    };
    match work {
        Some(work) => latest(db, work.id).await,
        None => Ok(None),
    }
}

/// The newest revision of a work, published or not.
pub async fn latest(db: &Db, work_id: i64) -> Result<Option<Revision>> {
    let row = work_revision::Entity::find()
        .filter(work_revision::Column::WorkId.eq(work_id))
        .order_by_desc(work_revision::Column::Number)
        .one(&db.connection)
        .await?;
    row.map(read).transpose()
}

/// The newest revision of a work, as this act sees it.
pub async fn latest_in(write: &Write, work_id: i64) -> Result<Option<Revision>> {
    let row = work_revision::Entity::find()
        .filter(work_revision::Column::WorkId.eq(work_id))
        .order_by_desc(work_revision::Column::Number)
        .one(write.tx())
        .await?;
    row.map(read).transpose()
}

pub async fn by_id_in(write: &Write, id: i64) -> Result<Revision> {
    read(work_revision::Entity::find_by_id(id).one(write.tx()).await?.with_context(|| format!("no revision {id}"))?)
}

pub(crate) fn read(row: work_revision::Model) -> Result<Revision> {
    let damaged = || format!("revision {} of work {} cannot be read", row.number, row.work_id);
    Ok(Revision {
        content: serde_json::from_str(&row.content).with_context(damaged)?,
        body: Document::from_json(&row.body).map_err(|flaws| anyhow::anyhow!("{flaws:?}")).with_context(damaged)?,
        id: row.id,
        work_id: row.work_id,
        number: row.number,
        digest: row.digest,
    })
}
