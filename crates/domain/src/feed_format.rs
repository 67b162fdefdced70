//! The formats in which every list is published.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// The code is what an address ends in: `feed.atom`.
    FeedFormat, "format of a feed" {
        Atom = "atom", "Atom", "Atom";
        Rss = "rss", "RSS", "RSS";
        Json = "json", "JSON Feed", "JSON Feed";
    }
}

impl FeedFormat {
    /// JSON has no `charset`: it is always UTF-8 (RFC 8259, 8.1).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }
}
