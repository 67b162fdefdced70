//! What organisations did in a stretch of time: published, reviewed, corrected, withdrew; and how far they cover a policy.
//!
//! A work is laid to the organisation that answers for it, the first of those that publish it; coverage counts for each.

use crate::{Db, listings::List, listings::end_of, sql::among};
use anyhow::Result;
use domain::{Day, Timestamp};
use sea_orm::FromQueryResult;

/// Of which organisations, from when, until when (milliseconds; the end is not included).
#[derive(Clone, Debug)]
pub struct Span {
    pub organisations: Vec<i64>,
    pub from: i64,
    pub until: i64,
}

impl Span {
    fn of(&self, column: &str) -> String {
        among(column, Some(&self.organisations))
    }

    /// A condition: the day in Beijing is one of the span.
    fn days(&self, column: &str) -> String {
        let (first, last) = (Timestamp(self.from).day(), Timestamp(self.until - 1).day());
        format!("{column} >= '{first}' AND {column} <= '{last}'")
    }

    fn times(&self) -> [sea_orm::Value; 2] {
        [self.from.into(), self.until.into()]
    }
}

/// How many works of one organisation, by what happened to them.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Count {
    pub organisation_id: i64,
    /// `published`, `forced` (before the reviews), `unreviewed` (of those, still so now), `reprinted` (copies elsewhere were opened),
    /// or the code of a [`domain::CorrectionKind`].
    pub what: String,
    pub works: i64,
}

/// Works first published, and works with each kind of notice.
pub async fn counts(db: &Db, span: &Span) -> Result<Vec<Count>> {
    let of = span.of("o.organisation_id");
    db.all(
        &format!(
            "SELECT o.organisation_id, 'published' AS what, COUNT(*) AS works FROM works w \
                 JOIN work_organisations o ON o.work_id = w.id AND o.position = 0 \
             WHERE w.published_at >= $1 AND w.published_at < $2 AND w.published_revision IS NOT NULL AND {of} \
             GROUP BY o.organisation_id \
             UNION ALL \
             SELECT o.organisation_id, c.kind AS what, COUNT(DISTINCT c.work_id) AS works FROM corrections c \
                 JOIN work_organisations o ON o.work_id = c.work_id AND o.position = 0 \
             WHERE c.at >= $1 AND c.at < $2 AND {of} GROUP BY o.organisation_id, c.kind \
             UNION ALL \
             SELECT o.organisation_id, 'forced' AS what, COUNT(DISTINCT f.work_id) AS works FROM forced_publications f \
                 JOIN work_organisations o ON o.work_id = f.work_id AND o.position = 0 \
             WHERE f.at >= $1 AND f.at < $2 AND {of} GROUP BY o.organisation_id \
             UNION ALL \
             SELECT o.organisation_id, 'unreviewed' AS what, COUNT(*) AS works FROM forced_publications f \
                 JOIN works w ON w.published_revision = f.revision_id AND w.state = 'published' \
                 JOIN work_organisations o ON o.work_id = w.id AND o.position = 0 \
             WHERE f.at >= $1 AND f.at < $2 AND {of} GROUP BY o.organisation_id \
             UNION ALL \
             SELECT o.organisation_id, 'reprinted' AS what, COUNT(DISTINCT r.work_id) AS works FROM work_reprints r \
                 JOIN work_organisations o ON o.work_id = r.work_id AND o.position = 0 \
             WHERE {} AND {of} GROUP BY o.organisation_id",
            span.days("r.day")
        ),
        span.times(),
    )
    .await
}

/// The way of one submission to its publication; times in milliseconds since 1970.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Way {
    pub organisation_id: i64,
    pub work_id: i64,
    pub submitted_at: i64,
    pub first_at: Option<i64>,
    pub second_at: Option<i64>,
    pub final_at: Option<i64>,
    pub published_at: i64,
}

/// Of the submissions published in the span.
pub async fn ways(db: &Db, span: &Span) -> Result<Vec<Way>> {
    let of = span.of("o.organisation_id");
    let stage = |code: &str| {
        format!(
            "(SELECT v.at FROM submission_reviews v WHERE v.submission_id = s.id AND v.stage = '{code}' AND v.verdict = 'pass')"
        )
    };
    db.all(
        &format!(
            "SELECT o.organisation_id, s.work_id, s.submitted_at, {} AS first_at, {} AS second_at, {} AS final_at, s.closed_at AS published_at \
             FROM submissions s JOIN work_organisations o ON o.work_id = s.work_id AND o.position = 0 \
             WHERE s.state = 'published' AND s.closed_at >= $1 AND s.closed_at < $2 AND {of}",
            stage("first"),
            stage("second"),
            stage("final")
        ),
        span.times(),
    )
    .await
}

/// A clause that an organisation interprets, and since when.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Covered {
    pub organisation_id: i64,
    pub clause: String,
    pub first: i64,
}

/// What stands in public now and was published before the end of the span.
pub async fn covered(db: &Db, span: &Span, policy_id: i64, version: i32) -> Result<Vec<Covered>> {
    let (of, prefix) = (span.of("o.organisation_id"), List::of_clauses(policy_id, version));
    db.all(
        &format!(
            "SELECT o.organisation_id, substr(l.list, {}) AS clause, MIN(l.published_at) AS first FROM work_listings l \
                 JOIN work_organisations o ON o.work_id = l.work_id \
             WHERE l.list >= $1 AND l.list < $2 AND l.published_at < $3 AND {of} GROUP BY o.organisation_id, l.list",
            prefix.len() + 1
        ),
        [prefix.as_str().into(), end_of(&prefix).into(), span.until.into()],
    )
    .await
}

/// Which works are behind a number of the report.
#[derive(Clone, Debug)]
pub enum Behind {
    Published,
    /// Went through the reviews to publication.
    Reviewed,
    /// Went out before its reviews.
    Forced,
    /// Of those, without them still.
    Unreviewed,
    /// With copies on other sites that were opened.
    Reprinted,
    /// With a notice of this kind.
    Noticed(domain::CorrectionKind),
    /// Interprets a clause of the policy's version.
    Covers {
        policy_id: i64,
        version: i32,
    },
}

/// A work behind a number, whatever its state now.
#[derive(Clone, Debug, FromQueryResult)]
pub struct BehindRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub kind: String,
    pub genre: String,
    pub organisation: Option<String>,
    pub at: i64,
    pub live: bool,
}

/// The last one first; `after` is the time and id of the last one seen.
pub async fn behind(db: &Db, span: &Span, what: &Behind, after: Option<(i64, i64)>, limit: usize) -> Result<Vec<BehindRow>> {
    let of = span.of("o.organisation_id");
    // Each gives work and time, once for each work.
    let joined = format!("JOIN work_organisations o ON o.work_id = x.work_id AND {of}");
    let within = |column: &str| format!("x.{column} >= $1 AND x.{column} < $2");
    let found = match what {
        Behind::Published => format!(
            "SELECT w.id AS work_id, w.published_at AS at FROM works w JOIN work_organisations o ON o.work_id = w.id AND o.position = 0 \
             AND {of} WHERE w.published_at >= $1 AND w.published_at < $2 AND w.published_revision IS NOT NULL"
        ),
        Behind::Reviewed => format!(
            "SELECT x.work_id, MAX(x.closed_at) AS at FROM submissions x {joined} AND o.position = 0 \
             WHERE x.state = 'published' AND {} GROUP BY x.work_id",
            within("closed_at")
        ),
        Behind::Forced => format!(
            "SELECT x.work_id, MAX(x.at) AS at FROM forced_publications x {joined} AND o.position = 0 WHERE {} GROUP BY x.work_id",
            within("at")
        ),
        Behind::Unreviewed => format!(
            "SELECT x.work_id, x.at FROM forced_publications x {joined} AND o.position = 0 \
             JOIN works p ON p.published_revision = x.revision_id AND p.state = 'published' WHERE {}",
            within("at")
        ),
        // The time is that of the last day on which a copy was opened.
        Behind::Reprinted => return reprinted(db, span, after, limit).await,
        Behind::Noticed(kind) => format!(
            "SELECT x.work_id, MAX(x.at) AS at FROM corrections x {joined} AND o.position = 0 \
             WHERE x.kind = '{kind}' AND {} GROUP BY x.work_id",
            within("at")
        ),
        Behind::Covers { policy_id, version } => {
            let prefix = List::of_clauses(*policy_id, *version);
            format!(
                "SELECT x.work_id, MIN(x.published_at) AS at FROM work_listings x {joined} \
                 WHERE x.list >= '{prefix}' AND x.list < '{}' AND x.published_at < $2 AND $1 <= $2 GROUP BY x.work_id",
                end_of(&prefix)
            )
        }
    };
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let sql = format!(
        "SELECT w.id, w.slug, w.title, w.kind, w.genre, g.name AS organisation, f.at, (w.state = 'published') AS live \
         FROM ({found}) f JOIN works w ON w.id = f.work_id \
         LEFT JOIN work_organisations wo ON wo.work_id = w.id AND wo.position = 0 LEFT JOIN organisations g ON g.id = wo.organisation_id \
         WHERE (f.at, w.id) < ($3, $4) ORDER BY f.at DESC, w.id DESC LIMIT {limit}"
    );
    let [from, until] = span.times();
    db.all(&sql, [from, until, at.into(), id.into()]).await
}

/// Of works with copies that were opened, by the last day on which one was.
async fn reprinted(db: &Db, span: &Span, after: Option<(i64, i64)>, limit: usize) -> Result<Vec<BehindRow>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        slug: String,
        title: String,
        kind: String,
        genre: String,
        organisation: Option<String>,
        day: String,
        live: bool,
    }
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let sql = format!(
        "SELECT w.id, w.slug, w.title, w.kind, w.genre, g.name AS organisation, MAX(r.day) AS day, (w.state = 'published') AS live \
         FROM work_reprints r JOIN works w ON w.id = r.work_id \
         JOIN work_organisations o ON o.work_id = w.id AND o.position = 0 AND {} JOIN organisations g ON g.id = o.organisation_id \
         WHERE {} GROUP BY w.id, w.slug, w.title, w.kind, w.genre, g.name, w.state \
         HAVING (MAX(r.day), w.id) < ($1, $2) ORDER BY 7 DESC, w.id DESC LIMIT {limit}",
        span.of("o.organisation_id"),
        span.days("r.day")
    );
    let last = if at == i64::MAX { "9999-12-31".to_owned() } else { Timestamp(at).day().to_string() };
    let rows: Vec<Row> = db.all(&sql, [last.into(), id.into()]).await?;
    let rows = rows.into_iter().map(|row| {
        let Row { id, slug, title, kind, genre, organisation, day, live } = row;
        Ok(BehindRow { id, slug, title, kind, genre, organisation, at: day.parse::<Day>()?.start().0, live })
    });
    rows.collect()
}
