//! Lists of published works: which work stands in which list, and the cards that pages show of them.
//!
//! Every list of the site, every feed and every count is a range of `work_listings`, so a page costs the same among a
//! thousand works and a hundred thousand.

use crate::{Db, Write, entity::work_listing, sql::places, works::WorkRow};
use anyhow::Result;
use domain::{Audience, ClauseId, Genre, Language, Slug, Timestamp, WorkKind};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use std::{
    collections::{BTreeSet, HashMap},
    fmt,
};

/// The name of a list; its text is the key in the database.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum List {
    All,
    Kind(WorkKind),
    Genre(Genre),
    Audience(Audience),
    Topic(Slug),
    Campaign(Slug),
    Organisation(Slug),
    Person(Slug),
    Channel(Slug),
    /// The only list that shows translations: elsewhere a work stands once, in the language it was written in.
    Language(Language),
    Policy(i64),
    Clause {
        policy: i64,
        version: i32,
        clause: ClauseId,
    },
    ClauseKind {
        policy: i64,
        version: i32,
        clause: ClauseId,
        kind: WorkKind,
    },
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Kind(k) => write!(f, "kind:{k}"),
            Self::Genre(g) => write!(f, "genre:{g}"),
            Self::Audience(a) => write!(f, "audience:{a}"),
            Self::Topic(s) => write!(f, "topic:{s}"),
            Self::Campaign(s) => write!(f, "campaign:{s}"),
            Self::Organisation(s) => write!(f, "organisation:{s}"),
            Self::Person(s) => write!(f, "person:{s}"),
            Self::Channel(s) => write!(f, "channel:{s}"),
            Self::Language(l) => write!(f, "language:{l}"),
            Self::Policy(id) => write!(f, "policy:{id}"),
            Self::Clause { policy, version, clause } => write!(f, "clause:{policy}@{version}#{clause}"),
            Self::ClauseKind { policy, version, clause, kind } => write!(f, "clausekind:{policy}@{version}#{clause}|{kind}"),
        }
    }
}

/// What a list shows of a work.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Card {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    pub kind: String,
    pub genre: String,
    pub language: String,
    pub minutes: i32,
    pub published_at: i64,
    pub updated_at: i64,
    /// The responsible organisation.
    pub organisation: Option<String>,
    pub example: bool,
    /// Three different people reviewed it.
    pub verified: bool,
    pub corrected: bool,
}

impl Card {
    pub fn published(&self) -> Timestamp {
        Timestamp(self.published_at)
    }
}

pub(crate) const CARD: &str = "w.id, w.slug, w.title, w.lead, w.kind, w.genre, w.language, w.minutes, \
     COALESCE(w.published_at, 0) AS published_at, w.updated_at, o.name AS organisation, COALESCE(o.example, FALSE) AS example, \
     (SELECT COUNT(DISTINCT r.person_id) FROM work_reviews r WHERE r.work_id = w.id AND r.stage <> 'scientific') >= 3 AS verified, \
     EXISTS (SELECT 1 FROM corrections n WHERE n.work_id = w.id AND n.lifted_at IS NULL) AS corrected";

/// The tables that [`CARD`] reads from, `w` being joined before.
pub(crate) const CARD_JOINS: &str = "LEFT JOIN work_organisations wo ON wo.work_id = w.id AND wo.position = 0 \
     LEFT JOIN organisations o ON o.id = wo.organisation_id";

/// Who wrote or spoke, and the first clause that it interprets: what a card names besides.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    pub people: Vec<String>,
    pub clause: Option<FirstClause>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct FirstClause {
    pub work_id: i64,
    pub policy_slug: String,
    pub policy_title: String,
    pub clause: String,
    pub label: String,
    pub heading: String,
}

#[derive(FromQueryResult)]
struct Name {
    work_id: i64,
    name: String,
}

/// The extras of these works, by id.
pub async fn extras(db: &Db, ids: &[i64]) -> Result<HashMap<i64, Extras>> {
    let mut extras: HashMap<i64, Extras> = HashMap::new();
    if ids.is_empty() {
        return Ok(extras);
    }
    let (among, values) = (places(1, ids.len()), || ids.iter().map(|id| (*id).into()));
    let names: Vec<Name> = db
        .all(
            &format!(
                "SELECT j.work_id, p.name FROM work_people j JOIN people p ON p.id = j.person_id \
                 WHERE j.work_id IN ({among}) AND j.role NOT IN ('editor', 'photographer') ORDER BY j.work_id, j.position"
            ),
            values(),
        )
        .await?;
    for Name { work_id, name } in names {
        let people = &mut extras.entry(work_id).or_default().people;
        if !people.contains(&name) {
            people.push(name);
        }
    }
    let clauses: Vec<FirstClause> = db
        .all(
            &format!(
                "SELECT k.work_id, p.slug AS policy_slug, p.title AS policy_title, k.clause, c.label, c.heading \
                 FROM clause_links k JOIN policies p ON p.id = k.policy_id \
                 JOIN policy_versions v ON v.policy_id = p.id AND v.number = k.version \
                 JOIN clauses c ON c.version_id = v.id AND c.clause = k.clause \
                 WHERE k.work_id IN ({among}) AND k.position = 0 AND k.state IN ('current', 'mapped') ORDER BY k.id"
            ),
            values(),
        )
        .await?;
    for clause in clauses {
        let work_id = clause.work_id;
        extras.entry(work_id).or_default().clause = Some(clause);
    }
    Ok(extras)
}

/// Where the next page begins: after the last work of the one before (keyset, so that nothing is skipped or doubled).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Cursor {
    pub published_at: i64,
    pub work_id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.published_at, self.work_id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = std::num::ParseIntError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let (at, id) = s.split_once('-').unwrap_or((s, ""));
        Ok(Self { published_at: at.parse()?, work_id: id.parse()? })
    }
}

impl TryFrom<String> for Cursor {
    type Error = std::num::ParseIntError;
    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

/// At most `limit` cards of a list, newest first, and the cursor of the next page where there is one.
pub async fn page(db: &Db, list: &List, after: Option<Cursor>, limit: usize) -> Result<(Vec<Card>, Option<Cursor>)> {
    let after = after.unwrap_or(Cursor { published_at: i64::MAX, work_id: i64::MAX });
    let sql = format!(
        "SELECT {CARD} FROM work_listings l JOIN works w ON w.id = l.work_id {CARD_JOINS} \
         WHERE l.list = $1 AND (l.published_at, l.work_id) < ($2, $3) \
         ORDER BY l.published_at DESC, l.work_id DESC LIMIT $4",
    );
    let values = [list.to_string().into(), after.published_at.into(), after.work_id.into(), (limit as i64 + 1).into()];
    let mut cards: Vec<Card> = db.all(&sql, values).await?;
    let more = cards.len() > limit;
    cards.truncate(limit);
    let next = cards.last().filter(|_| more).map(|c| Cursor { published_at: c.published_at, work_id: c.id });
    Ok((cards, next))
}

/// A card and the list it was found in.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ListedCard {
    pub list: String,
    #[sea_orm(nested)]
    pub card: Card,
}

/// The newest `each` works of every list whose name lies in `[from, to)`, in one statement: each list is entered at its
/// newest end, so the cost follows the number of lists and not of works.
pub async fn newest_of_each(db: &Db, from: &str, to: &str, each: usize) -> Result<Vec<ListedCard>> {
    let sql = format!(
        "SELECT l.list AS list, {CARD} FROM listing_counts c JOIN work_listings l ON l.list = c.list \
         JOIN works w ON w.id = l.work_id {CARD_JOINS} \
         WHERE c.list >= $1 AND c.list < $2 AND c.works > 0 AND l.published_at >= COALESCE( \
             (SELECT x.published_at FROM work_listings x WHERE x.list = c.list ORDER BY x.published_at DESC, x.work_id DESC LIMIT 1 OFFSET $3), \
             -9223372036854775807) \
         ORDER BY l.list, l.published_at DESC, l.work_id DESC",
    );
    let mut rows: Vec<ListedCard> = db.all(&sql, [from.into(), to.into(), (each as i64 - 1).into()]).await?;
    // Works published in the same millisecond may exceed the wanted number.
    let mut seen: HashMap<String, usize> = HashMap::new();
    rows.retain(|row| {
        let n = seen.entry(row.list.clone()).or_default();
        *n += 1;
        *n <= each
    });
    Ok(rows)
}

/// The works with these ids, in the order of the ids; withdrawn and unknown ones are left out.
pub async fn cards_by_id(db: &Db, ids: &[i64]) -> Result<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        format!("SELECT {CARD} FROM works w {CARD_JOINS} WHERE w.state = 'published' AND w.id IN ({})", places(1, ids.len()));
    let cards: Vec<Card> = db.all(&sql, ids.iter().map(|id| (*id).into())).await?;
    let mut by_id: HashMap<i64, Card> = cards.into_iter().map(|c| (c.id, c)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

#[derive(FromQueryResult)]
struct Count {
    list: String,
    works: i64,
}

/// How many works each list shows whose name begins with `prefix`, by the rest of the name.
pub async fn counts(db: &Db, prefix: &str) -> Result<HashMap<String, u64>> {
    let rows: Vec<Count> = db
        .all(
            "SELECT list, works FROM listing_counts WHERE list >= $1 AND list < $2 AND works > 0",
            [prefix.into(), end_of(prefix).into()],
        )
        .await?;
    Ok(rows.into_iter().map(|c| (c.list[prefix.len()..].to_owned(), c.works as u64)).collect())
}

pub async fn count(db: &Db, list: &List) -> Result<u64> {
    count_named(db, &list.to_string()).await
}

pub async fn count_named(db: &Db, list: &str) -> Result<u64> {
    Ok(db.number("SELECT COALESCE((SELECT works FROM listing_counts WHERE list = $1), 0)", [list.into()]).await? as u64)
}

/// The first text after all those that begin with `prefix`.
pub fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// Takes a work out of every list.
pub async fn clear(write: &mut Write, work_id: i64) -> Result<()> {
    let lists: Vec<ListName> = write.all("SELECT list FROM work_listings WHERE work_id = $1", [work_id.into()]).await?;
    write.run("DELETE FROM work_listings WHERE work_id = $1", [work_id.into()]).await?;
    for ListName { list } in lists {
        write.count(list, -1);
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct ListName {
    list: String,
}

/// Takes a work out of every list, and notes for the feeds of those lists that it was there.
pub async fn bury(write: &mut Write, work_id: i64) -> Result<()> {
    let lists: Vec<ListName> = write.all("SELECT list FROM work_listings WHERE work_id = $1", [work_id.into()]).await?;
    clear(write, work_id).await?;
    let at = write.now().0;
    insert(write, work_id, at, lists.into_iter().map(|l| format!("{GONE}{}", l.list)).collect()).await
}

/// Before the name of a list: the works that were withdrawn from it, by the time of the withdrawal.
const GONE: &str = "gone:";

/// At most `limit` works that were withdrawn from a list, the last one first.
pub async fn withdrawn_from(db: &Db, list: &List, limit: usize) -> Result<Vec<WorkRow>> {
    db.all(
        "SELECT w.* FROM work_listings l JOIN works w ON w.id = l.work_id WHERE l.list = $1 \
         ORDER BY l.published_at DESC, l.work_id DESC LIMIT $2",
        [format!("{GONE}{list}").into(), (limit as i64).into()],
    )
    .await
}

/// Puts a work into these lists and no others.
pub async fn set(write: &mut Write, work_id: i64, published_at: i64, lists: &[List]) -> Result<()> {
    clear(write, work_id).await?;
    insert(write, work_id, published_at, lists.iter().map(List::to_string).collect()).await
}

async fn insert(write: &mut Write, work_id: i64, published_at: i64, names: BTreeSet<String>) -> Result<()> {
    let rows = names.iter().map(|list| work_listing::ActiveModel {
        list: Set(list.clone()),
        published_at: Set(published_at),
        work_id: Set(work_id),
    });
    let rows: Vec<_> = rows.collect();
    for chunk in rows.chunks(1000) {
        work_listing::Entity::insert_many(chunk.to_vec()).exec_without_returning(write.tx()).await?;
    }
    for list in names {
        write.count(list, 1);
    }
    Ok(())
}
