//! The video or long image of a work: what may not be published is not taken in either, drafts included, so that a file is
//! mended where it was written.

use super::Checker;
use crate::{Result, import_works::front_matter::WorkFile, original_rules::original_faults};

impl Checker<'_> {
    pub(super) async fn original(&mut self, work: &WorkFile) -> Result<()> {
        let key = if work.content.long_image.is_some() { "long_image" } else { "video" };
        if work.broken.contains(key) || work.broken.contains("kind") {
            return Ok(());
        }
        // Known where the same file was processed before.
        let row = match work.content.original() {
            Some(digest) => db::asset_library::by_digest(self.db, digest.as_str()).await?,
            None => None,
        };
        for fault in original_faults(&work.content, row.as_ref()) {
            self.add(work, if fault.missing { "kind" } else { key }, fault.field, &fault.en);
        }
        Ok(())
    }
}
