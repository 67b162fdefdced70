//! The video of a work: what may not be published is not taken in either, drafts included, so that a file is mended where it
//! was written.

use super::Checker;
use crate::{Result, VideoFault, import_works::front_matter::WorkFile, video_rules::video_faults};

impl Checker<'_> {
    pub(super) async fn video(&mut self, work: &WorkFile) -> Result<()> {
        // Known where the same file was processed before.
        let duration = match &work.content.video {
            Some(video) => db::asset_library::by_digest(self.db, video.original.as_str()).await?.and_then(|row| row.duration_ms),
            None => None,
        };
        for fault in video_faults(&work.content, duration) {
            let line = match fault {
                VideoFault::Missing => "kind",
                _ => "video",
            };
            if work.broken.contains("video") || work.broken.contains("kind") {
                continue;
            }
            self.add(work, line, fault.field(), &fault);
        }
        Ok(())
    }
}
