//! Standard output: one JSON object per line, for the worker.
//!
//! ```json
//! {"event":"progress","step":"rendition","done":2,"of":5}
//! {"event":"refused","code":"truncated","reason":"图片不完整……"}
//! ```

use crate::refusal::Refusal;
use serde_json::json;

pub struct Report {
    progress: bool,
}

impl Report {
    /// A refusal is always written; progress only where it was asked for.
    pub fn new(progress: bool) -> Self {
        Self { progress }
    }

    /// `done` of `of` steps are behind us, the last of them being `step`.
    pub fn progress(&self, step: &str, done: usize, of: usize) {
        if self.progress {
            println!("{}", json!({ "event": "progress", "step": step, "done": done, "of": of }));
        }
    }

    pub fn refused(&self, refusal: &Refusal) {
        println!("{}", json!({ "event": "refused", "code": refusal.code(), "reason": refusal.reason() }));
    }
}
