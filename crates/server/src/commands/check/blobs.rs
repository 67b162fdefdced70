//! Every blob that the database names, read and compared with its hash.

use crate::say::say;
use crate::{open, settings::Settings};
use db::Db;

/// Lines that are said of single blobs.
const NAMED: u64 = 100;

pub(super) async fn all(settings: &Settings, db: &Db) -> Result<String, String> {
    let storage = open::store(settings).map_err(|e| format!("{e:#}"))?;
    let mut damaged = 0;
    let blobs = backup::damaged(db, &storage, |words| {
        damaged += 1;
        if damaged <= NAMED {
            say!("       {words}");
        }
    })
    .await;
    match (blobs, damaged) {
        (Err(error), _) => Err(format!("{error:#}")),
        (Ok(blobs), 0) => Ok(format!("{blobs}, each as it was stored")),
        (Ok(blobs), damaged) => Err(format!(
            "{damaged} of {blobs} are lost or damaged, see above; liangyi restore FOLDER --blobs puts back what the backups have"
        )),
    }
}
