//! The library's pages, and one original.

use super::{Asset, of};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path, Query};
use db::{
    Db,
    asset_library::{self, RightsAre, Wanted},
};
use domain::{AssetKind, Right, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

const MOST: u64 = 100;
const USUAL: u64 = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Slug; without it all that this account may see.
    organisation: Option<String>,
    /// picture, video, long-image or h5
    kind: Option<String>,
    /// Part of the name, or the beginning of the digest.
    q: Option<String>,
    /// expired, soon (within 30 days) or unknown: how the rights stand
    rights: Option<String>,
    /// Only what no text ever named.
    #[serde(default)]
    unused: bool,
    /// Only what was brought more than once.
    #[serde(default)]
    again: bool,
    /// `next` of the page before.
    after: Option<i64>,
    limit: Option<u64>,
}

#[derive(Serialize, ToSchema)]
pub struct AssetList {
    assets: Vec<Asset>,
    /// Where the next page begins; absent of the last one.
    #[schema(required)]
    next: Option<i64>,
}

/// Originals that this account may use, newest first.
#[utoipa::path(
    get, path = "/assets", operation_id = "list_assets", tag = "assets", params(Asked), responses((status = 200, body = AssetList)),
)]
pub async fn list(session: Session, db: Data<Db>, asked: Query<Asked>) -> Result<Json<AssetList>, Problem> {
    let organisations = match &asked.organisation {
        Some(slug) => Some(vec![allow::organisation(&db, &session, slug, Right::SeeAssets).await?.id]),
        None => allow::places(&session, Right::SeeAssets),
    };
    let kind = asked.kind.as_deref().map(str::parse::<AssetKind>).transpose();
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let wanted = Wanted {
        organisations: organisations.as_deref(),
        kind: kind.map_err(|_| Problem::bad_request("kind 只能是 picture、video、long-image 或 h5。"))?,
        text: asked.q.as_deref().map(str::trim),
        rights: asked.rights.as_deref().filter(|rights| !rights.is_empty()).map(rights).transpose()?,
        unused: asked.unused,
        again: asked.again,
        after: asked.after,
        limit,
    };
    let rows = asset_library::page(&db, &wanted).await?;
    let next = if rows.len() as u64 == limit { rows.last().map(|row| row.id) } else { None };
    Ok(Json(AssetList { assets: of(&db, &session, rows).await?, next }))
}

/// Days before the end of rights, in which there is time to ask for more.
const SOON: i64 = 30;

fn rights(code: &str) -> Result<RightsAre, Problem> {
    match code {
        "expired" => Ok(RightsAre::Expired),
        "soon" => Ok(RightsAre::EndBy(Timestamp(clock::now().0 + SOON * 86_400_000).day())),
        "unknown" => Ok(RightsAre::Unknown),
        _ => Err(Problem::bad_request("rights 只能是 expired、soon 或 unknown。")),
    }
}

/// One original: asked for each second while it is processed.
#[utoipa::path(
    get, path = "/assets/{id}", operation_id = "get_asset", tag = "assets", params(("id" = i64, Path)),
    responses((status = 200, body = Asset), (status = 404)),
)]
pub async fn one(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Asset>, Problem> {
    let row = allow::asset(&db, &session, *id, Right::SeeAssets).await?;
    as_it_is(&db, &session, row.id).await
}

/// The original after an act.
pub(super) async fn as_it_is(db: &Db, session: &Session, id: i64) -> Result<Json<Asset>, Problem> {
    let row = asset_library::by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    of(db, session, vec![row]).await?.pop().map(Json).ok_or_else(Problem::not_found)
}
