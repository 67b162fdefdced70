//! Where each work stands in the change log: the log compacted to one row a work, kept up with it by [`Write::commit`].

use crate::{Db, Write, sql::among};
use anyhow::Result;
use domain::{PartnerScope, Slug, Territory};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// A work that was published once, and the number of its last change.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct WorkHead {
    pub work_id: i64,
    pub seq: i64,
    pub tag: String,
    /// Published now.
    pub live: bool,
    /// Within the scope that was asked for.
    pub granted: bool,
}

/// A scope as a condition on `works w`; a name that leads nowhere any more grants nothing.
#[derive(Clone, Debug)]
pub struct Granted(pub(crate) String);

impl Granted {
    /// What everybody may have.
    pub fn everything() -> Self {
        Self("1 = 1".to_owned())
    }

    pub fn nothing() -> Self {
        Self("1 = 0".to_owned())
    }

    pub fn new(scope: &PartnerScope) -> Self {
        let PartnerScope { kinds, genres, organisations, channels, territories } = scope;
        let named = |slugs: &[Slug], table: &str, column: &str| {
            let slugs = one_of("n.slug", slugs.iter().map(Slug::as_str))?;
            Some(format!(
                "EXISTS (SELECT 1 FROM work_{table} j JOIN {table} n ON n.id = j.{column} WHERE j.work_id = w.id AND {slugs})"
            ))
        };
        let all = [
            one_of("w.kind", kinds.iter().map(|kind| kind.code())),
            one_of("w.genre", genres.iter().map(|genre| genre.code())),
            named(organisations, "organisations", "organisation_id"),
            named(channels, "channels", "channel_id"),
            licensed_in(territories),
        ];
        let all: Vec<String> = all.into_iter().flatten().collect();
        Self(if all.is_empty() { "1 = 1".to_owned() } else { all.join(" AND ") })
    }
}

/// A work that names no territories is licensed everywhere.
fn licensed_in(territories: &[Territory]) -> Option<String> {
    let named = one_of("t.territory", territories.iter().map(Territory::code))?;
    Some(format!(
        "(NOT EXISTS (SELECT 1 FROM work_territories t WHERE t.work_id = w.id) \
         OR EXISTS (SELECT 1 FROM work_territories t WHERE t.work_id = w.id AND {named}))"
    ))
}

/// `None` where there is nothing to narrow to. Codes and slugs are of letters, digits and hyphens alone, so they may stand in
/// a statement as they are.
fn one_of<'a>(column: &str, names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = names.map(|name| format!("'{name}'")).collect();
    (!names.is_empty()).then(|| format!("{column} IN ({})", names.join(", ")))
}

/// At most `limit` heads after `seq`, oldest first. A work that was never published has none.
pub async fn after(db: &Db, granted: &Granted, seq: i64, limit: u64) -> Result<Vec<WorkHead>> {
    let Granted(condition) = granted;
    let sql = format!(
        "SELECT h.work_id, h.seq, w.tag, w.state = 'published' AS live, ({condition}) AS granted \
         FROM work_heads h JOIN works w ON w.id = h.work_id \
         WHERE h.seq > $1 AND w.published_at IS NOT NULL AND w.corrects IS NULL ORDER BY h.seq LIMIT $2"
    );
    db.all(&sql, [seq.into(), (limit as i64).into()]).await
}

/// The last change of the works that were ever published, and when it was.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Newest {
    pub seq: i64,
    pub at: i64,
}

pub async fn newest(db: &Db) -> Result<Option<Newest>> {
    let sql = "SELECT h.seq, c.at FROM work_heads h JOIN works w ON w.id = h.work_id JOIN changes c ON c.seq = h.seq \
               WHERE w.published_at IS NOT NULL AND w.corrects IS NULL ORDER BY h.seq DESC LIMIT 1";
    db.one(sql, []).await
}

/// At most `limit` published works within the scope, by id, after `id`.
pub async fn live(db: &Db, granted: &Granted, id: i64, limit: u64) -> Result<Vec<WorkHead>> {
    let Granted(condition) = granted;
    let sql = format!(
        "SELECT h.work_id, h.seq, w.tag, TRUE AS live, TRUE AS granted FROM works w JOIN work_heads h ON h.work_id = w.id \
         WHERE w.id > $1 AND w.state = 'published' AND w.corrects IS NULL AND {condition} ORDER BY w.id LIMIT $2"
    );
    db.all(&sql, [id.into(), (limit as i64).into()]).await
}

/// The head of one work by its tag.
pub async fn by_tag(db: &Db, granted: &Granted, tag: &str) -> Result<Option<WorkHead>> {
    let Granted(condition) = granted;
    let sql = format!(
        "SELECT h.work_id, h.seq, w.tag, w.state = 'published' AS live, ({condition}) AS granted \
         FROM works w JOIN work_heads h ON h.work_id = w.id WHERE w.tag = $1 AND w.published_at IS NOT NULL"
    );
    db.one(&sql, [tag.into()]).await
}

/// Whether a work is within the scope.
pub async fn grants(db: &Db, granted: &Granted, work_id: i64) -> Result<bool> {
    let Granted(condition) = granted;
    Ok(db.number(&format!("SELECT COUNT(*) FROM works w WHERE w.id = $1 AND {condition}"), [work_id.into()]).await? > 0)
}

/// The numbers of the last changes of these works, by their ids.
pub async fn numbers(db: &Db, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        work_id: i64,
        seq: i64,
    }
    let rows: Vec<Row> =
        db.all(&format!("SELECT work_id, seq FROM work_heads WHERE {}", among("work_id", Some(ids))), []).await?;
    Ok(rows.into_iter().map(|row| (row.work_id, row.seq)).collect())
}

/// Works for which the one scope says otherwise than the other: `(id, slug)`.
pub async fn differing(write: &Write, one: &Granted, other: &Granted) -> Result<Vec<(i64, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        slug: String,
    }
    let (Granted(one), Granted(other)) = (one, other);
    let sql = format!("SELECT w.id, w.slug FROM works w WHERE w.state = 'published' AND ({one}) <> ({other}) ORDER BY w.id");
    let rows: Vec<Row> = write.all(&sql, []).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.slug)).collect())
}

impl Write {
    /// The works among the changes after this number, which were just written, stand there now.
    pub(crate) async fn move_heads(&self, after: i64) -> Result<()> {
        self.heads_after("$1", [after.into()]).await
    }

    /// The works that changed after the number `from`, an expression, stand at their last change. The log is held.
    async fn heads_after(&self, from: &str, values: impl IntoIterator<Item = Value>) -> Result<()> {
        let sql = format!(
            "INSERT INTO work_heads (work_id, seq) SELECT entity_id, MAX(seq) FROM changes \
             WHERE seq > {from} AND entity = 'work' AND entity_id IN (SELECT id FROM works) GROUP BY entity_id \
             ON CONFLICT (work_id) DO UPDATE SET seq = excluded.seq"
        );
        self.run(&sql, values).await?;
        Ok(())
    }
}

/// Takes in changes that a version wrote which did not keep heads, before this one was put in its place.
pub async fn mend(write: &Write) -> Result<()> {
    // Otherwise another process could move a head on, and this one move it back.
    write.hold_log().await?;
    write.heads_after("(SELECT COALESCE(MAX(seq), 0) FROM work_heads)", []).await
}
