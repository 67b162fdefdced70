//! What is owed for an original, edited in one place.

use super::{Asset, list::as_it_is};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::Db;
use domain::{Day, Licence, Right};
use editorial::RightsOfAsset;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RightsPut {
    /// What a text that shows it says to begin with; empty where nothing is known.
    alt: String,
    credit: String,
    #[schema(required)]
    licence: Option<String>,
    /// The last day on which it may be shown, 2026-12-31.
    #[schema(required)]
    expires_on: Option<String>,
    /// Feeds leave it out from the day after.
    withheld: bool,
    note: String,
}

/// Says what is owed for an original.
#[utoipa::path(
    put, path = "/assets/{id}/rights", operation_id = "set_asset_rights", tag = "assets", params(("id" = i64, Path)),
    request_body = RightsPut, responses((status = 200, body = Asset), (status = 403), (status = 404), (status = 422)),
)]
pub async fn set(session: Session, db: Data<Db>, id: Path<i64>, body: Json<RightsPut>) -> Result<Json<Asset>, Problem> {
    let row = allow::asset(&db, &session, *id, Right::TendAssets).await?;
    // Whoever brought the same bytes has them in the library too; what is owed for them, the organisation says that had them first.
    if row.organisation_id.is_some_and(|place| !allow::at(&session, place, Right::TendAssets)) {
        return Err(Problem::forbidden("这个素材最早由另一个组织上传，权利信息由该组织填写。需要修改，请联系他们。"));
    }
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let licence = given(&body.licence).map(|code| code.parse::<Licence>()).transpose();
    let day = given(&body.expires_on).map(|day| day.trim().parse::<Day>()).transpose();
    let rights = RightsOfAsset {
        account: session.account.id,
        asset: row.id,
        alt: &body.alt,
        credit: &body.credit,
        licence: licence.map_err(|_| Problem::unprocessable("没有这种许可，请从列表里选择。"))?,
        expires_on: day.map_err(|_| Problem::unprocessable("到期日不对，请写成 2026-12-31 这样。"))?,
        withheld: body.withheld,
        note: &body.note,
    };
    editorial::set_asset_rights(&session.acting(&db), clock::now(), rights).await?;
    as_it_is(&db, &session, row.id).await
}
