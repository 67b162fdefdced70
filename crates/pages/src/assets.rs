//! The built style sheet, script and icon of the reader, carried inside the binary.
//!
//! `frontend/reader` builds them; each name holds a hash of the content, so a browser may keep a file for ever.

/// One file of `frontend/reader/dist`.
#[derive(Debug)]
pub struct Asset {
    /// `site-B7xY2kQp.css`: the last part of its address.
    pub name: &'static str,
    pub media_type: &'static str,
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The folder of the addresses; never changes.
pub const PREFIX: &str = "/assets/";

/// The file behind `/assets/{name}`.
pub fn find(name: &str) -> Option<&'static Asset> {
    FILES.iter().find(|asset| asset.name == name)
}
