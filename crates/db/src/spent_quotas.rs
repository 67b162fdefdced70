//! What is spent of quotas, counted by all processes together.

use crate::Db;
use anyhow::Result;
use sea_orm::FromQueryResult;

/// In microseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    /// All is there again at this time.
    Until(i64),
    /// There is one again at this time; nothing was spent.
    Over(i64),
}

/// Spends one of `quota` that come back evenly within `window` microseconds, all of which may be spent at once (the generic
/// cell rate algorithm of ITU-T I.371). `now` is in microseconds since 1970.
///
/// One statement: of two processes that spend the last one, the second finds it gone.
pub async fn spend(db: &Db, subject: &str, now: i64, quota: u32, window: i64) -> Result<Spent> {
    #[derive(FromQueryResult)]
    struct Row {
        spent_until: i64,
    }
    let one = window / i64::from(quota.max(1));
    let spent: Option<Row> = db
        .one(
            "INSERT INTO spent_quotas (subject, spent_until) VALUES ($1, $2 + $3) ON CONFLICT (subject) DO UPDATE \
                 SET spent_until = $3 + CASE WHEN spent_quotas.spent_until > $2 THEN spent_quotas.spent_until ELSE $2 END \
                 WHERE spent_quotas.spent_until + $3 <= $2 + $4 RETURNING spent_until",
            [subject.into(), now.into(), one.into(), window.into()],
        )
        .await?;
    if let Some(row) = spent {
        return Ok(Spent::Until(row.spent_until));
    }
    let row: Option<Row> = db.one("SELECT spent_until FROM spent_quotas WHERE subject = $1", [subject.into()]).await?;
    Ok(Spent::Over(row.map_or(now, |row| row.spent_until + one - window)))
}
