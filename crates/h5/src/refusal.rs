//! Why a zip is no H5 page.

use crate::limits::TOLD;
use std::fmt;

/// One reason, in words for the editor, with the remedy. `Display` is one line: `js/app.js:12：…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Inside the package; none where it is about the whole.
    pub file: Option<String>,
    /// Counted from 1.
    pub line: Option<u32>,
    pub reason: String,
}

impl Refusal {
    pub(crate) fn whole(reason: impl Into<String>) -> Self {
        Self { file: None, line: None, reason: reason.into() }
    }

    pub(crate) fn file(file: &str, reason: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), line: None, reason: reason.into() }
    }

    pub(crate) fn line(file: &str, line: u32, reason: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), line: Some(line), reason: reason.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}：{}", self.reason),
            (Some(file), None) => write!(f, "{file}：{}", self.reason),
            (None, _) => f.write_str(&self.reason),
        }
    }
}

/// As many as are told, and one that counts the others.
pub(crate) fn shortened(mut refusals: Vec<Refusal>) -> Vec<Refusal> {
    if refusals.len() > TOLD {
        let more = refusals.len() - TOLD;
        refusals.truncate(TOLD);
        refusals.push(Refusal::whole(format!("另有 {more} 处问题没有列出，请先改正以上各处，再上传一次。")));
    }
    refusals
}
