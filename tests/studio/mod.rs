//! Tests of the editors' door: the real program serving, asked as the app asks, and as it must not.

mod api;
mod audit;
mod authenticator;
mod certificates;
mod corrections;
mod desks;
mod documents;
mod entries;
mod editions;
mod guarding;
mod policies;
mod publishing;
mod rights;
mod saving;
mod scheduling;
mod second_step;
mod signing_in;
mod snapshot;
mod staff;

pub use desks::furnish;
