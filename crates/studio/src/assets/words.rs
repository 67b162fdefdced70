//! The words that a machine read in a long image: a draft that a person holds against it.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use anyhow::Context;
use db::{Db, assets};
use domain::{RenditionRole, Right};
use serde::{Deserialize, Serialize};
use storage::{AssetKey, Key, Storage};
use utoipa::ToSchema;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct ReadWords {
    /// What read them.
    engine: String,
    /// From top to bottom.
    panels: Vec<ReadPanel>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct ReadPanel {
    /// In rows of the whole picture.
    top: u32,
    bottom: u32,
    text: String,
    /// 0 to 100: of its worst line.
    confidence: f32,
}

/// 404 until they are read: that is done when nothing else waits.
#[utoipa::path(
    get, path = "/assets/{id}/words", operation_id = "asset_words", tag = "assets", params(("id" = i64, Path)),
    responses((status = 200, body = ReadWords), (status = 404)),
)]
pub async fn words(session: Session, db: Data<Db>, storage: Data<Storage>, id: Path<i64>) -> Result<Json<ReadWords>, Problem> {
    let row = allow::asset(&db, &session, *id, Right::SeeAssets).await?;
    let files = assets::renditions_of(&db, &[row.id]).await?;
    let file = files.into_iter().find(|file| file.role == RenditionRole::Words.code()).ok_or_else(Problem::not_found)?;
    let key: AssetKey = row.key.parse().map_err(anyhow::Error::from)?;
    let place = Key::rendition(&key, &file.file).map_err(anyhow::Error::from)?;
    let bytes = storage.get(&place).await.map_err(anyhow::Error::from)?;
    Ok(Json(serde_json::from_slice(&bytes).context("the words of a long image cannot be read")?))
}
