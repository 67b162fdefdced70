//! The links of a work: made, listed, revoked.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{Db, preview_links};
use domain::{Right, Timestamp};
use editorial::SharePreview;
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const HOUR: i64 = 3_600_000;
/// Hours for which a link may be good.
const MOST: u32 = 24 * 30;
/// Characters of a note.
const LONGEST: usize = 80;

#[derive(Serialize, ToSchema)]
pub struct PreviewLink {
    id: i64,
    note: String,
    by: String,
    created_at: String,
    expires_at: String,
    #[schema(required)]
    revoked_at: Option<String>,
    /// Somebody who has it still sees the page.
    good: bool,
    /// How often its page was asked for, and when last.
    opened: i64,
    #[schema(required)]
    opened_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PreviewLinks {
    links: Vec<PreviewLink>,
}

/// The links of a work, the newest first.
#[utoipa::path(
    get, path = "/works/{id}/previews", operation_id = "list_previews", tag = "previews", params(("id" = i64, Path)),
    responses((status = 200, body = PreviewLinks), (status = 403), (status = 404)),
)]
pub async fn list(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<PreviewLinks>, Problem> {
    allow::work(&db, &session, *id, Right::SharePreview).await?;
    let now = clock::now().0;
    let said = |at: i64| Timestamp(at).rfc3339();
    let links = preview_links::of_work(&db, *id).await?.into_iter().map(|row| PreviewLink {
        id: row.id,
        note: row.note,
        by: row.by_name,
        created_at: said(row.created_at),
        expires_at: said(row.expires_at),
        revoked_at: row.revoked_at.map(said),
        good: row.revoked_at.is_none() && row.expires_at > now,
        opened: row.opened,
        opened_at: row.opened_at.map(said),
    });
    Ok(Json(PreviewLinks { links: links.collect() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// For whom it is.
    note: String,
    /// 1 to 720.
    hours: u32,
}

/// Shown once: only its hash is kept.
#[derive(Serialize, ToSchema)]
pub struct Shared {
    url: String,
    expires_at: String,
}

/// A link to the newest text of a work.
#[utoipa::path(
    post, path = "/works/{id}/previews", operation_id = "share_preview", tag = "previews", params(("id" = i64, Path)),
    request_body = Share, responses((status = 200, body = Shared), (status = 403), (status = 404), (status = 422)),
)]
pub async fn share(
    session: Session,
    db: Data<Db>,
    site: Data<Site>,
    id: Path<i64>,
    body: Json<Share>,
) -> Result<Json<Shared>, Problem> {
    allow::work(&db, &session, *id, Right::SharePreview).await?;
    let Share { note, hours } = body.into_inner();
    if note.trim().is_empty() || note.chars().count() > LONGEST {
        return Err(Problem::unprocessable(format!("请写明给谁看，不超过 {LONGEST} 个字。")));
    }
    if !(1..=MOST).contains(&hours) {
        return Err(Problem::unprocessable("有效期请选 1 小时到 30 天。"));
    }
    let (now, token) = (clock::now(), hex::encode([clock::random(), clock::random()].concat()));
    let expires = Timestamp(now.0 + i64::from(hours) * HOUR);
    let act = SharePreview { account: session.account.id, work: *id, token: &token, note: note.trim(), expires };
    editorial::share_preview(&session.acting(&db), now, act).await?;
    Ok(Json(Shared { url: format!("{}/preview/{token}", site.base_url), expires_at: expires.rfc3339() }))
}

/// Nobody sees anything by it any more.
#[utoipa::path(
    delete, path = "/works/{id}/previews/{link}", operation_id = "revoke_preview", tag = "previews",
    params(("id" = i64, Path), ("link" = i64, Path)), responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn revoke(session: Session, db: Data<Db>, path: Path<(i64, i64)>) -> Result<HttpResponse, Problem> {
    let (id, link) = path.into_inner();
    allow::work(&db, &session, id, Right::SharePreview).await?;
    editorial::revoke_preview(&session.acting(&db), clock::now(), id, link).await?;
    Ok(HttpResponse::NoContent().finish())
}
