//! Searches without a result, by day and words. Nothing is kept of who searched.

use crate::Db;
use anyhow::Result;
use domain::{Day, Timestamp};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// Different words of one day; beyond them only what is known already is counted.
const OF_A_DAY: i64 = 5000;
/// Days for which they are kept.
const KEPT: i64 = 400;
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Adds to the counts of the day of `now`.
pub async fn add(db: &Db, now: Timestamp, misses: &HashMap<String, u32>) -> Result<()> {
    let write = db.write(now).await?;
    let day = now.day().to_string();
    let mut room = OF_A_DAY - write.number("SELECT COUNT(*) FROM search_misses WHERE day = $1", [day.as_str().into()]).await?;
    for (words, searches) in misses {
        let values = || [day.as_str().into(), words.as_str().into(), i64::from(*searches).into()];
        let known =
            write.run("UPDATE search_misses SET searches = searches + $3 WHERE day = $1 AND words = $2", values()).await?;
        if known == 0 && room > 0 {
            room -= 1;
            let sql = "INSERT INTO search_misses (day, words, searches) VALUES ($1, $2, $3) \
                       ON CONFLICT (day, words) DO UPDATE SET searches = search_misses.searches + excluded.searches";
            write.run(sql, values()).await?;
        }
    }
    let oldest = Timestamp(now.0 - KEPT * DAY).day().to_string();
    write.run("DELETE FROM search_misses WHERE day < $1", [oldest.into()]).await?;
    write.commit().await?;
    Ok(())
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Miss {
    pub words: String,
    pub searches: i64,
    pub last: String,
}

/// The words that were searched for in vain most often between two days, both included, and at least `least` times.
pub async fn most(db: &Db, from: Day, until: Day, least: i64, limit: usize) -> Result<Vec<Miss>> {
    db.all(
        &format!(
            "SELECT words, CAST(SUM(searches) AS BIGINT) AS searches, MAX(day) AS last FROM search_misses \
             WHERE day >= $1 AND day <= $2 GROUP BY words HAVING SUM(searches) >= $3 ORDER BY 2 DESC, words LIMIT {limit}"
        ),
        [from.to_string().into(), until.to_string().into(), least.into()],
    )
    .await
}
