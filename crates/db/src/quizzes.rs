//! How the questions of works were answered, as counts. Nothing is kept of who answered: an attempt is a digest, and gone when
//! its time is over.

use crate::Db;
use anyhow::Result;
use domain::{Digest, Timestamp};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

/// One question that was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    pub question: Digest,
    pub right: bool,
    /// Places of options, each once.
    pub chosen: Vec<usize>,
}

/// How one question was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub answered: i64,
    pub right: i64,
    /// By the place of the option.
    pub chosen: HashMap<usize, i64>,
}

/// Adds the answers to the counts, unless the attempt was counted before: then false, and nothing is changed. `until` is
/// when the attempt is no longer good by itself.
pub async fn count(
    db: &Db,
    now: Timestamp,
    work_id: i64,
    attempt: &Digest,
    until: Timestamp,
    answers: &[Answered],
) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Taken {
        #[expect(dead_code, reason = "that there is a row is all that is asked")]
        digest: String,
    }
    let write = db.write(now).await?;
    let sql = "INSERT INTO quiz_attempts (digest, expires_at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING RETURNING digest";
    let taken: Option<Taken> = write.one(sql, [attempt.as_str().into(), until.0.into()]).await?;
    if taken.is_none() {
        return Ok(false);
    }
    // In one order, so that two attempts never hold each other's rows.
    let mut answers: Vec<&Answered> = answers.iter().collect();
    answers.sort_by(|a, b| a.question.cmp(&b.question));
    for answer in answers {
        let key = || [work_id.into(), answer.question.as_str().into()];
        let sql = "INSERT INTO quiz_tallies (work_id, question, answered, correct) VALUES ($1, $2, 1, $3) \
                   ON CONFLICT (work_id, question) DO UPDATE SET answered = quiz_tallies.answered + 1, \
                   correct = quiz_tallies.correct + excluded.correct";
        write.run(sql, key().into_iter().chain([i64::from(answer.right).into()])).await?;
        let mut chosen = answer.chosen.clone();
        chosen.sort_unstable();
        for choice in chosen {
            let sql = "INSERT INTO quiz_choices (work_id, question, choice, times) VALUES ($1, $2, $3, 1) \
                       ON CONFLICT (work_id, question, choice) DO UPDATE SET times = quiz_choices.times + 1";
            write.run(sql, key().into_iter().chain([(choice as i64).into()])).await?;
        }
    }
    write.run("DELETE FROM quiz_attempts WHERE expires_at <= $1", [now.0.into()]).await?;
    write.commit().await?;
    Ok(true)
}

/// By the digest of the question, those of earlier revisions too.
pub async fn of_work(db: &Db, work_id: i64) -> Result<HashMap<String, Tally>> {
    #[derive(FromQueryResult)]
    struct Row {
        question: String,
        answered: i64,
        correct: i64,
    }
    #[derive(FromQueryResult)]
    struct Choice {
        question: String,
        choice: i64,
        times: i64,
    }
    let rows: Vec<Row> =
        db.all("SELECT question, answered, correct FROM quiz_tallies WHERE work_id = $1", [work_id.into()]).await?;
    let choices: Vec<Choice> =
        db.all("SELECT question, choice, times FROM quiz_choices WHERE work_id = $1", [work_id.into()]).await?;
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    for row in rows {
        let tally = tallies.entry(row.question).or_default();
        (tally.answered, tally.right) = (row.answered, row.correct);
    }
    for Choice { question, choice, times } in choices {
        tallies.entry(question).or_default().chosen.insert(usize::try_from(choice)?, times);
    }
    Ok(tallies)
}
