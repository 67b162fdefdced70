//! Whether a site agrees with itself: database, change log, lists, index and blobs, as `liangyi check --deep` compares them.

use super::Site;

/// Insists on it. Nobody may be serving; the index is caught up first.
pub async fn is_whole(site: &Site) {
    drop(site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]));
    holds(site);
}

/// Insists on it, with the index as it is.
pub fn holds(site: &Site) {
    let output = site.output(&[&"check", &"--deep"]);
    let said = String::from_utf8(output.stdout).unwrap();
    for subject in ["change log", "order", "lists", "audit log", "index", "blobs"] {
        assert!(said.lines().any(|line| line.starts_with(&format!("ok     {subject}: "))), "{subject} is not well:\n{said}");
    }
}
