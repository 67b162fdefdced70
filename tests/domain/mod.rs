//! Tests of `domain`.

mod glossary;
mod quizzes;
mod reports;
mod titles;
mod working_days;
