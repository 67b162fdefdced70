//! Corrections and withdrawals: one object, shown to readers and carried by every feed.
//!
//! The kinds follow NISO RP-45 (CREC); severity and scope say how fast and where a partner must act.

use crate::{Timestamp, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    CorrectionKind, "kind of notice" {
        Correction = "correction", "更正", "Correction";
        Concern = "expression-of-concern", "关注声明", "Expression of concern";
        Retraction = "retraction", "撤回", "Withdrawal";
        Removal = "removal", "移除", "Removal";
    }
}

impl CorrectionKind {
    /// True where the work may no longer be read or passed on.
    pub fn withdraws(self) -> bool {
        matches!(self, Self::Retraction | Self::Removal)
    }
}

vocabulary! {
    Severity, "severity" {
        Minor = "minor", "轻微", "Minor";
        Major = "major", "重要", "Major";
        Critical = "critical", "严重", "Critical";
    }
}

impl Severity {
    /// When every copy elsewhere has to show a notice that was given at this time.
    pub fn deadline(self, notice: Timestamp) -> Timestamp {
        let hours = match self {
            Self::Critical => 1,
            Self::Major => 24,
            Self::Minor => 72,
        };
        Timestamp(notice.0 + hours * 3600 * 1000)
    }
}

vocabulary! {
    CorrectionScope, "scope of a notice" {
        Passage = "passage", "部分内容", "A passage";
        Work = "work", "整件作品", "The whole work";
        AllLanguages = "all-languages", "全部语言版本", "All language versions";
    }
}
