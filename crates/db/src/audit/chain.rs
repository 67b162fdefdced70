//! The chain of hashes: written at the end of a transaction, and gone through again from its beginning.

use super::{
    entry::Entry,
    read::{EntryRow, Order, Which, list},
};
use crate::{
    Db, Write,
    sql::{places, row_places},
};
use anyhow::{Context, Result};
use domain::AuditSubject;
use sea_orm::FromQueryResult;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

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
    let known = with_words(write, entries).await?;
    let count = known.len() as i64;
    let head: Link = write
        .one("UPDATE audit_head SET seq = seq + $1 WHERE id = 1 RETURNING seq, digest", [count.into()])
        .await?
        .context("the audit log has no head; run liangyi migrate")?;
    let mut previous = head.digest;
    let mut rows = Vec::with_capacity(known.len());
    for (entry, seq) in known.into_iter().zip(head.seq - count + 1..) {
        let row = row(write, entry, seq, previous);
        previous = row.digest.clone();
        rows.push(row);
    }
    for rows in rows.chunks(AT_ONCE) {
        put(write, rows).await?;
    }
    write.run("UPDATE audit_head SET digest = $1 WHERE id = 1", [previous.into()]).await?;
    Ok(())
}

fn row(write: &Write, entry: Entry, seq: i64, previous: String) -> EntryRow {
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
    row
}

async fn put(write: &Write, rows: &[EntryRow]) -> Result<()> {
    let values = rows.iter().cloned().flat_map(|row| -> [sea_orm::Value; COLUMNS] {
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
        ]
    });
    let sql = format!(
        "INSERT INTO audit_entries (seq, at, account_id, actor, network, act, subject, subject_id, name, organisation_id, \
         detail, previous, digest) VALUES {}",
        row_places(rows.len(), COLUMNS)
    );
    write.run(&sql, values).await?;
    Ok(())
}

const COLUMNS: usize = 13;
/// Entries in one statement; works whose words are looked up in one.
const AT_ONCE: usize = 50;

#[derive(FromQueryResult)]
struct WorkWords {
    id: i64,
    title: String,
    slug: String,
    organisation_id: Option<i64>,
}

/// Those of works with what the works are called and who answers for them.
async fn with_words(write: &Write, entries: Vec<Entry>) -> Result<Vec<Entry>> {
    let is_of_work = |entry: &Entry| entry.subject == AuditSubject::Work;
    let ids: BTreeSet<i64> = entries.iter().filter(|entry| is_of_work(entry)).filter_map(|entry| entry.subject_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut words = HashMap::new();
    for ids in ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT w.id, COALESCE(c.title, w.title) AS title, w.slug, \
             (SELECT h.organisation_id FROM work_holders h WHERE h.work_id = w.id AND h.position = 0) AS organisation_id \
             FROM works w LEFT JOIN working_copies c ON c.work_id = w.id WHERE w.id IN ({})",
            places(1, ids.len())
        );
        let rows: Vec<WorkWords> = write.all(&sql, ids.iter().map(|id| (*id).into())).await?;
        words.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    let known =
        entries.into_iter().map(|entry| match entry.subject_id.filter(|_| is_of_work(&entry)).and_then(|id| words.get(&id)) {
            Some(words) => {
                let entry = entry.with("slug", words.slug.as_str());
                Entry { name: words.title.clone(), organisation_id: words.organisation_id, ..entry }
            }
            None => entry,
        });
    Ok(known.collect())
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
