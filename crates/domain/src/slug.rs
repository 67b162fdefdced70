//! The readable part of an address.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// 1 to 96 characters of `a-z`, `0-9` and single hyphens between them.
///
/// Pinyin is never derived from a title: polyphones come out wrong (重庆 → zhong-qing), so a person chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not a slug: use 1 to 96 of a–z, 0–9 and single hyphens between them, such as short-video-supply")]
pub struct SlugError {
    pub given: String,
}

impl Slug {
    pub const MAX: usize = 96;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(s: &str) -> Result<Self, SlugError> {
        let well_formed = !s.is_empty()
            && s.len() <= Self::MAX
            && s.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if well_formed { Ok(Self(s.to_owned())) } else { Err(SlugError { given: s.chars().take(120).collect() }) }
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(s: String) -> Result<Self, SlugError> {
        s.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
