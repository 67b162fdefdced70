//! The commands, one file each. All of them work on the data folder; none needs a running server.

mod backup;
mod check;
mod check_audit;
mod check_backup;
mod check_certificate;
mod clause_status;
mod correct;
mod export_audit;
mod export_blobs;
mod export_policy;
mod export_works;
mod import_policy;
mod import_works;
mod links;
mod migrate;
mod partner;
mod prune_audit;
mod prune_backups;
mod reindex;
mod reinstate;
mod restore;
mod search_eval;
mod serve;
mod user;
mod withdraw;
mod work;

use crate::{
    cli::{Check, Command, Export, Import, Prune},
    settings::Settings,
};
use anyhow::Result;

pub async fn run(command: Command, settings: &Settings) -> Result<()> {
    match command {
        Command::Serve => serve::run(settings).await,
        Command::Work { once } => work::run(settings, once).await,
        Command::Migrate => migrate::run(settings).await,
        Command::Import(Import::Policy { file, slug, relation }) => import_policy::run(settings, &file, slug, relation).await,
        Command::Import(Import::Works { dir }) => import_works::run(settings, &dir).await,
        Command::Export(Export::Policy { slug, version }) => export_policy::run(settings, &slug, version).await,
        Command::Export(Export::Audit { format }) => export_audit::run(settings, format).await,
        Command::Export(Export::Works { dir }) => export_works::run(settings, &dir).await,
        Command::Export(Export::Blobs { to }) => export_blobs::run(settings, &to).await,
        Command::Withdraw(arguments) => withdraw::run(settings, arguments).await,
        Command::Reinstate { slug } => reinstate::run(settings, &slug).await,
        Command::Correct(arguments) => correct::run(settings, arguments).await,
        Command::ClauseStatus(arguments) => clause_status::run(settings, arguments).await,
        Command::Links => links::run(settings).await,
        Command::Reindex => reindex::run(settings).await,
        Command::Backup { folder } => backup::run(settings, &folder).await,
        Command::Restore { folder, blobs: true, .. } => restore::heal(settings, &folder).await,
        Command::Restore { folder, name, replace, .. } => restore::run(settings, &folder, name.as_deref(), replace).await,
        Command::Check { only: None, deep } => check::run(settings, deep).await,
        Command::Check { only: Some(Check::Certificate { file, page, keys }), .. } => {
            check_certificate::run(&file, page.as_deref(), keys.as_deref())
        }
        Command::Check { only: Some(Check::Backup { folder, name }), .. } => check_backup::run(&folder, name.as_deref()),
        Command::Check { only: Some(Check::Audit), .. } => check_audit::run(settings).await,
        Command::Prune(Prune::Audit) => prune_audit::run(settings).await,
        Command::Prune(Prune::Backups { folder, keep }) => prune_backups::run(&folder, keep),
        Command::Partner(command) => partner::run(settings, command).await,
        Command::SearchEval(arguments) => search_eval::run(settings, &arguments),
        Command::User(command) => user::run(settings, command).await,
    }
}
