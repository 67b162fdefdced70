//! Lists from their first work on: what was published in a stretch of time, those included that were withdrawn since.
//!
//! A withdrawn work keeps the place that it had by its first publication, so that no other work moves when it goes.

use crate::{Db, listings::List, listings::put::GONE};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::{FromQueryResult, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Archived {
    pub work_id: i64,
    /// It was withdrawn from the list.
    pub gone: bool,
}

/// The works of list `$1`, and those withdrawn from it, which stand in list `$2`; first published from `$3` to before `$4`.
const ALL: &str = "SELECT l.work_id, l.published_at AS at, FALSE AS gone FROM work_listings l \
         WHERE l.list = $1 AND l.published_at >= $3 AND l.published_at < $4 \
     UNION ALL SELECT w.id, COALESCE(w.published_at, w.created_at), TRUE FROM work_listings l JOIN works w ON w.id = l.work_id \
         WHERE l.list = $2 AND COALESCE(w.published_at, w.created_at) >= $3 AND COALESCE(w.published_at, w.created_at) < $4";

fn names(list: &List) -> [Value; 2] {
    [list.to_string().into(), format!("{GONE}{list}").into()]
}

/// At most `limit` works first published from `from` to before `until`, the oldest first, without the first `skip`.
pub async fn archived(db: &Db, list: &List, [from, until]: [Timestamp; 2], skip: usize, limit: usize) -> Result<Vec<Archived>> {
    let sql = format!("SELECT a.work_id, a.gone FROM ({ALL}) a ORDER BY a.at, a.work_id LIMIT $5 OFFSET $6");
    let [own, gone] = names(list);
    let values = [own, gone, from.0.into(), until.0.into(), (limit as i64).into(), (skip as i64).into()];
    db.all(&sql, values).await
}

/// How many there are.
pub async fn count_archived(db: &Db, list: &List, [from, until]: [Timestamp; 2]) -> Result<usize> {
    let [own, gone] = names(list);
    let sql = format!("SELECT COUNT(*) FROM ({ALL}) a");
    Ok(db.number(&sql, [own, gone, from.0.into(), until.0.into()]).await?.max(0) as usize)
}

/// When the last work before `until` was first published.
pub async fn last_before(db: &Db, list: &List, until: Timestamp) -> Result<Option<Timestamp>> {
    beside(db, list, "MAX", "<", until).await
}

/// When the first work from `from` on was first published.
pub async fn first_from(db: &Db, list: &List, from: Timestamp) -> Result<Option<Timestamp>> {
    beside(db, list, "MIN", ">=", from).await
}

/// Each list is entered at one end, so it costs the same whatever their length.
async fn beside(db: &Db, list: &List, end: &str, side: &str, at: Timestamp) -> Result<Option<Timestamp>> {
    #[derive(FromQueryResult)]
    struct Row {
        at: Option<i64>,
    }
    let [own, gone] = names(list);
    let sql = format!(
        "SELECT {end}(a.at) AS at FROM ( \
             SELECT {end}(l.published_at) AS at FROM work_listings l WHERE l.list = $1 AND l.published_at {side} $3 \
             UNION ALL SELECT {end}(COALESCE(w.published_at, w.created_at)) FROM work_listings l JOIN works w ON w.id = l.work_id \
             WHERE l.list = $2 AND COALESCE(w.published_at, w.created_at) {side} $3) a"
    );
    let row: Option<Row> = db.one(&sql, [own, gone, at.0.into()]).await?;
    Ok(row.and_then(|row| row.at).map(Timestamp))
}
