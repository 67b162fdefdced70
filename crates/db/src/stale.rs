//! Works that a new version of a policy may have outrun: those with a link to a clause whose words the version changed or
//! took away. Which clauses these are stands in `clause_mappings`.
//!
//! A link to the version before stays on record when it is carried over, until the work is published with another one.

use crate::{Db, Write, work_desks::Which};
use anyhow::Result;
use sea_orm::FromQueryResult;

/// The kinds of mapping after which a work may say what the policy no longer does.
const CHANGED: &str = "('changed', 'moved-changed', 'removed')";

/// Of a link `k`: its work can be read now.
const PUBLIC: &str = "k.work_id NOT IN (SELECT id FROM works WHERE state = 'withdrawn')";

/// A clause that a version changed, with its words before and after and how many works link to it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ChangedClause {
    /// As the version before calls it.
    pub clause: String,
    pub label: String,
    pub heading: String,
    pub body: String,
    /// The code of a [`domain::MappingKind`].
    pub kind: String,
    pub new_clause: Option<String>,
    pub new_label: Option<String>,
    pub new_heading: Option<String>,
    pub new_body: Option<String>,
}

/// The clauses that the version changed or took away, in the order in which the version before has them.
pub async fn changed(db: &Db, policy_id: i64, version: i32) -> Result<Vec<ChangedClause>> {
    db.all(
        &format!(
            "SELECT o.clause, o.label, o.heading, o.body, m.kind, n.clause AS new_clause, n.label AS new_label, \
                 n.heading AS new_heading, n.body AS new_body \
             FROM clause_mappings m \
             JOIN policy_versions ov ON ov.policy_id = m.policy_id AND ov.number = m.from_version \
             JOIN clauses o ON o.version_id = ov.id AND o.clause = m.from_clause \
             JOIN policy_versions nv ON nv.policy_id = m.policy_id AND nv.number = m.to_version \
             LEFT JOIN clauses n ON n.version_id = nv.id AND n.clause = m.to_clause \
             WHERE m.policy_id = $1 AND m.to_version = $2 AND m.kind IN {CHANGED} ORDER BY o.position"
        ),
        [policy_id.into(), version.into()],
    )
    .await
}

/// How many works link to a clause that the version changed, and how many of them were looked at since.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StaleCount {
    pub clause: String,
    pub works: i64,
    pub checked: i64,
}

/// By clause, of the works that the account may see.
pub async fn counts(db: &Db, account_id: i64, which: &Which, policy_id: i64, version: i32) -> Result<Vec<StaleCount>> {
    let seen = which.seen("k.work_id", account_id);
    // Counted over the index alone; what was looked at is little beside it and is counted by itself.
    db.all(
        &format!(
            "SELECT a.clause, a.works, COALESCE(b.works, 0) AS checked FROM ( \
                 SELECT k.clause, COUNT(DISTINCT k.work_id) AS works FROM clause_mappings m JOIN clause_links k \
                     ON k.policy_id = m.policy_id AND k.version = m.from_version AND k.clause = m.from_clause \
                 WHERE m.policy_id = $1 AND m.to_version = $2 AND m.kind IN {CHANGED} AND {PUBLIC} AND {seen} GROUP BY k.clause) a \
             LEFT JOIN (SELECT k.clause, COUNT(*) AS works FROM stale_checks k \
                 WHERE k.policy_id = $1 AND k.version = $2 AND {PUBLIC} AND {seen} \
                 AND EXISTS (SELECT 1 FROM clause_links x WHERE x.policy_id = k.policy_id AND x.version = k.version - 1 \
                     AND x.clause = k.clause AND x.work_id = k.work_id) GROUP BY k.clause) b ON b.clause = a.clause"
        ),
        [policy_id.into(), version.into()],
    )
    .await
}

/// How many different works that are, and how many of them have a clause that nobody has looked at yet.
pub async fn totals(db: &Db, account_id: i64, which: &Which, policy_id: i64, version: i32) -> Result<(u64, u64)> {
    let seen = which.seen("k.work_id", account_id);
    let count = |more: &str| {
        format!(
            "SELECT COUNT(DISTINCT k.work_id) FROM clause_mappings m JOIN clause_links k \
                 ON k.policy_id = m.policy_id AND k.version = m.from_version AND k.clause = m.from_clause \
             WHERE m.policy_id = $1 AND m.to_version = $2 AND m.kind IN {CHANGED} AND {PUBLIC} AND {seen} {more}"
        )
    };
    let values = || [policy_id.into(), version.into()];
    let all = db.number(&count(""), values()).await? as u64;
    let checks = "SELECT COUNT(*) FROM stale_checks WHERE policy_id = $1 AND version = $2";
    if db.number(checks, values()).await? == 0 {
        return Ok((all, all));
    }
    let unchecked = "AND NOT EXISTS (SELECT 1 FROM stale_checks c WHERE c.policy_id = m.policy_id AND c.version = m.to_version \
                     AND c.work_id = k.work_id AND c.clause = k.clause)";
    Ok((all, db.number(&count(unchecked), values()).await? as u64))
}

/// A work with a link to such a clause.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StaleWork {
    pub work_id: i64,
    /// The words of the old clause that it interprets; absent: the whole clause.
    pub passage: Option<String>,
    /// Who looked at it, and when.
    pub checked_by: Option<String>,
    pub checked_at: Option<i64>,
}

/// Which works of a clause.
#[derive(Clone, Copy, Debug)]
pub struct StaleOf<'a> {
    pub policy_id: i64,
    pub version: i32,
    /// As the version before calls it.
    pub clause: &'a str,
    /// Those that were looked at, in place of those that were not.
    pub checked: bool,
    /// The id of the last one seen; 0 in the beginning.
    pub after: i64,
    pub limit: usize,
}

/// The works by id, of those that the account may see.
pub async fn works(db: &Db, account_id: i64, which: &Which, of: StaleOf<'_>) -> Result<Vec<StaleWork>> {
    let (seen, wanted) = (which.seen("k.work_id", account_id), if of.checked { "IS NOT NULL" } else { "IS NULL" });
    db.all(
        &format!(
            "SELECT k.work_id, MIN(k.passage) AS passage, MIN(COALESCE(p.name, a.display_name)) AS checked_by, MIN(c.at) AS checked_at \
             FROM clause_mappings m JOIN clause_links k \
                 ON k.policy_id = m.policy_id AND k.version = m.from_version AND k.clause = m.from_clause \
             LEFT JOIN stale_checks c ON c.policy_id = m.policy_id AND c.version = m.to_version AND c.work_id = k.work_id \
                 AND c.clause = k.clause \
             LEFT JOIN accounts a ON a.id = c.account_id LEFT JOIN people p ON p.id = a.person_id \
             WHERE m.policy_id = $1 AND m.to_version = $2 AND m.kind IN {CHANGED} AND k.clause = $3 AND k.work_id > $4 \
             AND c.at {wanted} AND {PUBLIC} AND {seen} GROUP BY k.work_id ORDER BY k.work_id LIMIT {}",
            of.limit
        ),
        [of.policy_id.into(), of.version.into(), of.clause.into(), of.after.into()],
    )
    .await
}

/// Whether the version changed this clause of the version before and the work links to it.
pub async fn is_stale(write: &Write, work_id: i64, policy_id: i64, version: i32, clause: &str) -> Result<bool> {
    let sql = format!(
        "SELECT COUNT(*) FROM clause_mappings m JOIN clause_links k \
             ON k.policy_id = m.policy_id AND k.version = m.from_version AND k.clause = m.from_clause \
         WHERE m.policy_id = $1 AND m.to_version = $2 AND m.kind IN {CHANGED} AND k.clause = $3 AND k.work_id = $4"
    );
    Ok(write.number(&sql, [policy_id.into(), version.into(), clause.into(), work_id.into()]).await? > 0)
}

/// Somebody looked at it; false where somebody had already.
pub async fn check(write: &Write, work_id: i64, policy_id: i64, version: i32, clause: &str, account_id: i64) -> Result<bool> {
    let sql = "INSERT INTO stale_checks (work_id, policy_id, version, clause, account_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT DO NOTHING";
    let values = [work_id.into(), policy_id.into(), version.into(), clause.into(), account_id.into(), write.now().0.into()];
    Ok(write.run(sql, values).await? > 0)
}

/// It is to be looked at again; false where nobody had.
pub async fn uncheck(write: &Write, work_id: i64, policy_id: i64, version: i32, clause: &str) -> Result<bool> {
    let sql = "DELETE FROM stale_checks WHERE work_id = $1 AND policy_id = $2 AND version = $3 AND clause = $4";
    Ok(write.run(sql, [work_id.into(), policy_id.into(), version.into(), clause.into()]).await? > 0)
}
