//! Which organisations publish a work together, as one name: `,3,17,` of their ids. A number for some organisations is added
//! up from the names in which one of them stands, so that what two of them publish together counts once.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Publisher {
    organisation_id: i64,
}

/// Published works that are in lists of clauses and in none of their organisations': a process of a version that did not know these
/// lists published them.
pub async fn left_out(db: &Db) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct LeftOut {
        id: i64,
    }
    let sql = "SELECT w.id FROM works w WHERE w.state = 'published' \
               AND NOT EXISTS (SELECT 1 FROM work_listings p WHERE p.work_id = w.id AND p.list >= 'publishers:' AND p.list < 'publishers;') \
               AND EXISTS (SELECT 1 FROM work_listings l WHERE l.work_id = w.id AND l.list >= 'clause:' AND l.list < 'clause;') \
               AND EXISTS (SELECT 1 FROM work_organisations o WHERE o.work_id = w.id) ORDER BY w.id";
    let rows: Vec<LeftOut> = db.all(sql, []).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Of a published work; none where no organisation publishes it. Each of them finds the name from now on.
pub async fn name(write: &Write, work_id: i64) -> Result<Option<String>> {
    let sql = "SELECT organisation_id FROM work_organisations WHERE work_id = $1 ORDER BY organisation_id";
    let rows: Vec<Publisher> = write.all(sql, [work_id.into()]).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let ids: Vec<String> = rows.iter().map(|row| row.organisation_id.to_string()).collect();
    let name = format!(",{},", ids.join(","));
    // Seldom new: a row that is there already is not locked.
    let known = "SELECT COUNT(*) FROM publisher_sets WHERE publishers = $1";
    if write.number(known, [name.as_str().into()]).await? < rows.len() as i64 {
        for row in &rows {
            let sql = "INSERT INTO publisher_sets (organisation_id, publishers) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            write.run(sql, [row.organisation_id.into(), name.as_str().into()]).await?;
        }
    }
    Ok(Some(name))
}
