//! Tests of `doors`.
