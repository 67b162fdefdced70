//! Logs to standard error: text for people, JSON for machines.

use crate::settings::{LogFormat, Settings};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, fmt};

pub fn start(settings: &Settings) {
    // The engine of the search index tells of every segment it merges, the migrator of every start, and the HTTP parser
    // calls it an error when a client sends garbage.
    let filter = EnvFilter::new(format!(
        "tantivy=warn,sea_orm_migration=warn,sqlx=warn,actix_server=warn,actix_http::h1::dispatcher=off,{}",
        settings.log
    ));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    match settings.log_format {
        LogFormat::Text => log.with_target(false).init(),
        LogFormat::Json => log.json().init(),
    }
}
