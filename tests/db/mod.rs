//! Tests of `db`: promises that two databases must keep alike, under writers that work at the same time.

mod audit;
mod change_log;
mod desk_order;
mod jobs;
