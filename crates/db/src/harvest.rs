//! Works as harvesters follow them: by the time of the last change that any door shows, in the order of the change log, which
//! no two changes share; withdrawn ones for ever.

use crate::{Db, sql::places};
use anyhow::Result;
use domain::{Genre, WorkKind};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// A part of all works that is harvested by itself; what was withdrawn stays in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HarvestSet {
    Kind(WorkKind),
    Genre(Genre),
    /// The works that interpret a clause of this policy, in any of its versions.
    Policy(i64),
}

/// What is asked for; times in milliseconds, both included.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub set: Option<HarvestSet>,
}

/// A work that was published once.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Harvested {
    pub work_id: i64,
    pub seq: i64,
    /// Of the last change.
    pub at: i64,
    pub tag: String,
    pub kind: String,
    pub genre: String,
    /// Published now; otherwise withdrawn.
    pub live: bool,
}

const HARVESTED: &str = "SELECT h.work_id, h.seq, c.at, w.tag, w.kind, w.genre, w.state = 'published' AS live \
     FROM work_heads h JOIN changes c ON c.seq = h.seq JOIN works w ON w.id = h.work_id \
     WHERE w.state <> 'draft' AND w.published_at IS NOT NULL AND w.corrects IS NULL";

/// At most `limit` works after the number `seq`, in the order of their last changes; 0 begins.
pub async fn after(db: &Db, selection: &Selection, seq: i64, limit: usize) -> Result<Vec<Harvested>> {
    let Selection { from, until, set } = selection;
    let seq = match from {
        // Otherwise the walk to the first change of today would begin at the first of all.
        Some(from) if seq == 0 => before(db, *from).await?,
        _ => seq,
    };
    let last = match until {
        // Otherwise a walk that is at its end would go on to the last change of all.
        Some(until) => up_to(db, *until).await?,
        None => i64::MAX,
    };
    // Codes are of letters and hyphens alone, so they may stand in a statement as they are.
    let condition = match set {
        None => "1 = 1".to_owned(),
        Some(HarvestSet::Kind(kind)) => format!("w.kind = '{kind}'"),
        Some(HarvestSet::Genre(genre)) => format!("w.genre = '{genre}'"),
        Some(HarvestSet::Policy(id)) => {
            // From the policy's own works: among all there may be few.
            format!("h.work_id IN (SELECT k.work_id FROM clause_links k WHERE k.policy_id = {id})")
        }
    };
    let sql = format!(
        "{HARVESTED} AND h.seq > $1 AND h.seq <= $5 AND c.at >= $2 AND c.at <= $3 AND {condition} ORDER BY h.seq LIMIT $4"
    );
    let values = [seq, from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX), limit as i64, last];
    db.all(&sql, values.map(Into::into)).await
}

/// Numbers are in the order of commits, times nearly so: no two acts this far apart are told in the wrong order.
const NEARLY: i64 = 1000;

/// The number before the first change at or after this time.
async fn before(db: &Db, from: i64) -> Result<i64> {
    let sql = "SELECT COALESCE(MIN(seq), 9223372036854775807) - 1 FROM (SELECT seq FROM changes WHERE at >= $1 ORDER BY at, seq LIMIT $2) AS early";
    db.number(sql, [from.into(), NEARLY.into()]).await
}

/// The number of the last change at or before this time; 0 where there is none.
async fn up_to(db: &Db, until: i64) -> Result<i64> {
    let sql =
        "SELECT COALESCE(MAX(seq), 0) FROM (SELECT seq FROM changes WHERE at <= $1 ORDER BY at DESC, seq DESC LIMIT $2) AS late";
    db.number(sql, [until.into(), NEARLY.into()]).await
}

pub async fn by_tag(db: &Db, tag: &str) -> Result<Option<Harvested>> {
    db.one(&format!("{HARVESTED} AND w.tag = $1"), [tag.into()]).await
}

/// No work changed before; 0 where nothing ever did.
pub async fn earliest(db: &Db) -> Result<i64> {
    db.number("SELECT COALESCE(MIN(at), 0) FROM changes", []).await
}

/// The slugs of the policies that these works interpret, by work.
pub async fn policies(db: &Db, works: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    #[derive(FromQueryResult)]
    struct Row {
        work_id: i64,
        slug: String,
    }
    let mut slugs: HashMap<i64, Vec<String>> = HashMap::new();
    if works.is_empty() {
        return Ok(slugs);
    }
    let sql = format!(
        "SELECT DISTINCT k.work_id, p.slug FROM clause_links k JOIN policies p ON p.id = k.policy_id \
         WHERE k.work_id IN ({}) ORDER BY k.work_id, p.slug",
        places(1, works.len())
    );
    let rows: Vec<Row> = db.all(&sql, works.iter().map(|id| (*id).into())).await?;
    for Row { work_id, slug } in rows {
        slugs.entry(work_id).or_default().push(slug);
    }
    Ok(slugs)
}
