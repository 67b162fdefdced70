//! Tests of `domain`.

mod quizzes;
mod titles;
mod working_days;
