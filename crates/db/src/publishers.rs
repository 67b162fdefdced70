//! Which organisations publish a work together, as one name: `,3,17,` of their ids. A number for some organisations is added
//! up from the names in which one of them stands, so that what two of them publish together counts once.

use crate::Write;
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Publisher {
    organisation_id: i64,
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
