//! Who is sent feeds as they change (WebSub).

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json};
use db::{
    Db,
    websub::{self, Overview},
};
use domain::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

const MOST: u64 = 200;

#[derive(Serialize, ToSchema)]
pub struct FeedSubscription {
    /// The feed's address.
    feed: String,
    /// Whose callback it is; the whole of it is a secret of the subscriber's.
    host: String,
    asked_at: String,
    /// Absent until the subscriber confirmed.
    #[schema(required)]
    until: Option<String>,
    #[schema(required)]
    delivered_at: Option<String>,
    /// Attempts of the delivery under way that failed.
    failed: i32,
    /// Why the last one did.
    reason: String,
}

#[derive(Serialize, ToSchema)]
pub struct FeedSubscriptions {
    all: i64,
    confirmed: i64,
    /// At most 200; those that cannot be delivered to first.
    subscriptions: Vec<FeedSubscription>,
}

#[utoipa::path(
    get, path = "/feed-subscriptions", operation_id = "list_feed_subscriptions", tag = "partners",
    responses((status = 200, body = FeedSubscriptions), (status = 403)),
)]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<FeedSubscriptions>, Problem> {
    allow::site(&session)?;
    let (all, confirmed) = websub::counts(&db).await?;
    let subscriptions = websub::overview(&db, MOST).await?.into_iter().map(shown).collect();
    Ok(Json(FeedSubscriptions { all, confirmed, subscriptions }))
}

fn shown(row: Overview) -> FeedSubscription {
    let time = |at: i64| Timestamp(at).rfc3339();
    FeedSubscription {
        feed: row.topic,
        host: row.host,
        asked_at: time(row.created_at),
        until: row.expires_at.map(time),
        delivered_at: row.delivered_at.map(time),
        failed: row.attempts.unwrap_or_default(),
        reason: row.reason.unwrap_or_default(),
    }
}
