//! What editors settle beside the ranking of search: results that stand first, results that are left out, words that find
//! each other.

use crate::{ClauseId, Day, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What a rule of search does.
    SearchRuleKind, "kind of search rule" {
        Pin = "pin", "置顶", "Pinned";
        Block = "block", "不显示", "Left out";
        Synonym = "synonym", "同义词", "Synonym";
        Mute = "mute", "不作提示", "Not offered";
    }
}

/// A work by its id, or a clause of the current version of the policy with this id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SearchTarget {
    Work(i64),
    Clause { policy: i64, clause: ClauseId },
}

/// Queries and words as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchRule {
    /// These stand first for this query, in this order, up to and including the day.
    Pin { query: String, targets: Vec<SearchTarget>, until: Option<Day> },
    /// These works are no results of this query, or of any.
    Block { query: Option<String>, works: Vec<i64> },
    /// Who asks for the first word finds the other too; `both`: and the other way round.
    Synonym { from: String, to: String, both: bool },
    /// This query is not offered while somebody types, nor as one that many ask.
    Mute { query: String },
}

impl SearchRule {
    pub fn kind(&self) -> SearchRuleKind {
        match self {
            Self::Pin { .. } => SearchRuleKind::Pin,
            Self::Block { .. } => SearchRuleKind::Block,
            Self::Synonym { .. } => SearchRuleKind::Synonym,
            Self::Mute { .. } => SearchRuleKind::Mute,
        }
    }
}
