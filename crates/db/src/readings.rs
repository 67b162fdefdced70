//! How often works are opened and read to their end, by day. Nothing is kept of who reads.

use crate::{Db, reports::Span, sql::among};
use anyhow::Result;
use domain::{Day, Timestamp};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub views: i64,
    /// The end of the text came into view.
    pub completions: i64,
}

/// Adds to the counts of the day of `now`, by the id of the work; of what is not published any more nothing is added.
pub async fn add(db: &Db, now: Timestamp, counted: &HashMap<i64, Counted>) -> Result<()> {
    let write = db.write(now).await?;
    let day = now.day().to_string();
    let sql = "INSERT INTO work_readings (work_id, day, views, completions) \
               SELECT w.id, $2, $3, $4 FROM works w WHERE w.id = $1 AND w.state = 'published' \
               ON CONFLICT (work_id, day) DO UPDATE SET views = work_readings.views + excluded.views, \
               completions = work_readings.completions + excluded.completions";
    // In one order, so that two processes never hold each other's rows.
    let mut works: Vec<_> = counted.iter().collect();
    works.sort_unstable_by_key(|(work, _)| **work);
    for (work, Counted { views, completions }) in works {
        write.run(sql, [(*work).into(), day.as_str().into(), (*views).into(), (*completions).into()]).await?;
    }
    write.commit().await?;
    Ok(())
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct WorkReading {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub organisation: String,
    pub views: i64,
    pub completions: i64,
}

/// The works read most between two days, both included, of those for which the organisations of the span answer.
pub async fn most(db: &Db, span: &Span, from: Day, until: Day, limit: usize) -> Result<Vec<WorkReading>> {
    let of = among("o.organisation_id", Some(&span.organisations));
    db.all(
        &format!(
            "SELECT w.id, w.slug, w.title, g.name AS organisation, CAST(SUM(r.views) AS BIGINT) AS views, \
                 CAST(SUM(r.completions) AS BIGINT) AS completions FROM work_readings r JOIN works w ON w.id = r.work_id \
             JOIN work_organisations o ON o.work_id = r.work_id AND o.position = 0 AND {of} \
             JOIN organisations g ON g.id = o.organisation_id \
             WHERE r.day >= $1 AND r.day <= $2 GROUP BY w.id, w.slug, w.title, g.name ORDER BY 5 DESC, w.id LIMIT {limit}"
        ),
        [from.to_string().into(), until.to_string().into()],
    )
    .await
}

#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct AllReadings {
    pub works: i64,
    pub views: i64,
    pub completions: i64,
}

/// Of all of these works together.
pub async fn all(db: &Db, span: &Span, from: Day, until: Day) -> Result<AllReadings> {
    let of = among("o.organisation_id", Some(&span.organisations));
    let sql = format!(
        "SELECT COUNT(DISTINCT r.work_id) AS works, CAST(COALESCE(SUM(r.views), 0) AS BIGINT) AS views, \
             CAST(COALESCE(SUM(r.completions), 0) AS BIGINT) AS completions FROM work_readings r \
         JOIN work_organisations o ON o.work_id = r.work_id AND o.position = 0 AND {of} WHERE r.day >= $1 AND r.day <= $2"
    );
    let found = db.one(&sql, [from.to_string().into(), until.to_string().into()]).await?;
    Ok(found.unwrap_or(AllReadings { works: 0, views: 0, completions: 0 }))
}
