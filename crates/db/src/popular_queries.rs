//! Queries that many networks asked, by day and words. Nothing is kept of who asked.

use crate::Db;
use anyhow::Result;
use domain::{Day, Timestamp};
use sea_orm::FromQueryResult;

/// Days whose queries are offered, and kept.
const KEPT: i64 = 30;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Words, and about how many networks asked for them.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Popular {
    pub words: String,
    pub sources: i64,
}

/// Writes down the counts of the day of `now`. Where several processes count, the highest stands: they see the same networks.
pub async fn put(db: &Db, now: Timestamp, counted: &[Popular]) -> Result<()> {
    let write = db.write(now).await?;
    let sql = "INSERT INTO popular_queries (day, words, sources) VALUES ($1, $2, $3) ON CONFLICT (day, words) DO UPDATE \
               SET sources = CASE WHEN excluded.sources > popular_queries.sources THEN excluded.sources ELSE popular_queries.sources END";
    for Popular { words, sources } in counted {
        write.run(sql, [now.day().to_string().into(), words.as_str().into(), (*sources).into()]).await?;
    }
    let oldest = Timestamp(now.0 - KEPT * DAY).day().to_string();
    write.run("DELETE FROM popular_queries WHERE day < $1", [oldest.into()]).await?;
    write.commit().await?;
    Ok(())
}

/// The words of the days before `today`, those of most days first, then those of most networks.
pub async fn before(db: &Db, today: Day, limit: usize) -> Result<Vec<Popular>> {
    let sql = format!(
        "SELECT words, CAST(SUM(sources) AS BIGINT) AS sources FROM popular_queries WHERE day < $1 \
         GROUP BY words ORDER BY COUNT(*) DESC, SUM(sources) DESC, words LIMIT {limit}"
    );
    db.all(&sql, [today.to_string().into()]).await
}
