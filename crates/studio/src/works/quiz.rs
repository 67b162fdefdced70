//! How the public answered the questions of a work, for those who may see the work.

use crate::{Problem, Session, allow};
use actix_web::web::{Data, Json, Path};
use db::{
    Db, quizzes,
    works::{self, Published},
};
use document::{Quiz, text};
use domain::Right;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct QuizOptionCount {
    text: String,
    right: bool,
    /// How often it was chosen.
    times: i64,
}

#[derive(Serialize, ToSchema)]
pub struct QuizCount {
    anchor: String,
    /// single, multiple or true-false
    kind: String,
    kind_zh: String,
    question: String,
    answered: i64,
    /// Of these, wholly right.
    right: i64,
    options: Vec<QuizOptionCount>,
}

#[derive(Serialize, ToSchema)]
pub struct QuizCounts {
    /// Of the published text; empty where nothing is published.
    questions: Vec<QuizCount>,
}

/// The questions of the published text, each with its counts. They are numbers of answers; nothing is known of who answered.
#[utoipa::path(
    get, path = "/works/{id}/quiz", operation_id = "quiz_counts", tag = "works", params(("id" = i64, Path)),
    responses((status = 200, body = QuizCounts), (status = 403), (status = 404)),
)]
pub async fn counts(session: Session, db: Data<Db>, id: Path<i64>) -> Result<Json<QuizCounts>, Problem> {
    allow::work(&db, &session, *id, Right::SeeWork).await?;
    let Some(Published { revision, .. }) = works::published_many(&db, &[*id]).await?.into_iter().next() else {
        return Ok(Json(QuizCounts { questions: Vec::new() }));
    };
    let tallies = quizzes::of_work(&db, *id).await?;
    let questions = revision.body.quizzes().into_iter().map(|(_, quiz)| {
        let tally = tallies.get(quiz.digest().as_str()).cloned().unwrap_or_default();
        count(quiz, &tally)
    });
    Ok(Json(QuizCounts { questions: questions.collect() }))
}

fn count(quiz: &Quiz, tally: &quizzes::Tally) -> QuizCount {
    let options = quiz.options.iter().enumerate().map(|(at, option)| QuizOptionCount {
        text: option.text.clone(),
        right: option.right,
        times: tally.chosen.get(&at).copied().unwrap_or_default(),
    });
    QuizCount {
        anchor: quiz.anchor.to_string(),
        kind: quiz.kind.code().to_owned(),
        kind_zh: quiz.kind.zh().to_owned(),
        question: text::of_inlines(&quiz.question),
        answered: tally.answered,
        right: tally.right,
        options: options.collect(),
    }
}
