//! The id of a work in every feed, for ever (RFC 4151).

use domain::Timestamp;
use std::str::FromStr;

/// A domain name or an address of e-mail that the site's owner held on the day a work was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagAuthority(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot stand in a tag: write a domain name of the site's owner, such as science.example.org")]
pub struct TagAuthorityError(String);

impl FromStr for TagAuthority {
    type Err = TagAuthorityError;

    fn from_str(s: &str) -> Result<Self, TagAuthorityError> {
        let label = |l: &str| {
            !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !l.starts_with('-') && !l.ends_with('-')
        };
        let name = s.rsplit_once('@').map_or(s, |(_, domain)| domain);
        if s.len() <= 200 && name.split('.').all(label) { Ok(Self(s.to_owned())) } else { Err(TagAuthorityError(s.to_owned())) }
    }
}

impl std::fmt::Display for TagAuthority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TagAuthority {
    /// `tag:authority,2026-11-23:work/…`; `unique` was never used before on this site.
    pub(crate) fn tag(&self, now: Timestamp, unique: &str) -> String {
        format!("tag:{},{}:work/{unique}", self.0, now.day())
    }
}

/// True where `tag` has the form that [`TagAuthority::tag`] gives it.
pub(crate) fn is_tag(tag: &str) -> bool {
    let Some((authority, rest)) = tag.strip_prefix("tag:").and_then(|t| t.split_once(',')) else { return false };
    let Some((day, name)) = rest.split_once(':') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~".contains(c);
    authority.parse::<TagAuthority>().is_ok() && day.parse::<domain::Day>().is_ok() && !name.is_empty() && name.chars().all(plain)
}
