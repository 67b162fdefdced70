//! Backups: every table and every blob comes back, on either database; nothing that was cut or altered is taken; nothing is
//! touched before.

mod altered;
mod cursors;
mod filled;
mod meanwhile;
mod moved;
mod program;
mod pruned;

use crate::site::Site;
use backup::{Made, Passphrase, Restored, Restoring, SealedFile};
use db::Db;
use domain::Timestamp;
use std::path::PathBuf;
use storage::Storage;

const EPOCH: &str = "an epoch after the restore";

fn passphrase() -> Passphrase {
    Passphrase::new("correct horse battery staple\n").unwrap()
}

fn dice() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn key() -> SealedFile {
    SealedFile { name: "certificate.key".to_owned(), text: "the words of a key".to_owned() }
}

fn store(site: &Site) -> Storage {
    Storage::local(site.data().join("blobs")).unwrap()
}

fn folder(site: &Site) -> PathBuf {
    site.path("backups")
}

/// A backup at this second into the site's own folder of backups.
async fn save(site: &Site, second: i64) -> Made {
    let db = site.db().await;
    let (now, files) = (Timestamp(second * 1000), [key()]);
    let made = backup::make((&db, &store(site)), &folder(site), (&passphrase(), &files), now, dice).await.unwrap();
    db.close().await.unwrap();
    made
}

/// The newest backup of `from` becomes the site `to`.
async fn restore(from: &Site, to: &Site, replace: bool) -> anyhow::Result<Restored> {
    let mut kept = Vec::new();
    let restored = restore_with(from, to, replace, &passphrase(), |files| {
        kept.extend_from_slice(files);
        Ok(())
    })
    .await?;
    assert_eq!(kept, [key()]);
    Ok(restored)
}

async fn restore_with(
    from: &Site,
    to: &Site,
    replace: bool,
    passphrase: &Passphrase,
    keep: impl FnOnce(&[SealedFile]) -> anyhow::Result<()>,
) -> anyhow::Result<Restored> {
    std::fs::create_dir_all(to.data()).unwrap();
    let db = Db::open_for_reload(&to.url()).await.unwrap();
    let storage = store(to);
    let restoring = Restoring { db: &db, storage: &storage, passphrase, replace, now: Timestamp(9_000_000), epoch: EPOCH };
    let restored = backup::restore(&restoring, &folder(from), None, keep).await;
    db.close().await.unwrap();
    restored
}
