//! The one binary: it opens and assembles the house, and holds the commands.
//!
//! Clocks and chance are read here, and in the doors and the worker; everything below gets them as arguments.
#![allow(clippy::disallowed_methods, reason = "this is one of the places where the clock is read")]

mod backup_keys;
mod certificate_key;
mod cli;
mod clock;
mod commands;
mod feed_topics;
mod follow;
mod index_documents;
mod machine;
mod oidc_file;
mod open;
mod open_files;
mod partner_works;
mod reranker;
mod say;
mod settings;
mod site_maps;
mod stop;
mod tallies;
mod telemetry;

use clap::Parser;
use std::process::ExitCode;

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let settings = match settings::Settings::load(&cli.settings) {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("liangyi: {error}");
            return ExitCode::from(2);
        }
    };
    telemetry::start(&settings);
    match commands::run(cli.command, &settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("liangyi: {error:#}");
            ExitCode::FAILURE
        }
    }
}
