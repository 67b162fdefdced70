//! An entry is put, or removed.

use super::{kind::Kind, may::may};
use crate::{Problem, Session, clock, problem::Fault};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path, Query},
};
use db::{Db, organisations};
use domain::Slug;
use editorial::{Error, VocabularyEntry, put_entry, read_vocabulary, remove_entry};
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Put {
    /// The entry as files give it, see docs/works-format.md.
    #[schema(value_type = Object)]
    entry: Value,
    /// `digest` of the entry that was seen; absent of a new one.
    was: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Seen {
    /// `digest` of the entry that was seen.
    was: String,
}

/// Makes an entry, or changes it.
#[utoipa::path(
    put, path = "/vocabulary/{kind}/{slug}", operation_id = "put_entry", tag = "vocabulary",
    params(("kind" = String, Path), ("slug" = String, Path)), request_body = Put,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)),
)]
pub async fn put(session: Session, db: Data<Db>, path: Path<(String, String)>, body: Json<Put>) -> Result<HttpResponse, Problem> {
    let (kind, slug) = path.into_inner();
    let slug: Slug = slug.parse().map_err(|_| fault("slug", "网址里的名字只能用小写字母、数字和短横线。"))?;
    let Put { mut entry, was } = body.into_inner();
    // The address says which one it is; nobody renames one by the way.
    if let Some(fields) = entry.as_object_mut() {
        fields.insert("slug".into(), slug.as_str().into());
    }
    let new = Kind::of(&kind)?.read(entry)?;
    let old = read_vocabulary(&db).await?.find(&new);
    // What was allowed and what is changed are the same entry.
    if old.as_ref().map(VocabularyEntry::digest) != was {
        return Err(Error::Changed.into());
    }
    allowed(&session, &db, old.as_ref(), Some(&new)).await?;
    match put_entry(&session.acting(&db), clock::now(), &new, was.as_deref()).await {
        Err(Error::Faults(faults)) => {
            let faults = faults.0.into_iter().map(|f| Fault { field: f.file, message: f.message }).collect();
            Err(Problem::faults(faults))
        }
        other => {
            other?;
            Ok(HttpResponse::NoContent().finish())
        }
    }
}

/// Removes an entry that nothing names.
#[utoipa::path(
    delete, path = "/vocabulary/{kind}/{slug}", operation_id = "remove_entry", tag = "vocabulary",
    params(("kind" = String, Path), ("slug" = String, Path), Seen),
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)),
)]
pub async fn remove(
    session: Session,
    db: Data<Db>,
    path: Path<(String, String)>,
    seen: Query<Seen>,
) -> Result<HttpResponse, Problem> {
    let (kind, slug) = path.into_inner();
    let entries = Kind::of(&kind)?.entries(read_vocabulary(&db).await?);
    let old = entries.into_iter().find(|entry| entry.slug().as_str() == slug).ok_or_else(Problem::not_found)?;
    if old.digest() != seen.was {
        return Err(Error::Changed.into());
    }
    allowed(&session, &db, Some(&old), None).await?;
    remove_entry(&session.acting(&db), clock::now(), &old, &seen.was).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn allowed(
    session: &Session,
    db: &Db,
    old: Option<&VocabularyEntry>,
    new: Option<&VocabularyEntry>,
) -> Result<(), Problem> {
    match may(session, &organisations::all(db).await?, old, new) {
        true => Ok(()),
        false => Err(Problem::forbidden(
            "您没有修改这一条的权限。组织和人物由所在组织或上级的管理员管理，主题、专题和术语由站点管理员管理。",
        )),
    }
}

fn fault(field: &str, message: &str) -> Problem {
    Problem::faults(vec![Fault { field: field.into(), message: message.into() }])
}
