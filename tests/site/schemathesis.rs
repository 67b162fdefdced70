//! schemathesis asks a door what its own OpenAPI document describes, with what it makes up, and holds the answers against it.

use super::python::interpreter;
use std::process::Command;

/// Seconds that it may go on.
const TIME: &str = "45";

/// Insists that nothing was answered with 5xx, a status or type that the document does not name, or a body of another form, as far
/// as `checks` says. Skipped, with a word, where it is not installed.
pub fn conforms(document: &str, headers: &[String], checks: &str, more: &[&str]) {
    let Some(python) = interpreter("schemathesis") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python.with_file_name("schemathesis"));
    command.current_dir(folder.path()).args(["run", document, "--seed", "20261130", "--max-time", TIME, "--max-examples", "15"]);
    command.args(["--phases", "coverage,fuzzing", "--checks", checks, "--no-shrink", "--suppress-health-check", "all"]);
    command.args(["--request-timeout", "40", "--warnings", "off"]).args(more);
    for header in headers {
        command.args(["-H", header]);
    }
    let output = command.output().unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}{wrong}");
    println!("{said}");
}
