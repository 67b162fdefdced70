//! The working copy and what was published since it was begun: what would become of them, and putting them together.

use super::shape::{BlockChange, Difference, contested, contested_note, lines};
use crate::{Problem, Session, allow, clock, works::Work, works::again};
use actix_web::web::{Data, Json, Path};
use db::Db;
use document::Contested;
use domain::{Right, Side};
use editorial::{Apart, TakeIn};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct MergeConflict {
    /// What a choice is named by.
    name: String,
    /// The name of the field; `body` of a place in the text.
    field: String,
    /// Of a field: its lines on both sides.
    published_lines: Vec<String>,
    mine_lines: Vec<String>,
    /// Of a place in the text: what became of it on both sides.
    published: Vec<BlockChange>,
    mine: Vec<BlockChange>,
}

#[derive(Serialize, ToSchema)]
pub struct Merge {
    /// What the choice is made on.
    version: i32,
    #[schema(required)]
    published_revision: Option<i64>,
    /// False where the copy was made from what is published now.
    behind: bool,
    conflicts: Vec<MergeConflict>,
    /// What the published text would change in this copy, besides the conflicts.
    #[schema(required)]
    changes: Option<Difference>,
}

/// What was published since the working copy was begun, and where both changed the same place.
#[utoipa::path(
    get, path = "/works/{id}/merge", operation_id = "see_merge", tag = "editions", params(("id" = i64, Path)),
    responses((status = 200, body = Merge), (status = 404), (status = 422, description = "the body cannot be read yet")),
)]
pub async fn see(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Merge>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    let newest = editorial::newest(&db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let version = newest.version;
    let published_revision = desk.published_revision;
    let Some(apart) = editorial::apart(&db, published_revision, newest).await? else {
        return Ok(Json(Merge { version, published_revision, behind: false, conflicts: Vec::new(), changes: None }));
    };
    let Apart { newest, body, merging, .. } = &apart;
    let (mut content, merged) = merging.resolve(&|_| Side::Waiting, &|_| Side::Waiting)?;
    content.slug = newest.content.slug.clone();
    let changes = Difference::of((&newest.content, body), (&content, &merged));
    Ok(Json(Merge { version, published_revision, behind: true, conflicts: conflicts(&apart), changes: Some(changes) }))
}

fn conflicts(apart: &Apart) -> Vec<MergeConflict> {
    let fields = apart.merging.content.conflicts.iter().map(|conflict| MergeConflict {
        name: conflict.field.clone(),
        field: conflict.field.clone(),
        published_lines: lines(conflict.published.as_ref()),
        mine_lines: lines(conflict.waiting.as_ref()),
        published: Vec::new(),
        mine: Vec::new(),
    });
    let places = apart.merging.body.conflicts().into_iter().enumerate().map(|(number, one)| {
        let (published, mine) = match one {
            Contested::Blocks(c) => (contested(&c.base, &c.published), contested(&c.base, &c.waiting)),
            Contested::Footnote(c) => {
                (contested_note(c.base.first(), c.published.first()), contested_note(c.base.first(), c.waiting.first()))
            }
        };
        let none = Vec::new;
        MergeConflict {
            name: place(number),
            field: "body".to_owned(),
            published_lines: none(),
            mine_lines: none(),
            published,
            mine,
        }
    });
    fields.chain(places).collect()
}

fn place(number: usize) -> String {
    format!("body.{number}")
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    version: i32,
    published_revision: i64,
    /// By the name of the conflict: published, mine or both. Of a field there is no both.
    #[serde(default)]
    choices: HashMap<String, String>,
}

/// Puts the working copy and what is published together; the copy as it was is kept.
#[utoipa::path(
    post, path = "/works/{id}/merge", operation_id = "merge_work", tag = "editions", params(("id" = i64, Path)),
    request_body = Choices, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn merge(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Choices>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::EditWork).await?;
    let Choices { version, published_revision, choices } = body.into_inner();
    let side = |name: &str| match choices.get(name).map(String::as_str) {
        Some("published") => Some(Side::Published),
        Some("mine") => Some(Side::Waiting),
        Some("both") => Some(Side::Both),
        _ => None,
    };
    let take = TakeIn {
        account: session.account.id,
        work: desk.id,
        version,
        published: published_revision,
        field: &|name| side(name).filter(|side| *side != Side::Both),
        block: &|number| side(&place(number)),
    };
    editorial::take_in_published(&session.acting(&db), clock::now(), take).await?;
    again(&db, &session, *id).await
}
