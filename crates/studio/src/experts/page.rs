//! What a link opens: who is asked for what, the very revision that is under review, and the form. Kept by nobody, indexed by
//! nobody, without a cookie.
//!
//! The secret in the address is all that lets anybody in, and no other site knows it: a page elsewhere cannot send this form.

use super::form::Filled;
use crate::{
    H5Tickets, Problem, Session, SignIn, address, clock, preview,
    session::BareSession,
    shares::page::{answer, refused, send_media},
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Form, Path},
};
use db::{
    Db,
    audit::Actor,
    outside_experts::{self, ExpertLink},
    revisions,
};
use document::markdown;
use domain::{ReviewStage, Timestamp};
use editorial::ExpertSaid;
use pages::{ExpertReview, Site};
use storage::Storage;

const HTML: &str = "text/html; charset=utf-8";

async fn link(db: &Db, token: &str) -> Result<ExpertLink, Problem> {
    let digest = editorial::preview_digest(token);
    let found = outside_experts::by_digest(db, &digest).await?;
    // Who decided sees that it arrived; every other link that is over is none.
    found.filter(|link| link.used_at.is_some() || link.is_good(clock::now().0)).ok_or_else(Problem::not_found)
}

/// The link while it can be used, and the revision that it is about.
async fn opened(db: &Db, token: &str) -> Result<(ExpertLink, revisions::Revision), Problem> {
    let link = link(db, token).await?;
    if !link.is_good(clock::now().0) {
        return Err(Problem::not_found());
    }
    let revision = revisions::of_work(db, link.work_id, link.revision_id).await?.ok_or_else(Problem::not_found)?;
    Ok((link, revision))
}

/// As [`link`], where this network did not ask for too many that are none.
async fn counted(request: &HttpRequest, db: &Db, signing: &SignIn, token: &str) -> Result<ExpertLink, Problem> {
    let network = address::of(request);
    signing.count_link(&network)?;
    let link = link(db, token).await?;
    signing.link_was_good(&network);
    Ok(link)
}

fn missing(site: &Site, problem: &Problem) -> HttpResponse {
    let words = "审核链接无效：可能已经过期、被撤销、审核已经结束，或者没有复制完整。请联系邀请您的人。";
    refused(site, problem, words)
}

pub async fn page(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    token: Path<String>,
) -> HttpResponse {
    let shown = async {
        let link = counted(&request, &db, &signing, &token).await?;
        let html = form(&db, &site, &token, &link, Filled::default(), Vec::new()).await?;
        let insider = insider(&request).await;
        let network = address::of(&request);
        let acting = insider.as_ref().map_or_else(|| db.by(Actor::door_from(&network)), |session| session.acting(&db));
        let account = insider.map(|session| session.account.id);
        editorial::note_expert_link(&acting, clock::now(), &link, &network, account).await?;
        Ok::<_, Problem>(html)
    };
    match shown.await {
        Ok(html) => answer(StatusCode::OK).content_type(HTML).body(html),
        Err(problem) => missing(&site, &problem),
    }
}

/// Who is signed in here in the browser that asks: no expert from outside.
async fn insider(request: &HttpRequest) -> Option<Session> {
    BareSession::extract(request).await.ok().map(|BareSession(session)| session)
}

async fn form(
    db: &Db,
    site: &Site,
    token: &str,
    link: &ExpertLink,
    filled: Filled,
    faults: Vec<(&'static str, String)>,
) -> Result<String, Problem> {
    let revision = revisions::of_work(db, link.work_id, link.revision_id).await?.ok_or_else(Problem::not_found)?;
    let stage: ReviewStage = link.stage.parse().map_err(anyhow::Error::from)?;
    let done = match (&link.verdict, link.used_at) {
        (Some(verdict), Some(at)) => Some((verdict.parse().map_err(anyhow::Error::from)?, Timestamp(at))),
        _ => None,
    };
    let page = ExpertReview {
        site,
        title: revision.content.title,
        stage,
        name: link.name.clone(),
        affiliation: link.expert().affiliation(),
        invited_by: link.by_name.clone(),
        note: link.note.clone(),
        expires: Timestamp(link.expires_at),
        action: format!("/expert-review/{token}"),
        waits: stage == ReviewStage::Second && link.first_reviews == 0,
        verdict: filled.verdict,
        words: filled.note,
        declares: filled.declares,
        interests: filled.interests,
        faults,
        done,
    };
    Ok(page.render())
}

/// The decision. What is wrong with it is said above the form, which keeps what was written.
pub async fn send(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    token: Path<String>,
    filled: Result<Form<Filled>, actix_web::Error>,
) -> HttpResponse {
    let from = request.headers().get("Sec-Fetch-Site").map(|value| value.to_str().unwrap_or("?"));
    if from.is_some_and(|from| from != "same-origin") {
        return missing(&site, &Problem::forbidden("请求不是从本站页面发出的。"));
    }
    let sent = async {
        let link = counted(&request, &db, &signing, &token).await?;
        if link.used_at.is_some() {
            return Ok(None);
        }
        let Ok(Form(filled)) = filled else {
            let faults = vec![("note", "提交的内容太长或者读不懂，请把意见写短一些再提交。".to_owned())];
            return form(&db, &site, &token, &link, Filled::default(), faults).await.map(Some);
        };
        let checked = match filled.check() {
            Ok(checked) => checked,
            Err(faults) => return form(&db, &site, &token, &link, filled, faults).await.map(Some),
        };
        if let Some(session) = insider(&request).await {
            let words = format!(
                "这个浏览器登录着工作台的账号“{}”。这个链接只给专家本人用；您自己审核，请在工作台里审。您就是受邀的专家，请先退出登录。",
                session.account.display_name
            );
            return form(&db, &site, &token, &link, filled, vec![("verdict", words)]).await.map(Some);
        }
        let said = ExpertSaid { token: &token, verdict: checked.verdict, note: &checked.note, interests: &checked.interests };
        let acting = db.by(Actor::door_from(&address::of(&request)));
        match editorial::expert_review(&acting, clock::now(), said).await {
            Ok(()) => Ok(None),
            Err(editorial::Error::Refused(why)) => {
                form(&db, &site, &token, &link, filled, vec![("verdict", why)]).await.map(Some)
            }
            Err(error) => Err(Problem::from(error)),
        }
    };
    match sent.await {
        // Loading the page again sends nothing again.
        Ok(None) => {
            answer(StatusCode::SEE_OTHER).insert_header((header::LOCATION, format!("/expert-review/{}", token.as_str()))).finish()
        }
        Ok(Some(html)) => answer(StatusCode::UNPROCESSABLE_ENTITY).content_type(HTML).body(html),
        Err(problem) => missing(&site, &problem),
    }
}

/// The revision, as readers will see it.
pub async fn text(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    signing: Data<SignIn>,
    tickets: Data<H5Tickets>,
    token: Path<String>,
) -> HttpResponse {
    let shown = async {
        counted(&request, &db, &signing, &token).await?;
        let (_, revision) = opened(&db, &token).await?;
        let places = preview::Places::below(&format!("/expert-review/{}", token.as_str()), tickets.clone());
        let mut page = preview::page(&db, &site, revision.content, &revision.body, &places).await?;
        page.notice = Some("这是请您审核的稿子，还没有发布，请不要转发。读完请返回上一页填写意见。".to_owned());
        Ok::<_, Problem>(page.render())
    };
    match shown.await {
        Ok(html) => answer(StatusCode::OK).content_type(HTML).body(html),
        Err(problem) => missing(&site, &problem),
    }
}

pub async fn media(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    storage: Data<Storage>,
    path: Path<(String, String, String)>,
) -> HttpResponse {
    let (token, key, file) = path.into_inner();
    let sent = async {
        let (_, revision) = opened(&db, &token).await?;
        let body = markdown::write(&revision.body);
        send_media(&request, &db, &storage, (&revision.content, &body), (&key, &file)).await
    };
    sent.await.unwrap_or_else(|problem| missing(&site, &problem))
}

pub async fn captions(db: Data<Db>, site: Data<Site>, path: Path<(String, String)>) -> HttpResponse {
    let (token, language) = path.into_inner();
    match opened(&db, &token).await {
        Ok((_, revision)) => {
            let text = preview::vtt(revision.content, &language);
            answer(StatusCode::OK).content_type("text/vtt; charset=utf-8").body(text)
        }
        Err(problem) => missing(&site, &problem),
    }
}
