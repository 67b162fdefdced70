//! A list as readers of one language want it: first what they can read, then the rest.

use super::{CARD_JOINS, Card, Cursor, List, stretch};
use crate::Db;
use anyhow::Result;
use domain::Language;

/// The works of a list that are to be had in `language`, written in it or translated into it, newest first: `w` is the work
/// in that language, `e` its place among all that are.
///
/// Lists show the work that was written first, so the way from a translation leads over it. It is walked from the
/// language's own list, which is short where the language is a guest. `list` is the place of the other list's name.
fn in_language(list: &str) -> String {
    format!(
        "FROM work_listings e JOIN works w ON w.id = e.work_id JOIN works f ON f.id = COALESCE(w.original_id, w.id) \
         JOIN work_listings l ON l.list = {list} AND l.published_at = f.published_at AND l.work_id = f.id"
    )
}

/// At most `limit` cards, and the cursor of the next page where there is one.
pub async fn page_in(
    db: &Db,
    list: &List,
    language: Language,
    after: Option<Cursor>,
    limit: usize,
) -> Result<(Vec<Card>, Option<Cursor>)> {
    let from = format!("{} {CARD_JOINS} WHERE e.list = $4", in_language("$5"));
    stretch(db, &from, "e", [List::Language(language).to_string().into(), list.to_string().into()], after, limit).await
}

/// How many works of the list are to be had in `language`.
pub async fn count_in(db: &Db, list: &List, language: Language) -> Result<u64> {
    let sql = format!("SELECT COUNT(*) {} WHERE e.list = $1", in_language("$2"));
    Ok(db.number(&sql, [List::Language(language).to_string().into(), list.to_string().into()]).await? as u64)
}

/// The works of the list that are not: a page of them, like [`page_in`].
pub async fn page_without(
    db: &Db,
    list: &List,
    language: Language,
    after: Option<Cursor>,
    limit: usize,
) -> Result<(Vec<Card>, Option<Cursor>)> {
    let from = format!(
        "FROM work_listings l JOIN works w ON w.id = l.work_id {CARD_JOINS} WHERE l.list = $4 AND w.language <> $5 \
         AND NOT EXISTS (SELECT 1 FROM works s WHERE s.original_id = w.id AND s.language = $5 AND s.state = 'published')"
    );
    stretch(db, &from, "l", [list.to_string().into(), language.code().into()], after, limit).await
}
