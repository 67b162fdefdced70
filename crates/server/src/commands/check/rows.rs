//! Whether the database agrees with itself.

use anyhow::Result;
use db::{Db, wholeness};

/// No act leaves rows apart: either the file was damaged, or somebody changed it by hand.
const REMEDY: &str = "restore the last backup that is whole (liangyi check backup, liangyi restore), and tell the makers";

pub(super) async fn log(db: &Db) -> Result<String, String> {
    said(wholeness::of_log(db).await, "numbered without a gap, each work at its last change")
}

pub(super) async fn lists(db: &Db) -> Result<String, String> {
    said(wholeness::of_lists(db).await, "every work stands where its state says, every list is as long as it is counted")
}

fn said(found: Result<Vec<String>>, well: &str) -> Result<String, String> {
    match found {
        Ok(wrong) if wrong.is_empty() => Ok(well.to_owned()),
        Ok(wrong) => Err(format!("{}; {REMEDY}", wrong.join("; "))),
        Err(error) => Err(format!("{error:#}")),
    }
}
