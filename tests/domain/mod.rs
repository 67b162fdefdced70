//! Tests of `domain`.

mod working_days;
