//! How many files and connections the process may have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// As many as the machine lets it have: a shell gives a program no more than 1,024, which some thousand silent connections use up, and
/// then no reader is let in.
pub fn as_many_as_allowed() {
    let held = getrlimit(Resource::Nofile);
    if held.current == held.maximum {
        return;
    }
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: held.maximum, ..held }) {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}
