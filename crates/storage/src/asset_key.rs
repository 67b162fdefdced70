//! The random key under which an asset's renditions stand.

use std::{fmt, str::FromStr};

/// 32 lower-case hexadecimal digits: 128 random bits, so that nobody guesses the address of an unpublished picture.
///
/// It is drawn once, stored with the asset, and used again when a job is run a second time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AssetKey(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not an asset key: 32 lower-case hexadecimal digits are needed")]
pub struct AssetKeyError {
    pub given: String,
}

impl AssetKey {
    /// From 16 bytes of a cryptographic random source; the caller owns the source.
    pub fn from_entropy(bytes: [u8; 16]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AssetKey {
    type Err = AssetKeyError;

    fn from_str(s: &str) -> Result<Self, AssetKeyError> {
        let well_formed = s.len() == 32 && s.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if well_formed { Ok(Self(s.to_owned())) } else { Err(AssetKeyError { given: s.chars().take(80).collect() }) }
    }
}

impl fmt::Display for AssetKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
