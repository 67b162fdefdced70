//! Answers scored and counted, and the page that tells the reader.

use super::{own_links, question};
use anyhow::Result;
use db::{
    Db,
    quizzes::{self, Answered},
    works::Published,
};
use document::{Quiz, html, html::Links};
use domain::{ATTEMPT_LIFETIME, Attempt, Score, Timestamp, attempt_digest};
use pages::{Link, MarkedOption, MarkedQuestion, QuizAnswer, SafeHtml, Site};

/// False where the word was answered before: it is scored for who sent it again, and counts no more.
pub async fn count(
    db: &Db,
    now: Timestamp,
    attempt: &Attempt,
    word: &str,
    asked: &[&Quiz],
    answers: &[Vec<usize>],
) -> Result<bool> {
    let given = asked.iter().zip(answers).filter(|(_, chosen)| !chosen.is_empty());
    let answered = given.map(|(quiz, chosen)| Answered {
        question: quiz.digest(),
        right: quiz.score(chosen) == Score::Right,
        chosen: chosen.clone(),
    });
    let until = Timestamp(attempt.issued.0 + ATTEMPT_LIFETIME);
    quizzes::count(db, now, attempt.work, &attempt_digest(word), until, &answered.collect::<Vec<_>>()).await
}

pub async fn page<'a>(
    db: &Db,
    site: &'a Site,
    published: &Published,
    asked: &[&Quiz],
    answers: Vec<Vec<usize>>,
    counted: bool,
) -> Result<QuizAnswer<'a>> {
    let content = &published.revision.content;
    let links = own_links(db, published).await?;
    let tallies = quizzes::of_work(db, published.work.id).await?;
    let questions = asked.iter().zip(answers).map(|(quiz, chosen)| {
        let tally = tallies.get(quiz.digest().as_str()).cloned().unwrap_or_default();
        marked(quiz, &chosen, &tally, &links)
    });
    Ok(QuizAnswer {
        site,
        slug: content.slug.clone(),
        title: content.title.clone(),
        language: content.language,
        counted,
        questions: questions.collect(),
    })
}

fn marked(quiz: &Quiz, chosen: &[usize], tally: &quizzes::Tally, links: &Links) -> MarkedQuestion {
    let options = quiz.options.iter().enumerate().map(|(at, option)| MarkedOption {
        text: option.text.clone(),
        right: option.right,
        chosen: chosen.contains(&at),
        times: tally.chosen.get(&at).copied().unwrap_or_default(),
    });
    let target = quiz.clause.as_ref().and_then(|clause| links.clauses.get(clause));
    MarkedQuestion {
        question: question(quiz, links),
        score: quiz.score(chosen),
        options: options.collect(),
        explanation: SafeHtml(html::write_inlines(&quiz.explanation, links)),
        clause: target.map(|target| Link::new(format!("{} {}", target.label, target.heading).trim(), target.href.clone())),
        answered: tally.answered,
        right: tally.right,
    }
}
