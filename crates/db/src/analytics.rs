//! What readers did in a stretch of days: opened, read to the end, opened as a copy elsewhere, searched for in vain. By day, work
//! and host; nothing is kept of who.
//!
//! Every number is the sum of what the same question answers with a narrower [`Reads`].

use crate::{Db, sql::among};
use anyhow::Result;
use domain::Day;
use sea_orm::{FromQueryResult, Value};

/// Which counts: of works for which these organisations answer, between two days, both included.
#[derive(Clone, Debug)]
pub struct Reads {
    pub organisations: Vec<i64>,
    pub from: Day,
    pub until: Day,
    /// Of one work alone.
    pub work: Option<i64>,
    /// Of copies on one host alone; then nothing else is counted.
    pub host: Option<String>,
}

impl Reads {
    /// Rows of (work, day, host, views, completions, reprints), as `f`; `$1` and `$2` are the days, `$3` is the host.
    fn rows(&self) -> String {
        let of = among("o.organisation_id", Some(&self.organisations));
        let work = self.work.map_or(String::new(), |work| format!("AND r.work_id = {work}"));
        let joined = format!(
            "JOIN work_organisations o ON o.work_id = r.work_id AND o.position = 0 AND {of} WHERE r.day >= $1 AND r.day <= $2"
        );
        let own = if self.host.is_none() { "" } else { "AND 1 = 0" };
        let host = if self.host.is_none() { "AND $3 = ''" } else { "AND r.host = $3" };
        format!(
            "(SELECT r.work_id, r.day, '' AS host, r.views, r.completions, 0 AS reprints FROM work_readings r {joined} {work} {own} \
             UNION ALL SELECT r.work_id, r.day, r.host, 0, 0, r.views FROM work_reprints r {joined} {work} {host}) f"
        )
    }

    fn values(&self) -> [Value; 3] {
        [self.from.to_string().into(), self.until.to_string().into(), self.host.clone().unwrap_or_default().into()]
    }
}

const SUMS: &str = "CAST(COALESCE(SUM(f.views), 0) AS BIGINT) AS views, \
     CAST(COALESCE(SUM(f.completions), 0) AS BIGINT) AS completions, CAST(COALESCE(SUM(f.reprints), 0) AS BIGINT) AS reprints";

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DayReads {
    pub day: String,
    pub views: i64,
    /// The end of the text came into view.
    pub completions: i64,
    /// Openings of copies on other sites.
    pub reprints: i64,
}

/// By day, from the first on; days on which nothing was counted are left out.
pub async fn by_day(db: &Db, reads: &Reads) -> Result<Vec<DayReads>> {
    db.all(&format!("SELECT f.day, {SUMS} FROM {} GROUP BY f.day ORDER BY f.day", reads.rows()), reads.values()).await
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct WorkReads {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub organisation: String,
    pub views: i64,
    pub completions: i64,
    pub reprints: i64,
}

/// By work, the most opened first.
pub async fn by_work(db: &Db, reads: &Reads, limit: usize) -> Result<Vec<WorkReads>> {
    let sql = format!(
        "SELECT w.id, w.slug, w.title, g.name AS organisation, {SUMS} FROM {} JOIN works w ON w.id = f.work_id \
         JOIN work_organisations a ON a.work_id = w.id AND a.position = 0 JOIN organisations g ON g.id = a.organisation_id \
         GROUP BY w.id, w.slug, w.title, g.name ORDER BY SUM(f.views) + SUM(f.reprints) DESC, w.id LIMIT {limit}",
        reads.rows()
    );
    db.all(&sql, reads.values()).await
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct HostReads {
    /// Empty where the page did not say where it stands.
    pub host: String,
    pub works: i64,
    pub reprints: i64,
}

/// By the host that shows copies, the most opened first.
pub async fn by_host(db: &Db, reads: &Reads, limit: usize) -> Result<Vec<HostReads>> {
    let sql = format!(
        "SELECT f.host, COUNT(DISTINCT f.work_id) AS works, CAST(SUM(f.reprints) AS BIGINT) AS reprints FROM {} \
         WHERE f.reprints > 0 GROUP BY f.host ORDER BY 3 DESC, f.host LIMIT {limit}",
        reads.rows()
    );
    db.all(&sql, reads.values()).await
}

#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct AllReads {
    /// Works of which anything was counted.
    pub works: i64,
    pub views: i64,
    pub completions: i64,
    pub reprints: i64,
}

/// Of all together.
pub async fn all(db: &Db, reads: &Reads) -> Result<AllReads> {
    let sql = format!("SELECT COUNT(DISTINCT f.work_id) AS works, {SUMS} FROM {}", reads.rows());
    let found = db.one(&sql, reads.values()).await?;
    Ok(found.unwrap_or(AllReads { works: 0, views: 0, completions: 0, reprints: 0 }))
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DaySearches {
    pub day: String,
    pub searches: i64,
}

/// Searches without a result by day: for these words, or for all that were searched for at least `least` times.
pub async fn searches_by_day(db: &Db, from: Day, until: Day, words: Option<&str>, least: i64) -> Result<Vec<DaySearches>> {
    let sql = "SELECT m.day, CAST(SUM(m.searches) AS BIGINT) AS searches FROM search_misses m \
               WHERE m.day >= $1 AND m.day <= $2 AND ($3 = '' OR m.words = $3) AND m.words IN ( \
                   SELECT x.words FROM search_misses x WHERE x.day >= $1 AND x.day <= $2 GROUP BY x.words HAVING SUM(x.searches) >= $4) \
               GROUP BY m.day ORDER BY m.day";
    let values = [from.to_string().into(), until.to_string().into(), words.unwrap_or_default().into(), least.into()];
    db.all(sql, values).await
}

#[derive(FromQueryResult)]
struct Title {
    title: String,
}

/// The title of a work for which one of these organisations answers.
pub async fn title(db: &Db, organisations: &[i64], work: i64) -> Result<Option<String>> {
    let of = among("o.organisation_id", Some(organisations));
    let sql = format!(
        "SELECT w.title FROM works w JOIN work_organisations o ON o.work_id = w.id AND o.position = 0 AND {of} WHERE w.id = $1"
    );
    Ok(db.one::<Title>(&sql, [work.into()]).await?.map(|row| row.title))
}
