//! Lists of published works: which work stands in which list, and the cards that pages show of them.
//!
//! Every list of the site, every feed and every count is a range of `work_listings`, so a page costs the same among a
//! thousand works and a hundred thousand.

mod archive;
mod card;
mod list;
mod picture;
mod put;
mod speech;

pub use archive::{Archived, archived, count_archived, first_from, last_before};
pub(crate) use card::{CARD, CARD_JOINS};
pub use card::{Card, Extras, FirstClause, cards_by_id, extras};
pub use list::{Cursor, List};
pub use picture::{PictureFile, pictures};
pub use put::{bury, clear, set, withdrawn_from};
pub use speech::{count_in, page_in, page_without};

use crate::{Db, sql::among};
use anyhow::Result;
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// At most `limit` cards of a list, newest first, and the cursor of the next page where there is one.
pub async fn page(db: &Db, list: &List, after: Option<Cursor>, limit: usize) -> Result<(Vec<Card>, Option<Cursor>)> {
    page_of(db, list, None, after, limit).await
}

/// The same, only of works that one of these organisations publishes.
pub async fn page_of(
    db: &Db,
    list: &List,
    organisations: Option<&[i64]>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<(Vec<Card>, Option<Cursor>)> {
    let of = organisations.map_or(String::new(), |ids| {
        let among = among("x.organisation_id", Some(ids));
        format!("AND EXISTS (SELECT 1 FROM work_organisations x WHERE x.work_id = l.work_id AND {among})")
    });
    let from = format!("FROM work_listings l JOIN works w ON w.id = l.work_id {CARD_JOINS} WHERE l.list = $4 {of}");
    stretch(db, &from, "l", [list.to_string().into()], after, limit).await
}

/// A page of the cards of `w`, in the order of the rows of `work_listings` that are called `entry`. `values` are `$4` and so on.
async fn stretch(
    db: &Db,
    from: &str,
    entry: &str,
    values: impl IntoIterator<Item = Value>,
    after: Option<Cursor>,
    limit: usize,
) -> Result<(Vec<Card>, Option<Cursor>)> {
    let after = after.unwrap_or(Cursor::NEWEST);
    let sql = format!(
        "SELECT {CARD} {from} AND ({entry}.published_at, {entry}.work_id) < ($1, $2) \
         ORDER BY {entry}.published_at DESC, {entry}.work_id DESC LIMIT $3"
    );
    let place = [after.published_at.into(), after.work_id.into(), (limit as i64 + 1).into()];
    Ok(more(db.all(&sql, place.into_iter().chain(values)).await?, limit))
}

/// Of one card more than wanted, if there are so many: the page, and where the next one begins.
fn more(mut cards: Vec<Card>, limit: usize) -> (Vec<Card>, Option<Cursor>) {
    let more = cards.len() > limit;
    cards.truncate(limit);
    let next = cards.last().filter(|_| more).map(|c| Cursor { published_at: c.published_at, work_id: c.id });
    (cards, next)
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
        "SELECT l.list AS list, {CARD} FROM listing_counts c CROSS JOIN work_listings l \
         JOIN works w ON w.id = l.work_id {CARD_JOINS} \
         WHERE l.list = c.list AND c.list >= $1 AND c.list < $2 AND c.works > 0 AND l.published_at >= COALESCE( \
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
