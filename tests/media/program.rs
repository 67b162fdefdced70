//! Running the program as the worker does: a file in, a folder out, an exit code and lines of JSON.

use image::{DynamicImage, ImageFormat};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

pub struct Run {
    pub out: PathBuf,
    pub code: Option<i32>,
    pub lines: Vec<Value>,
    pub stderr: String,
    folder: tempfile::TempDir,
}

/// Beside the test binary, which stands in `deps/`.
fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().and_then(Path::parent).unwrap().join("media-pipeline");
    assert!(program.is_file(), "{} is missing: run `cargo build -p media-pipeline`", program.display());
    program
}

pub fn command(arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).output().unwrap()
}

/// A run on `bytes` in a file called `name`.
pub fn picture_named(name: &str, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join(name);
    fs::write(&input, bytes).unwrap();
    run(folder, &input)
}

pub fn picture(bytes: &[u8]) -> Run {
    picture_named("upload", bytes)
}

/// A run that may use `megabytes` of address space, by a limit set outside.
pub fn picture_within(megabytes: u32, bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("upload");
    fs::write(&input, bytes).unwrap();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("ulimit -v {}; exec \"$0\" \"$@\"", megabytes * 1024)).arg(program());
    run_as(shell, folder, &input)
}

/// A run on whatever stands at `input`.
pub fn run(folder: tempfile::TempDir, input: &Path) -> Run {
    run_as(Command::new(program()), folder, input)
}

/// A run on a long image in parts.
pub fn long_image(parts: &[&[u8]]) -> Run {
    of_parts(Command::new(program()), "image", parts)
}

fn of_parts(mut program: Command, job: &str, parts: &[&[u8]]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let inputs: Vec<PathBuf> = (0..parts.len()).map(|i| folder.path().join(format!("part-{i}"))).collect();
    for (path, bytes) in inputs.iter().zip(parts) {
        fs::write(path, bytes).unwrap();
    }
    let (first, rest) = inputs.split_first().unwrap();
    program.arg(job).arg(first).arg(folder.path().join("out"));
    for part in rest {
        program.arg("--next").arg(part);
    }
    finished(program, folder)
}

/// The copies of a long image.
pub fn copies(parts: &[&[u8]]) -> Run {
    of_parts(Command::new(program()), "copies", parts)
}

/// A run on a long image that may use so much address space and so many seconds of the processor, by limits set outside.
pub fn long_image_within(megabytes: u32, seconds: u32, bytes: &[u8]) -> Run {
    let mut shell = Command::new("sh");
    let limits = format!("ulimit -v {}; ulimit -t {seconds}; exec \"$0\" \"$@\"", megabytes * 1024);
    shell.arg("-c").arg(limits).arg(program());
    of_parts(shell, "image", &[bytes])
}

/// A sheet set in type.
pub fn typeset(sheet: &Value) -> Run {
    typeset_with(sheet, &[])
}

/// With templates of one's own.
pub fn typeset_with(sheet: &Value, templates: &[(&str, &str)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let (input, own) = (folder.path().join("sheet.json"), folder.path().join("templates"));
    fs::write(&input, sheet.to_string()).unwrap();
    fs::create_dir(&own).unwrap();
    for (name, text) in templates {
        fs::write(own.join(name), text).unwrap();
    }
    let mut program = Command::new(program());
    program.arg("typeset").arg(&input).arg(folder.path().join("out")).arg("--templates").arg(&own);
    finished(program, folder)
}

/// The words of a long image.
pub fn words_of(input: &Path) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(program());
    program.arg("words").arg(input).arg(folder.path().join("out"));
    finished(program, folder)
}

fn run_as(mut program: Command, folder: tempfile::TempDir, input: &Path) -> Run {
    program.arg("picture").arg(input).arg(folder.path().join("out"));
    finished(program, folder)
}

fn finished(mut program: Command, folder: tempfile::TempDir) -> Run {
    let out = folder.path().join("out");
    let output = program.args(["--progress", "json"]).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    Run {
        out,
        code: output.status.code(),
        lines: stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        folder,
    }
}

impl Run {
    /// Insists that it was taken.
    pub fn manifest(&self) -> Value {
        assert_eq!(self.code, Some(0), "{} {:?}", self.stderr, self.lines);
        serde_json::from_slice(&fs::read(self.out.join("manifest.json")).unwrap()).unwrap()
    }

    /// The last line, of a file that was refused.
    pub fn refusal(&self) -> Value {
        assert_eq!(self.code, Some(3), "{} {:?}", self.stderr, self.lines);
        self.lines.last().unwrap().clone()
    }

    /// The code of the refusal; insists that there is one, in words for the editor, and that nothing was written.
    pub fn refused(&self) -> String {
        assert_eq!(self.code, Some(3), "{} {:?}", self.stderr, self.lines);
        let said = self.lines.last().unwrap();
        assert_eq!(said["event"], "refused");
        let reason = said["reason"].as_str().unwrap();
        assert!(reason.ends_with('。') && reason.chars().count() > 8, "{reason}");
        let written = fs::read_dir(&self.out).map_or(0, Iterator::count);
        assert_eq!(written, 0, "something was written");
        said["code"].as_str().unwrap().to_owned()
    }

    /// (file, media type, width, height) of each rendition.
    pub fn renditions(&self) -> Vec<(String, String, u32, u32)> {
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let number = |row: &Value, name: &str| u32::try_from(row[name].as_u64().unwrap()).unwrap();
        let manifest = self.manifest();
        let rows = manifest["renditions"].as_array().unwrap();
        rows.iter().map(|row| (text(row, "file"), text(row, "media_type"), number(row, "width"), number(row, "height"))).collect()
    }

    pub fn warnings(&self) -> Vec<String> {
        let manifest = self.manifest();
        manifest["warnings"].as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap().to_owned()).collect()
    }

    /// Every rendition decoded.
    pub fn decoded(&self) -> Vec<DynamicImage> {
        self.renditions().into_iter().map(|(file, media_type, ..)| self.decode(&file, &media_type)).collect()
    }

    pub fn narrowest(&self) -> DynamicImage {
        let (file, media_type, ..) = &self.renditions()[0];
        self.decode(file, media_type)
    }

    fn decode(&self, file: &str, media_type: &str) -> DynamicImage {
        let format = ImageFormat::from_mime_type(media_type).unwrap();
        image::load_from_memory_with_format(&fs::read(self.out.join(file)).unwrap(), format).unwrap()
    }

    /// Names and bytes of all that was written, in order of name.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(&self.out)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    }

    /// The folder the run had for itself, kept until the run is dropped.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
