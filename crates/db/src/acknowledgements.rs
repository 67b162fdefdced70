//! Which partner has seen which correction.

use crate::{Db, Write, sql::among, work_heads::Granted};
use anyhow::Result;
use sea_orm::FromQueryResult;

/// A notice that stands.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Standing {
    pub work_id: i64,
    pub id: i64,
}

/// A notice and one who has seen it, or nobody.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SeenRow {
    pub id: i64,
    pub slug: String,
    pub kind: String,
    pub severity: String,
    pub at: i64,
    pub partner: Option<String>,
    pub seen_at: Option<i64>,
}

/// The standing notices of these works, oldest first.
pub async fn standing(db: &Db, works: &[i64]) -> Result<Vec<Standing>> {
    let works = among("work_id", Some(works));
    db.all(&format!("SELECT work_id, id FROM corrections WHERE lifted_at IS NULL AND {works} ORDER BY id"), []).await
}

/// Whether there is such a notice on a work within the scope.
pub async fn is_granted(db: &Db, granted: &Granted, correction: i64) -> Result<bool> {
    let Granted(condition) = granted;
    let sql = format!(
        "SELECT COUNT(*) FROM corrections c JOIN works w ON w.id = c.work_id \
         WHERE c.id = $1 AND w.published_at IS NOT NULL AND {condition}"
    );
    Ok(db.number(&sql, [correction.into()]).await? > 0)
}

/// Said twice it is as it was; when it was said first.
pub async fn add(write: &Write, partner_id: i64, correction: i64) -> Result<i64> {
    let sql = "INSERT INTO correction_acknowledgements (partner_id, correction_id, at) VALUES ($1, $2, $3) \
               ON CONFLICT (partner_id, correction_id) DO UPDATE SET at = correction_acknowledgements.at RETURNING at";
    write.number(sql, [partner_id.into(), correction.into(), write.now().0.into()]).await
}

/// One who has seen a notice.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Acknowledged {
    pub correction_id: i64,
    pub partner_id: i64,
    pub partner: String,
    pub at: i64,
}

/// Who has seen which notice of a work, the first to see it first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<Acknowledged>> {
    let sql = "SELECT a.correction_id, p.id AS partner_id, p.name AS partner, a.at FROM correction_acknowledgements a \
               JOIN corrections c ON c.id = a.correction_id JOIN partners p ON p.id = a.partner_id WHERE c.work_id = $1 ORDER BY a.at, p.slug";
    db.all(sql, [work_id.into()]).await
}

/// The newest notices, at most `limit`, each once for everybody who has seen it.
pub async fn seen(db: &Db, limit: u64) -> Result<Vec<SeenRow>> {
    let sql = "SELECT c.id, w.slug, c.kind, c.severity, c.at, p.slug AS partner, a.at AS seen_at \
               FROM (SELECT * FROM corrections ORDER BY id DESC LIMIT $1) c JOIN works w ON w.id = c.work_id \
               LEFT JOIN correction_acknowledgements a ON a.correction_id = c.id LEFT JOIN partners p ON p.id = a.partner_id \
               ORDER BY c.id DESC, p.slug";
    db.all(sql, [(limit as i64).into()]).await
}
