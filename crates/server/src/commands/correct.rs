//! `liangyi correct SLUG --reason TEXT`

use crate::say::say;
use crate::{cli::Correct, clock, open, settings::Settings};
use anyhow::Result;
use db::corrections::Notice;
use editorial::correct;

pub async fn run(settings: &Settings, arguments: Correct) -> Result<()> {
    let Correct { slug, reason, kind, severity, scope, anchor } = arguments;
    let db = open::database(settings).await?;
    correct(&db, clock::now(), slug.as_str(), &Notice { kind, severity, scope, reason, anchor }).await?;
    say!("the notice stands above {slug}");
    db.close().await
}
