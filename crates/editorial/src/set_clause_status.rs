//! Where the task of a clause stands: planned, under way, done, since when, and by what evidence.

use crate::{Error, Result};
use db::{Db, Position, audit::Entry, clauses, clauses::NewStatus, policies};
use domain::{Act, AuditAct, AuditSubject, ClauseId, Entity, Timestamp};

/// # Errors
/// Where there is no such policy or clause, the day lies ahead, or the evidence is no web address.
pub async fn set_clause_status(
    db: &Db,
    now: Timestamp,
    policy: &str,
    clause: &ClauseId,
    status: &NewStatus,
) -> Result<Option<Position>> {
    if status.since > now.day() {
        return Err(Error::refused(format!("{} lies ahead; a status says where a task stands today", status.since)));
    }
    if let Some(evidence) = &status.evidence {
        evidence.parse::<document::Address>().map_err(Error::refused)?;
    }
    let mut write = db.write(now).await?;
    let row = policies::find(&write, policy).await?.ok_or_else(|| Error::refused(format!("no policy is called “{policy}”")))?;
    let version = policies::version_in(&write, row.id, row.current_version)
        .await?
        .ok_or_else(|| anyhow::anyhow!("policy {policy} has no version {}", row.current_version))?;
    if clauses::find(&write, version.id, clause).await?.is_none() {
        return Err(Error::refused(format!("{policy} has no clause {clause}")));
    }
    clauses::add_status(&write, row.id, version.number, clause, status).await?;
    write.log(Entity::Clause, row.id, format!("{policy}#{clause}"), Act::Updated);
    let told = Entry::new(AuditAct::ClauseStatusSet, AuditSubject::Policy, Some(row.id), policy);
    write.audit(told.with("clause", clause.to_string()).with("status", status.status.code()));
    Ok(write.commit().await?)
}
