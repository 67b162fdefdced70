//! `liangyi export blobs`: every blob into another folder or bucket, while the site goes on.

use crate::say::say;
use crate::{open, settings::Settings};
use anyhow::{Result, bail};
use storage::Place;

pub async fn run(settings: &Settings, to: &Place) -> Result<()> {
    if *to == settings.storage() {
        bail!("this is where the blobs are");
    }
    let (db, from, to) = (open::existing(settings).await?, open::store(settings)?, open::store_at(to)?);
    let copied = backup::copy_blobs(&db, &from, &to, |words| say!("{words}")).await?;
    db.close().await?;
    say!("{}: {} of {} blobs were copied, the others were there", to.place(), copied.copied, copied.blobs - copied.lost);
    if copied.lost > 0 {
        bail!(
            "{} blob(s) are lost or damaged here, see above; liangyi restore FOLDER --blobs puts back what the backups have",
            copied.lost
        );
    }
    Ok(())
}
