//! Beginning one, and stopping it.

use super::see::{BulkAct, own};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::{
    Db, bulk_acts,
    work_desks::{self, Which},
};
use domain::{CorrectionKind, DeskState, Slug, WorkKind};
use editorial::{BulkDetails, MOST_IN_BULK};
use serde::Deserialize;
use utoipa::ToSchema;

/// As the list of works is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// A state.
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    /// Words of the title.
    #[serde(default)]
    q: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// publish, withdraw, add-topic, add-campaign or add-channel
    act: String,
    /// These works, at most 10,000; or all that a list shows.
    #[serde(default)]
    works: Option<Vec<i64>>,
    #[serde(default)]
    filter: Option<Filter>,
    /// Of a withdrawal.
    #[serde(default)]
    reason: Option<String>,
    /// Of a withdrawal: retraction or removal.
    #[serde(default)]
    kind: Option<String>,
    /// The slug of the topic, campaign or channel.
    #[serde(default)]
    entry: Option<String>,
}

/// Has one act done to many works, each where this account may.
#[utoipa::path(
    post, path = "/bulk-acts", operation_id = "start_bulk", tag = "bulk", request_body = Start,
    responses((status = 200, body = BulkAct), (status = 422)),
)]
pub async fn start(session: Session, db: Data<Db>, body: Json<Start>) -> Result<Json<BulkAct>, Problem> {
    let Start { act, works, filter, reason, kind, entry } = body.into_inner();
    let act = act.parse().map_err(|_| Problem::unprocessable("没有这种批量操作。"))?;
    let kind = kind.map(|kind| kind.parse::<CorrectionKind>()).transpose();
    let kind = kind.map_err(|_| Problem::unprocessable("撤回的类型只能是撤回或移除。"))?;
    let entry = entry.filter(|slug| !slug.is_empty()).map(|slug| slug.parse::<Slug>()).transpose();
    let entry = entry.map_err(|_| Problem::unprocessable("没有这个词条，请重新选择。"))?;
    let works = match (works, filter) {
        (Some(works), None) => chosen(&session, &db, works).await?,
        (None, Some(filter)) => listed(&session, &db, filter).await?,
        _ => return Err(Problem::unprocessable("请选中作品，或者按条件选全部，两样只能用一样。")),
    };
    let details = BulkDetails { reason, kind, entry };
    let id = editorial::start_bulk(&session.acting(&db), clock::now(), session.account.id, act, details, &works).await?;
    let row = bulk_acts::one(&db, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(BulkAct::of(&row)?))
}

/// In the order in which they were chosen, each once.
async fn chosen(session: &Session, db: &Db, works: Vec<i64>) -> Result<Vec<i64>, Problem> {
    if works.len() > MOST_IN_BULK {
        return Err(Problem::unprocessable(format!("一次最多处理{MOST_IN_BULK}件作品，请分几次。")));
    }
    let mut once = Vec::with_capacity(works.len());
    let mut seen = std::collections::HashSet::new();
    once.extend(works.into_iter().filter(|id| seen.insert(*id)));
    let which = Which { ids: Some(once.clone()), limit: MOST_IN_BULK as u64, ..allow::visible(session) };
    let there: std::collections::HashSet<i64> =
        work_desks::list(db, session.account.id, &which).await?.iter().map(|desk| desk.id).collect();
    let gone = once.iter().filter(|id| !there.contains(id)).count();
    if gone > 0 {
        return Err(Problem::unprocessable(format!("选中的作品里有{gone}件已经不在，或者您看不到。请刷新列表再选。")));
    }
    Ok(once)
}

async fn listed(session: &Session, db: &Db, filter: Filter) -> Result<Vec<i64>, Problem> {
    let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let state = given(filter.state).map(|state| state.parse::<DeskState>()).transpose();
    let state = state.map_err(|_| Problem::bad_request("没有这种状态。"))?;
    let kind = given(filter.kind);
    if kind.as_ref().is_some_and(|kind| kind.parse::<WorkKind>().is_err()) {
        return Err(Problem::bad_request("没有这种作品形式。"));
    }
    let which = Which {
        states: state.into_iter().collect(),
        kind,
        title: given(filter.q),
        limit: MOST_IN_BULK as u64 + 1,
        ..allow::visible(session)
    };
    Ok(work_desks::list(db, session.account.id, &which).await?.iter().map(|desk| desk.id).collect())
}

/// What is not done yet is not done any more; what is done stays.
#[utoipa::path(
    post, path = "/bulk-acts/{id}/stop", operation_id = "stop_bulk", tag = "bulk", params(("id" = i64, Path)),
    responses((status = 200, body = BulkAct), (status = 404), (status = 422)),
)]
pub async fn stop(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<BulkAct>, Problem> {
    let row = own(&db, &session, *id).await?;
    editorial::stop_bulk(&session.acting(&db), clock::now(), &row).await?;
    Ok(Json(BulkAct::of(&own(&db, &session, *id).await?)?))
}
