//! A document is looked at, and taken in.

use crate::{Problem, Session, allow, clock};
use actix_web::web::{Bytes, Data, Json, Query};
use db::Db;
use domain::Slug;
use editorial::{ImportPolicy, PolicyLook, import_policy, look_at_policy};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Whose {
    /// Of the policy; one that is here gets a new version.
    slug: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WhoseIfAny {
    /// Of the policy; one that is here is compared with.
    slug: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Imported {
    slug: String,
    version: i32,
    /// False where this text was here already.
    new: bool,
    /// Links that followed their clause, and that wait for an editor.
    carried: usize,
    waiting: usize,
}

/// What a text would become; nothing is stored. The body is the file.
#[utoipa::path(
    post, path = "/policies/look", operation_id = "look_at_policy", tag = "policies", params(WhoseIfAny),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Object), (status = 403), (status = 413), (status = 422)),
)]
pub async fn look(session: Session, db: Data<Db>, whose: Query<WhoseIfAny>, file: Bytes) -> Result<Json<PolicyLook>, Problem> {
    allow::site(&session)?;
    let slug = whose.slug.as_deref().filter(|slug| !slug.is_empty()).map(slug).transpose()?;
    Ok(Json(look_at_policy(&db, slug.as_ref(), &file).await?))
}

/// Takes a policy in, or a new version of one that is here. The body is the file, kept byte for byte.
#[utoipa::path(
    post, path = "/policies", operation_id = "import_policy", tag = "policies", params(Whose),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Imported), (status = 403), (status = 413), (status = 422)),
)]
pub async fn import(session: Session, db: Data<Db>, whose: Query<Whose>, file: Bytes) -> Result<Json<Imported>, Problem> {
    allow::site(&session)?;
    let import = ImportPolicy { slug: slug(&whose.slug)?, bytes: file.into(), relations: Vec::new() };
    let done = import_policy(&session.acting(&db), clock::now(), import).await?;
    Ok(Json(Imported {
        slug: done.slug.to_string(),
        version: done.version,
        new: done.new,
        carried: done.links.carried,
        waiting: done.links.waiting,
    }))
}

fn slug(text: &str) -> Result<Slug, Problem> {
    text.parse().map_err(|_| Problem::unprocessable("网址里的名字只能用小写字母、数字和短横线，例如 work-plan-2022。"))
}
