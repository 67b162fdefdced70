//! `liangyi reinstate SLUG`

use crate::say::say;
use crate::{clock, open, settings::Settings};
use anyhow::Result;
use domain::Slug;
use editorial::reinstate;

pub async fn run(settings: &Settings, slug: &Slug) -> Result<()> {
    let db = open::database(settings).await?;
    reinstate(&db, clock::now(), slug.as_str()).await?;
    say!("{slug} is published again");
    db.close().await
}
