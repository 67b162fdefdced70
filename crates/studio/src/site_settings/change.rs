//! A setting of the site is settled, put back, or left to the machine again.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::Db;
use domain::SiteSetting;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteSettingAsked {
    /// Absent: what the machine's settings say.
    #[schema(required)]
    value: Option<String>,
    /// Of the value that was looked at.
    version: i32,
}

/// Settles what the pages say of the site, within a second.
#[utoipa::path(
    put, path = "/site-settings/{key}", operation_id = "set_site_setting", tag = "site", params(("key" = String, Path)),
    request_body = SiteSettingAsked, responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)),
)]
pub async fn set(
    session: Session,
    db: Data<Db>,
    key: Path<String>,
    body: Json<SiteSettingAsked>,
) -> Result<HttpResponse, Problem> {
    allow::site(&session)?;
    let setting: SiteSetting = key.parse().map_err(|_| Problem::not_found())?;
    let (acting, account) = (session.acting(&db), session.account.id);
    editorial::set_site(&acting, clock::now(), account, setting, body.value.as_deref(), body.version).await?;
    Ok(HttpResponse::NoContent().finish())
}
