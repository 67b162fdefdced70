//! Keys of a partner: made, shown once, revoked.

use super::tend::partner;
use crate::{
    Problem, Session,
    clock::{now, random},
};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{
    Db,
    partners::{self, PartnerKeyRow, PartnerRow},
};
use domain::{PartnerKey, Timestamp};
use editorial::NewPartnerKey;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const DAY_MS: i64 = 24 * 3600 * 1000;
/// Ten years.
const MOST_DAYS: u32 = 3660;

/// One key, without its words.
#[derive(Serialize, ToSchema)]
pub struct PartnerKeyKnown {
    id: i64,
    /// Its first characters.
    hint: String,
    made_at: String,
    #[schema(required)]
    ends_at: Option<String>,
    #[schema(required)]
    revoked_at: Option<String>,
    /// It opens the door now.
    counts: bool,
}

impl PartnerKeyKnown {
    fn of(row: PartnerKeyRow) -> Self {
        let when = |at: i64| Timestamp(at).rfc3339();
        Self {
            counts: row.revoked_at.is_none() && row.expires_at.is_none_or(|at| at > now().0),
            id: row.id,
            hint: row.hint,
            made_at: when(row.created_at),
            ends_at: row.expires_at.map(when),
            revoked_at: row.revoked_at.map(when),
        }
    }
}

/// All of a partner's, the newest first; none of the one of trials, which has many and short ones.
pub async fn of_partner(db: &Db, row: &PartnerRow) -> anyhow::Result<Vec<PartnerKeyKnown>> {
    if row.sandbox {
        return Ok(Vec::new());
    }
    Ok(partners::keys(db, row.id).await?.into_iter().rev().map(PartnerKeyKnown::of).collect())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// After so many days it ends; without a number, never.
    days: Option<u32>,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerKeyMade {
    id: i64,
    /// Shown this once.
    key: String,
}

/// Makes a key. Older ones go on, so that the partner can change over.
#[utoipa::path(
    post, path = "/partners/{slug}/keys", operation_id = "make_partner_key", tag = "partners", params(("slug" = String, Path)),
    request_body = NewKey, responses((status = 200, body = PartnerKeyMade), (status = 403), (status = 404), (status = 422)),
)]
pub async fn make(session: Session, db: Data<Db>, slug: Path<String>, body: Json<NewKey>) -> Result<HttpResponse, Problem> {
    let (slug, _) = partner(&session, &db, &slug).await?;
    if body.days.is_some_and(|days| days == 0 || days > MOST_DAYS) {
        return Err(Problem::unprocessable(format!("有效天数从 1 到 {MOST_DAYS}；不填就一直有效。")));
    }
    let now = now();
    let key = PartnerKey::draw(random);
    let expires = body.days.map(|days| Timestamp(now.0 + i64::from(days) * DAY_MS));
    let new = NewPartnerKey { digest: &key.digest(), hint: key.hint(), expires };
    let id = editorial::add_partner_key(&session.acting(&db), now, &slug, new).await?;
    let made = PartnerKeyMade { id, key: key.words().to_owned() };
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(made))
}

/// Ends a key, on every process at once; the partner's other keys go on.
#[utoipa::path(
    delete, path = "/partners/{slug}/keys/{id}", operation_id = "revoke_partner_key", tag = "partners",
    params(("slug" = String, Path), ("id" = i64, Path)), responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn revoke(session: Session, db: Data<Db>, path: Path<(String, i64)>) -> Result<HttpResponse, Problem> {
    let (slug, id) = path.into_inner();
    let (slug, row) = partner(&session, &db, &slug).await?;
    let live = partners::keys(&db, row.id).await?.iter().any(|key| key.id == id && key.revoked_at.is_none());
    if !live {
        return Err(Problem::not_found());
    }
    editorial::revoke_partner_key(&session.acting(&db), now(), &slug, id).await?;
    Ok(HttpResponse::NoContent().finish())
}
