//! What partner media say of the use of works, by day.

use crate::{Db, Write, sql::places};
use anyhow::Result;
use domain::Day;
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// Statements bound the number of their parameters.
const CHUNK: usize = 1000;

/// How often the state `seq` of a work was seen on one channel.
#[derive(Clone, Debug)]
pub struct Use {
    pub work_id: i64,
    pub seq: i64,
    pub channel: String,
    pub views: i64,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct UsageRow {
    pub partner: String,
    pub work: String,
    pub channel: String,
    pub views: i64,
}

/// The works with these tags that were ever published.
pub async fn works(db: &Db, tags: &[&str]) -> Result<HashMap<String, i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        tag: String,
    }
    let mut found = HashMap::new();
    for chunk in tags.chunks(CHUNK) {
        let sql = format!("SELECT id, tag FROM works WHERE published_at IS NOT NULL AND tag IN ({})", places(1, chunk.len()));
        let rows: Vec<Row> = db.all(&sql, chunk.iter().map(|tag| (*tag).into())).await?;
        found.extend(rows.into_iter().map(|row| (row.tag, row.id)));
    }
    Ok(found)
}

/// In place of what was said of that day before; no work, state and channel stands twice in `uses`.
pub async fn put_day(write: &Write, partner_id: i64, day: Day, uses: &[Use]) -> Result<()> {
    let day = day.to_string();
    write.run("DELETE FROM partner_usage WHERE partner_id = $1 AND day = $2", [partner_id.into(), day.as_str().into()]).await?;
    for one in uses {
        let sql = "INSERT INTO partner_usage (partner_id, day, work_id, seq, channel, views) VALUES ($1, $2, $3, $4, $5, $6)";
        let key = [partner_id.into(), day.as_str().into(), one.work_id.into(), one.seq.into()];
        write.run(sql, key.into_iter().chain([one.channel.as_str().into(), one.views.into()])).await?;
    }
    Ok(())
}

/// Since that day, by partner, work and channel; the most seen first, at most `limit`.
pub async fn since(db: &Db, day: Day, limit: u64) -> Result<Vec<UsageRow>> {
    let sql = "SELECT p.slug AS partner, w.slug AS work, u.channel, CAST(SUM(u.views) AS BIGINT) AS views FROM partner_usage u \
               JOIN partners p ON p.id = u.partner_id JOIN works w ON w.id = u.work_id WHERE u.day >= $1 \
               GROUP BY p.slug, w.slug, u.channel ORDER BY views DESC, p.slug, w.slug, u.channel LIMIT $2";
    db.all(sql, [day.to_string().into(), (limit as i64).into()]).await
}
