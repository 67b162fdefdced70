//! Addresses that partners name: of endpoints and of copies. Whether they may be asked is seen when they are.

use url::Url;

/// Bytes. It is the key of an index.
const LONGEST: usize = 1000;

/// A page elsewhere, and the site it is on.
pub(crate) struct Place {
    pub address: String,
    /// Scheme, name and port.
    pub origin: String,
}

impl Place {
    /// `None` of what is no plain web address, or too long.
    pub fn read(text: &str) -> Option<Self> {
        let url = web(text).filter(|url| url.as_str().len() <= LONGEST && url.fragment().is_none())?;
        Some(Self { origin: url.origin().ascii_serialization(), address: url.into() })
    }
}

/// `None` of what is no `http://` or `https://` address, or has a user name.
pub(crate) fn web(text: &str) -> Option<Url> {
    let url = text.parse::<Url>().ok().filter(|url| ["http", "https"].contains(&url.scheme()) && url.has_host())?;
    (url.username().is_empty() && url.password().is_none()).then_some(url)
}
