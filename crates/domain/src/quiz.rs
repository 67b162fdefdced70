//! Questions with answers to choose from: what is right, and by what a question is known while its counts go on.

use crate::{Digest, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

vocabulary! {
    /// How many answers of a question are right.
    QuizKind, "kind of quiz question" {
        Single = "single", "单选题", "One answer";
        Multiple = "multiple", "多选题", "Several answers";
        TrueFalse = "true-false", "判断题", "True or false";
    }
}

impl QuizKind {
    /// True where a reader chooses one answer and no more.
    pub fn takes_one(self) -> bool {
        self != Self::Multiple
    }
}

/// What a reader did with one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Nothing was chosen; it is not counted.
    Left,
    Right,
    Wrong,
}

/// `right` says of each option whether it is right; `chosen` are places in it. All that is right and nothing else must be
/// chosen, and a question with one answer takes one.
pub fn score(kind: QuizKind, right: &[bool], chosen: &[usize]) -> Score {
    if chosen.is_empty() {
        return Score::Left;
    }
    let one_too_many = kind.takes_one() && chosen.len() > 1;
    let matches = right.iter().enumerate().all(|(at, right)| *right == chosen.contains(&at));
    if matches && !one_too_many && chosen.iter().all(|at| *at < right.len()) { Score::Right } else { Score::Wrong }
}

/// Of what is asked and what may be answered: while it stays, the counts go on. The explanation, the clause and the place in
/// the work are not part of it.
pub fn question_digest<'a>(kind: QuizKind, asked: &str, options: impl IntoIterator<Item = (&'a str, bool)>) -> Digest {
    let mut hash = Sha256::new();
    // Each text behind its length, so that no two questions come to the same bytes.
    let mut text = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    text(kind.code());
    text(asked);
    for (option, right) in options {
        text(if right { "right" } else { "wrong" });
        text(option);
    }
    Digest::from_bytes(&hash.finalize().into())
}
