//! Tests of `domain`.

mod quizzes;
mod reports;
mod titles;
mod working_days;
