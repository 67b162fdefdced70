//! What partner media and feed readers take: pure serializers, from a list of published works to text.
//!
//! [`Feed`] says what goes out; each outside format is one module that writes it ([`atom`], [`rss`], [`json_feed`]). A
//! format adds nothing and asks nothing: it turns the same `Feed` into bytes. Beside them stand what libraries harvest
//! ([`oai`]), what search engines visit ([`sitemap`]) and what programs read in words ([`llms`]).
//! Absent from here: I/O, clocks, SQL, HTTP, templates, and the choice of what is published.

mod address;
mod archives;
pub mod atom;
mod extension;
mod feed;
mod html;
pub mod json_feed;
mod links;
pub mod llms;
pub mod oai;
pub mod rss;
pub mod sitemap;
mod tag;
mod xml;

pub use address::{Address, AddressError};
pub use feed::{Archives, Asset, AssetFile, Category, Correction, Entry, Feed, Item, Link, Party, Reprint, Video, Withdrawal};
pub use html::Html;
pub use links::link_header;
pub use tag::tag_uri;

use domain::FeedFormat;

/// The feed as one document in UTF-8; the same bytes for the same feed.
pub fn write(feed: &Feed, format: FeedFormat) -> String {
    match format {
        FeedFormat::Atom => atom::write(feed),
        FeedFormat::Rss => rss::write(feed),
        FeedFormat::Json => json_feed::write(feed),
    }
}
