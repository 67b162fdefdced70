//! Running the program as the worker does: a film in, a folder out, an exit code and lines of JSON.

use serde_json::Value;
use std::{
    fs,
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};

pub struct Run {
    pub out: PathBuf,
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Beside the test binary, which stands in `deps/`.
pub fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().and_then(Path::parent).unwrap().join("media-pipeline");
    assert!(program.is_file(), "{} is missing: run `cargo build -p media-pipeline`", program.display());
    program
}

pub fn video(input: &Path, out: &Path) -> Run {
    video_with(input, out, &[])
}

pub fn video_with(input: &Path, out: &Path, options: &[&str]) -> Run {
    let output = Command::new(program()).arg("video").arg(input).arg(out).args(["--progress", "json"]).args(options).output();
    Run::new(out, output.unwrap())
}

pub fn frame(input: &Path, out: &Path, at: u32) -> Run {
    let output = Command::new(program()).arg("frame").arg(input).arg(out).args(["--at", &at.to_string()]).output();
    Run::new(out, output.unwrap())
}

/// Adds to the ladder that `ladder` made of the same film.
pub fn av1(input: &Path, out: &Path, ladder: &Run, options: &[&str]) -> Run {
    let manifest = ladder.manifest();
    let onto = ladder.out.join(text(of_role(&manifest, "playlist")[0], "file"));
    let mut program = Command::new(program());
    let program = program.arg("av1").arg(input).arg(out).arg("--onto").arg(onto).args(["--progress", "json"]).args(options);
    Run::new(out, program.output().unwrap())
}

pub fn probe(input: &Path) -> Run {
    Run::new(Path::new("/nowhere"), Command::new(program()).arg("probe").arg(input).output().unwrap())
}

impl Run {
    pub fn new(out: &Path, output: Output) -> Self {
        Self {
            out: out.to_owned(),
            code: output.status.code(),
            signal: output.status.signal(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }

    /// Insists that it was taken.
    pub fn manifest(&self) -> Value {
        assert_eq!(self.code, Some(0), "signal {:?}: {} {}", self.signal, self.stderr, self.stdout);
        serde_json::from_slice(&fs::read(self.out.join("manifest.json")).unwrap()).unwrap()
    }

    /// The code of the refusal; insists that there is one, in Chinese, and that no manifest was written.
    pub fn refused(&self) -> String {
        assert_eq!(self.code, Some(3), "signal {:?}: {} {}", self.signal, self.stderr, self.stdout);
        let lines = self.lines();
        let said = lines.last().expect("a refusal says why");
        assert_eq!(said["event"], "refused");
        let reason = said["reason"].as_str().unwrap();
        assert!(reason.ends_with('。') && reason.chars().count() > 8, "{reason}");
        assert!(!self.out.join("manifest.json").exists(), "a manifest was written");
        said["code"].as_str().unwrap().to_owned()
    }

    /// Names and bytes of all that was written, in order of name.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(&self.out).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut files: Vec<_> = entries
            .map(|path| {
                assert!(path.is_file(), "{} is left over", path.display());
                (name(&path), fs::read(&path).unwrap())
            })
            .collect();
        files.sort();
        files
    }
}

/// The rows of `manifest` with this role.
pub fn of_role<'a>(manifest: &'a Value, role: &str) -> Vec<&'a Value> {
    manifest["renditions"].as_array().unwrap().iter().filter(|r| r["role"] == role).collect()
}

pub fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("no {name} in {row}"))
}

pub fn number(row: &Value, name: &str) -> u64 {
    row[name].as_u64().unwrap_or_else(|| panic!("no {name} in {row}"))
}
