//! What a revision is known by: the same description and body are the same revision, however they came.

use crate::Result;
use document::Document;
use domain::{Digest, WorkContent};
use sha2::{Digest as _, Sha256};

/// SHA-256 over content and body.
pub(crate) fn revision_digest(content: &WorkContent, body: &Document) -> Result<Digest> {
    // The tag is the work's name and not its content: a file with it, from an export, is no change.
    let nameless = WorkContent { tag: None, ..content.clone() };
    let content = serde_json::to_string(&nameless).map_err(anyhow::Error::from)?;
    let mut hash = Sha256::new();
    for part in [content.as_bytes(), &[0], body.to_json().as_bytes()] {
        hash.update(part);
    }
    Ok(Digest::from_bytes(&hash.finalize().into()))
}
