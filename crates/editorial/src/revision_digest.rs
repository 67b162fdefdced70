//! What a revision is known by: the same description and body are the same revision, however they came.

use crate::Result;
use document::Document;
use domain::{Digest, WorkContent, revision_bytes};
use sha2::{Digest as _, Sha256};

/// SHA-256 over content and body.
pub(crate) fn revision_digest(content: &WorkContent, body: &Document) -> Result<Digest> {
    let bytes = revision_bytes(content, &body.to_json()).map_err(anyhow::Error::from)?;
    Ok(Digest::from_bytes(&Sha256::digest(bytes).into()))
}
