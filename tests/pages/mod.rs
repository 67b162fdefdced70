//! Tests of `pages`: every page with invented data, long and short, friendly and hostile.

mod budgets;
mod every_page;
mod gallery;
mod markup;
mod meaning;
mod messages;
pub mod sample;
mod scripts;
mod variants;
mod videos;
