//! Acts upon what is public: a notice on it, and taking it back.

use super::{Work, shape::again};
use crate::{Problem, Session, allow, clock};
use actix_web::web::{Data, Json, Path};
use db::{Db, corrections};
use domain::{CorrectionKind, CorrectionScope, Right, Severity, Takedown};
use editorial::Away;
use serde::Deserialize;
use utoipa::ToSchema;

/// Characters of a reason.
const LONGEST: usize = 2000;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Of a withdrawal: retraction or removal; of a correction: correction or expression-of-concern.
    #[serde(default)]
    kind: Option<String>,
    /// minor, major or critical
    #[serde(default)]
    severity: Option<String>,
    /// passage, work or all-languages
    #[serde(default)]
    scope: Option<String>,
    /// Readers and partners are shown it.
    reason: String,
    /// The place in the work, an anchor of its body.
    #[serde(default)]
    anchor: Option<String>,
    /// Of a withdrawal, what stands at the address: gone, banner, redirect, replaced or vanished.
    #[serde(default)]
    way: Option<String>,
    /// The slug of the work to which redirect and replaced lead.
    #[serde(default)]
    other: Option<String>,
}

/// Takes the work back: its address answers with the reason.
#[utoipa::path(
    post, path = "/works/{id}/withdraw", operation_id = "withdraw_work", tag = "works", params(("id" = i64, Path)),
    request_body = Notice, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn withdraw(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Notice>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::WithdrawWork).await?;
    let standard = (CorrectionKind::Retraction, Severity::Major, CorrectionScope::Work);
    let body = body.into_inner();
    let way = body.way.as_deref().map_or(Ok(Takedown::Gone), str::parse);
    let way = way.map_err(|_| Problem::unprocessable("没有这种撤下的办法。"))?;
    let away = Away { way, other: body.other.clone().filter(|slug| !slug.trim().is_empty()) };
    let notice = read(body, standard)?;
    if !notice.kind.withdraws() {
        return Err(Problem::unprocessable("撤回的类型只能是撤回或移除。"));
    }
    if notice.scope == CorrectionScope::AllLanguages {
        sisters(&db, &session, &desk.slug, Right::WithdrawWork).await?;
    }
    editorial::withdraw(&session.acting(&db), clock::now(), &desk.slug, &notice, &away).await?;
    again(&db, &session, *id).await
}

/// Undoes a withdrawal: the work is public again, in all languages that were withdrawn with it.
#[utoipa::path(
    post, path = "/works/{id}/reinstate", operation_id = "reinstate_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn reinstate(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::ReinstateWork).await?;
    for sister in editorial::withdrawn_with(&db, desk.id).await? {
        allow::work(&db, &session, sister, Right::ReinstateWork)
            .await
            .map_err(|_| Problem::forbidden("一起撤回的其他语言版本不由您的组织负责，请与负责的组织一起恢复。"))?;
    }
    editorial::reinstate(&session.acting(&db), clock::now(), &desk.slug).await?;
    again(&db, &session, *id).await
}

/// Publishes a notice above the text.
#[utoipa::path(
    post, path = "/works/{id}/correct", operation_id = "correct_work", tag = "works", params(("id" = i64, Path)),
    request_body = Notice, responses((status = 200, body = Work), (status = 403), (status = 404), (status = 422)),
)]
pub async fn correct(session: Session, db: Data<Db>, id: Path<i64>, body: Json<Notice>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::CorrectWork).await?;
    let standard = (CorrectionKind::Correction, Severity::Minor, CorrectionScope::Passage);
    let notice = read(body.into_inner(), standard)?;
    if notice.kind.withdraws() {
        return Err(Problem::unprocessable("更正的类型只能是更正或关注声明；要撤下作品，请用撤回。"));
    }
    if notice.scope == CorrectionScope::AllLanguages {
        sisters(&db, &session, &desk.slug, Right::CorrectWork).await?;
    }
    editorial::correct(&session.acting(&db), clock::now(), &desk.slug, &notice).await?;
    again(&db, &session, *id).await
}

/// An act on all languages is an act on each of them.
async fn sisters(db: &Db, session: &Session, slug: &str, right: Right) -> Result<(), Problem> {
    for sister in db::works::readable_sisters(db, slug).await? {
        if let Some(id) = db::work_desks::id_of_slug(db, &sister).await? {
            allow::work(db, session, id, right)
                .await
                .map_err(|_| Problem::forbidden("其他语言的版本不由您的组织负责，不能一并处理。请只对这一件作品操作。"))?;
        }
    }
    Ok(())
}

fn read(
    notice: Notice,
    (kind, severity, scope): (CorrectionKind, Severity, CorrectionScope),
) -> Result<corrections::Notice, Problem> {
    let wrong = |what: &str| Problem::unprocessable(format!("{what}无效。"));
    let reason = notice.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST {
        return Err(Problem::unprocessable(format!("请写明原因，不超过 {LONGEST} 个字；读者和合作媒体会看到它。")));
    }
    Ok(corrections::Notice {
        kind: notice.kind.map_or(Ok(kind), |k| k.parse()).map_err(|_| wrong("类型"))?,
        severity: notice.severity.map_or(Ok(severity), |s| s.parse()).map_err(|_| wrong("严重程度"))?,
        scope: notice.scope.map_or(Ok(scope), |s| s.parse()).map_err(|_| wrong("范围"))?,
        reason,
        anchor: notice.anchor.filter(|a| !a.is_empty()),
    })
}
