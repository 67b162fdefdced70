//! The chain of hashes: written at the end of a transaction, and gone through again from its beginning.

use super::{
    entry::Entry,
    read::{EntryRow, Order, Which, list},
};
use crate::{Db, Write};
use anyhow::{Context, Result};
use domain::AuditSubject;
use sea_orm::FromQueryResult;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// SHA-256, in hexadecimal, of a JSON array without white space: the columns of the entry in the order of the table, the
/// previous hash the last of them.
pub(super) fn digest(row: &EntryRow) -> String {
    let canonical = json!([
        row.seq,
        row.at,
        row.account_id,
        row.actor,
        row.network,
        row.act,
        row.subject,
        row.subject_id,
        row.name,
        row.organisation_id,
        row.detail,
        row.previous,
    ]);
    hex::encode(Sha256::digest(canonical.to_string()))
}

#[derive(FromQueryResult)]
struct Link {
    seq: i64,
    digest: String,
}

/// Appends what an act said of itself. The head's row is locked by the first statement that touches it until the commit:
/// entries are in commit order, and this comes last so that writers seldom wait for each other.
pub(crate) async fn append(write: &Write, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut known = Vec::with_capacity(entries.len());
    for entry in entries {
        known.push(if entry.subject == AuditSubject::Work { of_work(write, entry).await? } else { entry });
    }
    let count = known.len() as i64;
    let head: Link = write
        .one("UPDATE audit_head SET seq = seq + $1 WHERE id = 1 RETURNING seq, digest", [count.into()])
        .await?
        .context("the audit log has no head; run liangyi migrate")?;
    let mut previous = head.digest;
    for (entry, seq) in known.into_iter().zip(head.seq - count + 1..) {
        previous = put(write, entry, seq, previous).await?;
    }
    write.run("UPDATE audit_head SET digest = $1 WHERE id = 1", [previous.into()]).await?;
    Ok(())
}

/// The hash of the entry.
async fn put(write: &Write, entry: Entry, seq: i64, previous: String) -> Result<String> {
    let actor = write.actor();
    let mut row = EntryRow {
        seq,
        at: write.now().0,
        account_id: actor.account,
        actor: actor.name.to_string(),
        network: actor.network.to_string(),
        act: entry.act.code().to_owned(),
        subject: entry.subject.code().to_owned(),
        subject_id: entry.subject_id,
        name: entry.name,
        organisation_id: entry.organisation_id,
        detail: Value::Object(entry.detail).to_string(),
        previous,
        digest: String::new(),
    };
    row.digest = digest(&row);
    let hash = row.digest.clone();
    write
        .run(
            "INSERT INTO audit_entries (seq, at, account_id, actor, network, act, subject, subject_id, name, organisation_id, \
             detail, previous, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            [
                row.seq.into(),
                row.at.into(),
                row.account_id.into(),
                row.actor.into(),
                row.network.into(),
                row.act.into(),
                row.subject.into(),
                row.subject_id.into(),
                row.name.into(),
                row.organisation_id.into(),
                row.detail.into(),
                row.previous.into(),
                row.digest.into(),
            ],
        )
        .await?;
    Ok(hash)
}

#[derive(FromQueryResult)]
struct WorkWords {
    title: String,
    slug: String,
    organisation_id: Option<i64>,
}

async fn of_work(write: &Write, entry: Entry) -> Result<Entry> {
    let words: Option<WorkWords> = write
        .one(
            "SELECT COALESCE(c.title, w.title) AS title, w.slug, \
             (SELECT h.organisation_id FROM work_holders h WHERE h.work_id = w.id AND h.position = 0) AS organisation_id \
             FROM works w LEFT JOIN working_copies c ON c.work_id = w.id WHERE w.id = $1",
            [entry.subject_id.into()],
        )
        .await?;
    Ok(match words {
        Some(words) => Entry { name: words.title, organisation_id: words.organisation_id, ..entry.with("slug", words.slug) },
        None => entry,
    })
}

/// A chain without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    /// Pruned entries end here; 0 where none was.
    pub after: i64,
    /// The hash of the last entry: written down elsewhere, it shows a chain that was made anew.
    pub head: String,
}

/// The first entry at which the chain does not hold, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub seq: i64,
    pub why: &'static str,
}

/// Goes through the whole chain, from the last checkpoint to the head.
pub async fn verify(db: &Db) -> Result<Result<Verified, Broken>> {
    loop {
        let begin = checkpoint(db).await?;
        let verdict = walk(db, &begin).await?;
        // What looks like a hole may have been pruned on the way.
        if verdict.is_ok() || checkpoint(db).await?.seq == begin.seq {
            return Ok(verdict);
        }
    }
}

async fn checkpoint(db: &Db) -> Result<Link> {
    let last: Option<Link> = db.one("SELECT seq, digest FROM audit_checkpoints ORDER BY seq DESC LIMIT 1", []).await?;
    Ok(last.unwrap_or_else(|| Link { seq: 0, digest: "0".repeat(64) }))
}

async fn walk(db: &Db, begin: &Link) -> Result<Result<Verified, Broken>> {
    // Read first: what is appended meanwhile is beyond it.
    let head: Link = db.one("SELECT seq, digest FROM audit_head WHERE id = 1", []).await?.context("the audit log has no head")?;
    let (mut last, mut entries, mut vouched) = (Link { seq: begin.seq, digest: begin.digest.clone() }, 0, begin.seq == 0);
    loop {
        let rows = list(db, &Which { order: Order::Oldest { after: last.seq }, limit: 1000, ..Which::default() }).await?;
        for row in rows.iter().filter(|row| row.seq <= head.seq) {
            if let Err(why) = follows(row, &last) {
                return Ok(Err(Broken { seq: row.seq.min(last.seq + 1), why }));
            }
            vouched |= is_checkpoint(row, begin);
            (last, entries) = (Link { seq: row.seq, digest: row.digest.clone() }, entries + 1);
        }
        if rows.last().is_none_or(|row| row.seq >= head.seq) {
            break;
        }
    }
    Ok(if last.seq != head.seq {
        Err(Broken { seq: last.seq + 1, why: "it is missing, and so are all after it" })
    } else if last.digest != head.digest {
        Err(Broken { seq: last.seq, why: "its hash is not the one that the head has" })
    } else if !vouched {
        Err(Broken { seq: begin.seq, why: "the checkpoint is vouched for by no entry of the log" })
    } else {
        Ok(Verified { entries, after: begin.seq, head: head.digest })
    })
}

fn follows(row: &EntryRow, last: &Link) -> Result<(), &'static str> {
    if row.seq != last.seq + 1 {
        return Err("it is missing");
    }
    if row.previous != last.digest {
        return Err("it does not continue the entry before it");
    }
    if digest(row) != row.digest {
        return Err("what it says is not what was written");
    }
    Ok(())
}

/// Whether the entry is the one that tells of this checkpoint.
fn is_checkpoint(row: &EntryRow, checkpoint: &Link) -> bool {
    let told = |detail: &Map<String, Value>| {
        detail.get("seq") == Some(&checkpoint.seq.into()) && detail.get("digest") == Some(&checkpoint.digest.as_str().into())
    };
    row.act == domain::AuditAct::AuditPruned.code() && serde_json::from_str(&row.detail).is_ok_and(|detail| told(&detail))
}
