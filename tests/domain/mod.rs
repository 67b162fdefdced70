//! Tests of `domain`.

mod reports;
mod quizzes;
mod titles;
mod working_days;
