//! Originals and their renditions.

use crate::{
    Db, Write,
    entity::{asset, rendition, work_asset},
    sql::places,
};
use anyhow::Result;
use domain::{AiLabel, AssetKind, RenditionRole};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub use crate::entity::{asset::Model as AssetRow, rendition::Model as RenditionRow};

/// Codes of `assets.state`.
pub const PENDING: &str = "pending";
pub const READY: &str = "ready";
pub const FAILED: &str = "failed";

pub async fn find(write: &Write, digest: &str) -> Result<Option<AssetRow>> {
    Ok(asset::Entity::find().filter(asset::Column::Digest.eq(digest)).one(write.tx()).await?)
}

pub async fn by_id(write: &Write, id: i64) -> Result<Option<AssetRow>> {
    Ok(asset::Entity::find_by_id(id).one(write.tx()).await?)
}

/// An original that waits for its renditions; `key` is random and names their folder.
pub async fn add(write: &Write, digest: &str, key: &str, name: &str, bytes: u64) -> Result<AssetRow> {
    let row = asset::ActiveModel {
        digest: Set(digest.to_owned()),
        key: Set(key.to_owned()),
        name: Set(name.to_owned()),
        bytes: Set(bytes as i64),
        state: Set(PENDING.into()),
        reason: Set(None),
        width: Set(None),
        height: Set(None),
        created_at: Set(write.now().0),
        kind: Set(AssetKind::Picture.code().into()),
        ai: Set(AiLabel::None.code().into()),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?)
}

/// A file made from an original.
#[derive(Clone, Debug)]
pub struct NewRendition {
    pub file: String,
    pub media_type: String,
    pub width: i32,
    pub height: i32,
    pub bytes: i64,
    pub digest: String,
}

/// Marks an original ready, with these renditions in place of any before.
pub async fn set_ready(write: &Write, asset_id: i64, width: i32, height: i32, renditions: Vec<NewRendition>) -> Result<()> {
    rendition::Entity::delete_many().filter(rendition::Column::AssetId.eq(asset_id)).exec(write.tx()).await?;
    for r in renditions {
        let row = rendition::ActiveModel {
            asset_id: Set(asset_id),
            file: Set(r.file),
            media_type: Set(r.media_type),
            width: Set(r.width),
            height: Set(r.height),
            bytes: Set(r.bytes),
            digest: Set(r.digest),
            role: Set(RenditionRole::Picture.code().into()),
            ..Default::default()
        };
        row.insert(write.tx()).await?;
    }
    let sql = "UPDATE assets SET state = 'ready', reason = NULL, width = $2, height = $3 WHERE id = $1";
    write.run(sql, [asset_id.into(), width.into(), height.into()]).await?;
    Ok(())
}

pub async fn set_failed(write: &Write, asset_id: i64, reason: &str) -> Result<()> {
    write.run("UPDATE assets SET state = 'failed', reason = $2 WHERE id = $1", [asset_id.into(), reason.into()]).await?;
    Ok(())
}

/// Notes which originals a work shows, in place of those noted before.
pub async fn set_of_work(write: &Write, work_id: i64, asset_ids: &[i64]) -> Result<()> {
    work_asset::Entity::delete_many().filter(work_asset::Column::WorkId.eq(work_id)).exec(write.tx()).await?;
    for asset_id in asset_ids {
        let row = work_asset::ActiveModel { work_id: Set(work_id), asset_id: Set(*asset_id) };
        work_asset::Entity::insert(row).exec_without_returning(write.tx()).await?;
    }
    Ok(())
}

/// The originals with these digests and their renditions, narrowest first.
pub async fn with_renditions(db: &Db, digests: &[&str]) -> Result<Vec<(AssetRow, Vec<RenditionRow>)>> {
    if digests.is_empty() {
        return Ok(Vec::new());
    }
    let assets = asset::Entity::find().filter(asset::Column::Digest.is_in(digests.iter().copied())).all(&db.connection).await?;
    let renditions = rendition::Entity::find()
        .filter(rendition::Column::AssetId.is_in(assets.iter().map(|a| a.id)))
        .order_by_asc(rendition::Column::Width)
        .all(&db.connection)
        .await?;
    Ok(assets
        .into_iter()
        .map(|a| {
            let own = renditions.iter().filter(|r| r.asset_id == a.id).cloned().collect();
            (a, own)
        })
        .collect())
}

/// The rendition at `key`/`file`, where a published work shows its original: nothing else is public.
pub async fn public_rendition(db: &Db, key: &str, file: &str) -> Result<Option<RenditionRow>> {
    db.one(
        "SELECT r.* FROM renditions r JOIN assets a ON a.id = r.asset_id \
         WHERE a.key = $1 AND r.file = $2 AND EXISTS ( \
             SELECT 1 FROM work_assets j JOIN works w ON w.id = j.work_id WHERE j.asset_id = a.id AND w.state = 'published')",
        [key.into(), file.into()],
    )
    .await
}

/// The works that show an original.
pub async fn works_showing(write: &Write, asset_id: i64) -> Result<Vec<(i64, String)>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        id: i64,
        slug: String,
    }
    let rows: Vec<Row> = write
        .all(
            "SELECT w.id, w.slug FROM work_assets j JOIN works w ON w.id = j.work_id WHERE j.asset_id = $1 ORDER BY w.id",
            [asset_id.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.slug)).collect())
}

/// Names of originals by digest, for an export.
pub async fn names(db: &Db, digests: &[&str]) -> Result<Vec<AssetRow>> {
    if digests.is_empty() {
        return Ok(Vec::new());
    }
    db.all(&format!("SELECT * FROM assets WHERE digest IN ({})", places(1, digests.len())), digests.iter().map(|d| (*d).into()))
        .await
}
