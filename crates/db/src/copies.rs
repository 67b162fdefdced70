//! Copies of works on partners' sites: where they are, and what was seen of each. One site is visited at a time, with a pause.
//!
//! Absent from here: how a page is judged, and when it is visited again.

use crate::{Db, Write, jobs};
use anyhow::Result;
use domain::{CopyState, Severity, Timestamp};
use sea_orm::FromQueryResult;

/// The kind of job; its payload names the site, see [`Payload`].
pub const JOB: &str = "copy-visit";

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Payload {
    /// Scheme, name and port.
    pub origin: String,
}

/// A copy as its partner named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCopy {
    pub work_id: i64,
    pub address: String,
    pub origin: String,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct CopyRow {
    pub id: i64,
    pub partner: String,
    pub partner_name: String,
    /// Of the work: its `tag:` id, and where it stands.
    pub tag: String,
    pub work_id: i64,
    pub slug: String,
    pub title: String,
    pub address: String,
    state: String,
    /// In words.
    pub reason: String,
    pub checked_at: Option<i64>,
    pub created_at: i64,
    /// Of the newest notice that stands on the work.
    notice_at: Option<i64>,
    notice_severity: Option<String>,
}

impl CopyRow {
    pub fn state(&self) -> Result<CopyState> {
        Ok(self.state.parse()?)
    }

    /// By when it has to show the newest notice, where there is one.
    pub fn deadline(&self) -> Result<Option<Timestamp>> {
        let Some((at, severity)) = self.notice_at.zip(self.notice_severity.as_deref()) else { return Ok(None) };
        Ok(Some(severity.parse::<Severity>()?.deadline(Timestamp(at))))
    }
}

const COLUMNS: &str = "c.id, p.slug AS partner, p.name AS partner_name, w.tag, w.id AS work_id, w.slug, w.title, c.address, c.state, \
     c.reason, c.checked_at, c.created_at, n.at AS notice_at, n.severity AS notice_severity \
     FROM partner_copies c JOIN partners p ON p.id = c.partner_id JOIN works w ON w.id = c.work_id LEFT JOIN corrections n \
     ON n.id = (SELECT MAX(s.id) FROM corrections s WHERE s.work_id = c.work_id AND s.lifted_at IS NULL)";

/// Those that ask to be looked at first.
const WORST_FIRST: &str = "CASE c.state WHEN 'stale' THEN 0 WHEN 'unrecognised' THEN 1 WHEN 'unreachable' THEN 2 WHEN 'barred' THEN 3 \
     WHEN 'waiting' THEN 4 ELSE 5 END";

/// Of one partner by id, after `id`, at most `limit`.
pub async fn of_partner(db: &Db, partner_id: i64, id: i64, limit: u64) -> Result<Vec<CopyRow>> {
    let sql = format!("SELECT {COLUMNS} WHERE c.partner_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3");
    db.all(&sql, [partner_id.into(), id.into(), (limit as i64).into()]).await
}

/// Of one partner, what asks to be looked at first, at most `limit`; in one state, where that is given.
pub async fn worst_of_partner(db: &Db, partner_id: i64, state: Option<CopyState>, limit: u64) -> Result<Vec<CopyRow>> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE c.partner_id = $1 AND ($2 = '' OR c.state = $2) ORDER BY {WORST_FIRST}, c.checked_at, c.id LIMIT $3"
    );
    let state = state.map_or("", CopyState::code);
    db.all(&sql, [partner_id.into(), state.into(), (limit as i64).into()]).await
}

/// Of one work, what asks to be looked at first, at most `limit`.
pub async fn of_work(db: &Db, work_id: i64, limit: u64) -> Result<Vec<CopyRow>> {
    let sql = format!("SELECT {COLUMNS} WHERE c.work_id = $1 ORDER BY {WORST_FIRST}, p.slug, c.id LIMIT $2");
    db.all(&sql, [work_id.into(), (limit as i64).into()]).await
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct CopyCount {
    pub partner_id: i64,
    state: String,
    pub copies: i64,
}

impl CopyCount {
    pub fn state(&self) -> Result<CopyState> {
        Ok(self.state.parse()?)
    }
}

/// How many copies of each partner are in each state.
pub async fn counts(db: &Db) -> Result<Vec<CopyCount>> {
    let sql =
        "SELECT partner_id, state, COUNT(*) AS copies FROM partner_copies GROUP BY partner_id, state ORDER BY partner_id, state";
    db.all(sql, []).await
}

/// How many a partner has.
pub async fn count(write: &Write, partner_id: i64) -> Result<i64> {
    write.number("SELECT COUNT(*) FROM partner_copies WHERE partner_id = $1", [partner_id.into()]).await
}

/// One that is known already stays as it is.
pub async fn add(write: &Write, partner_id: i64, copies: &[NewCopy]) -> Result<()> {
    for copy in copies {
        let sql = "INSERT INTO partner_copies (partner_id, work_id, address, origin, created_at, state, reason, visits, visit_after) \
                   VALUES ($1, $2, $3, $4, $5, 'waiting', '', 0, $5) ON CONFLICT (partner_id, work_id, address) DO NOTHING";
        let (address, origin) = (copy.address.as_str(), copy.origin.as_str());
        write.run(sql, [partner_id.into(), copy.work_id.into(), address.into(), origin.into(), write.now().0.into()]).await?;
    }
    Ok(())
}

/// False where the partner has none such.
pub async fn remove(write: &Write, partner_id: i64, id: i64) -> Result<bool> {
    Ok(write.run("DELETE FROM partner_copies WHERE id = $1 AND partner_id = $2", [id.into(), partner_id.into()]).await? > 0)
}

/// Has a copy visited as soon as its site may be. False where the partner has none such.
pub async fn hasten(write: &Write, partner_id: i64, id: i64) -> Result<bool> {
    let sql = "UPDATE partner_copies SET visit_after = $3 WHERE id = $1 AND partner_id = $2";
    Ok(write.run(sql, [id.into(), partner_id.into(), write.now().0.into()]).await? > 0)
}

/// A copy is due by its time, or where its work changed `grace` milliseconds ago or earlier and was not looked for since.
const DUE: &str = "(c.visit_after <= $1 OR (w.updated_at > COALESCE(c.checked_for, 0) AND w.updated_at <= $1 - $2))";

/// A visit that was given up is asked for again an hour later, in milliseconds.
const GIVEN_UP: i64 = 3_600_000;

/// Sites with a copy that is due, whose pause is over and that nobody visits; at most `limit`.
pub async fn due_origins(db: &Db, now: Timestamp, grace: i64, limit: u64) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        origin: String,
    }
    let sql = format!(
        "SELECT DISTINCT c.origin FROM partner_copies c JOIN works w ON w.id = c.work_id JOIN partners p ON p.id = c.partner_id \
         LEFT JOIN copy_origins o ON o.origin = c.origin \
         WHERE p.disabled_at IS NULL AND {DUE} AND COALESCE(o.visit_after, 0) <= $1 AND NOT EXISTS ( \
             SELECT 1 FROM jobs j WHERE j.key = '{JOB}:' || c.origin AND (j.state IN ('waiting', 'running') \
                 OR (j.state = 'given-up' AND j.finished_at > $1 - {GIVEN_UP}))) LIMIT $3"
    );
    let rows: Vec<Row> = db.all(&sql, [now.0.into(), grace.into(), (limit as i64).into()]).await?;
    Ok(rows.into_iter().map(|row| row.origin).collect())
}

pub async fn ask_visit(write: &Write, origin: &str) -> Result<()> {
    let payload = serde_json::to_string(&Payload { origin: origin.to_owned() })?;
    jobs::ask_in_turn(write, JOB, &format!("{JOB}:{origin}"), &payload, jobs::NETWORK, None).await
}

/// A copy to be visited, and what is to be seen there.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Due {
    pub id: i64,
    pub address: String,
    state: String,
    /// Why, as it was found at the last visit.
    pub reason: String,
    pub etag: Option<String>,
    pub seen_seq: Option<i64>,
    pub checked_for: Option<i64>,
    pub visits: i32,
    pub work_id: i64,
    pub tag: String,
    pub slug: String,
    pub title: String,
    pub withdrawn: bool,
    pub updated_at: i64,
    /// The number of the change by which the work became as readers know it now.
    pub needed_seq: Option<i64>,
}

impl Due {
    pub fn state(&self) -> Result<CopyState> {
        Ok(self.state.parse()?)
    }
}

/// The copy on this site that is to be visited next: of withdrawn works first.
pub async fn next(db: &Db, origin: &str, now: Timestamp, grace: i64) -> Result<Option<Due>> {
    let sql = format!(
        "SELECT c.id, c.address, c.state, c.reason, c.etag, c.seen_seq, c.checked_for, c.visits, w.id AS work_id, w.tag, w.slug, w.title, \
             w.state <> 'published' AS withdrawn, w.updated_at, \
             (SELECT MIN(h.seq) FROM changes h WHERE h.entity = 'work' AND h.entity_id = w.id AND h.at >= w.updated_at) AS needed_seq \
         FROM partner_copies c JOIN works w ON w.id = c.work_id JOIN partners p ON p.id = c.partner_id \
         WHERE c.origin = $3 AND p.disabled_at IS NULL AND {DUE} \
         ORDER BY CASE w.state WHEN 'published' THEN 1 ELSE 0 END, c.visit_after, c.id LIMIT 1"
    );
    db.one(&sql, [now.0.into(), grace.into(), origin.into()]).await
}

/// What a visit came to.
#[derive(Clone, Debug)]
pub struct Visited {
    pub state: CopyState,
    pub reason: String,
    pub seen_seq: Option<i64>,
    pub etag: Option<String>,
    /// Visits since its state was another one, this one counted.
    pub visits: i32,
    pub visit_after: Timestamp,
}

/// A copy that was taken off meanwhile is not there any more, and nothing happens.
pub async fn set_visited(write: &Write, due: &Due, visited: &Visited) -> Result<()> {
    let sql = "UPDATE partner_copies SET state = $2, reason = $3, checked_at = $4, checked_for = $5, seen_seq = $6, etag = $7, \
               visits = $8, visit_after = $9 WHERE id = $1";
    let Visited { state, reason, seen_seq, etag, visits, visit_after } = visited;
    let values = [
        due.id.into(),
        state.code().into(),
        reason.as_str().into(),
        write.now().0.into(),
        due.updated_at.into(),
        (*seen_seq).into(),
        etag.as_deref().into(),
        (*visits).into(),
        visit_after.0.into(),
    ];
    write.run(sql, values).await?;
    Ok(())
}

/// What is known of a site that is visited.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Origin {
    pub visit_after: i64,
    /// Of its robots.txt; `None` where that could not be had.
    pub robots: Option<String>,
    pub robots_at: Option<i64>,
}

pub async fn origin(db: &Db, origin: &str) -> Result<Option<Origin>> {
    db.one("SELECT visit_after, robots, robots_at FROM copy_origins WHERE origin = $1", [origin.into()]).await
}

/// Nobody visits the site before then.
pub async fn pause(write: &Write, origin: &str, until: Timestamp) -> Result<()> {
    let sql = "INSERT INTO copy_origins (origin, visit_after) VALUES ($1, $2) \
               ON CONFLICT (origin) DO UPDATE SET visit_after = excluded.visit_after";
    write.run(sql, [origin.into(), until.0.into()]).await?;
    Ok(())
}

pub async fn set_robots(write: &Write, origin: &str, robots: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO copy_origins (origin, visit_after, robots, robots_at) VALUES ($1, $3, $2, $3) \
               ON CONFLICT (origin) DO UPDATE SET robots = excluded.robots, robots_at = excluded.robots_at";
    write.run(sql, [origin.into(), robots.into(), write.now().0.into()]).await?;
    Ok(())
}
