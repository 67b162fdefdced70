//! Clauses as rows: a projection of the source text for queries, their status over time, and where they went.

use crate::{
    Db, Write,
    entity::{clause, clause_mapping, clause_status},
};
use anyhow::Result;
use domain::{ClauseId, ClauseStatus, Day, MappingKind};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use std::collections::HashMap;

pub use crate::entity::{clause::Model as ClauseRow, clause_mapping::Model as MappingRow, clause_status::Model as StatusRow};

/// A clause to be written.
#[derive(Clone, Debug)]
pub struct NewClause {
    pub clause: ClauseId,
    pub marker: String,
    pub label: String,
    pub heading: String,
    pub body: String,
}

/// Writes the clauses of a version, in document order.
pub async fn add_all(write: &Write, version_id: i64, clauses: &[NewClause]) -> Result<()> {
    let rows = clauses.iter().enumerate().map(|(position, c)| clause::ActiveModel {
        version_id: Set(version_id),
        clause: Set(c.clause.to_string()),
        parent: Set(c.clause.parent().map(|p| p.to_string())),
        position: Set(position as i32),
        level: Set(c.clause.depth() as i32),
        marker: Set(c.marker.clone()),
        label: Set(c.label.clone()),
        heading: Set(c.heading.clone()),
        body: Set(c.body.clone()),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    for chunk in rows.chunks(500) {
        clause::Entity::insert_many(chunk.to_vec()).exec_without_returning(write.tx()).await?;
    }
    Ok(())
}

/// The clauses of a version, in document order.
pub async fn of_version(db: &Db, version_id: i64) -> Result<Vec<ClauseRow>> {
    Ok(clause::Entity::find()
        .filter(clause::Column::VersionId.eq(version_id))
        .order_by_asc(clause::Column::Position)
        .all(&db.connection)
        .await?)
}

/// One clause of one version, for an act.
pub async fn find(write: &Write, version_id: i64, clause: &ClauseId) -> Result<Option<ClauseRow>> {
    Ok(clause::Entity::find()
        .filter(clause::Column::VersionId.eq(version_id))
        .filter(clause::Column::Clause.eq(clause.to_string()))
        .one(write.tx())
        .await?)
}

/// What became of one clause between two versions.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub from: Option<ClauseId>,
    pub to: Option<ClauseId>,
    pub kind: MappingKind,
    pub similarity: f64,
}

pub async fn add_mappings(write: &Write, policy_id: i64, from_version: i32, to_version: i32, mappings: &[Mapping]) -> Result<()> {
    let rows = mappings.iter().map(|m| clause_mapping::ActiveModel {
        policy_id: Set(policy_id),
        from_version: Set(from_version),
        to_version: Set(to_version),
        from_clause: Set(m.from.as_ref().map(ClauseId::to_string)),
        to_clause: Set(m.to.as_ref().map(ClauseId::to_string)),
        kind: Set(m.kind.code().into()),
        similarity: Set(m.similarity),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    for chunk in rows.chunks(500) {
        clause_mapping::Entity::insert_many(chunk.to_vec()).exec_without_returning(write.tx()).await?;
    }
    Ok(())
}

/// The clauses of a version, for an act.
pub async fn in_version(write: &Write, version_id: i64) -> Result<Vec<ClauseRow>> {
    Ok(clause::Entity::find().filter(clause::Column::VersionId.eq(version_id)).all(write.tx()).await?)
}

/// The mappings that lead to a version, for an act.
pub async fn mappings_in(write: &Write, policy_id: i64, version: i32) -> Result<Vec<MappingRow>> {
    Ok(clause_mapping::Entity::find()
        .filter(clause_mapping::Column::PolicyId.eq(policy_id))
        .filter(clause_mapping::Column::ToVersion.eq(version))
        .all(write.tx())
        .await?)
}

/// The mappings that lead to a version.
pub async fn mappings_to(db: &Db, policy_id: i64, version: i32) -> Result<Vec<MappingRow>> {
    Ok(clause_mapping::Entity::find()
        .filter(clause_mapping::Column::PolicyId.eq(policy_id))
        .filter(clause_mapping::Column::ToVersion.eq(version))
        .order_by_asc(clause_mapping::Column::Id)
        .all(&db.connection)
        .await?)
}

/// Where the clauses of older versions are in the version `to`, by version and clause; what was removed on the way is left
/// out.
pub async fn successors(db: &Db, policy_id: i64, to: i32) -> Result<HashMap<(i32, String), String>> {
    let rows: Vec<MappingRow> = db
        .all(
            "SELECT * FROM clause_mappings WHERE policy_id = $1 AND to_version <= $2 AND kind NOT IN ('removed', 'added') \
             ORDER BY to_version DESC",
            [policy_id.into(), to.into()],
        )
        .await?;
    let mut lead: HashMap<(i32, String), String> = HashMap::new();
    for row in rows {
        let (Some(from), Some(next)) = (row.from_clause, row.to_clause) else { continue };
        let end = if row.to_version == to { Some(next) } else { lead.get(&(row.to_version, next)).cloned() };
        lead.extend(end.map(|end| ((row.from_version, from), end)));
    }
    Ok(lead)
}

/// A clause and its place in the tree.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Node {
    pub clause: String,
    pub parent: Option<String>,
    pub label: String,
    pub heading: String,
}

/// The clauses of a version in the order of the text, with their tree and without their words.
pub async fn tree(db: &Db, policy_id: i64, version: i32) -> Result<Vec<Node>> {
    db.all(
        "SELECT c.clause, c.parent, c.label, c.heading FROM clauses c JOIN policy_versions v ON v.id = c.version_id \
         WHERE v.policy_id = $1 AND v.number = $2 ORDER BY c.position",
        [policy_id.into(), version.into()],
    )
    .await
}

/// Where a clause's task stands since `since`.
#[derive(Clone, Debug)]
pub struct NewStatus {
    pub status: ClauseStatus,
    pub since: Day,
    pub evidence: Option<String>,
    pub note: Option<String>,
}

pub async fn add_status(write: &Write, policy_id: i64, version: i32, clause: &ClauseId, status: &NewStatus) -> Result<i64> {
    let row = clause_status::ActiveModel {
        policy_id: Set(policy_id),
        version: Set(version),
        clause: Set(clause.to_string()),
        status: Set(status.status.code().into()),
        since: Set(status.since.to_string()),
        evidence: Set(status.evidence.clone()),
        note: Set(status.note.clone()),
        recorded_at: Set(write.now().0),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?.id)
}

/// Gives the clauses of a version the history of those that they continue.
pub async fn carry_statuses(write: &Write, policy_id: i64, to_version: i32) -> Result<()> {
    write
        .run(
            "INSERT INTO clause_statuses (policy_id, version, clause, status, since, evidence, note, recorded_at) \
             SELECT s.policy_id, m.to_version, m.to_clause, s.status, s.since, s.evidence, s.note, s.recorded_at \
             FROM clause_mappings m JOIN clause_statuses s \
                 ON s.policy_id = m.policy_id AND s.version = m.from_version AND s.clause = m.from_clause \
             WHERE m.policy_id = $1 AND m.to_version = $2 AND m.to_clause IS NOT NULL ORDER BY s.id",
            [policy_id.into(), to_version.into()],
        )
        .await?;
    Ok(())
}

/// The newest status of each clause of a version that has one.
pub async fn statuses(db: &Db, policy_id: i64, version: i32) -> Result<Vec<StatusRow>> {
    db.all(
        "SELECT s.* FROM clause_statuses s WHERE s.policy_id = $1 AND s.version = $2 AND s.id = \
             (SELECT MAX(x.id) FROM clause_statuses x WHERE x.policy_id = s.policy_id AND x.version = s.version AND x.clause = s.clause)",
        [policy_id.into(), version.into()],
    )
    .await
}

/// All statuses of one clause of a version, oldest first.
pub async fn history(db: &Db, policy_id: i64, version: i32, clause: &ClauseId) -> Result<Vec<StatusRow>> {
    Ok(clause_status::Entity::find()
        .filter(clause_status::Column::PolicyId.eq(policy_id))
        .filter(clause_status::Column::Version.eq(version))
        .filter(clause_status::Column::Clause.eq(clause.to_string()))
        .order_by_asc(clause_status::Column::Id)
        .all(&db.connection)
        .await?)
}

/// A clause named from outside its policy.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Outside {
    pub label: String,
    pub heading: String,
    pub body: String,
    pub policy_title: String,
    pub current_version: i32,
}

/// The clause as `version` has it, or the current version where none is given.
pub async fn outside(db: &Db, policy_slug: &str, version: Option<u32>, clause: &ClauseId) -> Result<Option<Outside>> {
    db.one(
        "SELECT c.label, c.heading, c.body, p.title AS policy_title, p.current_version FROM policies p \
         JOIN policy_versions v ON v.policy_id = p.id AND v.number = COALESCE($2, p.current_version) \
         JOIN clauses c ON c.version_id = v.id AND c.clause = $3 WHERE p.slug = $1",
        [policy_slug.into(), version.map(|v| v as i32).into(), clause.to_string().into()],
    )
    .await
}

/// A clause by its names.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Named {
    pub clause: String,
    pub label: String,
    pub heading: String,
}

/// The clauses of a version in the order of the text, without their words.
pub async fn named(db: &Db, policy_id: i64, version: i32) -> Result<Vec<Named>> {
    db.all(
        "SELECT c.clause, c.label, c.heading FROM clauses c JOIN policy_versions v ON v.id = c.version_id \
         WHERE v.policy_id = $1 AND v.number = $2 ORDER BY c.position",
        [policy_id.into(), version.into()],
    )
    .await
}

/// The ids of a version's clauses that have none below them: what can be interpreted.
pub async fn leaves(db: &Db, policy_id: i64, version: i32) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Leaf {
        clause: String,
    }
    let rows: Vec<Leaf> = db
        .all(
            "SELECT c.clause FROM clauses c JOIN policy_versions v ON v.id = c.version_id \
             WHERE v.policy_id = $1 AND v.number = $2 \
             AND NOT EXISTS (SELECT 1 FROM clauses x WHERE x.version_id = c.version_id AND x.parent = c.clause) ORDER BY c.position",
            [policy_id.into(), version.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|r| r.clause).collect())
}

/// As people cite it: 四（二）5.
pub async fn label(db: &Db, policy_id: i64, version: i32, clause: &str) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Label {
        label: String,
    }
    let row: Option<Label> = db
        .one(
            "SELECT c.label FROM clauses c JOIN policy_versions v ON v.id = c.version_id \
             WHERE v.policy_id = $1 AND v.number = $2 AND c.clause = $3",
            [policy_id.into(), version.into(), clause.into()],
        )
        .await?;
    Ok(row.map(|r| r.label))
}
