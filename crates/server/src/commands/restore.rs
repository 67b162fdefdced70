//! `liangyi restore`: a site as a backup has it, on whichever database the settings name.

use crate::say::say;
use crate::{backup_keys, clock, follow::Follower, open, settings::Settings};
use anyhow::{Context, Result, bail};
use backup::Restoring;
use db::Db;
use reader::{Freshness, SiteInForce};
use search::Index;
use std::{path::Path, sync::Arc};

pub async fn run(settings: &Settings, folder: &Path, name: Option<&str>, replace: bool) -> Result<()> {
    let passphrase = backup_keys::passphrase(settings)?;
    open::data_folder(settings)?;
    // Held until the end, so that no server of this machine begins meanwhile.
    let index = match Index::open(&settings.index_folder(), settings.dictionary.as_deref()) {
        Ok(opened) => Arc::new(opened.index),
        Err(search::Error::Held { .. }) => bail!("a server is running on this site; stop it first"),
        Err(error) => return Err(error.into()),
    };
    let (db, storage) = (Db::open_for_reload(&settings.database()).await?, open::store(settings)?);
    let (now, epoch) = (clock::now(), clock::unique());
    let to = Restoring { db: &db, storage: &storage, passphrase: &passphrase, replace, now, epoch: &epoch };
    let restored = backup::restore(&to, folder, name, |files| backup_keys::keep(settings, files)).await?;
    db.close().await?;
    say!("the site is as it was at {}; {} blobs were put back", restored.manifest.made_at, restored.blobs);
    for digest in &restored.manifest.missing {
        say!("lost before the backup was made: {digest}");
    }

    let db = open::database(settings).await?;
    let (freshness, site) = (Arc::new(Freshness::default()), Arc::new(SiteInForce::new(open::site(settings))));
    let follower = Follower { db: db.clone(), index: index.clone(), freshness, site };
    follower.catch_up().await.context("the site is restored, but its index is not built; liangyi reindex does it")?;
    say!("the index holds {} works and {} clauses", index.work_ids()?.len(), index.clause_count()?);
    say!("nobody is signed in any more; partners are answered 409 once and begin anew from the snapshot");
    db.close().await
}

/// Blobs alone; a server may go on meanwhile.
pub async fn heal(settings: &Settings, folder: &Path) -> Result<()> {
    let (db, storage) = (open::existing(settings).await?, open::store(settings)?);
    let mut lost = 0;
    let healed = backup::heal(&db, &storage, folder, |words| {
        lost += 1;
        say!("{words}");
    })
    .await?;
    db.close().await?;
    say!("{healed} blob(s) were put back");
    if lost > 0 {
        bail!("{lost} blob(s) stay lost");
    }
    Ok(())
}
