//! Which clauses of a policy's version are interpreted: how many works, of which kind and genre, since when; and what is
//! being written.

use crate::{
    Db,
    listings::{List, counts, end_of},
    sql::among,
    work_desks::Which,
};
use anyhow::Result;
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// How many published works there are, by clause and then by code.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub all: HashMap<String, u64>,
    /// By `clause|kind`.
    pub kinds: HashMap<String, u64>,
    /// By `clause|genre`.
    pub genres: HashMap<String, u64>,
    /// When each clause was first interpreted.
    pub first: HashMap<String, i64>,
}

/// Of every organisation: a range of counts that are kept, whatever the number of works.
pub async fn of_everybody(db: &Db, policy_id: i64, version: i32) -> Result<Counts> {
    let clauses = List::of_clauses(policy_id, version);
    Ok(Counts {
        all: counts(db, &clauses).await?,
        kinds: counts(db, &List::of_clause_kinds(policy_id, version)).await?,
        genres: counts(db, &List::of_clause_genres(policy_id, version)).await?,
        first: firsts(db, &clauses).await?,
    })
}

#[derive(FromQueryResult)]
struct First {
    list: String,
    at: Option<i64>,
}

async fn firsts(db: &Db, prefix: &str) -> Result<HashMap<String, i64>> {
    let rows: Vec<First> = db
        .all(
            "SELECT c.list AS list, (SELECT l.published_at FROM work_listings l WHERE l.list = c.list \
                 ORDER BY l.published_at, l.work_id LIMIT 1) AS at \
             FROM listing_counts c WHERE c.list >= $1 AND c.list < $2 AND c.works > 0",
            [prefix.into(), end_of(prefix).into()],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.list[prefix.len()..].to_owned(), row.at?))).collect())
}

/// What the same organisations publish together of one clause, kind and genre.
#[derive(FromQueryResult)]
struct Published {
    list: String,
    works: i64,
    first: Option<i64>,
}

/// Of these organisations: every work that one of them publishes, alone or with others, and each once. Counts that are kept,
/// as many as the organisations have ways to publish together, whatever the number of works.
pub async fn of_organisations(db: &Db, policy_id: i64, version: i32, organisations: &[i64]) -> Result<Counts> {
    let prefix = List::of_publishers(policy_id, version);
    let sql = format!(
        "SELECT c.list AS list, c.works AS works, (SELECT l.published_at FROM work_listings l WHERE l.list = c.list \
             ORDER BY l.published_at, l.work_id LIMIT 1) AS first \
         FROM (SELECT DISTINCT publishers FROM publisher_sets WHERE {}) s CROSS JOIN listing_counts c \
         WHERE c.list >= $1 || s.publishers || '|' AND c.list < $1 || s.publishers || '|' || $2 AND c.works > 0",
        among("organisation_id", Some(organisations))
    );
    let rows: Vec<Published> = db.all(&sql, [prefix.as_str().into(), end_of("").into()]).await?;
    let mut counts = Counts::default();
    for Published { list, works, first } in rows {
        let mut parts = list[prefix.len()..].split('|').skip(1);
        let (Some(clause), Some(kind), Some(genre)) = (parts.next(), parts.next(), parts.next()) else { continue };
        *counts.kinds.entry(format!("{clause}|{kind}")).or_default() += works as u64;
        *counts.genres.entry(format!("{clause}|{genre}")).or_default() += works as u64;
        *counts.all.entry(clause.to_owned()).or_default() += works as u64;
        if let Some(first) = first {
            let since = counts.first.entry(clause.to_owned()).or_insert(first);
            *since = first.min(*since);
        }
    }
    Ok(counts)
}

/// Works that are being written, by the clause and the version that they name.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Drafted {
    pub version: i32,
    pub clause: String,
    pub kind: String,
    pub genre: String,
    pub works: i64,
}

/// A clause that an unpublished state names and the public does not know of yet. `f` is the row of `draft_clauses`, `p`
/// its policy, `w` the work.
pub(crate) const OPEN: &str = "w.state <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM clause_links k WHERE k.work_id = f.work_id \
     AND k.policy_id = f.policy_id AND k.clause = f.clause AND k.version = COALESCE(f.version, p.current_version) \
     AND w.published_revision IS NOT NULL)";

/// Those that the account may see, of these organisations or of all.
pub async fn drafted(
    db: &Db,
    account_id: i64,
    which: &Which,
    policy_id: i64,
    organisations: Option<&[i64]>,
) -> Result<Vec<Drafted>> {
    let (seen, of) = (which.seen("w.id", account_id), among("h.organisation_id", organisations));
    let of = if organisations.is_some() {
        format!("EXISTS (SELECT 1 FROM work_holders h WHERE h.work_id = w.id AND {of})")
    } else {
        of
    };
    let sql = format!(
        "SELECT COALESCE(f.version, p.current_version) AS version, f.clause, w.kind, f.genre, COUNT(*) AS works \
         FROM draft_clauses f JOIN works w ON w.id = f.work_id JOIN policies p ON p.id = f.policy_id \
         WHERE f.policy_id = $1 AND {OPEN} AND {seen} AND {of} \
         GROUP BY COALESCE(f.version, p.current_version), f.clause, w.kind, f.genre"
    );
    db.all(&sql, [policy_id.into()]).await
}

/// A work that is being written, and a policy of which it is the first to interpret a clause.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FirstOfClause {
    pub work_id: i64,
    pub policy_slug: String,
    pub policy_title: String,
    /// The day of the policy's current version.
    pub dated: String,
}

/// Of these works; each policy once.
pub async fn first_of_clause(db: &Db, works: &[i64]) -> Result<Vec<FirstOfClause>> {
    db.all(
        &format!(
            "SELECT DISTINCT f.work_id, p.slug AS policy_slug, p.title AS policy_title, v.dated FROM draft_clauses f \
                 JOIN policies p ON p.id = f.policy_id \
                 JOIN policy_versions v ON v.policy_id = p.id AND v.number = p.current_version \
             WHERE {} AND v.dated IS NOT NULL AND COALESCE(f.version, p.current_version) = p.current_version \
             AND NOT EXISTS (SELECT 1 FROM listing_counts c WHERE c.works > 0 \
                 AND c.list = 'clause:' || p.id || '@' || p.current_version || '#' || f.clause)",
            among("f.work_id", Some(works))
        ),
        [],
    )
    .await
}
