//! Links from works to clauses; each names the version of the policy that it was made for.

use crate::{
    Db, Write,
    entity::clause_link,
    listings::{CARD, CARD_JOINS, Card},
};
use anyhow::Result;
use domain::LinkState;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

pub use crate::entity::clause_link::Model as ClauseLinkRow;

/// A link to be written.
#[derive(Clone, Debug)]
pub struct NewLink {
    pub work_id: i64,
    pub policy_id: i64,
    pub version: i32,
    pub clause: String,
    pub passage: Option<String>,
    pub anchor: Option<String>,
    pub position: i32,
    pub state: LinkState,
    /// The link of an older version that this one continues.
    pub carried_from: Option<i64>,
}

pub async fn add(write: &Write, link: NewLink) -> Result<i64> {
    let row = clause_link::ActiveModel {
        work_id: Set(link.work_id),
        policy_id: Set(link.policy_id),
        version: Set(link.version),
        clause: Set(link.clause),
        passage: Set(link.passage),
        anchor: Set(link.anchor),
        position: Set(link.position),
        state: Set(link.state.code().into()),
        carried_from: Set(link.carried_from),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?.id)
}

pub async fn remove_all(write: &Write, work_id: i64) -> Result<()> {
    clause_link::Entity::delete_many().filter(clause_link::Column::WorkId.eq(work_id)).exec(write.tx()).await?;
    Ok(())
}

pub async fn set_state(write: &Write, id: i64, state: LinkState) -> Result<()> {
    write.run("UPDATE clause_links SET state = $2 WHERE id = $1", [id.into(), state.code().into()]).await?;
    Ok(())
}

/// All links of a version, in the order they were made.
pub async fn of_version(write: &Write, policy_id: i64, version: i32) -> Result<Vec<ClauseLinkRow>> {
    Ok(clause_link::Entity::find()
        .filter(clause_link::Column::PolicyId.eq(policy_id))
        .filter(clause_link::Column::Version.eq(version))
        .order_by_asc(clause_link::Column::Id)
        .all(write.tx())
        .await?)
}

/// The links of a work, those of older versions too.
pub async fn all_of_work(write: &Write, work_id: i64) -> Result<Vec<ClauseLinkRow>> {
    Ok(clause_link::Entity::find()
        .filter(clause_link::Column::WorkId.eq(work_id))
        .order_by_asc(clause_link::Column::Id)
        .all(write.tx())
        .await?)
}

#[derive(FromQueryResult)]
struct Counted {
    clause: String,
    links: i64,
}

/// How many links name each clause of a version that has any.
pub async fn counts(db: &Db, policy_id: i64, version: i32) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT clause, COUNT(*) AS links FROM clause_links WHERE policy_id = $1 AND version = $2 AND state <> 'superseded' \
               GROUP BY clause";
    let rows: Vec<Counted> = db.all(sql, [policy_id.into(), version.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.clause, row.links)).collect())
}

/// A link as the work's page shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LinkedClause {
    pub policy_slug: String,
    pub policy_title: String,
    pub current_version: i32,
    pub version: i32,
    pub clause: String,
    pub label: Option<String>,
    pub heading: Option<String>,
    pub body: Option<String>,
    pub passage: Option<String>,
    pub anchor: Option<String>,
    pub state: String,
}

pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<LinkedClause>> {
    db.all(
        "SELECT p.slug AS policy_slug, p.title AS policy_title, p.current_version, k.version, k.clause, \
             c.label, c.heading, c.body, k.passage, k.anchor, k.state \
         FROM clause_links k JOIN policies p ON p.id = k.policy_id \
         JOIN policy_versions v ON v.policy_id = k.policy_id AND v.number = k.version \
         LEFT JOIN clauses c ON c.version_id = v.id AND c.clause = k.clause \
         WHERE k.work_id = $1 AND k.state <> 'superseded' ORDER BY k.position, k.id",
        [work_id.into()],
    )
    .await
}

/// Links that wait for an editor because the clause they named has no successor in the current version.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiting {
    pub policy_slug: String,
    pub version: i32,
    pub clause: String,
    #[sea_orm(nested)]
    pub card: Card,
}

pub async fn waiting(db: &Db) -> Result<Vec<Waiting>> {
    let sql = format!(
        "SELECT p.slug AS policy_slug, k.version, k.clause, {CARD} FROM works w {CARD_JOINS} \
         JOIN clause_links k ON k.work_id = w.id JOIN policies p ON p.id = k.policy_id \
         WHERE k.state = 'needs-editor' ORDER BY k.id"
    );
    db.all(&sql, []).await
}

/// A published work on a clause of a version.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Interpreting {
    pub clause: String,
    pub slug: String,
    pub title: String,
    /// The clause is gone, and no editor has decided yet.
    pub waits: bool,
    /// Works on the clause in all.
    pub total: i64,
}

/// The newest `each` published works on every clause of a version, in whatever state their links are.
pub async fn interpreting(db: &Db, policy_id: i64, version: i32, each: i64) -> Result<Vec<Interpreting>> {
    db.all(
        "SELECT clause, slug, title, waits > 0 AS waits, total FROM ( \
             SELECT k.clause, w.slug, w.title, SUM(CASE WHEN k.state = 'needs-editor' THEN 1 ELSE 0 END) AS waits, \
                 ROW_NUMBER() OVER (PARTITION BY k.clause ORDER BY w.published_at DESC, w.id DESC) AS place, \
                 COUNT(*) OVER (PARTITION BY k.clause) AS total \
             FROM clause_links k JOIN works w ON w.id = k.work_id \
             WHERE k.policy_id = $1 AND k.version = $2 AND w.state = 'published' \
             GROUP BY k.clause, w.id, w.slug, w.title, w.published_at \
         ) n WHERE place <= $3 ORDER BY clause, place",
        [policy_id.into(), version.into(), each.into()],
    )
    .await
}
