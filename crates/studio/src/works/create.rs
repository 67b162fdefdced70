//! A new work begins.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json},
};
use db::Db;
use domain::{Genre, Right, WorkKind};
use editorial::{NewWork, TagAuthority};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// article or short-video
    kind: String,
    title: String,
    /// The slug of the organisation that answers for it.
    organisation: String,
    /// A code; explainer where it is not given.
    #[serde(default)]
    genre: Option<String>,
    /// The clause that it is begun for: policy#clause
    #[serde(default)]
    clause: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Begun {
    id: i64,
}

/// Begins a work in an organisation.
#[utoipa::path(
    post, path = "/works", operation_id = "create_work", tag = "works", request_body = Beginning,
    responses((status = 201, body = Begun), (status = 403), (status = 422)),
)]
pub async fn create(
    session: Session,
    db: Data<Db>,
    authority: Data<TagAuthority>,
    body: Json<Beginning>,
) -> Result<HttpResponse, Problem> {
    let Beginning { kind, title, organisation, genre, clause } = body.into_inner();
    let place = allow::organisation(&db, &session, &organisation, Right::CreateWork).await?;
    let kind = kind.parse::<WorkKind>().ok().filter(|kind| allow::begins(*kind));
    let kind = kind.ok_or_else(|| Problem::unprocessable("作品形式只能是文章、短视频或长图。"))?;
    let genre = genre.map_or(Ok(Genre::Explainer), |genre| genre.parse());
    let genre = genre.map_err(|_| Problem::unprocessable("没有这种解读类型。"))?;
    let clause = clause.map(|clause| clause.parse()).transpose();
    let clause = clause.map_err(|_| Problem::unprocessable("条款的写法不对，请重新选择。"))?;
    let organisation = place.slug.parse().map_err(anyhow::Error::from)?;
    let new = NewWork { kind, genre, title, clause, organisation, account: session.account.id };
    let unique = hex::encode(clock::random());
    let id = editorial::create_work(&session.acting(&db), clock::now(), &authority, &unique, new).await?;
    Ok(HttpResponse::Created().json(Begun { id }))
}
