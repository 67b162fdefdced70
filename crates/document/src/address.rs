//! An address on the web that a reader may be sent to.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// `http`, `https` or `mailto`, complete, without a password and without characters that RFC 3986 (2) keeps out.
/// Non-ASCII letters are kept as they are, as HTML allows (URL Standard).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not an address a reader can be sent to: write https://…, http://… or mailto:…")]
pub struct AddressError {
    pub given: String,
}

impl Address {
    /// In bytes.
    pub const MAX: usize = 2048;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(s: &str) -> Result<Self, AddressError> {
        let forbidden = |c: char| c.is_whitespace() || c.is_control() || invisible(c) || r#"<>"\^`{|}"#.contains(c);
        let complete = match s.split_once(':') {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
                let authority = rest.strip_prefix("//").and_then(|r| r.split(['/', '?', '#']).next()).unwrap_or("");
                !authority.is_empty() && !authority.starts_with(':') && !authority.contains('@')
            }
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => rest
                .split('?')
                .next()
                .and_then(|to| to.split_once('@'))
                .is_some_and(|(who, at)| !who.is_empty() && !at.is_empty()),
            _ => false,
        };
        if complete && s.len() <= Self::MAX && !s.contains(forbidden) {
            Ok(Self(s.to_owned()))
        } else {
            Err(AddressError { given: s.chars().take(120).collect() })
        }
    }
}

/// Marks that turn the direction of text around or join without a trace, and so make an address look like another.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

impl TryFrom<String> for Address {
    type Error = AddressError;
    fn try_from(s: String) -> Result<Self, AddressError> {
        s.parse()
    }
}

impl From<Address> for String {
    fn from(a: Address) -> String {
        a.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
