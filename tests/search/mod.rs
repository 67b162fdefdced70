//! Tests of `search`: a real index in a real folder.

mod evaluating;
mod finding;
mod fuzz;
mod keeping;
mod places;
mod ranking;
mod sample;
