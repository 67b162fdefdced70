//! An address that means the same wherever a feed is stored and read.

use std::{fmt, str::FromStr};
use url::Url;

/// An absolute `http` or `https` address in ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address(Url);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{given}” is not an absolute address: a feed needs http:// or https:// and a host, because readers keep it apart from our site"
)]
pub struct AddressError {
    pub given: String,
}

impl Address {
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// What `reference`, standing in a page at this address, points to (RFC 3986, 5); `None` where it is no reference.
    pub(crate) fn join(&self, reference: &str) -> Option<Url> {
        self.0.join(reference).ok()
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(s: &str) -> Result<Self, AddressError> {
        match Url::parse(s) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Self(url)),
            _ => Err(AddressError { given: s.chars().take(200).collect() }),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
