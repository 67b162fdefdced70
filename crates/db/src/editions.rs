//! Editions: what a published article became when it was set in type. Each is an asset of kind sheet, linked with its work like
//! every other; its renditions are a long image, a print and a card.

use crate::{
    Db, Write,
    assets::{AssetRow, RenditionRow},
    entity::asset,
};
use anyhow::Result;
use domain::AssetKind;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

/// The kind of the jobs that make them.
pub const JOB: &str = "typeset";

/// The key of the job of a work.
pub fn job_key(work_id: i64) -> String {
    format!("{JOB}:{work_id}")
}

/// A published article without its edition, the one that changed last. None that was tried since it last changed, and none in
/// a script that there are no fonts for.
pub async fn due(db: &Db) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let row: Option<Row> = db
        .one(
            "SELECT w.id FROM works w WHERE w.state = 'published' AND w.kind = 'article' AND w.language IN ('zh-Hans', 'zh-Hant', 'en') \
             AND NOT EXISTS (SELECT 1 FROM work_assets j JOIN assets a ON a.id = j.asset_id WHERE j.work_id = w.id AND a.kind = 'sheet') \
             AND NOT EXISTS (SELECT 1 FROM jobs q WHERE q.key = 'typeset:' || w.id \
                 AND (q.state IN ('waiting', 'running') OR (q.state = 'given-up' AND q.finished_at >= w.updated_at))) \
             ORDER BY w.updated_at DESC, w.id LIMIT 1",
            [],
        )
        .await?;
    Ok(row.map(|row| row.id))
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
