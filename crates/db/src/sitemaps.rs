//! What search engines are told: published works in spans of their ids, so that a sitemap is a range of the primary key
//! and no request holds more than one; the newest works; and when the pages of a policy last changed.

use crate::{Db, listings::end_of};
use anyhow::Result;
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// Ids in a span: at most so many works stand in a sitemap.
const SPAN: i64 = 10_000;

/// A span in which works are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Span {
    /// From 1.
    pub number: i64,
    /// The last change among its works that a reader would notice.
    pub updated_at: i64,
}

pub async fn spans(db: &Db) -> Result<Vec<Span>> {
    let sql = "SELECT (id - 1) / $1 + 1 AS number, MAX(updated_at) AS updated_at FROM works WHERE state = 'published' \
               GROUP BY 1 ORDER BY 1";
    db.all(sql, [SPAN.into()]).await
}

/// The span in which the work with this id is.
pub fn span_of(work_id: i64) -> i64 {
    (work_id - 1) / SPAN + 1
}

/// A published work as sitemaps name it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MappedWork {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub lead: String,
    pub language: String,
    pub published_at: i64,
    pub updated_at: i64,
}

const MAPPED: &str =
    "SELECT w.id, w.slug, w.title, w.lead, w.language, COALESCE(w.published_at, 0) AS published_at, w.updated_at";

/// The works of a span, by id.
pub async fn works(db: &Db, number: i64) -> Result<Vec<MappedWork>> {
    let sql = format!("{MAPPED} FROM works w WHERE w.state = 'published' AND w.id > $1 AND w.id <= $2 ORDER BY w.id");
    let (after, last) = range(number);
    db.all(&sql, [after.into(), last.into()]).await
}

/// At most `limit` works in any language published since a time, newest first.
pub async fn published_since(db: &Db, since: i64, limit: usize) -> Result<Vec<MappedWork>> {
    let languages: Vec<String> = domain::Language::ALL.iter().map(|language| format!("'language:{language}'")).collect();
    let sql = format!(
        "{MAPPED} FROM work_listings l JOIN works w ON w.id = l.work_id \
         WHERE l.list IN ({}) AND l.published_at >= $1 ORDER BY l.published_at DESC, l.work_id DESC LIMIT $2",
        languages.join(", ")
    );
    db.all(&sql, [since.into(), (limit as i64).into()]).await
}

/// A file that the page of a work shows: a picture, or the film and its poster.
#[derive(Clone, Debug, FromQueryResult)]
pub struct MappedFile {
    pub work_id: i64,
    /// Of the original; its files stand at `/media/{key}/{file}`.
    pub key: String,
    pub duration_ms: Option<i64>,
    pub role: String,
    pub file: String,
}

/// The files of a span's works that every program can show, those of a work together, the widest of an original first.
pub async fn files(db: &Db, number: i64) -> Result<Vec<MappedFile>> {
    let sql = "SELECT w.id AS work_id, a.key, a.duration_ms, r.role, r.file \
               FROM works w JOIN work_assets s ON s.work_id = w.id JOIN assets a ON a.id = s.asset_id JOIN renditions r ON r.asset_id = a.id \
               WHERE w.state = 'published' AND w.id > $1 AND w.id <= $2 AND r.media_type <> 'image/webp' \
               AND r.role IN ('picture', 'cover', 'poster', 'progressive') ORDER BY w.id, a.id, r.width DESC, r.id";
    let (after, last) = range(number);
    db.all(sql, [after.into(), last.into()]).await
}

/// A number that no span has gives an empty range.
fn range(number: i64) -> (i64, i64) {
    let after = number.saturating_sub(1).saturating_mul(SPAN);
    (after, after.saturating_add(SPAN))
}

/// When what the lists whose names begin with `prefix` show last changed, a withdrawal too; by the rest of the name.
pub async fn lists_changed(db: &Db, prefix: &str) -> Result<HashMap<String, i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        list: String,
        at: i64,
    }
    let sql = "SELECT l.list AS list, MAX(w.updated_at) AS at FROM work_listings l JOIN works w ON w.id = l.work_id \
               WHERE (l.list >= $1 AND l.list < $2) OR (l.list >= $3 AND l.list < $4) GROUP BY l.list";
    let gone = format!("gone:{prefix}");
    let values = [prefix.into(), end_of(prefix).into(), gone.as_str().into(), end_of(&gone).into()];
    let mut changed: HashMap<String, i64> = HashMap::new();
    for Row { list, at } in db.all(sql, values).await? {
        let Some((_, rest)) = list.split_once(prefix) else { continue };
        let known = changed.entry(rest.to_owned()).or_default();
        *known = at.max(*known);
    }
    Ok(changed)
}
