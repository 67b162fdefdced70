//! What the settings leave to be desired. A wrong one was refused before anything began.

use super::State;
use crate::{oidc_file, settings::Settings};
use editorial::TagAuthority;

/// What stands there until somebody sets it.
const EXAMPLE: &str = "liangyi.example";

pub(super) fn settings(settings: &Settings) -> State {
    if let Err(error) = oidc_file::open(settings) {
        return State::Wrong(format!("{error:#}; serve does not start"));
    }
    let mut notes = Vec::new();
    if is_example(&settings.tag_authority) {
        notes.push("LIANGYI_TAG_AUTHORITY is the example; set it to a domain name of yours before the first import");
    }
    if settings.base_url.starts_with("http://127.0.0.1") {
        notes.push("LIANGYI_BASE_URL leads to this machine; set it to the address that readers type");
    }
    if settings.backup_passphrase_file.is_none() {
        notes.push("LIANGYI_BACKUP_PASSPHRASE_FILE names no file; no backup can be made without one");
    }
    if notes.is_empty() { State::Fine(settings.base_url.clone()) } else { State::Note(notes.join("; ")) }
}

fn is_example(authority: &TagAuthority) -> bool {
    authority.to_string() == EXAMPLE
}
