//! How an H5 page stands in its work's page, and what every file of it is sent with.
//!
//! The page is foreign code. The frame and the policy put it into an origin of its own, where it has no cookie, no storage and
//! no parent; the policy names the page's own folder and nothing else. docs/h5.md says why each part is there.

use crate::{Site, address};

/// Between a work's head and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct H5Frame {
    /// Of the page's folder, with a slash at its end.
    pub src: String,
    /// In CSS pixels.
    pub height: u32,
}

/// What every file below `folder` is sent with, whoever may see it, by name; see [`Site::h5_folder`] and
/// [`Site::h5_framed_by`]. None is sent without.
pub fn h5_headers(folder: &str, framed_by: &str) -> [(&'static str, String); 6] {
    [
        ("content-security-policy", policy(folder, framed_by)),
        ("permissions-policy", PERMISSIONS.to_owned()),
        // Fonts and modules are asked for across origins, and the page's own origin is nobody's.
        ("access-control-allow-origin", "*".to_owned()),
        ("referrer-policy", "no-referrer".to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
        ("x-dns-prefetch-control", "off".to_owned()),
    ]
}

/// What browsers ask people for, and an H5 page may not.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

/// `'self'` means nothing in an opaque origin, so the folder is written in full.
fn policy(folder: &str, framed_by: &str) -> String {
    format!(
        "default-src 'none'; script-src {folder} 'unsafe-inline'; style-src {folder} 'unsafe-inline'; \
         img-src {folder} data: blob:; font-src {folder} data:; media-src {folder} data: blob:; connect-src 'none'; \
         frame-src 'none'; worker-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors {framed_by}; \
         sandbox allow-scripts"
    )
}

impl Site {
    /// Where the public finds the page with this key.
    pub fn h5(&self, key: &str) -> String {
        format!("{}{}", self.h5_url.as_deref().unwrap_or_default(), address::h5(key))
    }

    /// The origin under which somebody asked: the site's, that of the H5 pages, or, on a machine at hand, what `host` says.
    fn asked_as(&self, host: Option<&str>) -> String {
        let own = origin(&self.base_url);
        let Some(host) = host.filter(|host| is_host(host)) else { return own.to_owned() };
        let known = std::iter::once(own).chain(self.h5_url.as_deref().map(origin));
        let found = known.into_iter().find(|origin| authority(origin).eq_ignore_ascii_case(host));
        // In a policy `http:` stands for `https:` too.
        found.map_or_else(|| format!("http://{host}"), str::to_owned)
    }

    /// The folder at `path` in full; under both names where the site was asked under another than its own, because a proxy
    /// may have taken away the name that the reader sees.
    pub fn h5_folder(&self, host: Option<&str>, path: &str) -> String {
        let (own, asked) = (origin(&self.base_url), self.asked_as(host));
        match asked == own || self.is_h5_host(host) {
            true => format!("{asked}{path}"),
            false => format!("{own}{path} {asked}{path}"),
        }
    }

    /// Whose pages may show an H5 page: ours, under both of our names where there are two.
    pub fn h5_framed_by(&self, host: Option<&str>) -> String {
        let (own, asked) = (origin(&self.base_url), self.asked_as(host));
        let other = asked != own && !self.is_h5_host(host);
        if other { format!("{own} {asked}") } else { own.to_owned() }
    }

    /// True of a request to the second host.
    pub fn is_h5_host(&self, host: Option<&str>) -> bool {
        let second = self.h5_url.as_deref().map(|url| authority(origin(url)));
        second.is_some_and(|second| host.is_some_and(|host| second.eq_ignore_ascii_case(host)))
    }

    /// What the policies of our own pages let them frame.
    pub fn h5_source(&self) -> &str {
        self.h5_url.as_deref().unwrap_or("'self'")
    }
}

/// `https://example.org` of `https://example.org/path`.
fn origin(url: &str) -> &str {
    let begin = url.find("://").map_or(0, |at| at + 3);
    &url[..url[begin..].find('/').map_or(url.len(), |at| begin + at)]
}

fn authority(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, authority)| authority)
}

/// Nothing that could end a part of a policy.
fn is_host(host: &str) -> bool {
    !host.is_empty() && host.len() <= 255 && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.:[]_".contains(&b))
}
