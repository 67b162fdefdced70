//! Everything that a partner may have, to begin with.

use crate::{caller::Caller, item, problem::Failure, routes::Door, shape::Terms};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Data},
};
use anyhow::Result;
use db::{Db, changes, partners, work_heads};
use futures::stream;
use serde_json::json;

/// Works that are held at once.
const PAGE: u64 = 50;

/// Each published work within the key's scope on a line of its own, as `/changes` has it. The first line holds `terms`, what was
/// agreed with you, and the cursor with which to go on: it was taken before, so what changes meanwhile comes again. The last line
/// says how many there were; without it the answer was cut off: by a fault, or because the terms of the key changed meanwhile.
#[utoipa::path(
    get, path = "/snapshot", operation_id = "snapshot", tag = "partner", security(("key" = [])),
    responses((status = 200, body = String, content_type = "application/x-ndjson"), (status = 401, body = crate::problem::Problem)),
)]
pub async fn all(caller: Caller, db: Data<Db>, door: Data<Door>) -> Result<HttpResponse, Failure> {
    let cursor = door.cursors.write(&changes::head(&db).await?);
    let sequence = partners::terms_changed(&db, caller.partner.id).await?.unwrap_or_default();
    // The terms of that change or later ones, never those before it.
    let caller = caller.renewed(&db).await?.unwrap_or(caller);
    let terms = Terms::of(&caller.partner, sequence)?;
    let begin = Step::Begin(json!({"type": "begin", "cursor": cursor, "terms": terms}).to_string());
    let lines = stream::try_unfold((begin, caller, 0u64), move |(step, caller, sent)| {
        let (db, door) = (db.clone(), door.clone());
        async move {
            match step {
                Step::Begin(line) => anyhow::Ok(Some((Bytes::from(line + "\n"), (Step::After(0), caller, sent)))),
                Step::After(id) => {
                    let heads = work_heads::live(&db, &caller.granted, id, PAGE).await?;
                    // By other terms it would hold what this partner may not have, under numbers that never come again.
                    if !matches!(caller.renewed(&db).await, Ok(None)) {
                        return Ok(None);
                    }
                    let Some(last) = heads.last().map(|head| head.work_id) else {
                        let line = json!({"type": "end", "works": sent}).to_string() + "\n";
                        return Ok(Some((Bytes::from(line), (Step::End, caller, sent))));
                    };
                    let works =
                        item::changes(&db, door.works.as_ref(), &caller.partner, &heads).await.map_err(
                            |failure| match failure {
                                Failure::Internal(error) => error,
                                other => anyhow::anyhow!("{other}"),
                            },
                        )?;
                    let mut text = String::new();
                    for work in &works {
                        text.push_str(&serde_json::to_string(work)?);
                        text.push('\n');
                    }
                    Ok(Some((Bytes::from(text), (Step::After(last), caller, sent + works.len() as u64))))
                }
                Step::End => Ok(None),
            }
        }
    });
    // A fault in the middle cuts the answer off, which the client sees by the missing last line.
    let lines = futures::TryStreamExt::map_err(lines, |error: anyhow::Error| {
        tracing::error!(error = format!("{error:#}"), "a snapshot was cut off");
        actix_web::error::ErrorInternalServerError("cut off")
    });
    let mut response = HttpResponse::Ok();
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"snapshot.ndjson\"");
    response.insert_header((header::CACHE_CONTROL, "no-store")).insert_header(name).content_type("application/x-ndjson");
    Ok(response.streaming(lines))
}

enum Step {
    Begin(String),
    /// The id of the last work that was sent.
    After(i64),
    End,
}
