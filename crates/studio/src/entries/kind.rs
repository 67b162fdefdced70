//! The kinds of entries, as addresses name them.

use crate::Problem;
use editorial::{VocabularyEntry, VocabularyIs};
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Organisations,
    People,
    Topics,
    Campaigns,
    Terms,
}

impl Kind {
    /// # Errors
    /// 404
    pub fn of(name: &str) -> Result<Self, Problem> {
        Ok(match name {
            "organisations" => Self::Organisations,
            "people" => Self::People,
            "topics" => Self::Topics,
            "campaigns" => Self::Campaigns,
            "terms" => Self::Terms,
            _ => return Err(Problem::not_found()),
        })
    }

    pub fn entries(self, is: VocabularyIs) -> Vec<VocabularyEntry> {
        match self {
            Self::Organisations => is.organisations.into_iter().map(VocabularyEntry::Organisation).collect(),
            Self::People => is.people.into_iter().map(VocabularyEntry::Person).collect(),
            Self::Topics => is.topics.into_iter().map(VocabularyEntry::Topic).collect(),
            Self::Campaigns => is.campaigns.into_iter().map(VocabularyEntry::Campaign).collect(),
            Self::Terms => is.terms.into_iter().map(VocabularyEntry::Term).collect(),
        }
    }

    /// # Errors
    /// 422 where `value` is no entry of the kind.
    pub fn read(self, value: Value) -> Result<VocabularyEntry, Problem> {
        match self {
            Self::Organisations => read(value).map(VocabularyEntry::Organisation),
            Self::People => read(value).map(VocabularyEntry::Person),
            Self::Topics => read(value).map(VocabularyEntry::Topic),
            Self::Campaigns => read(value).map(VocabularyEntry::Campaign),
            Self::Terms => read(value).map(VocabularyEntry::Term),
        }
    }
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T, Problem> {
    serde_json::from_value(value).map_err(|error| Problem::unprocessable(format!("内容无法读取：{error}")))
}
