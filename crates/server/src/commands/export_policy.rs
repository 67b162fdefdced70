//! `liangyi export policy SLUG`: the bytes as they came, to standard output.

use crate::{open, settings::Settings};
use anyhow::{Context, Result};
use domain::Slug;
use std::io::Write;

pub async fn run(settings: &Settings, slug: &Slug, version: Option<u32>) -> Result<()> {
    let db = open::database(settings).await?;
    let row = db::policies::by_slug(&db, slug.as_str()).await?.with_context(|| format!("no policy is called “{slug}”"))?;
    let number = version.map_or(row.current_version, |v| v as i32);
    let version = db::policies::version(&db, row.id, number).await?;
    let version =
        version.with_context(|| format!("{slug} has no version {number}; the current one is {}", row.current_version))?;
    let policy = policy::read(&version.source).map_err(|e| anyhow::anyhow!("version {number} of {slug} cannot be read: {e}"))?;
    std::io::stdout().lock().write_all(&policy.write()).context("cannot write to standard output")?;
    db.close().await
}
