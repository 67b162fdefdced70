//! Where each work stands in the change log: the log compacted to one row a work, kept up with it by [`Write::commit`].

use crate::{Db, Write, sql::among};
use anyhow::Result;
use domain::PartnerScope;
use sea_orm::FromQueryResult;

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

/// A scope with the ids of what it names; what is not there any more grants nothing.
#[derive(Clone, Debug)]
pub struct Granted(String);

pub async fn granted(db: &Db, scope: &PartnerScope) -> Result<Granted> {
    let quoted = |codes: Vec<&'static str>| codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ");
    let mut all = Vec::new();
    if !scope.kinds.is_empty() {
        all.push(format!("w.kind IN ({})", quoted(scope.kinds.iter().map(|kind| kind.code()).collect())));
    }
    if !scope.genres.is_empty() {
        all.push(format!("w.genre IN ({})", quoted(scope.genres.iter().map(|genre| genre.code()).collect())));
    }
    if !scope.organisations.is_empty() {
        let wanted = |slug: &String| scope.organisations.iter().any(|one| one.as_str() == slug);
        let ids: Vec<i64> = crate::organisations::all(db).await?.into_iter().filter(|o| wanted(&o.slug)).map(|o| o.id).collect();
        let named = among("o.organisation_id", Some(&ids));
        all.push(format!("EXISTS (SELECT 1 FROM work_organisations o WHERE o.work_id = w.id AND {named})"));
    }
    if !scope.channels.is_empty() {
        let wanted = |slug: &String| scope.channels.iter().any(|one| one.as_str() == slug);
        let ids: Vec<i64> =
            crate::vocabulary::channels(db).await?.into_iter().filter(|c| wanted(&c.slug)).map(|c| c.id).collect();
        let named = among("c.channel_id", Some(&ids));
        all.push(format!("EXISTS (SELECT 1 FROM work_channels c WHERE c.work_id = w.id AND {named})"));
    }
    Ok(Granted(if all.is_empty() { "1 = 1".to_owned() } else { all.join(" AND ") }))
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
    /// After the changes up to `last` were written: the works among the last `count` of them stand there now.
    pub(crate) async fn move_heads(&self, last: i64, count: i64) -> Result<()> {
        let sql = "INSERT INTO work_heads (work_id, seq) SELECT entity_id, MAX(seq) FROM changes \
                   WHERE seq > $1 AND seq <= $2 AND entity = 'work' AND entity_id IN (SELECT id FROM works) GROUP BY entity_id \
                   ON CONFLICT (work_id) DO UPDATE SET seq = excluded.seq";
        self.run(sql, [(last - count).into(), last.into()]).await?;
        Ok(())
    }
}

/// Takes in changes that a version wrote which did not keep heads, while this one was being put in its place.
pub async fn mend(write: &Write) -> Result<u64> {
    let sql = "INSERT INTO work_heads (work_id, seq) SELECT entity_id, MAX(seq) FROM changes \
               WHERE seq > (SELECT COALESCE(MAX(seq), 0) FROM work_heads) AND entity = 'work' \
                   AND entity_id IN (SELECT id FROM works) GROUP BY entity_id \
               ON CONFLICT (work_id) DO UPDATE SET seq = excluded.seq";
    write.run(sql, []).await
}
