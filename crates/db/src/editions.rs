//! Editions: what a published article became when it was set in type. Each is an asset of kind sheet, linked with its work like
//! every other; its renditions are a long image, a print and a card.

use crate::{
    Db, Write,
    assets::{AssetRow, RenditionRow},
    entity::asset,
    works::WorkRow,
};
use anyhow::Result;
use domain::{AssetKind, WorkKind};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

/// The kind of the jobs that make them.
pub const JOB: &str = "typeset";

/// The key of the job of a work.
pub fn job_key(work_id: i64) -> String {
    format!("{JOB}:{work_id}")
}

/// Notes that an edition is wanted of what a published work says now. Not of what is no article, or in a script that there are no
/// fonts for.
pub async fn want(write: &Write, work: &WorkRow) -> Result<()> {
    if work.kind == WorkKind::Article.code() && ["zh-Hans", "zh-Hant", "en"].contains(&work.language.as_str()) {
        let sql = "INSERT INTO wanted_editions (work_id, changed_at) VALUES ($1, $2) \
                   ON CONFLICT (work_id) DO UPDATE SET changed_at = excluded.changed_at";
        write.run(sql, [work.id.into(), work.updated_at.into()]).await?;
    }
    Ok(())
}

/// The work of which an edition is wanted, the one that changed last; not one that is being set.
pub async fn due(db: &Db) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        work_id: i64,
    }
    let row: Option<Row> = db
        .one(
            "SELECT e.work_id FROM wanted_editions e WHERE NOT EXISTS (SELECT 1 FROM jobs q \
                 WHERE q.key = 'typeset:' || e.work_id AND q.state IN ('waiting', 'running')) \
             ORDER BY e.changed_at DESC, e.work_id DESC LIMIT 1",
            [],
        )
        .await?;
    Ok(row.map(|row| row.work_id))
}

/// Takes up the wish for an edition of a work: true where it is to be set. False where somebody else took it up, where readers do
/// not see the work any more, and where one is there already, as of a work that was withdrawn and brought back: a correction drops
/// what was set before it.
pub async fn take(write: &Write, work_id: i64) -> Result<bool> {
    let wanted = write.run("DELETE FROM wanted_editions WHERE work_id = $1", [work_id.into()]).await?;
    let published = "SELECT COUNT(*) FROM works w WHERE w.id = $1 AND w.state = 'published' AND NOT EXISTS \
                     (SELECT 1 FROM work_assets j JOIN assets a ON a.id = j.asset_id WHERE j.work_id = w.id AND a.kind = 'sheet')";
    Ok(wanted > 0 && write.number(published, [work_id.into()]).await? > 0)
}

/// The edition of a work, whoever may see it.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Option<(AssetRow, Vec<RenditionRow>)>> {
    let asset: Option<AssetRow> = db
        .one(
            "SELECT a.* FROM assets a JOIN work_assets j ON j.asset_id = a.id \
             WHERE j.work_id = $1 AND a.kind = 'sheet' AND a.state = 'ready' ORDER BY a.id DESC LIMIT 1",
            [work_id.into()],
        )
        .await?;
    let Some(asset) = asset else { return Ok(None) };
    let renditions = crate::assets::renditions_of(db, &[asset.id]).await?;
    Ok(Some((asset, renditions)))
}

/// The same article set before, by whatever work.
pub async fn same(db: &Db, digest: &str) -> Result<Option<AssetRow>> {
    let own = asset::Entity::find().filter(asset::Column::Kind.eq(AssetKind::Sheet.code()));
    Ok(own.filter(asset::Column::Digest.eq(digest)).one(&db.connection).await?)
}

/// Puts an edition in place of the one before.
pub async fn set(write: &Write, work_id: i64, asset_id: i64) -> Result<()> {
    drop(write, work_id).await?;
    write.run("INSERT INTO work_assets (work_id, asset_id) VALUES ($1, $2)", [work_id.into(), asset_id.into()]).await?;
    Ok(())
}

/// What was set no longer says what the work does.
pub async fn drop(write: &Write, work_id: i64) -> Result<()> {
    write
        .run(
            "DELETE FROM work_assets WHERE work_id = $1 AND asset_id IN (SELECT id FROM assets WHERE kind = 'sheet')",
            [work_id.into()],
        )
        .await?;
    Ok(())
}
