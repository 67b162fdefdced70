//! Python with the packages of `tests/browser/requirements.txt`, as `./dev` installs them.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What a script prints, given these arguments; `None`, with a word on standard error, where Python or the package is not
/// there.
pub fn python(package: &str, script: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(interpreter(package)?).args(["-c", script]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Python itself; `None`, with a word on standard error, where it or the package is not there.
pub fn interpreter(package: &str) -> Option<PathBuf> {
    let here = std::env::current_exe().unwrap();
    let program = here.ancestors().nth(3).unwrap().join("python/bin/python");
    if !installed(&program, package) {
        eprintln!("skipped: {package} is not installed in target/python: ./dev test does it");
        return None;
    }
    Some(program)
}

fn installed(program: &Path, package: &str) -> bool {
    let asked = Command::new(program).args(["-c", &format!("import {package}")]).output();
    asked.is_ok_and(|output| output.status.success())
}
