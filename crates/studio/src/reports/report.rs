//! The report: a line for each organisation that the account may see.

use super::{
    row::{ReportRow, Tallies},
    span::Asked,
};
use crate::{Problem, Session, account::Named};
use actix_web::web::{Data, Json, Query};
use db::{
    Db, clauses,
    policies::{self, PolicyRow},
    reports,
};
use domain::WorkCalendar;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct Report {
    pub from: String,
    pub until: String,
    /// The policy whose coverage is told; the newest one where none was asked for.
    #[schema(required)]
    pub policy: Option<Named>,
    /// Its clauses that are to be interpreted.
    pub clauses: u64,
    pub rows: Vec<ReportRow>,
    /// Those that can be asked for.
    pub organisations: Vec<Named>,
}

/// What each organisation covers and did between two days.
#[utoipa::path(
    get, path = "/reports", operation_id = "report", tag = "reports", params(Asked),
    responses((status = 200, body = Report), (status = 400), (status = 403), (status = 404)),
)]
pub async fn report(
    session: Session,
    db: Data<Db>,
    calendar: Data<WorkCalendar>,
    asked: Query<Asked>,
) -> Result<Json<Report>, Problem> {
    Ok(Json(read(&session, &db, &calendar, &asked).await?))
}

pub async fn read(session: &Session, db: &Db, calendar: &WorkCalendar, asked: &Asked) -> Result<Report, Problem> {
    let settled = asked.settle(session, db).await?;
    let (span, policy) = (settled.span(), policy(db, asked).await?);
    let mut tallies = Tallies {
        counts: reports::counts(db, &span).await?,
        ways: reports::ways(db, &span).await?,
        covered: Vec::new(),
        leaves: Default::default(),
        dated: None,
    };
    if let Some(policy) = &policy {
        let version = policy.current_version;
        tallies.covered = reports::covered(db, &span, policy.id, version).await?;
        tallies.leaves = clauses::leaves(db, policy.id, version).await?.into_iter().collect();
        let head = policies::versions(db, policy.id).await?.pop();
        tallies.dated = head.and_then(|v| v.dated).and_then(|day| day.parse().ok());
    }
    let rows = settled.organisations.iter().map(|o| {
        let named = Named { slug: o.slug.clone(), name: o.name.clone() };
        tallies.row(o.id, named, calendar)
    });
    Ok(Report {
        from: settled.from.to_string(),
        until: settled.until.to_string(),
        rows: rows.collect(),
        clauses: tallies.leaves.len() as u64,
        organisations: crate::coverage::reported(session, db).await?,
        policy: policy.map(|p| Named { slug: p.slug, name: p.title }),
    })
}

/// The one that is asked for, or the one that came last.
pub async fn policy(db: &Db, asked: &Asked) -> Result<Option<PolicyRow>, Problem> {
    match asked.policy.as_deref().filter(|slug| !slug.is_empty()) {
        Some(slug) => policies::by_slug(db, slug).await?.map(Some).ok_or_else(Problem::not_found),
        None => Ok(policies::all(db).await?.into_iter().max_by(|a, b| (&a.dated, a.id).cmp(&(&b.dated, b.id)))),
    }
}
