//! How often copies of works on other sites are opened, by day and host. Nothing is kept of who reads.

use crate::{Db, reports::Span, sql::among};
use anyhow::Result;
use domain::{Day, Timestamp};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// A work, and the host of the page that shows its copy; empty where no page says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub work: i64,
    pub host: String,
}

/// Hosts of one work and day; those that come after so many are counted together, without their names.
pub const HOSTS: usize = 200;

/// Adds to the counts of the day of `now`; of what is not published any more nothing is added.
pub async fn add(db: &Db, now: Timestamp, counted: &HashMap<Place, i64>) -> Result<()> {
    let write = db.write(now).await?;
    let day = now.day().to_string();
    let sql = format!(
        "INSERT INTO work_reprints (work_id, day, host, views) \
         SELECT w.id, $2, CASE WHEN (SELECT COUNT(*) FROM work_reprints r WHERE r.work_id = $1 AND r.day = $2 AND r.host <> $3) < {HOSTS} \
             OR EXISTS (SELECT 1 FROM work_reprints r WHERE r.work_id = $1 AND r.day = $2 AND r.host = $3) THEN $3 ELSE '' END, $4 \
         FROM works w WHERE w.id = $1 AND w.state = 'published' \
         ON CONFLICT (work_id, day, host) DO UPDATE SET views = work_reprints.views + excluded.views"
    );
    // In one order, so that two processes never hold each other's rows.
    let mut places: Vec<_> = counted.iter().collect();
    places.sort_unstable();
    for (Place { work, host }, views) in places {
        write.run(&sql, [(*work).into(), day.as_str().into(), host.as_str().into(), (*views).into()]).await?;
    }
    write.commit().await?;
    Ok(())
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct WorkReprint {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub organisation: String,
    pub host: String,
    pub views: i64,
}

/// The copies opened most between two days, both included, of works for which the organisations of the span answer.
pub async fn most(db: &Db, span: &Span, from: Day, until: Day, limit: usize) -> Result<Vec<WorkReprint>> {
    let of = among("o.organisation_id", Some(&span.organisations));
    db.all(
        &format!(
            "SELECT w.id, w.slug, w.title, g.name AS organisation, r.host, CAST(SUM(r.views) AS BIGINT) AS views \
             FROM work_reprints r JOIN works w ON w.id = r.work_id \
             JOIN work_organisations o ON o.work_id = r.work_id AND o.position = 0 AND {of} \
             JOIN organisations g ON g.id = o.organisation_id \
             WHERE r.day >= $1 AND r.day <= $2 GROUP BY w.id, w.slug, w.title, g.name, r.host ORDER BY 6 DESC, w.id, r.host LIMIT {limit}"
        ),
        [from.to_string().into(), until.to_string().into()],
    )
    .await
}

#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct AllReprints {
    pub works: i64,
    /// Named ones.
    pub hosts: i64,
    pub views: i64,
}

/// Of all of these works together.
pub async fn all(db: &Db, span: &Span, from: Day, until: Day) -> Result<AllReprints> {
    let of = among("o.organisation_id", Some(&span.organisations));
    let sql = format!(
        "SELECT COUNT(DISTINCT r.work_id) AS works, COUNT(DISTINCT NULLIF(r.host, '')) AS hosts, \
             CAST(COALESCE(SUM(r.views), 0) AS BIGINT) AS views FROM work_reprints r \
         JOIN work_organisations o ON o.work_id = r.work_id AND o.position = 0 AND {of} WHERE r.day >= $1 AND r.day <= $2"
    );
    let found = db.one(&sql, [from.to_string().into(), until.to_string().into()]).await?;
    Ok(found.unwrap_or(AllReprints { works: 0, hosts: 0, views: 0 }))
}
