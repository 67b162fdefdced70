//! A work as the app shows it.

use super::WorkFields;
use crate::{Problem, Session, account::Named, allow, assets, problem::Fault};
use actix_web::web::{Data, Json, Path};
use db::{Db, asset_library, corrections, forced_publications, submissions, submissions::Submitted, work_desks::Desk};
use domain::{ReviewStage, Right, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct WorkSummary {
    pub id: i64,
    slug: String,
    kind: String,
    /// draft, submitted, returned, approved, published or withdrawn
    pub state: String,
    title: String,
    /// The one that answers for it.
    #[schema(required)]
    organisation: Option<Named>,
    updated_at: String,
    /// The review that it waits for: first, second or final.
    #[schema(required)]
    pub stage: Option<String>,
    /// This account wrote in it.
    mine: bool,
    /// The public can read it now.
    live: bool,
    /// The working copy is not what was published.
    changed: bool,
    /// The work that this one corrects.
    #[schema(required)]
    corrects: Option<i64>,
    /// When it goes out.
    #[schema(required)]
    scheduled_at: Option<String>,
    /// Why it could not go out then.
    #[schema(required)]
    schedule_problem: Option<String>,
    /// What the public reads went out before its reviews, which are still to be done.
    forced: bool,
}

impl WorkSummary {
    pub fn of(desk: &Desk) -> Self {
        Self {
            id: desk.id,
            slug: desk.slug.clone(),
            kind: desk.kind.clone(),
            state: desk.state.clone(),
            title: desk.title.clone(),
            organisation: desk.holders.first().map(|h| Named { slug: h.slug.clone(), name: h.name.clone() }),
            updated_at: Timestamp(desk.updated_at).rfc3339(),
            stage: allow::next_stage(desk).map(|stage| stage.code().to_owned()),
            mine: desk.own,
            live: desk.live,
            changed: desk.changed.unwrap_or(false),
            corrects: desk.corrects,
            scheduled_at: desk.scheduled_at.map(|at| Timestamp(at).rfc3339()),
            schedule_problem: desk.schedule_problem.clone(),
            forced: desk.forced,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ReviewGiven {
    stage: String,
    by: String,
    /// Of an expert from outside: institution and title, and what they declared.
    #[schema(required)]
    affiliation: Option<String>,
    #[schema(required)]
    interests: Option<String>,
    /// pass or return
    verdict: String,
    note: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
pub struct Submission {
    id: i64,
    /// What it waits for; none where it is decided.
    #[schema(required)]
    stage: Option<String>,
    reviews: Vec<ReviewGiven>,
    /// The revision that is under review.
    revision: i64,
    /// The revision that was approved before; only what changed since is to be reviewed.
    #[schema(required)]
    merged_from: Option<i64>,
    /// Why the program itself gave it back.
    #[schema(required)]
    reason: Option<String>,
}

/// When it goes out.
#[derive(Serialize, ToSchema)]
pub struct ScheduleSet {
    at: String,
    embargo: bool,
    /// Why it could not go out then.
    #[schema(required)]
    problem: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Happening {
    at: String,
    #[schema(required)]
    by: Option<String>,
    /// In Chinese.
    what: String,
    #[schema(required)]
    note: Option<String>,
    /// The submission that it belongs to.
    #[schema(required)]
    submission: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct May {
    edit: bool,
    delete: bool,
    submit: bool,
    recall: bool,
    /// The stages that this account may review now.
    review: Vec<String>,
    publish: bool,
    withdraw: bool,
    correct: bool,
    begin_correction: bool,
    take_back: bool,
    call_off: bool,
    share: bool,
    invite_expert: bool,
    force_publish: bool,
    comment: bool,
    reinstate: bool,
}

#[derive(Serialize, ToSchema)]
pub struct Work {
    id: i64,
    state: String,
    live: bool,
    /// What the public reads went out before its reviews, which are still to be done.
    forced: bool,
    changed: bool,
    /// What a save has to name.
    version: i32,
    /// The public revision moved on since this copy was begun: the two are to be put together before it is handed in.
    stale: bool,
    /// The work that this one corrects.
    #[schema(required)]
    corrects: Option<i64>,
    /// The correction of it that is under way.
    #[schema(required)]
    correction: Option<i64>,
    #[schema(required)]
    schedule: Option<ScheduleSet>,
    #[schema(required)]
    published_revision: Option<i64>,
    content: WorkFields,
    /// Markdown.
    body: String,
    /// The video of a short video.
    #[schema(required)]
    asset: Option<assets::Asset>,
    faults: Vec<Fault>,
    /// What would be better otherwise, and keeps nothing back.
    hints: Vec<Fault>,
    /// Those that publish it, in its order: also the ones that this account is not at.
    organisations: Vec<Named>,
    #[schema(required)]
    submission: Option<Submission>,
    history: Vec<Happening>,
    may: May,
}

/// One work, with what this account may do to it.
#[utoipa::path(
    get, path = "/works/{id}", operation_id = "get_work", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = Work), (status = 404)),
)]
pub async fn get(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<Work>, Problem> {
    let desk = allow::work(&db, &session, *id, Right::SeeWork).await?;
    Ok(Json(of(&db, &session, desk).await?))
}

/// As it stands after an act.
pub async fn again(db: &Db, session: &Session, id: i64) -> Result<Json<Work>, Problem> {
    let desk = allow::work(db, session, id, Right::SeeWork).await?;
    Ok(Json(of(db, session, desk).await?))
}

pub async fn of(db: &Db, session: &Session, desk: Desk) -> Result<Work, Problem> {
    let newest = editorial::newest(db, desk.id).await?.ok_or_else(Problem::not_found)?;
    let checked = editorial::check_work(db, &newest.content, &newest.body).await?;
    let said = submissions::said_of(db, desk.id).await?;
    let submitted = submissions::of_work(db, desk.id).await?;
    let current = desk.submission_id.filter(|_| matches!(desk.state.as_str(), "submitted" | "approved" | "returned"));
    let submission = current.map(|id| Submission {
        id,
        stage: allow::next_stage(&desk).map(|stage| stage.code().to_owned()),
        reviews: said.iter().filter(|s| s.submission_id == id).map(given).collect(),
        revision: desk.submission_revision.unwrap_or_default(),
        merged_from: submitted.iter().find(|s| s.id == id).and_then(|s| s.merged_from),
        reason: submitted.iter().find(|s| s.id == id).and_then(|s| s.reason.clone()),
    });
    let asset = match newest.content.original() {
        Some(digest) => match asset_library::by_digest(db, digest.as_str()).await? {
            Some(row) => assets::of(db, session, vec![row]).await?.pop(),
            None => None,
        },
        None => None,
    };
    let reviewed = said.iter().any(|s| Some(s.submission_id) == current && s.account_id == session.account.id);
    Ok(Work {
        id: desk.id,
        state: desk.state.clone(),
        live: desk.live,
        forced: desk.forced,
        changed: newest.changed,
        version: newest.version,
        stale: newest.changed && newest.based_on != desk.published_revision,
        published_revision: desk.published_revision,
        content: WorkFields::of(newest.content),
        body: newest.body,
        asset,
        faults: faults(checked.faults),
        hints: faults(checked.hints),
        organisations: desk.holders.iter().map(|h| Named { slug: h.slug.clone(), name: h.name.clone() }).collect(),
        submission,
        history: history(db, &desk, &submitted, &said).await?,
        may: may(session, &desk, reviewed),
        corrects: desk.corrects,
        correction: desk.correction,
        schedule: desk.scheduled_at.map(|at| ScheduleSet {
            at: Timestamp(at).rfc3339(),
            embargo: desk.embargo.unwrap_or(false),
            problem: desk.schedule_problem.clone(),
        }),
    })
}

pub fn faults(found: Vec<editorial::DeskFault>) -> Vec<Fault> {
    let field = |f: &editorial::DeskFault| match f.line {
        Some(line) => format!("{}:{line}", f.field),
        None => f.field.to_owned(),
    };
    let message = |f: &editorial::DeskFault| match f.line {
        Some(line) => format!("第 {line} 行：{}", f.message),
        None => f.message.clone(),
    };
    found.iter().map(|f| Fault { field: field(f), message: message(f) }).collect()
}

/// What the account may do now. Whoever asks is told the same again when they do it.
pub fn may(session: &Session, desk: &Desk, reviewed: bool) -> May {
    let can = |right| allow::may(session, desk, right);
    let waits: Vec<ReviewStage> = allow::next_stage(desk).into_iter().collect();
    let review = waits.into_iter().filter(|stage| !reviewed && can(Right::review(*stage))).map(|stage| stage.code().to_owned());
    May {
        edit: can(Right::EditWork),
        delete: can(Right::DeleteWork),
        submit: can(Right::SubmitWork),
        recall: can(Right::RecallWork),
        review: review.collect(),
        publish: can(Right::PublishWork),
        withdraw: can(Right::WithdrawWork),
        correct: can(Right::CorrectWork),
        begin_correction: can(Right::BeginCorrection),
        take_back: reviewed && can(Right::TakeBackReview),
        call_off: desk.scheduled_at.is_some() && can(Right::CallOffSchedule),
        share: can(Right::SharePreview),
        invite_expert: can(Right::InviteExpert),
        force_publish: can(Right::ForcePublish),
        comment: can(Right::CommentWork),
        reinstate: can(Right::ReinstateWork),
    }
}

fn given(said: &submissions::Said) -> ReviewGiven {
    ReviewGiven {
        stage: said.stage.clone(),
        by: said.by_name.clone(),
        affiliation: said.affiliation(),
        interests: said.interests.clone(),
        verdict: said.verdict.clone(),
        note: said.note.clone(),
        at: Timestamp(said.at).rfc3339(),
    }
}

/// Oldest first.
async fn history(db: &Db, desk: &Desk, submitted: &[Submitted], said: &[submissions::Said]) -> Result<Vec<Happening>, Problem> {
    let mut rows: Vec<(i64, Happening)> = Vec::new();
    let mut add = |submission: Option<i64>, at: i64, by: Option<String>, what: String, note: Option<String>| {
        let note = note.filter(|n| !n.is_empty());
        rows.push((at, Happening { at: Timestamp(at).rfc3339(), by, what, note, submission }));
    };
    for one in submitted {
        let of = Some(one.id);
        add(of, one.submitted_at, Some(one.by_name.clone()), "提交审核".to_owned(), None);
        for review in said.iter().filter(|s| s.submission_id == one.id) {
            let stage: ReviewStage = review.stage.parse().map_err(anyhow::Error::from)?;
            let verdict = if review.verdict == "pass" { "通过" } else { "退回" };
            let by = match review.affiliation() {
                Some(affiliation) => format!("{}（{affiliation}）", review.by_name),
                None => review.by_name.clone(),
            };
            add(of, review.at, Some(by), format!("{}{verdict}", stage.zh()), Some(review.note.clone()));
        }
        match (one.state.as_str(), one.closed_at) {
            (submissions::PUBLISHED, Some(at)) => add(of, at, None, "发布".to_owned(), None),
            (submissions::RECALLED, Some(at)) => add(of, at, None, "撤销提交".to_owned(), None),
            (submissions::MERGED, Some(at)) => add(of, at, None, "与公开的版本合并，改动处再审一次".to_owned(), None),
            (submissions::RETURNED, Some(at)) if one.reason.is_some() => {
                add(of, at, None, "不能自动合并，退回".to_owned(), one.reason.clone())
            }
            _ => {}
        }
    }
    for forced in forced_publications::of_work(db, desk.id).await? {
        let (of, by, why) = (Some(forced.submission_id), Some(forced.by_name), Some(forced.reason));
        add(of, forced.at, by, "紧急发布，三审后补".to_owned(), why);
    }
    for notice in corrections::of_work(db, desk.id).await? {
        add(None, notice.at, None, notice.kind()?.zh().to_owned(), Some(notice.reason.clone()));
        if let Some(lifted) = notice.lifted_at {
            add(None, lifted, None, "恢复发布".to_owned(), None);
        }
    }
    rows.sort_by_key(|(at, _)| *at);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
