//! Partners, and how their copies are.

use crate::{Problem, Session, allow, clock::now};
use actix_web::web::{Data, Json};
use db::{
    Db,
    copies::{self, CopyCount},
    partners::{self, PartnerRow},
    webhooks,
};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct CopyStateCount {
    pub state: String,
    pub state_zh: &'static str,
    pub copies: i64,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerSummary {
    slug: String,
    name: String,
    /// Shut out, with all its keys.
    disabled: bool,
    /// Whoever tries the door is this one.
    sandbox: bool,
    /// Keys that count now.
    keys: usize,
    webhooks: usize,
    copies: Vec<CopyStateCount>,
}

#[derive(Serialize, ToSchema)]
pub struct PartnerList {
    partners: Vec<PartnerSummary>,
}

/// All of them, by name.
#[utoipa::path(
    get, path = "/partners", operation_id = "list_partners", tag = "partners", responses((status = 200, body = PartnerList), (status = 403)),
)]
pub async fn list(session: Session, db: Data<Db>) -> Result<Json<PartnerList>, Problem> {
    allow::site(&session)?;
    let counts = copies::counts(&db).await?;
    let mut summaries = Vec::new();
    for row in partners::all(&db).await? {
        summaries.push(summary(&db, row, &counts).await?);
    }
    Ok(Json(PartnerList { partners: summaries }))
}

pub async fn summary(db: &Db, row: PartnerRow, counts: &[CopyCount]) -> anyhow::Result<PartnerSummary> {
    let now = now().0;
    let counts_now = |key: &partners::PartnerKeyRow| key.revoked_at.is_none() && key.expires_at.is_none_or(|at| at > now);
    let keys = partners::keys(db, row.id).await?.iter().filter(|key| counts_now(key)).count();
    Ok(PartnerSummary {
        keys,
        webhooks: webhooks::of_partner(db, row.id).await?.len(),
        copies: counts.iter().filter(|one| one.partner_id == row.id).map(count).collect::<anyhow::Result<_>>()?,
        disabled: row.disabled_at.is_some(),
        sandbox: row.sandbox,
        slug: row.slug,
        name: row.name,
    })
}

fn count(one: &CopyCount) -> anyhow::Result<CopyStateCount> {
    let state = one.state()?;
    Ok(CopyStateCount { state: state.code().to_owned(), state_zh: state.zh(), copies: one.copies })
}
