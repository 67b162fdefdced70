//! Saving a working copy.

use super::{WorkFields, address_name, fields::read, shape::faults};
use crate::{Problem, Session, allow, clock, problem::Fault};
use actix_web::web::{Data, Json, Path};
use db::{Db, work_desks::Desk};
use domain::{Right, Slug};
use editorial::{DeskSaved, SaveCopy};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// Bytes of a body.
const LONGEST: usize = 1 << 20;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Save {
    /// The one that was changed.
    version: i32,
    #[schema(value_type = WorkFields)]
    content: serde_json::Value,
    /// Markdown; kept as it is, also where it is not yet right.
    body: String,
}

#[derive(Serialize, ToSchema)]
pub struct Saved {
    version: i32,
    /// What keeps it from being handed in; and what was not saved, beside its field.
    faults: Vec<Fault>,
    /// What would be better otherwise.
    hints: Vec<Fault>,
}

/// Overwrites the working copy, if nobody else did since `version`; otherwise theirs comes back with 409.
#[utoipa::path(
    put, path = "/works/{id}", operation_id = "save_work", tag = "works", params(("id" = i64, Path)), request_body = Save,
    responses((status = 200, body = Saved), (status = 403), (status = 404),
        (status = 409, description = "a problem with version, content and body as they are"), (status = 422)),
)]
pub async fn save(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Save>) -> Result<Json<Saved>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::EditWork).await?;
    let Save { version, mut content, body } = body.into_inner();
    if body.len() > LONGEST {
        return Err(Problem::unprocessable("正文太长，请拆成几篇。"));
    }
    let unsaved = address_name::settle(&db, &desk, &mut content).await?;
    if content.get("territories").is_none()
        && let Some(newest) = editorial::newest(&db, desk.id).await?
    {
        content["territories"] = json!(newest.content.territories);
    }
    let content = read(content)?.into_content();
    may_publish(&db, &session, &desk, &content.organisations).await?;
    let save = SaveCopy { account: session.account.id, work: *id, version, content: content.clone(), body: &body };
    match editorial::save_working_copy(&db, clock::now(), save).await? {
        DeskSaved::Saved { version } | DeskSaved::Unchanged { version } => {
            let checked = editorial::check_work(&db, &content, &body).await?;
            let told = unsaved.into_iter().chain(faults(checked.faults)).collect();
            Ok(Json(Saved { version, faults: told, hints: faults(checked.hints) }))
        }
        DeskSaved::Conflict(theirs) => Err(Problem::conflict("刚刚有人保存了另一份修改。请对照两份内容，再决定保留哪些。")
            .with("version", &theirs.version)
            .with("content", &WorkFields::of(theirs.content))
            .with("body", &theirs.body)),
    }
}

/// Nobody puts the name of an organisation on a work, or makes another answer for it, but those who may write there.
async fn may_publish(db: &Db, session: &Session, desk: &Desk, organisations: &[Slug]) -> Result<(), Problem> {
    let Some(first) = organisations.first() else {
        return Err(Problem::unprocessable("请选择发布组织，第一个为责任单位。"));
    };
    let new = organisations.iter().filter(|slug| !desk.holders.iter().any(|h| h.slug == slug.as_str()));
    let moved = Some(first).filter(|slug| desk.holders.first().is_none_or(|h| h.slug != slug.as_str()));
    for slug in new.chain(moved) {
        allow::organisation(db, session, slug.as_str(), Right::CreateWork).await?;
    }
    Ok(())
}
