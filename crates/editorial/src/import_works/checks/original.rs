//! The video, long image or H5 page of a work: what may not be published is not taken in either, drafts included, so that a file is
//! mended where it was written.

use super::Checker;
use crate::{H5Fault, Result, import_works::front_matter::WorkFile, original_rules::original_faults};
use domain::WorkKind;

impl Checker<'_> {
    pub(super) async fn original(&mut self, work: &WorkFile) -> Result<()> {
        let key = match (&work.content.long_image, &work.h5) {
            (Some(_), _) => "long_image",
            (None, Some(_)) => "h5",
            (None, None) => "video",
        };
        if work.content.kind == WorkKind::H5 && document::text::write(&work.body).trim().is_empty() {
            self.add(work, "kind", "", H5Fault::NoText);
        }
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
