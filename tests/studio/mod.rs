//! Tests of the editors' door: the real program serving, asked as the app asks, and as it must not.

mod api;
mod audit;
mod authenticator;
mod desks;
mod documents;
mod entries;
mod guarding;
mod policies;
mod publishing;
mod rights;
mod saving;
mod second_step;
mod signing_in;
mod snapshot;
mod staff;
