//! `liangyi migrate`

use crate::{open, settings::Settings};
use anyhow::Result;

pub async fn run(settings: &Settings) -> Result<()> {
    open::database(settings).await?;
    println!("the database is up to date");
    Ok(())
}
