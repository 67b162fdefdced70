//! Tests of the editors' door: the real program serving, asked as the app asks, and as it must not.

mod api;
mod desks;
mod guarding;
mod publishing;
mod rights;
mod saving;
mod signing_in;
mod snapshot;
