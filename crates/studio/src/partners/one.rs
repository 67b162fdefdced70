//! One partner: what it may have, its keys, its endpoints, and its copies, those first that ask to be looked at.

use super::{
    copy::PartnerCopy,
    keys::{self, PartnerKeyKnown},
    list::{PartnerSummary, summary},
    scope::PartnerScopeNamed,
};
use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path, Query};
use db::{
    Db, copies, partners,
    webhooks::{self, WebhookRow},
};
use domain::{CopyState, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

const MOST: u64 = 200;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// Only copies in this state.
    state: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerEndpoint {
    address: String,
    /// When it last took a message.
    #[schema(required)]
    delivered_at: Option<String>,
    /// It answered 410 then, and is told nothing more.
    #[schema(required)]
    disabled_at: Option<String>,
    /// Messages that were given up and not asked for again.
    given_up: usize,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerLicence {
    /// The operator's own name for it.
    version: String,
    /// Its last day.
    #[schema(required)]
    until: Option<String>,
    /// That day is over: the partner may have nothing.
    over: bool,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerPage {
    partner: PartnerSummary,
    scope: PartnerScopeNamed,
    #[schema(required)]
    licence: Option<PartnerLicence>,
    /// The newest first.
    keys: Vec<PartnerKeyKnown>,
    endpoints: Vec<PartnerEndpoint>,
    /// At most 200.
    copies: Vec<PartnerCopy>,
}

#[utoipa::path(
    get, path = "/partners/{slug}", operation_id = "get_partner", tag = "partners", params(("slug" = String, Path), Wanted),
    responses((status = 200, body = PartnerPage), (status = 400), (status = 403), (status = 404)),
)]
pub async fn one(
    session: Session,
    db: Data<Db>,
    slug: Path<String>,
    wanted: Query<Wanted>,
) -> Result<Json<PartnerPage>, Problem> {
    allow::site(&session)?;
    let state = wanted.state.as_deref().filter(|state| !state.is_empty());
    let state = state.map(str::parse::<CopyState>).transpose().map_err(|_| Problem::bad_request("没有这种副本状态。"))?;
    let row = partners::by_slug(&db, &slug).await?.ok_or_else(Problem::not_found)?;
    let rows = copies::worst_of_partner(&db, row.id, state, MOST).await?;
    let mut endpoints = Vec::new();
    for endpoint in webhooks::of_partner(&db, row.id).await? {
        endpoints.push(self::endpoint(&db, endpoint).await?);
    }
    Ok(Json(PartnerPage {
        scope: PartnerScopeNamed::of(&row.scope()?),
        licence: row.licence.clone().map(|version| PartnerLicence {
            version,
            until: row.licence_until.clone(),
            over: row.licence_over,
        }),
        keys: keys::of_partner(&db, &row).await?,
        partner: summary(&db, row, &copies::counts(&db).await?).await?,
        endpoints,
        copies: rows.into_iter().map(PartnerCopy::of).collect::<anyhow::Result<_>>()?,
    }))
}

async fn endpoint(db: &Db, row: WebhookRow) -> anyhow::Result<PartnerEndpoint> {
    let letters = webhooks::dead_letters(db, row.id, MOST).await?;
    Ok(PartnerEndpoint {
        address: row.address,
        delivered_at: row.delivered_at.map(|at| Timestamp(at).rfc3339()),
        disabled_at: row.disabled_at.map(|at| Timestamp(at).rfc3339()),
        given_up: letters.iter().filter(|letter| letter.replayed_at.is_none()).count(),
    })
}
