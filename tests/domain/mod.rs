//! Tests of `domain`.

mod reports;
mod titles;
mod working_days;
