//! The permanent name of a clause inside one policy.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A path of numbers from the top of the document: `4.2.5` is 四（二）5.
///
/// （一） restarts in every chapter, so the path and not the bare number is the id.
/// The clauses of a further numbered part of the same document carry the part's number in front: `p2.4.2.5`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClauseId {
    /// 0 for the first numbered part (no prefix), otherwise the part's number counted from 1, so 2 and more.
    part: u32,
    path: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not a clause id: write numbers joined by dots, such as 4.2.5, or p2.4.2.5 in a second part")]
pub struct ClauseIdError {
    pub given: String,
}

impl ClauseId {
    /// Deeper trees than this are refused when a policy is read.
    pub const MAX_DEPTH: usize = 16;

    /// `part` is 0 for the unprefixed part or 2 and more; `path` holds 1 to [`Self::MAX_DEPTH`] numbers.
    pub fn new(part: u32, path: Vec<u32>) -> Result<Self, ClauseIdError> {
        let id = Self { part, path };
        if id.path.is_empty() || id.path.len() > Self::MAX_DEPTH || part == 1 {
            return Err(ClauseIdError { given: id.to_string() });
        }
        Ok(id)
    }

    pub fn part(&self) -> u32 {
        self.part
    }

    pub fn path(&self) -> &[u32] {
        &self.path
    }

    pub fn depth(&self) -> usize {
        self.path.len()
    }

    pub fn parent(&self) -> Option<Self> {
        (self.path.len() > 1).then(|| Self { part: self.part, path: self.path[..self.path.len() - 1].to_vec() })
    }

    /// True where `self` is `other` or stands above it.
    pub fn contains(&self, other: &Self) -> bool {
        self.part == other.part && other.path.starts_with(&self.path)
    }
}

impl FromStr for ClauseId {
    type Err = ClauseIdError;

    fn from_str(s: &str) -> Result<Self, ClauseIdError> {
        let fail = || ClauseIdError { given: s.chars().take(120).collect() };
        // One spelling for one clause: no signs, no leading zeros, so that the text can be compared and cached.
        let number = |t: &str| {
            let plain = !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()) && (t == "0" || !t.starts_with('0'));
            plain.then(|| t.parse::<u32>().ok()).flatten().ok_or_else(fail)
        };
        let mut steps = s.split('.').peekable();
        let part = match steps.peek().and_then(|first| first.strip_prefix('p')) {
            Some(n) => {
                steps.next();
                number(n)?
            }
            None => 0,
        };
        if s.starts_with('p') && part < 2 {
            return Err(fail());
        }
        let path = steps.map(number).collect::<Result<Vec<_>, _>>()?;
        Self::new(part, path).map_err(|_| fail())
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.part > 0 {
            write!(f, "p{}.", self.part)?;
        }
        for (i, n) in self.path.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{n}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for ClauseId {
    type Error = ClauseIdError;
    fn try_from(s: String) -> Result<Self, ClauseIdError> {
        s.parse()
    }
}

impl From<ClauseId> for String {
    fn from(id: ClauseId) -> String {
        id.to_string()
    }
}
