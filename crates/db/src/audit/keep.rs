//! How long entries are kept.

use super::Entry;
use crate::{Db, Write};
use anyhow::Result;
use domain::{AUDIT_DAYS_LEAST, AuditAct, AuditSubject, Timestamp};
use sea_orm::FromQueryResult;

const DAY: i64 = 24 * 60 * 60 * 1000;

#[derive(FromQueryResult)]
struct Last {
    seq: i64,
    digest: String,
}

/// Takes away what is older than `days`, never less than [`AUDIT_DAYS_LEAST`]; how many entries that were. The hash of the
/// last one stays as a checkpoint, of which an entry of the log tells: the chain can be followed on from there.
pub async fn prune(db: &Db, now: Timestamp, days: u32) -> Result<u64> {
    let oldest = now.0 - i64::from(days.max(AUDIT_DAYS_LEAST)) * DAY;
    let mut write = db.write(now).await?;
    // Up to the first entry that has to stay: a clock that was set back leaves no hole.
    let last: Option<Last> = write
        .one(
            "SELECT seq, digest FROM audit_entries \
             WHERE seq < (SELECT COALESCE(MIN(seq), 9223372036854775807) FROM audit_entries WHERE at >= $1) ORDER BY seq DESC LIMIT 1",
            [oldest.into()],
        )
        .await?;
    let Some(last) = last else { return Ok(0) };
    checkpoint(&write, &last).await?;
    let pruned = write.run("DELETE FROM audit_entries WHERE seq <= $1", [last.seq.into()]).await?;
    let told = Entry::new(AuditAct::AuditPruned, AuditSubject::Log, None, "")
        .with("seq", last.seq)
        .with("digest", last.digest)
        .with("entries", pruned);
    write.audit(told);
    write.commit().await?;
    Ok(pruned)
}

async fn checkpoint(write: &Write, last: &Last) -> Result<()> {
    let row = [last.seq.into(), last.digest.as_str().into(), write.now().0.into()];
    write.run("INSERT INTO audit_checkpoints (seq, digest, at) VALUES ($1, $2, $3)", row).await?;
    Ok(())
}
