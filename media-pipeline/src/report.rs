//! Standard output: one JSON object per line, for the worker.
//!
//! ```json
//! {"event":"progress","step":"encode","done":0.41,"of":1.0,"rungs":[{"name":"720","done":0.4}],"seconds_left":12}
//! {"event":"playable","file":"preview-….mp4"}
//! {"event":"refused","code":"truncated","reason":"图片不完整……"}
//! ```

use serde_json::{Value, json};
use std::io::{ErrorKind, Write};

pub struct Report {
    progress: bool,
}

impl Report {
    /// A refusal is always written; progress only where it was asked for.
    pub fn new(progress: bool) -> Self {
        Self { progress }
    }

    /// A line about how far things are. Whoever does not read it any more, as after a crash of the worker, has no use for
    /// the film either: the program ends, and does not go on beside the one that the next worker starts.
    pub fn line(&self, value: impl FnOnce() -> Value) {
        if self.progress && writeln!(std::io::stdout(), "{}", value()).is_err_and(|e| e.kind() == ErrorKind::BrokenPipe) {
            crate::orphan::end_now();
        }
    }

    /// `done` of `of` steps are behind us, the last of them being `step`.
    pub fn progress(&self, step: &str, done: usize, of: usize) {
        self.line(|| json!({ "event": "progress", "step": step, "done": done, "of": of }));
    }

    /// `code` for programs, `reason` in words for the editor.
    pub fn refused(&self, code: &str, reason: &str) {
        writeln!(std::io::stdout(), "{}", json!({ "event": "refused", "code": code, "reason": reason })).ok();
    }
}
