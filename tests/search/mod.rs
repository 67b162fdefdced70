//! Tests of `search`: a real index in a real folder.

mod evaluating;
mod finding;
mod fuzz;
mod judged;
mod keeping;
mod places;
mod ranking;
mod sample;
mod understanding;
