//! Tests of `editorial` through the program's commands: what an act stores, what it refuses, what everybody sees of it.

mod accounts;
mod correcting;
mod cuts;
mod faults;
mod findings;
mod interleavings;
mod pictures;
mod policies;
pub mod round_trip;
mod rules;
mod statuses;
mod versions;
mod withdrawing;
mod works;
