//! `liangyi links`: what waits for an editor since a policy changed.

use crate::say::say;
use crate::{open, settings::Settings};
use anyhow::Result;

pub async fn run(settings: &Settings) -> Result<()> {
    let db = open::database(settings).await?;
    let waiting = db::clause_links::waiting(&db).await?;
    for link in &waiting {
        say!("{}@{}#{}: {} ({})", link.policy_slug, link.version, link.clause, link.card.title, link.card.slug);
    }
    say!("{} link(s) wait for an editor", waiting.len());
    db.close().await
}
