//! Tests of `search`: a real index in a real folder.

mod alike;
mod evaluating;
mod finding;
mod fuzz;
mod judged;
mod keeping;
mod kills;
mod near;
mod onnx;
mod places;
mod ranking;
mod reranking;
mod sample;
mod tuning;
mod understanding;
