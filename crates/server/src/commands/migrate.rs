//! `liangyi migrate`

use crate::say::say;
use crate::{open, settings::Settings};
use anyhow::Result;

pub async fn run(settings: &Settings) -> Result<()> {
    open::database(settings).await?;
    say!("the database is up to date");
    Ok(())
}
