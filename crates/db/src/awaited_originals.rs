//! Revisions that are to be published as soon as their video or long image is ready. The table is named after the videos,
//! which were first.

use crate::{Db, Write, entity::work_revision, revisions, revisions::Revision};
use anyhow::Result;
use sea_orm::{EntityTrait, FromQueryResult};

/// Notes that `revision` waits for the original, in place of any other revision of the work.
pub async fn set(write: &Write, work_id: i64, revision: i64, asset_id: i64) -> Result<()> {
    write
        .run(
            "INSERT INTO awaited_videos (work_id, revision_id, asset_id) VALUES ($1, $2, $3) \
             ON CONFLICT (work_id) DO UPDATE SET revision_id = excluded.revision_id, asset_id = excluded.asset_id, reason = NULL",
            [work_id.into(), revision.into(), asset_id.into()],
        )
        .await?;
    Ok(())
}

/// The work waits no longer.
pub async fn remove(write: &Write, work_id: i64) -> Result<()> {
    write.run("DELETE FROM awaited_videos WHERE work_id = $1", [work_id.into()]).await?;
    Ok(())
}

/// Why the revision cannot be published though its original is ready.
pub async fn set_reason(write: &Write, work_id: i64, reason: &str) -> Result<()> {
    write.run("UPDATE awaited_videos SET reason = $2 WHERE work_id = $1", [work_id.into(), reason.into()]).await?;
    Ok(())
}

/// The revisions that wait for an original, by work.
pub async fn of_asset(write: &Write, asset_id: i64) -> Result<Vec<Revision>> {
    #[derive(FromQueryResult)]
    struct Row {
        revision_id: i64,
    }
    let rows: Vec<Row> =
        write.all("SELECT revision_id FROM awaited_videos WHERE asset_id = $1 ORDER BY work_id", [asset_id.into()]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(revision) = work_revision::Entity::find_by_id(row.revision_id).one(write.tx()).await? {
            found.push(revisions::read(revision)?);
        }
    }
    Ok(found)
}

/// A work that waits.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Awaiting {
    pub slug: String,
    /// The state of its video or long image.
    pub state: String,
    /// Why that failed, or why the work cannot be published though it is ready.
    pub reason: Option<String>,
}

pub async fn all(db: &Db) -> Result<Vec<Awaiting>> {
    db.all(
        "SELECT w.slug, a.state, COALESCE(v.reason, a.reason) AS reason FROM awaited_videos v \
         JOIN works w ON w.id = v.work_id JOIN assets a ON a.id = v.asset_id ORDER BY w.slug",
        [],
    )
    .await
}
