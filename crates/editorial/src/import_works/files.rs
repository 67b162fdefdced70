//! The files of a folder, sorted by what they are for.

use crate::Faults;
use domain::Digest;
use std::collections::BTreeMap;

/// A file as it was found; `path` is relative to the folder, with `/` between its steps.
#[derive(Clone, Debug)]
pub struct File {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A film as it was found, too big to be held: the caller has taken its hash.
#[derive(Clone, Debug)]
pub struct VideoFile {
    /// Like [`File::path`].
    pub path: String,
    pub digest: Digest,
    pub bytes: u64,
}

impl VideoFile {
    /// True for names of what is handed over as a [`VideoFile`].
    pub fn is_named(path: &str) -> bool {
        const EXTENSIONS: [&str; 16] =
            ["mp4", "m4v", "mov", "mkv", "webm", "avi", "flv", "ts", "mts", "m2ts", "3gp", "3g2", "mpg", "mpeg", "wmv", "ogv"];
        path.rsplit_once('.').is_some_and(|(_, e)| EXTENSIONS.contains(&e.to_ascii_lowercase().as_str()))
    }
}

/// What the caller may read into memory at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    pub const FILES: usize = 20_000;
    /// Bytes of a Markdown or YAML file.
    pub const TEXT: usize = 2 << 20;
    /// Bytes of a picture.
    pub const PICTURE: usize = 40 << 20;
    /// Bytes of the zip of an H5 page.
    pub const ZIP: usize = h5::limits::ZIPPED as usize;
    /// Bytes of a video; it is not held in memory.
    pub const VIDEO: u64 = 4 << 30;
    /// Bytes of the whole folder, but for its videos.
    pub const TOTAL: usize = 1 << 30;
}

#[derive(Debug, Default)]
pub(super) struct Folder {
    /// By name, such as `people.yaml`.
    pub vocabulary: BTreeMap<&'static str, String>,
    pub works: Vec<TextFile>,
    pub pictures: BTreeMap<String, Vec<u8>>,
}

#[derive(Debug)]
pub(super) struct TextFile {
    pub path: String,
    pub text: String,
}

pub(super) const VOCABULARY: [&str; 7] =
    ["organisations.yaml", "people.yaml", "topics.yaml", "campaigns.yaml", "channels.yaml", "glossary.yaml", "courses.yaml"];

pub(super) fn sort(files: Vec<File>, faults: &mut Faults) -> Folder {
    let mut folder = Folder::default();
    for File { path, bytes } in files {
        let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        match extension.as_str() {
            "md" if is_readme(&path) => {}
            "md" => folder.works.extend(text(&path, bytes, faults).map(|text| TextFile { path, text })),
            "yaml" | "yml" => match VOCABULARY.iter().find(|name| **name == path) {
                Some(name) => {
                    folder.vocabulary.extend(text(&path, bytes, faults).map(|text| (*name, text)));
                }
                None => faults.add(&path, None, format!("not one of the vocabulary files ({})", VOCABULARY.join(", "))),
            },
            _ => {
                folder.pictures.insert(path, bytes);
            }
        }
    }
    if folder.works.is_empty() && folder.vocabulary.is_empty() {
        faults.add(".", None, "this folder holds no works: expected Markdown files with front matter, or vocabulary files");
    }
    folder
}

/// A note to people beside the works, not a work.
fn is_readme(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("readme.md"))
}

fn text(path: &str, bytes: Vec<u8>, faults: &mut Faults) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(text.trim_start_matches('\u{feff}').replace("\r\n", "\n")),
        Err(error) => {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            faults.add(path, Some(line as u32), "not UTF-8; save the file as UTF-8");
            None
        }
    }
}

/// The picture that `name`, written in the work at `work`, means: one beside the work, or else one of the folder.
pub(super) fn picture<'a, T>(pictures: &'a BTreeMap<String, T>, work: &str, name: &str) -> Option<&'a T> {
    let beside = work.rsplit_once('/').and_then(|(folder, _)| pictures.get(&format!("{folder}/{name}")));
    beside.or_else(|| pictures.get(name))
}
