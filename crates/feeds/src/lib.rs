//! What partner media and feed readers take: pure serializers, from a list of published works to text.
//!
//! [`Feed`] says what goes out; each outside format is one module that writes it ([`atom`] now). A format adds nothing
//! and asks nothing: it turns the same `Feed` into bytes.
//! Absent from here: I/O, clocks, SQL, HTTP, templates, and the choice of what is published.

mod address;
pub mod atom;
mod feed;
mod html;
mod tag;
mod xml;

pub use address::{Address, AddressError};
pub use feed::{Category, Correction, Entry, Feed, Item, Link, Party, Reprint, Video, Withdrawal};
pub use html::Html;
pub use tag::tag_uri;
