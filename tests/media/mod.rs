//! Tests of `media`.
