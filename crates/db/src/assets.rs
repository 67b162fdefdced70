//! Originals and their renditions.

use crate::{
    Db, Write,
    entity::{asset, rendition, work_asset},
    sql::places,
};
use anyhow::Result;
use domain::{AiLabel, AssetKind, RenditionRole};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

pub use crate::entity::{asset::Model as AssetRow, rendition::Model as RenditionRow};

/// Codes of `assets.state`.
pub const PENDING: &str = "pending";
pub const READY: &str = "ready";
pub const FAILED: &str = "failed";
/// A part of a long image: nothing is made of it by itself.
pub const KEPT: &str = "kept";

impl AssetRow {
    pub fn kind(&self) -> Result<AssetKind> {
        Ok(self.kind.parse()?)
    }

    /// The label that its renditions carry.
    pub fn ai(&self) -> Result<AiLabel> {
        Ok(self.ai.parse()?)
    }

    pub fn is_ready(&self) -> bool {
        self.state == READY
    }
}

impl RenditionRow {
    pub fn role(&self) -> Result<RenditionRole> {
        Ok(self.role.parse()?)
    }
}

/// Held for this act alone until it ends: of two that change an original, the second sees what the first did.
pub async fn find(write: &Write, digest: &str) -> Result<Option<AssetRow>> {
    Ok(asset::Entity::find().filter(asset::Column::Digest.eq(digest)).lock_exclusive().one(write.tx()).await?)
}

/// Held like [`find`]'s.
pub async fn by_id(write: &Write, id: i64) -> Result<Option<AssetRow>> {
    Ok(asset::Entity::find_by_id(id).lock_exclusive().one(write.tx()).await?)
}

/// An original that was stored; `key` is random and names the folder of its renditions.
#[derive(Clone, Debug)]
pub struct NewAsset<'a> {
    pub digest: &'a str,
    pub key: &'a str,
    pub name: &'a str,
    pub bytes: u64,
    pub kind: AssetKind,
    /// Whose library it stands in; `None` for what an import brought.
    pub organisation: Option<i64>,
    pub account: Option<i64>,
}

/// Adds an original that waits for its renditions.
pub async fn add(write: &Write, new: NewAsset<'_>) -> Result<AssetRow> {
    insert(write, new, PENDING).await
}

/// Adds an original of which nothing is to be made by itself.
pub async fn keep(write: &Write, new: NewAsset<'_>) -> Result<AssetRow> {
    insert(write, new, KEPT).await
}

async fn insert(write: &Write, new: NewAsset<'_>, state: &str) -> Result<AssetRow> {
    let row = asset::ActiveModel {
        digest: Set(new.digest.to_owned()),
        key: Set(new.key.to_owned()),
        name: Set(new.name.to_owned()),
        bytes: Set(new.bytes as i64),
        state: Set(state.into()),
        reason: Set(None),
        width: Set(None),
        height: Set(None),
        created_at: Set(write.now().0),
        kind: Set(new.kind.code().into()),
        ai: Set(AiLabel::None.code().into()),
        organisation_id: Set(new.organisation),
        account_id: Set(new.account),
        ..Default::default()
    };
    Ok(row.insert(write.tx()).await?)
}

/// A file made from an original.
#[derive(Clone, Debug)]
pub struct NewRendition {
    pub role: RenditionRole,
    pub file: String,
    pub media_type: String,
    pub width: i32,
    pub height: i32,
    pub bytes: i64,
    pub digest: String,
    /// RFC 6381.
    pub codec: Option<String>,
    /// Bits per second.
    pub bit_rate: Option<i64>,
    pub duration_ms: Option<i64>,
    pub language: Option<String>,
    /// Of a poster that an editor asked for: the frame's place.
    pub at_ms: Option<i64>,
    /// Of a file of an H5 page: its place in the page's folder.
    pub path: Option<String>,
}

/// What is known of an original once its renditions are made.
#[derive(Clone, Debug)]
pub struct Made {
    pub width: i32,
    pub height: i32,
    pub duration_ms: Option<i64>,
    /// JSON.
    pub manifest: Option<String>,
    pub ai: AiLabel,
}

/// Marks an original ready, with these renditions in place of any before, but for the posters that an editor asked for.
pub async fn set_ready(write: &Write, asset_id: i64, made: Made, renditions: Vec<NewRendition>) -> Result<()> {
    replace_renditions(write, asset_id, renditions).await?;
    let sql = "UPDATE assets SET state = 'ready', reason = NULL, width = $2, height = $3, duration_ms = $4, manifest = $5, ai = $6 \
               WHERE id = $1";
    let values = [made.width.into(), made.height.into(), made.duration_ms.into(), made.manifest.into(), made.ai.code().into()];
    write.run(sql, std::iter::once(asset_id.into()).chain(values)).await?;
    Ok(())
}

/// Notes what can be played already of an original that still waits for the rest.
pub async fn set_playable(write: &Write, asset_id: i64, made: Made, renditions: Vec<NewRendition>) -> Result<()> {
    replace_renditions(write, asset_id, renditions).await?;
    let sql = "UPDATE assets SET width = $2, height = $3, duration_ms = $4, manifest = $5, ai = $6 WHERE id = $1";
    let values = [made.width.into(), made.height.into(), made.duration_ms.into(), made.manifest.into(), made.ai.code().into()];
    write.run(sql, std::iter::once(asset_id.into()).chain(values)).await?;
    Ok(())
}

async fn replace_renditions(write: &Write, asset_id: i64, renditions: Vec<NewRendition>) -> Result<()> {
    let before = rendition::Entity::delete_many().filter(rendition::Column::AssetId.eq(asset_id));
    before.filter(rendition::Column::AtMs.is_null()).exec(write.tx()).await?;
    add_renditions(write, asset_id, renditions).await
}

/// Adds renditions to those that are there; one of the same name is replaced.
pub async fn add_renditions(write: &Write, asset_id: i64, renditions: Vec<NewRendition>) -> Result<()> {
    for r in renditions {
        let same = rendition::Entity::delete_many().filter(rendition::Column::AssetId.eq(asset_id));
        same.filter(rendition::Column::File.eq(r.file.as_str())).exec(write.tx()).await?;
        let row = rendition::ActiveModel {
            asset_id: Set(asset_id),
            role: Set(r.role.code().into()),
            file: Set(r.file),
            media_type: Set(r.media_type),
            width: Set(r.width),
            height: Set(r.height),
            bytes: Set(r.bytes),
            digest: Set(r.digest),
            codec: Set(r.codec),
            bit_rate: Set(r.bit_rate),
            duration_ms: Set(r.duration_ms),
            language: Set(r.language),
            at_ms: Set(r.at_ms),
            path: Set(r.path),
            ..Default::default()
        };
        row.insert(write.tx()).await?;
    }
    Ok(())
}

/// True where the rendition of this role and name is there.
pub async fn has_rendition(write: &Write, asset_id: i64, role: RenditionRole, file: &str) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM renditions WHERE asset_id = $1 AND role = $2 AND file = $3";
    Ok(write.number(sql, [asset_id.into(), role.code().into(), file.into()]).await? > 0)
}

/// The oldest video of a published work without a rendition in AV1, and without a job that is to make one or could not.
pub async fn without_av1(db: &Db) -> Result<Option<AssetRow>> {
    db.one(
        "SELECT a.* FROM assets a WHERE a.kind = 'video' AND a.state = 'ready' \
             AND EXISTS (SELECT 1 FROM work_assets s CROSS JOIN works w \
                 WHERE w.id = s.work_id AND s.asset_id = a.id AND w.state = 'published') \
             AND NOT EXISTS (SELECT 1 FROM renditions r WHERE r.asset_id = a.id AND r.codec LIKE 'av01.%') \
             AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = 'av1:' || a.id AND j.state <> 'done') \
         ORDER BY a.id LIMIT 1",
        [],
    )
    .await
}

/// The newest long image whose words were not read yet, and that no job is to read or could not.
pub async fn without_words(db: &Db) -> Result<Option<AssetRow>> {
    db.one(
        "SELECT a.* FROM assets a WHERE a.kind = 'long-image' AND a.state = 'ready' \
             AND NOT EXISTS (SELECT 1 FROM renditions r WHERE r.asset_id = a.id AND r.role = 'words') \
             AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = 'words:' || a.id AND j.state <> 'done') \
         ORDER BY a.id DESC LIMIT 1",
        [],
    )
    .await
}

/// The newest long image of a published work that was not made into one file and tiles yet, and that no job is to, or could
/// not.
pub async fn without_copies(db: &Db) -> Result<Option<AssetRow>> {
    db.one(
        "SELECT a.* FROM assets a WHERE a.kind = 'long-image' AND a.state = 'ready' \
             AND EXISTS (SELECT 1 FROM work_assets s CROSS JOIN works w \
                 WHERE w.id = s.work_id AND s.asset_id = a.id AND w.state = 'published') \
             AND NOT EXISTS (SELECT 1 FROM renditions r WHERE r.asset_id = a.id AND r.role = 'whole') \
             AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = 'copies:' || a.id AND j.state <> 'done') \
         ORDER BY a.id DESC LIMIT 1",
        [],
    )
    .await
}

/// The renditions of one role, in the order in which they were made.
pub async fn of_role(db: &Db, asset_id: i64, role: RenditionRole) -> Result<Vec<RenditionRow>> {
    let own = rendition::Entity::find().filter(rendition::Column::AssetId.eq(asset_id));
    Ok(own.filter(rendition::Column::Role.eq(role.code())).order_by_asc(rendition::Column::Id).all(&db.connection).await?)
}

/// The tile at `path` of a long image, while a published work shows it, or one that is kept under a banner.
pub async fn public_tile(db: &Db, key: &str, path: &str) -> Result<Option<RenditionRow>> {
    db.one(
        &format!(
            "SELECT r.* FROM renditions r JOIN assets a ON a.id = r.asset_id \
             WHERE a.key = $1 AND r.path = $2 AND r.role = 'tile' AND {IS_SHOWN}"
        ),
        [key.into(), path.into()],
    )
    .await
}

/// The long image whose tiles may be had, by the same rule; `None` where there are none.
pub async fn public_tiled(db: &Db, key: &str) -> Result<Option<AssetRow>> {
    db.one(
        &format!(
            "SELECT a.* FROM assets a WHERE a.key = $1 AND {IS_SHOWN} \
             AND EXISTS (SELECT 1 FROM renditions r WHERE r.asset_id = a.id AND r.role = 'tile')"
        ),
        [key.into()],
    )
    .await
}

/// True where a poster of the frame at so many milliseconds is there.
pub async fn has_frame(write: &Write, asset_id: i64, at_ms: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM renditions WHERE asset_id = $1 AND at_ms = $2";
    Ok(write.number(sql, [asset_id.into(), at_ms.into()]).await? > 0)
}

pub async fn set_failed(write: &Write, asset_id: i64, reason: &str) -> Result<()> {
    write.run("UPDATE assets SET state = 'failed', reason = $2 WHERE id = $1", [asset_id.into(), reason.into()]).await?;
    Ok(())
}

/// Waiting again for what failed.
pub async fn set_pending(write: &Write, asset_id: i64) -> Result<()> {
    write.run("UPDATE assets SET state = 'pending', reason = NULL WHERE id = $1", [asset_id.into()]).await?;
    Ok(())
}

/// Puts an original that an import brought into an organisation's library.
pub async fn set_owner(write: &Write, asset_id: i64, organisation: i64, account: Option<i64>) -> Result<()> {
    let sql = "UPDATE assets SET organisation_id = $2, account_id = $3 WHERE id = $1 AND organisation_id IS NULL";
    write.run(sql, [asset_id.into(), organisation.into(), account.into()]).await?;
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
    let renditions = renditions_of(db, &assets.iter().map(|a| a.id).collect::<Vec<_>>()).await?;
    Ok(assets
        .into_iter()
        .map(|a| {
            let own = renditions.iter().filter(|r| r.asset_id == a.id).cloned().collect();
            (a, own)
        })
        .collect())
}

/// The renditions of these originals, narrowest first; the files of H5 pages are not among them.
pub async fn renditions_of(db: &Db, asset_ids: &[i64]) -> Result<Vec<RenditionRow>> {
    Ok(rendition::Entity::find()
        .filter(rendition::Column::AssetId.is_in(asset_ids.iter().copied()))
        .filter(rendition::Column::Path.is_null())
        .order_by_asc(rendition::Column::Width)
        .order_by_asc(rendition::Column::Id)
        .all(&db.connection)
        .await?)
}

/// Of an original `a`: a published work shows it, or one that is kept under a banner. Nothing else is public.
pub(crate) const IS_SHOWN: &str = "EXISTS (SELECT 1 FROM work_assets j JOIN works w ON w.id = j.work_id WHERE j.asset_id = a.id \
     AND (w.state = 'published' OR EXISTS (SELECT 1 FROM corrections c WHERE c.work_id = w.id AND c.lifted_at IS NULL \
         AND c.way = 'banner')))";

/// The rendition at `key`/`file`, where a published work shows its original, or one that is kept under a banner: nothing else
/// is public. Files of H5 pages have a door of their own, see [`crate::h5_pages`].
pub async fn public_rendition(db: &Db, key: &str, file: &str) -> Result<Option<RenditionRow>> {
    db.one(
        &format!(
            "SELECT r.* FROM renditions r JOIN assets a ON a.id = r.asset_id \
             WHERE a.key = $1 AND r.file = $2 AND r.path IS NULL AND {IS_SHOWN}"
        ),
        [key.into(), file.into()],
    )
    .await
}

/// The rendition at `key`/`file` and its original, whoever may see it: the caller asks. None of an H5 page.
pub async fn rendition(db: &Db, key: &str, file: &str) -> Result<Option<(AssetRow, RenditionRow)>> {
    let Some(asset) = asset::Entity::find().filter(asset::Column::Key.eq(key)).one(&db.connection).await? else {
        return Ok(None);
    };
    let own = rendition::Entity::find().filter(rendition::Column::AssetId.eq(asset.id));
    let found =
        own.filter(rendition::Column::File.eq(file)).filter(rendition::Column::Path.is_null()).one(&db.connection).await?;
    Ok(found.map(|rendition| (asset, rendition)))
}

/// The works that show an original.
pub async fn works_showing(write: &Write, asset_id: i64) -> Result<Vec<(i64, String)>> {
    #[derive(FromQueryResult)]
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
