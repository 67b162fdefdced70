//! `liangyi check backup`: whether a backup is whole and unaltered.

use crate::say::say;
use anyhow::Result;
use std::path::Path;

pub fn run(folder: &Path, name: Option<&str>) -> Result<()> {
    let backup::Verified { place, manifest } = backup::verify(folder, name)?;
    say!("{} is whole: made at {}, {} blobs, {} bytes", place.display(), manifest.made_at, manifest.blobs, manifest.bytes);
    for digest in &manifest.missing {
        say!("not in it, because the site had lost it: {digest}");
    }
    Ok(())
}
