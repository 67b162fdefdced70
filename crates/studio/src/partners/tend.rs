//! A partner is added, its scope and its licence are set, it is shut out and let in again.

use super::scope::PartnerScopeNamed;
use crate::{Problem, Session, allow, clock::now};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{
    Db,
    partners::{self, PartnerRow},
};
use domain::{Day, Slug};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Characters of a name, and of a licence's version.
const LONGEST: usize = 100;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPartner {
    /// Its short name, for ever.
    slug: String,
    name: String,
    #[serde(default)]
    scope: PartnerScopeNamed,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerLicenceAsked {
    /// The operator's own name for it, such as 2026-1.
    version: String,
    /// Its last day, such as 2027-12-31; without it the licence does not end.
    until: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnerState {
    disabled: bool,
}

/// Works that came into what a partner may have, or fell out of it: its next poll brings or takes them.
#[derive(Serialize, ToSchema)]
pub struct WorksTouched {
    works: usize,
}

/// Adds a partner. It has no key yet.
#[utoipa::path(
    post, path = "/partners", operation_id = "add_partner", tag = "partners", request_body = NewPartner,
    responses((status = 204), (status = 403), (status = 409), (status = 422)),
)]
pub async fn add(session: Session, db: Data<Db>, body: Json<NewPartner>) -> Result<HttpResponse, Problem> {
    allow::site(&session)?;
    let slug: Slug = body
        .slug
        .trim()
        .parse()
        .map_err(|_| Problem::unprocessable("代号只用小写字母、数字和短横线，比如 daily-news；以后不能改。"))?;
    let name = worded(&body.name, "请写合作媒体的名称。")?;
    let scope = body.scope.read(&db).await?;
    if slug.as_str() == partners::SANDBOX || partners::by_slug(&db, slug.as_str()).await?.is_some() {
        return Err(Problem::conflict(format!("“{slug}”这个代号已经有了，请换一个。")));
    }
    editorial::add_partner(&session.acting(&db), now(), &slug, name, &scope).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Says anew what a partner may have.
#[utoipa::path(
    put, path = "/partners/{slug}/scope", operation_id = "set_partner_scope", tag = "partners", params(("slug" = String, Path)),
    request_body = PartnerScopeNamed, responses((status = 200, body = WorksTouched), (status = 403), (status = 404), (status = 422)),
)]
pub async fn set_scope(
    session: Session,
    db: Data<Db>,
    slug: Path<String>,
    body: Json<PartnerScopeNamed>,
) -> Result<Json<WorksTouched>, Problem> {
    let (slug, _) = partner(&session, &db, &slug).await?;
    let scope = body.read(&db).await?;
    let works = editorial::set_partner_scope(&session.acting(&db), now(), &slug, &scope).await?;
    Ok(Json(WorksTouched { works }))
}

/// Says which licence a partner has, and until when.
#[utoipa::path(
    put, path = "/partners/{slug}/licence", operation_id = "set_partner_licence", tag = "partners", params(("slug" = String, Path)),
    request_body = PartnerLicenceAsked, responses((status = 200, body = WorksTouched), (status = 403), (status = 404), (status = 422)),
)]
pub async fn set_licence(
    session: Session,
    db: Data<Db>,
    slug: Path<String>,
    body: Json<PartnerLicenceAsked>,
) -> Result<Json<WorksTouched>, Problem> {
    let (slug, _) = partner(&session, &db, &slug).await?;
    let version = worded(&body.version, "请写许可协议的版本，比如 2026-1。")?;
    let until = body.until.as_deref().filter(|day| !day.is_empty()).map(str::parse::<Day>).transpose();
    let until = until.map_err(|_| Problem::unprocessable("到期日要写成 2027-12-31 这样。"))?;
    let works = editorial::set_partner_licence(&session.acting(&db), now(), &slug, version, until).await?;
    Ok(Json(WorksTouched { works }))
}

/// Shuts a partner out with all its keys, or lets it in again.
#[utoipa::path(
    put, path = "/partners/{slug}/state", operation_id = "set_partner_state", tag = "partners", params(("slug" = String, Path)),
    request_body = PartnerState, responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn set_state(
    session: Session,
    db: Data<Db>,
    slug: Path<String>,
    body: Json<PartnerState>,
) -> Result<HttpResponse, Problem> {
    let (slug, _) = partner(&session, &db, &slug).await?;
    editorial::set_partner_disabled(&session.acting(&db), now(), &slug, body.disabled).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The partner of that name, for who tends the site.
///
/// # Errors
/// 403, 404; 422 for the one of trials, which tends itself.
pub async fn partner(session: &Session, db: &Db, slug: &str) -> Result<(Slug, PartnerRow), Problem> {
    allow::site(session)?;
    let row = partners::by_slug(db, slug).await?.ok_or_else(Problem::not_found)?;
    if row.sandbox {
        return Err(Problem::unprocessable("“试用”由程序自己管理：密钥在网站的“合作媒体”页领取，一天后失效。"));
    }
    let slug = row.slug.parse().map_err(|_| Problem::not_found())?;
    Ok((slug, row))
}

fn worded<'a>(text: &'a str, missing: &str) -> Result<&'a str, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::unprocessable(missing));
    }
    if text.chars().count() > LONGEST {
        return Err(Problem::unprocessable(format!("最多 {LONGEST} 个字，现在有 {} 个。", text.chars().count())));
    }
    Ok(text)
}
