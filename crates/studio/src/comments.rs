//! Comments on a work under review, in threads about words of its text; seen by who sees the work, and never published.

use crate::{Problem, Session, allow, clock};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path, ServiceConfig, get, post, put, resource},
};
use db::{Db, review_comments, review_comments::CommentRow};
use document::{Document, markdown};
use domain::{Right, Timestamp};
use editorial::{NewComment, Placed};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/works/{id}/comments").route(get().to(list)).route(post().to(begin)))
        .service(resource("/works/{id}/comments/{thread}").route(put().to(resolve)))
        .service(resource("/works/{id}/comments/{thread}/answers").route(post().to(answer)));
}

#[derive(OpenApi)]
#[openapi(paths(list, begin, resolve, answer))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

#[derive(Serialize, ToSchema)]
pub struct Comment {
    by: String,
    /// This account's.
    mine: bool,
    words: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct CommentThread {
    id: i64,
    /// The words that it is about; none of the whole text.
    #[schema(required)]
    quote: Option<String>,
    /// They stand in the newest text.
    found: bool,
    #[schema(required)]
    resolved_at: Option<String>,
    #[schema(required)]
    resolved_by: Option<String>,
    comments: Vec<Comment>,
}

#[derive(Serialize, ToSchema)]
pub struct Comments {
    /// In the order of the text.
    threads: Vec<CommentThread>,
}

fn said(row: &CommentRow, session: &Session) -> Comment {
    let mine = row.account_id == session.account.id;
    Comment { by: row.by_name.clone(), mine, words: row.words.clone(), at: Timestamp(row.at).rfc3339() }
}

fn thread(placed: &Placed, session: &Session) -> CommentThread {
    CommentThread {
        id: placed.first.id,
        quote: placed.first.quote.clone(),
        found: placed.place.is_some(),
        resolved_at: placed.first.resolved_at.map(|at| Timestamp(at).rfc3339()),
        resolved_by: placed.first.resolved_by.clone(),
        comments: std::iter::once(&placed.first).chain(&placed.answers).map(|row| said(row, session)).collect(),
    }
}

/// The newest text: what the preview shows. One that cannot be read has no blocks.
async fn newest(db: &Db, work: i64) -> Result<(editorial::Newest, Document), Problem> {
    let newest = editorial::newest(db, work).await?.ok_or_else(Problem::not_found)?;
    let body = match markdown::read(&newest.body) {
        Ok(read) => read.document,
        Err(_) => Document { blocks: Vec::new(), footnotes: Vec::new() },
    };
    Ok((newest, body))
}

async fn all(db: &Db, session: &Session, work: i64) -> Result<Json<Comments>, Problem> {
    let (newest, body) = newest(db, work).await?;
    let placed = editorial::place_comments(review_comments::of_work(db, work).await?, &newest.content, &body);
    Ok(Json(Comments { threads: placed.iter().map(|placed| thread(placed, session)).collect() }))
}

/// Every thread about a work.
#[utoipa::path(
    get, path = "/works/{id}/comments", operation_id = "list_comments", tag = "comments", params(("id" = i64, Path)),
    responses((status = 200, body = Comments), (status = 404)),
)]
pub async fn list(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Comments>, Problem> {
    allow::work(&db, &session, *id, Right::SeeWork).await?;
    all(&db, &session, *id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// Words of the page, within one block; absent: the whole text is meant.
    #[serde(default)]
    quote: Option<String>,
    words: String,
}

/// Begins a thread.
#[utoipa::path(
    post, path = "/works/{id}/comments", operation_id = "comment_work", tag = "comments", params(("id" = i64, Path)),
    request_body = Begin, responses((status = 200, body = Comments), (status = 403), (status = 404), (status = 422)),
)]
pub async fn begin(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Begin>) -> Result<Json<Comments>, Problem> {
    allow::work(&db, &session, *id, Right::CommentWork).await?;
    let (newest, document) = newest(&db, *id).await?;
    let new = NewComment { account: session.account.id, work: *id, quote: body.quote.as_deref(), words: &body.words };
    editorial::comment(&session.acting(&db), clock::now(), new, &newest.content, &document).await?;
    all(&db, &session, *id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    words: String,
}

/// Answers a thread.
#[utoipa::path(
    post, path = "/works/{id}/comments/{thread}/answers", operation_id = "answer_comment", tag = "comments",
    params(("id" = i64, Path), ("thread" = i64, Path)), request_body = Answer,
    responses((status = 200, body = Comments), (status = 403), (status = 404), (status = 422)),
)]
pub async fn answer(
    session: Session,
    db: Data<Db>,
    path: Path<(i64, i64)>,
    body: Json<Answer>,
) -> Result<Json<Comments>, Problem> {
    let (id, thread) = path.into_inner();
    allow::work(&db, &session, id, Right::CommentWork).await?;
    editorial::answer_comment(&session.acting(&db), clock::now(), (id, thread), session.account.id, &body.words).await?;
    all(&db, &session, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    /// False: it is open again.
    resolved: bool,
}

/// Says that a thread is done with, or open again.
#[utoipa::path(
    put, path = "/works/{id}/comments/{thread}", operation_id = "resolve_comment", tag = "comments",
    params(("id" = i64, Path), ("thread" = i64, Path)), request_body = Resolve,
    responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn resolve(
    session: Session,
    db: Data<Db>,
    path: Path<(i64, i64)>,
    body: Json<Resolve>,
) -> Result<HttpResponse, Problem> {
    let (id, thread) = path.into_inner();
    allow::work(&db, &session, id, Right::CommentWork).await?;
    let acting = session.acting(&db);
    editorial::resolve_comments(&acting, clock::now(), (id, thread), session.account.id, body.resolved).await?;
    Ok(HttpResponse::NoContent().finish())
}
