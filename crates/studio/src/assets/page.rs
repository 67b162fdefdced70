//! Where an H5 page of the library can be looked at.

use crate::{H5Tickets, Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::Db;
use domain::{AssetKind, Right};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct PageAddress {
    /// For a frame with `sandbox="allow-scripts"`; good for some hours. Absent while there is nothing to see.
    #[schema(required)]
    pub(crate) url: Option<String>,
}

/// The address of an H5 page, published or not.
#[utoipa::path(
    get, path = "/assets/{id}/page", operation_id = "page_of_asset", tag = "assets", params(("id" = i64, Path)),
    responses((status = 200, body = PageAddress), (status = 404)),
)]
pub async fn page(session: Session, db: Data<Db>, tickets: Data<H5Tickets>, id: Path<i64>) -> Result<Json<PageAddress>, Problem> {
    let row = allow::asset(&db, &session, *id, Right::SeeAssets).await?;
    if row.kind != AssetKind::H5.code() || !row.is_ready() {
        return Err(Problem::not_found());
    }
    Ok(Json(PageAddress { url: Some(tickets.folder(&row.key, clock::now())) }))
}
