//! Tests of `domain`.

mod titles;
mod working_days;
