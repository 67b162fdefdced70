//! Works as those see them who make them: where each stands, who publishes it, who wrote in it.

use crate::{
    Db, Write,
    coverage::OPEN,
    desk_order,
    sql::{among, places},
};
use anyhow::{Context, Result};
use domain::{DeskState, Slug};
use sea_orm::FromQueryResult;

/// A work on somebody's desk.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Desk {
    pub id: i64,
    pub slug: String,
    pub kind: String,
    /// The code of a [`DeskState`].
    pub state: String,
    pub title: String,
    /// What the next one is to follow: of a correction, that of the work that it corrects.
    pub published_revision: Option<i64>,
    /// The public may read it now.
    pub live: bool,
    pub updated_at: i64,
    /// The working copy is not what was published.
    pub changed: Option<bool>,
    pub submission_id: Option<i64>,
    pub submission_revision: Option<i64>,
    /// Of the three reviews of the open submission.
    pub reviews_passed: i64,
    /// The work that this one corrects.
    pub corrects: Option<i64>,
    /// The correction of it that is under way.
    pub correction: Option<i64>,
    pub published_at: Option<i64>,
    /// Of a draft, when it was deleted.
    pub closed_at: Option<i64>,
    pub scheduled_at: Option<i64>,
    pub embargo: Option<bool>,
    /// Why it could not go out at that time.
    pub schedule_problem: Option<String>,
    /// What the public reads went out before its reviews.
    pub forced: bool,
    /// The organisation that answers for it lets its publishers do that.
    pub may_force: bool,
    /// Whether the one who asks ever wrote in it, and since it was last published.
    pub own: bool,
    pub wrote: bool,
    /// Who publishes it, as its newest state here says; the first one answers for it.
    #[sea_orm(skip)]
    pub holders: Vec<Holder>,
    /// Who answers for what the public reads.
    #[sea_orm(skip)]
    pub published_by: Option<i64>,
}

impl Desk {
    pub fn state(&self) -> Result<DeskState> {
        Ok(self.state.parse()?)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Holder {
    pub work_id: i64,
    pub organisation_id: i64,
    pub slug: String,
    pub name: String,
}

/// Which works; ids are those of organisations.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// `None`: of every organisation.
    pub all_of: Option<Vec<i64>>,
    /// Besides those, the ones of these in which the account wrote.
    pub own_of: Vec<i64>,
    /// Codes of [`DeskState`]; empty: any.
    pub states: Vec<DeskState>,
    /// Besides those of the states, the ones that could not go out at their time.
    pub with_problems: bool,
    /// Besides those, the ones that went out before their reviews.
    pub with_forced: bool,
    pub kind: Option<String>,
    /// Words of the title.
    pub title: Option<String>,
    /// What went out, or is to go out, from the first time to before the second.
    pub between: Option<(i64, i64)>,
    /// Only these.
    pub ids: Option<Vec<i64>>,
    /// Only those whose unpublished state names one of these clauses.
    pub drafting: Option<Drafting>,
    /// In place of what is on desks: drafts that were deleted since.
    pub deleted_since: Option<i64>,
    /// The time and id of the last one seen.
    pub after: Option<(i64, i64)>,
    pub limit: u64,
}

/// A clause of a policy, under each of the names that its versions give it.
#[derive(Clone, Debug)]
pub struct Drafting {
    pub policy_id: i64,
    /// Version and clause.
    pub names: Vec<(i32, String)>,
    pub genre: Option<String>,
    pub organisations: Option<Vec<i64>>,
}

impl Which {
    /// A condition: the account may see the work whose id stands in the column `work`.
    pub(crate) fn seen(&self, work: &str, account_id: i64) -> String {
        let held = |ids: &[i64]| {
            // The plus keeps SQLite from looking each organisation up for each work, instead of the few that hold the work: with
            // 1,400 of them and 120,000 works that is a page in minutes, where it is a fifth of a second otherwise.
            let among = among("+h.organisation_id", Some(ids));
            format!("EXISTS (SELECT 1 FROM work_holders h WHERE h.work_id = {work} AND {among})")
        };
        match &self.all_of {
            None => "1 = 1".to_owned(),
            Some(all) => format!(
                "({} OR (EXISTS (SELECT 1 FROM work_authors a WHERE a.work_id = {work} AND a.account_id = {account_id}) AND {}))",
                held(all),
                held(&self.own_of)
            ),
        }
    }
}

const DESK: &str = "SELECT * FROM (SELECT w.id, w.slug, w.kind, \
     CASE WHEN w.state = 'withdrawn' THEN 'withdrawn' WHEN s.state IN ('submitted', 'approved', 'returned') THEN s.state \
          ELSE w.state END AS state, \
     COALESCE(c.title, w.title) AS title, COALESCE(t.published_revision, w.published_revision) AS published_revision, (w.state = 'published') AS live, \
     COALESCE(c.updated_at, w.updated_at) AS updated_at, c.changed, \
     s.id AS submission_id, s.revision_id AS submission_revision, \
     (SELECT COUNT(*) FROM submission_reviews v WHERE v.submission_id = s.id AND v.stage <> 'scientific') AS reviews_passed, \
     w.corrects, (SELECT n.id FROM works n WHERE n.corrects = w.id AND n.closed_at IS NULL) AS correction, \
     w.published_at, w.closed_at, h.at AS scheduled_at, h.embargo, h.problem AS schedule_problem, \
     (w.state = 'published' AND EXISTS (SELECT 1 FROM forced_publications f WHERE f.revision_id = w.published_revision)) AS forced, \
     EXISTS (SELECT 1 FROM work_holders r JOIN organisation_rules u ON u.organisation_id = r.organisation_id \
         WHERE r.work_id = w.id AND r.position = 0 AND u.force_publish) AS may_force, \
     EXISTS (SELECT 1 FROM work_authors a WHERE a.work_id = w.id AND a.account_id = $1) AS own, \
     EXISTS (SELECT 1 FROM work_authors a WHERE a.work_id = w.id AND a.account_id = $1 AND a.open) AS wrote \
     FROM works w LEFT JOIN working_copies c ON c.work_id = w.id \
     LEFT JOIN submissions s ON s.id = (SELECT MAX(x.id) FROM submissions x WHERE x.work_id = w.id) \
     LEFT JOIN works t ON t.id = w.corrects LEFT JOIN schedules h ON h.work_id = w.id) d";

/// Of those, what is on a desk still: no correction that is over, no deleted draft.
const THERE: &str = "d.closed_at IS NULL";

pub async fn one(db: &Db, account_id: i64, work_id: i64) -> Result<Option<Desk>> {
    Ok(several(db, account_id, &[work_id]).await?.pop())
}

/// Those of these works that are on a desk, in no order.
pub async fn several(db: &Db, account_id: i64, works: &[i64]) -> Result<Vec<Desk>> {
    if works.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{DESK} WHERE d.id IN ({}) AND {THERE}", places(2, works.len()));
    let found = db.all(&sql, std::iter::once(account_id).chain(works.iter().copied()).map(Into::into)).await?;
    with_holders(db, found).await
}

/// A draft that was deleted, as it was then.
pub async fn deleted(db: &Db, account_id: i64, work_id: i64) -> Result<Option<Desk>> {
    let sql = format!("{DESK} WHERE d.id = $2 AND d.closed_at IS NOT NULL AND d.corrects IS NULL");
    let found = db.all(&sql, [account_id.into(), work_id.into()]).await?;
    Ok(with_holders(db, found).await?.pop())
}

/// Which of these works the account may see.
pub async fn seen_among(db: &Db, account_id: i64, which: &Which, works: &[i64]) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = format!("SELECT w.id FROM works w WHERE {} AND {}", among("w.id", Some(works)), which.seen("w.id", account_id));
    let rows: Vec<Id> = db.all(&sql, []).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Changed last first. What is asked for among all works is looked for from the one that was changed last on, a stretch at a
/// time, so a page costs the same among a thousand works and a million.
pub async fn list(db: &Db, account_id: i64, which: &Which) -> Result<Vec<Desk>> {
    if let Some(few) = desk_order::few(db, which).await? {
        return select(db, account_id, which, &few).await;
    }
    let (mut found, mut after) = (Vec::new(), which.after.unwrap_or((i64::MAX, i64::MAX)));
    let mut stretch = (which.limit * 2).clamp(100, desk_order::LONGEST);
    loop {
        let works = desk_order::changed_before(db, after, stretch).await?;
        let ids = works.iter().map(|work| work.id).collect();
        let wanted = Which { ids: Some(ids), after: None, limit: which.limit - found.len() as u64, ..which.clone() };
        found.extend(select(db, account_id, &wanted, "1 = 1").await?);
        let Some(last) = works.last().filter(|_| works.len() as u64 == stretch) else { return Ok(found) };
        if found.len() as u64 == which.limit {
            return Ok(found);
        }
        (after, stretch) = ((last.updated_at, last.id), (stretch * 2).min(desk_order::LONGEST));
    }
}

/// Those of which `few` is true, a condition on `d`.
async fn select(db: &Db, account_id: i64, which: &Which, few: &str) -> Result<Vec<Desk>> {
    let wanted = match which.deleted_since {
        Some(since) => format!("d.closed_at >= {since} AND d.corrects IS NULL"),
        None => THERE.to_owned(),
    };
    let mut sql = format!("{DESK} WHERE {wanted} AND {few}");
    let mut values: Vec<sea_orm::Value> = vec![account_id.into()];
    let mut place = |value: sea_orm::Value| {
        values.push(value);
        format!("${}", values.len())
    };
    sql += &format!(" AND {} AND {}", among("d.id", which.ids.as_deref()), which.seen("d.id", account_id));
    if let Some(drafting) = &which.drafting {
        let names: Vec<String> =
            drafting.names.iter().map(|(version, clause)| format!("({version}, {})", place(clause.clone().into()))).collect();
        let policy = drafting.policy_id;
        let genre =
            drafting.genre.as_ref().map_or(String::new(), |genre| format!("AND f.genre = {}", place(genre.clone().into())));
        sql += &format!(
            " AND EXISTS (SELECT 1 FROM draft_clauses f JOIN works w ON w.id = f.work_id JOIN policies p ON p.id = f.policy_id \
             WHERE f.work_id = d.id AND f.policy_id = {policy} AND {OPEN} {genre} \
             AND (COALESCE(f.version, p.current_version), f.clause) IN (VALUES {}))",
            if names.is_empty() { "(0, '')".to_owned() } else { names.join(", ") }
        );
        if let Some(organisations) = &drafting.organisations {
            let among = among("+h.organisation_id", Some(organisations));
            sql += &format!(" AND EXISTS (SELECT 1 FROM work_holders h WHERE h.work_id = d.id AND {among})");
        }
    }
    if !which.states.is_empty() {
        let states: Vec<String> = which.states.iter().map(|s| place(s.code().into())).collect();
        let problems = if which.with_problems { " OR d.schedule_problem IS NOT NULL" } else { "" };
        let forced = if which.with_forced { " OR d.forced" } else { "" };
        sql += &format!(" AND (d.state IN ({}){problems}{forced})", states.join(", "));
    }
    if let Some(kind) = &which.kind {
        sql += &format!(" AND d.kind = {}", place(kind.clone().into()));
    }
    if let Some(title) = &which.title {
        // `%` and `_` stand for themselves.
        let escaped = title.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        sql += &format!(" AND d.title LIKE {} ESCAPE '!'", place(format!("%{escaped}%").into()));
    }
    if let Some((from, until)) = which.between {
        let (from, until) = (place(from.into()), place(until.into()));
        let within = |column: &str| format!("d.{column} >= {from} AND d.{column} < {until}");
        sql += &format!(" AND ((d.live AND {}) OR ({}))", within("published_at"), within("scheduled_at"));
    }
    if let Some((at, id)) = which.after {
        let (at, id) = (place(at.into()), place(id.into()));
        sql += &format!(" AND (d.updated_at < {at} OR (d.updated_at = {at} AND d.id < {id}))");
    }
    sql += &format!(" ORDER BY d.updated_at DESC, d.id DESC LIMIT {}", which.limit);
    let found = db.all(&sql, values).await?;
    with_holders(db, found).await
}

async fn with_holders(db: &Db, mut desks: Vec<Desk>) -> Result<Vec<Desk>> {
    if desks.is_empty() {
        return Ok(desks);
    }
    let (ids, works) = (|| desks.iter().map(|desk| desk.id.into()), places(1, desks.len()));
    let holders: Vec<Holder> = db
        .all(
            &format!(
                "SELECT h.work_id, h.organisation_id, o.slug, o.name FROM work_holders h \
                 JOIN organisations o ON o.id = h.organisation_id WHERE h.work_id IN ({works}) ORDER BY h.position"
            ),
            ids(),
        )
        .await?;
    let published: Vec<Publisher> = db
        .all(
            &format!("SELECT work_id, organisation_id FROM work_organisations WHERE position = 0 AND work_id IN ({works})"),
            ids(),
        )
        .await?;
    for desk in &mut desks {
        desk.holders = holders.iter().filter(|h| h.work_id == desk.id).cloned().collect();
        desk.published_by = published.iter().find(|p| p.work_id == desk.id).map(|p| p.organisation_id);
    }
    Ok(desks)
}

#[derive(FromQueryResult)]
struct Publisher {
    work_id: i64,
    organisation_id: i64,
}

/// The id of the work that a slug names now.
pub async fn id_of_slug(db: &Db, slug: &str) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let found: Option<Id> = db.one("SELECT id FROM works WHERE slug = $1", [slug.into()]).await?;
    Ok(found.map(|row| row.id))
}

/// Who publishes a work from now on, in this order.
pub async fn set_holders(write: &Write, work_id: i64, organisations: &[Slug]) -> Result<()> {
    write.run("DELETE FROM work_holders WHERE work_id = $1", [work_id.into()]).await?;
    for (position, slug) in organisations.iter().enumerate() {
        let id = crate::organisations::id_of(write, slug.as_str()).await?.with_context(|| format!("no organisation {slug}"))?;
        let row = [work_id.into(), id.into(), (position as i32).into()];
        let sql = "INSERT INTO work_holders (work_id, organisation_id, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        write.run(sql, row).await?;
    }
    Ok(())
}

/// An account wrote in what is not published yet.
pub async fn note_author(write: &Write, work_id: i64, account_id: i64) -> Result<()> {
    let sql = "INSERT INTO work_authors (work_id, account_id, open) VALUES ($1, $2, $3) \
               ON CONFLICT (work_id, account_id) DO UPDATE SET open = excluded.open";
    write.run(sql, [work_id.into(), account_id.into(), true.into()]).await?;
    Ok(())
}

/// What was written is published; the next revision has authors of its own.
pub async fn close_authors(write: &Write, work_id: i64) -> Result<()> {
    write.run("UPDATE work_authors SET open = $2 WHERE work_id = $1", [work_id.into(), false.into()]).await?;
    Ok(())
}

/// Who handed in or wrote a revision that was never published writes in this text from now on: it says their words again.
pub async fn note_authors_of(write: &Write, work_id: i64, revision_id: i64) -> Result<()> {
    let sql = "INSERT INTO work_authors (work_id, account_id, open) \
               SELECT DISTINCT CAST($1 AS BIGINT), a.account_id, TRUE FROM submission_authors a \
               JOIN submissions s ON s.id = a.submission_id WHERE s.revision_id = $2 \
               AND NOT EXISTS (SELECT 1 FROM submissions p WHERE p.revision_id = $2 AND p.state = 'published') \
               ON CONFLICT (work_id, account_id) DO UPDATE SET open = TRUE";
    write.run(sql, [work_id.into(), revision_id.into()]).await?;
    Ok(())
}

/// Whoever ever wrote in it is an author of what is being written.
pub async fn open_authors(write: &Write, work_id: i64) -> Result<()> {
    write.run("UPDATE work_authors SET open = TRUE WHERE work_id = $1", [work_id.into()]).await?;
    Ok(())
}
