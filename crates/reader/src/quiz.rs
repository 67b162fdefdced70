//! The questions of a work on a page of their own, and what a reader made of them.
//!
//! The page of the work is one for all and kept, so it carries the questions and the way here, and no form. This page is
//! written anew for each reader and stored by nobody; its form carries a signed word, see [`domain::Attempt`], which counts
//! once. Absent from here: a cookie, and anything about who answers.

mod marked;
mod pace;
mod sent;

use crate::{
    Failure,
    links::links,
    lists::now,
    page::{Answer, Page},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Form, FormConfig, Path},
};
use anyhow::{Context, Result};
use db::{
    Db,
    works::{self, Lookup, Published},
};
use document::{Quiz, html, html::Links};
use domain::{Attempt, AttemptError, AttemptKey, Digest, Slug, Timestamp, quiz_digest};
use pace::Pace;
use pages::{QuizPage, QuizQuestion, QuizRefused, SafeHtml, Site, Speech, address};
use sent::Sent;

/// Bytes of an answer: ten options of each of a hundred questions fit.
const LARGEST: usize = 32 << 10;

/// What attempts are signed with, and how fast they are taken.
pub struct QuizDesk {
    key: AttemptKey,
    pace: Pace,
}

impl QuizDesk {
    /// `secret` is what all processes of the site share.
    pub fn new(secret: String) -> Self {
        Self { key: AttemptKey::new(secret), pace: Pace::default() }
    }

    fn attempt(&self, work: i64, revision: i64, questions: [u8; 32], now: Timestamp) -> Result<String> {
        let mut nonce = [0; 16];
        getrandom::fill(&mut nonce).context("the system gives no random bytes")?;
        Ok(self.key.write(&Attempt { work, revision, issued: now, questions, nonce }))
    }
}

pub fn form_limits() -> FormConfig {
    FormConfig::default().limit(LARGEST).error_handler(|_, request| {
        let speech = request.app_data::<Data<Site>>().map_or(Speech::default(), |site| site.speech);
        Failure::BadRequest(speech.words().quiz_unreadable.to_owned()).into()
    })
}

pub async fn form(db: Data<Db>, site: Data<Site>, desk: Data<QuizDesk>, path: Path<String>) -> Result<Answer, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let published = match works::lookup(&db, slug.as_str()).await? {
        Lookup::Found(published) => published,
        elsewhere => return not_open(&site, &slug, elsewhere),
    };
    let asked = asked(&published)?;
    let attempt = desk.attempt(published.work.id, published.revision.id, asked_digest(&asked), now())?;
    let page = form_page(&db, &site, &published, &asked, attempt).await?;
    Ok(Answer::Page(Page::unstored(StatusCode::OK, page.render())))
}

pub async fn answer(
    db: Data<Db>,
    site: Data<Site>,
    desk: Data<QuizDesk>,
    path: Path<String>,
    sent: Form<Vec<(String, String)>>,
) -> Result<Answer, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let (sent, now, t) = (Sent(sent.into_inner()), now(), site.words());
    let attempt = match desk.key.read(sent.attempt(), now) {
        Ok(attempt) => attempt,
        Err(AttemptError::Foreign) => return Ok(refused(&site, &slug, StatusCode::BAD_REQUEST, t.quiz_forged)),
        Err(AttemptError::Expired) => return Ok(refused(&site, &slug, StatusCode::BAD_REQUEST, t.quiz_expired)),
    };
    if !desk.pace.take(attempt.work, now) {
        return Ok(refused(&site, &slug, StatusCode::TOO_MANY_REQUESTS, t.quiz_crowded));
    }
    let published = match works::lookup(&db, slug.as_str()).await? {
        Lookup::Found(published) => published,
        elsewhere => return not_open(&site, &slug, elsewhere),
    };
    let asked = asked(&published)?;
    if published.work.id != attempt.work || asked_digest(&asked) != attempt.questions {
        return Ok(refused(&site, &slug, StatusCode::CONFLICT, t.quiz_changed));
    }
    let answers = sent.answers(&asked);
    if answers.iter().all(|chosen| chosen.is_empty()) {
        // The word was not spent.
        let page = form_page(&db, &site, &published, &asked, sent.attempt().to_owned()).await?;
        let page = QuizPage { notice: Some(site.words_for(published.revision.content.language).quiz_nothing), ..page };
        return Ok(Answer::Page(Page::unstored(StatusCode::UNPROCESSABLE_ENTITY, page.render())));
    }
    let marked = marked::count(&db, now, &attempt, sent.attempt(), &asked, &answers).await?;
    let page = marked::page(&db, &site, &published, &asked, answers, marked).await?;
    Ok(Answer::Page(Page::unstored(StatusCode::OK, page.render())))
}

/// The questions in their order; a work without any has no such page.
fn asked(published: &Published) -> Result<Vec<&Quiz>, Failure> {
    let asked: Vec<&Quiz> = published.revision.body.quizzes().into_iter().map(|(_, quiz)| quiz).collect();
    if asked.is_empty() { Err(Failure::NotFound) } else { Ok(asked) }
}

fn asked_digest(asked: &[&Quiz]) -> [u8; 32] {
    let digests: Vec<Digest> = asked.iter().map(|quiz| quiz.digest()).collect();
    quiz_digest(&digests)
}

/// Only what is published takes answers.
fn not_open(site: &Site, slug: &Slug, elsewhere: Lookup) -> Result<Answer, Failure> {
    match elsewhere {
        Lookup::Moved(to) => Ok(Answer::Moved(address::quiz(&to.parse().map_err(anyhow::Error::from)?))),
        Lookup::Retracted(..) | Lookup::Gone(..) => Ok(refused(site, slug, StatusCode::GONE, site.words().quiz_closed)),
        Lookup::Found(_) | Lookup::Missing => Err(Failure::NotFound),
    }
}

fn refused(site: &Site, slug: &Slug, status: StatusCode, message: &str) -> Answer {
    let again = status != StatusCode::GONE;
    let page = QuizRefused { site, slug: slug.clone(), message: message.to_owned(), again };
    Answer::Page(Page::unstored(status, page.render()))
}

async fn form_page<'a>(db: &Db, site: &'a Site, published: &Published, asked: &[&Quiz], attempt: String) -> Result<QuizPage<'a>> {
    let content = &published.revision.content;
    let links = own_links(db, published).await?;
    Ok(QuizPage {
        site,
        slug: content.slug.clone(),
        title: content.title.clone(),
        language: content.language,
        attempt,
        questions: asked.iter().map(|quiz| question(quiz, &links)).collect(),
        notice: None,
    })
}

/// Links to a place in the text lead back to the work's page.
async fn own_links(db: &Db, published: &Published) -> Result<Links> {
    let content = &published.revision.content;
    let links = links(db, content.language, &[&published.revision.body]).await?;
    Ok(Links { page: address::work(&content.slug), ..links })
}

fn question(quiz: &Quiz, links: &Links) -> QuizQuestion {
    QuizQuestion {
        anchor: quiz.anchor.to_string(),
        kind: quiz.kind,
        asked: SafeHtml(html::write_inlines(&quiz.question, links)),
        options: quiz.options.iter().map(|option| option.text.clone()).collect(),
    }
}
