//! One Markdown file: front matter between two lines of `---`, then the body.

use super::{fields, files::TextFile, video::VideoFields};
use crate::Faults;
use document::{Document, Lines, markdown};
use domain::WorkContent;
use std::collections::BTreeSet;

/// A work as its file has it.
#[derive(Debug)]
pub(super) struct WorkFile {
    pub file: String,
    pub content: WorkContent,
    /// Top-level keys that could not be read: what is said of them was said.
    pub broken: BTreeSet<String>,
    /// As the file names it; what it means is filled into `content` later.
    pub video: Option<VideoFields>,
    pub body: Document,
    /// Of the body, counted in the body.
    lines: Lines,
    front: String,
    /// How many lines stand before the body.
    before_body: u32,
}

impl WorkFile {
    /// The line of a node of the body.
    pub fn line_of(&self, path: &document::Path) -> u32 {
        self.before_body + self.lines.of(path)
    }

    /// The line of the front matter that says `value` under the top-level `key`, or else of the key.
    ///
    /// The parser tells lines only of what it cannot read, so they are found again by their text.
    pub fn line_saying(&self, key: &str, value: &str) -> Option<u32> {
        let start = self.front.lines().position(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))?;
        let own = self.front.lines().enumerate().skip(start);
        let mut block = own.take_while(|(i, line)| *i == start || line.starts_with([' ', '-']) || line.is_empty());
        let at = block.find(|(_, line)| line.contains(value)).map_or(start, |(i, _)| i);
        Some(at as u32 + 2)
    }
}

pub(super) fn read(file: &TextFile, faults: &mut Faults) -> Option<WorkFile> {
    let Some((front, body)) = split(&file.text) else {
        faults.add(
            &file.path,
            Some(1),
            "no front matter: the file must begin with ---, fields in YAML, and a second line of ---",
        );
        return None;
    };
    let before_body = front.lines().count() as u32 + 2;
    let (front_without_video, video) = fields::split_video(front);
    let content = fields::read(&front_without_video, &file.path, faults);
    let video = match video {
        None => Some(None),
        Some(text) => fields::read_video(&text, &file.path, faults).map(Some),
    };
    // The body is read even where the front matter is wrong, so that all faults come at once.
    let read = match markdown::read(body) {
        Ok(read) => Some(read),
        Err(found) => {
            for fault in found {
                faults.add(&file.path, Some(before_body + fault.line), fault.message);
            }
            None
        }
    };
    let (mut fields, read) = (content?, read?);
    let video = video.unwrap_or_else(|| {
        fields.broken.insert("video".to_owned());
        None
    });
    Some(WorkFile {
        file: file.path.clone(),
        content: fields.content,
        broken: fields.broken,
        video,
        body: read.document,
        lines: read.lines,
        front: front.to_owned(),
        before_body,
    })
}

fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let end = if rest.starts_with("---\n") { 0 } else { rest.find("\n---\n").map(|i| i + 1)? };
    Some((&rest[..end], &rest[end + 4..]))
}
