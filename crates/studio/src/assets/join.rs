//! Pictures of the library become a long image.

use super::{Asset, list::as_it_is};
use crate::{Problem, Session, allow, clock, uploads::Intake};
use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use db::{Db, asset_library};
use domain::{AssetKind, PartList, Right};
use editorial::NewLongImage;
use serde::Deserialize;
use storage::{AssetKey, UploadId};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Slug of the organisation in whose library it is to stand.
    organisation: String,
    /// SHA-256 of pictures in the library, from top to bottom; up to 20.
    parts: Vec<String>,
}

/// Puts pictures one below the other. The same ones in the same order are the same long image.
#[utoipa::path(
    post, path = "/assets/long-image", operation_id = "join_long_image", tag = "assets", request_body = Parts,
    responses((status = 201, body = Asset), (status = 403), (status = 404), (status = 422)),
)]
pub async fn join(session: Session, intake: Data<Intake>, db: Data<Db>, asked: Json<Parts>) -> Result<HttpResponse, Problem> {
    let organisation = allow::organisation(&db, &session, &asked.organisation, Right::Upload).await?.id;
    if !(1..=PartList::MOST).contains(&asked.parts.len()) {
        return Err(Problem::unprocessable(format!("长图由 1 到 {} 张图片组成，请调整后再试。", PartList::MOST)));
    }
    let (mut parts, mut name) = (Vec::with_capacity(asked.parts.len()), None);
    for digest in &asked.parts {
        let known = asset_library::by_digest(&db, digest).await?.ok_or_else(Problem::not_found)?;
        let row = allow::asset(&db, &session, known.id, Right::SeeAssets).await?;
        if row.kind != AssetKind::Picture.code() {
            return Err(Problem::unprocessable(format!("“{}”不是图片，不能拼进长图。", row.name)));
        }
        parts.push(row.digest.parse().map_err(anyhow::Error::from)?);
        name.get_or_insert(row.name);
    }
    let list = PartList { parts };
    let stored = intake.store.put_original(list.bytes()).await.map_err(anyhow::Error::from)?;
    let (key, receipt) = (AssetKey::from_entropy((intake.dice)()), UploadId::from_entropy((intake.dice)()));
    let new = NewLongImage {
        list: &list,
        digest: &stored.digest,
        key: key.as_str(),
        name: &name.unwrap_or_default(),
        organisation: Some(organisation),
        account: Some(session.account.id),
    };
    let asset = editorial::join_long_image(&session.acting(&db), clock::now(), receipt.as_str(), new).await?;
    Ok(HttpResponse::Created().json(as_it_is(&db, &session, asset.id).await?.into_inner()))
}
