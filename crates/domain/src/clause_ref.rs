//! A clause named from outside its policy.

use crate::{ClauseId, ClauseIdError, Slug, SlugError};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// `work-plan-2022#4.2.5`, or `work-plan-2022@1#4.2.5` where the version is fixed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClauseRef {
    pub policy: Slug,
    /// `None` means the current version at the time of reading.
    pub version: Option<u32>,
    pub clause: ClauseId,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClauseRefError {
    #[error("“{0}” names no clause: write policy#clause, such as work-plan-2022#4.2.5")]
    Form(String),
    #[error("“{0}” is not a version: write its number after @, such as work-plan-2022@1#4.2.5")]
    Version(String),
    #[error(transparent)]
    Slug(#[from] SlugError),
    #[error(transparent)]
    Clause(#[from] ClauseIdError),
}

impl FromStr for ClauseRef {
    type Err = ClauseRefError;

    fn from_str(s: &str) -> Result<Self, ClauseRefError> {
        let (policy, clause) = s.split_once('#').ok_or_else(|| ClauseRefError::Form(s.chars().take(200).collect()))?;
        let (policy, version) = match policy.split_once('@') {
            Some((policy, v)) => match v.parse() {
                Ok(n) if n > 0 => (policy, Some(n)),
                _ => return Err(ClauseRefError::Version(v.to_owned())),
            },
            None => (policy, None),
        };
        Ok(Self { policy: policy.parse()?, version, clause: clause.parse()? })
    }
}

impl fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.policy)?;
        if let Some(v) = self.version {
            write!(f, "@{v}")?;
        }
        write!(f, "#{}", self.clause)
    }
}

impl TryFrom<String> for ClauseRef {
    type Error = ClauseRefError;
    fn try_from(s: String) -> Result<Self, ClauseRefError> {
        s.parse()
    }
}

impl From<ClauseRef> for String {
    fn from(r: ClauseRef) -> String {
        r.to_string()
    }
}
