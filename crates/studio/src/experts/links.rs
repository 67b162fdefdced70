//! The invitations of a work: made, listed, revoked.

use crate::{Mailing, Problem, Session, allow, clock, mailing::Mailed};
use actix_web::{
    HttpResponse,
    web::{Data, Json, Path},
};
use db::{
    Db,
    mail::{self, LetterKind},
    outside_experts,
};
use domain::{ReviewStage, Right, Slug, Timestamp};
use editorial::InviteExpert;
use pages::Site;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const HOUR: i64 = 3_600_000;
/// Hours for which a link may be good.
const MOST: u32 = 24 * 30;

#[derive(Serialize, ToSchema)]
pub struct ExpertLink {
    id: i64,
    /// second or scientific
    stage: String,
    name: String,
    /// Institution and title.
    affiliation: String,
    #[schema(required)]
    email: Option<String>,
    by: String,
    created_at: String,
    expires_at: String,
    #[schema(required)]
    revoked_at: Option<String>,
    #[schema(required)]
    used_at: Option<String>,
    /// pass or return, once it was used.
    #[schema(required)]
    verdict: Option<String>,
    /// Somebody who has it can decide still.
    good: bool,
    /// It was sent to the address, and nobody here has it; `None`: it was shown to who invited.
    #[schema(required)]
    mailed: Option<Mailed>,
    /// Who opened it while signed in here: none of them can decide by it.
    insiders: Vec<String>,
    /// How often its page was asked for, and when last.
    opened: i64,
    #[schema(required)]
    opened_at: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ExpertLinks {
    links: Vec<ExpertLink>,
    /// This site sends e-mail.
    mail_is_on: bool,
    /// The steps for which somebody from outside may be invited.
    stages: Vec<String>,
}

/// The invitations of a work, the newest first.
#[utoipa::path(
    get, path = "/works/{id}/experts", operation_id = "list_experts", tag = "experts", params(("id" = i64, Path)),
    responses((status = 200, body = ExpertLinks), (status = 403), (status = 404)),
)]
pub async fn list(session: Session, db: Data<Db>, mailing: Data<Mailing>, id: Path<i64>) -> Result<Json<ExpertLinks>, Problem> {
    allow::work(&db, &session, *id, Right::InviteExpert).await?;
    let now = clock::now().0;
    let said = |at: i64| Timestamp(at).rfc3339();
    let rows = outside_experts::of_work(&db, *id).await?;
    let letters = mail::letters_about(&db, LetterKind::Expert, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let insiders = outside_experts::insiders(&db, *id).await?;
    let links = rows.into_iter().map(|row| ExpertLink {
        id: row.id,
        mailed: letters.iter().find(|letter| letter.subject_id == row.id).map(Mailed::of),
        insiders: insiders.iter().filter(|one| one.link_id == row.id).map(|one| one.name.clone()).collect(),
        affiliation: row.expert().affiliation(),
        good: row.is_good(now),
        stage: row.stage,
        name: row.name,
        email: row.email,
        by: row.by_name,
        created_at: said(row.created_at),
        expires_at: said(row.expires_at),
        revoked_at: row.revoked_at.map(said),
        used_at: row.used_at.map(said),
        verdict: row.verdict,
        opened: row.opened,
        opened_at: row.opened_at.map(said),
    });
    let stages = editorial::expert_stages().map(|stage| stage.code().to_owned()).collect();
    Ok(Json(ExpertLinks { links: links.collect(), mail_is_on: mailing.is_on, stages }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// second or scientific
    stage: String,
    /// The slug of the expert's entry, where the site has one; then the name is that one's.
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    name: String,
    institution: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    email: Option<String>,
    /// The link is sent to that address and shown to nobody here.
    #[serde(default)]
    by_mail: bool,
    /// What is asked of the expert, who reads it above the form.
    #[serde(default)]
    note: String,
    /// 1 to 720.
    hours: u32,
}

#[derive(Serialize, ToSchema)]
pub struct Invited {
    /// Shown once: only its hash is kept. `None` where it went by e-mail.
    #[schema(required)]
    url: Option<String>,
    expires_at: String,
}

/// A link by which an expert without an account reviews what is under review.
#[utoipa::path(
    post, path = "/works/{id}/experts", operation_id = "invite_expert", tag = "experts", params(("id" = i64, Path)),
    request_body = Invite, responses((status = 200, body = Invited), (status = 403), (status = 404), (status = 422)),
)]
pub async fn invite(
    session: Session,
    db: Data<Db>,
    site: Data<Site>,
    mailing: Data<Mailing>,
    id: Path<i64>,
    body: Json<Invite>,
) -> Result<Json<Invited>, Problem> {
    allow::work(&db, &session, *id, Right::InviteExpert).await?;
    let Invite { stage, person, name, institution, title, email, by_mail, note, hours } = body.into_inner();
    if by_mail && !mailing.is_on {
        return Err(Problem::unprocessable("本站没有开启邮件，请用链接邀请。"));
    }
    let stage: ReviewStage = stage.parse().map_err(|_| Problem::unprocessable("没有这种审核。"))?;
    let person = person.filter(|slug| !slug.is_empty()).map(|slug| slug.parse::<Slug>()).transpose();
    let person = person.map_err(|_| Problem::unprocessable("没有这位人物，请重新选择。"))?;
    if !(1..=MOST).contains(&hours) {
        return Err(Problem::unprocessable("有效期请选 1 小时到 30 天。"));
    }
    let (now, token) = (clock::now(), hex::encode([clock::random(), clock::random()].concat()));
    let expires = Timestamp(now.0 + i64::from(hours) * HOUR);
    let (name, institution, title, email, note) = (&name, &institution, &title, email.as_deref(), &note);
    let (account, work) = (session.account.id, *id);
    let act =
        InviteExpert { account, work, stage, person, name, institution, title, email, by_mail, note, token: &token, expires };
    editorial::invite_expert(&session.acting(&db), now, act).await?;
    let url = (!by_mail).then(|| format!("{}/expert-review/{token}", site.base_url));
    Ok(Json(Invited { url, expires_at: expires.rfc3339() }))
}

/// Nobody decides anything by it any more.
#[utoipa::path(
    delete, path = "/works/{id}/experts/{link}", operation_id = "revoke_expert", tag = "experts",
    params(("id" = i64, Path), ("link" = i64, Path)), responses((status = 204), (status = 403), (status = 404), (status = 422)),
)]
pub async fn revoke(session: Session, db: Data<Db>, path: Path<(i64, i64)>) -> Result<HttpResponse, Problem> {
    let (id, link) = path.into_inner();
    allow::work(&db, &session, id, Right::InviteExpert).await?;
    editorial::revoke_expert(&session.acting(&db), clock::now(), id, link).await?;
    Ok(HttpResponse::NoContent().finish())
}
