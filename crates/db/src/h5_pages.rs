//! Files of H5 pages, by the page's key and their place in its folder.

use crate::{
    Db,
    assets::{AssetRow, IS_SHOWN, RenditionRow},
    entity::{asset, rendition},
};
use anyhow::Result;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// What the public is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup {
    Found(Box<RenditionRow>),
    /// A work showed the page, and was withdrawn.
    Gone,
    Missing,
}

/// The file, while a published work shows its page, or one that is kept under a banner.
pub async fn public(db: &Db, key: &str, path: &str) -> Result<Lookup> {
    let found: Option<RenditionRow> = db
        .one(
            &format!(
                "SELECT r.* FROM renditions r JOIN assets a ON a.id = r.asset_id WHERE a.key = $1 AND r.path = $2 AND {IS_SHOWN}"
            ),
            [key.into(), path.into()],
        )
        .await?;
    match found {
        Some(row) => Ok(Lookup::Found(Box::new(row))),
        None if is_gone(db, key).await? => Ok(Lookup::Gone),
        None => Ok(Lookup::Missing),
    }
}

/// Of a page that no published work shows: whether a withdrawn one did, and says so. What vanished was never there.
async fn is_gone(db: &Db, key: &str) -> Result<bool> {
    let works = |condition: &str| {
        format!(
            "SELECT COUNT(*) FROM assets a CROSS JOIN work_assets j CROSS JOIN works w \
             WHERE j.asset_id = a.id AND w.id = j.work_id AND a.key = $1 AND a.kind = 'h5' AND {condition}"
        )
    };
    let notice = "w.state = 'withdrawn' AND EXISTS (SELECT 1 FROM corrections c WHERE c.work_id = w.id AND c.lifted_at IS NULL \
         AND c.kind IN ('retraction', 'removal') AND COALESCE(c.way, 'gone') NOT IN ('banner', 'vanished'))";
    let withdrawn = db.number(&works(notice), [key.into()]).await? > 0;
    Ok(withdrawn && db.number(&works("w.state = 'published'"), [key.into()]).await? == 0)
}

/// The file and its original, whoever may see it: the caller asks.
pub async fn any(db: &Db, key: &str, path: &str) -> Result<Option<(AssetRow, RenditionRow)>> {
    let Some(asset) = asset::Entity::find().filter(asset::Column::Key.eq(key)).one(&db.connection).await? else {
        return Ok(None);
    };
    let own = rendition::Entity::find().filter(rendition::Column::AssetId.eq(asset.id));
    let found = own.filter(rendition::Column::Path.eq(path)).one(&db.connection).await?;
    Ok(found.map(|rendition| (asset, rendition)))
}
