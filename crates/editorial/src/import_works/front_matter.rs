//! One Markdown file: front matter between two lines of `---`, then the body.

use super::{
    fields,
    files::TextFile,
    h5_page::{H5Fields, OnlyH5},
    long_image::{LongImageFields, OnlyLongImage},
    video::{OnlyVideo, VideoFields},
};
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
    /// As the file names them; what they mean is filled into `content` later.
    pub video: Option<VideoFields>,
    pub long_image: Option<LongImageFields>,
    pub h5: Option<H5Fields>,
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
    let (rest, video) = fields::split(front, "video");
    let (rest, long_image) = fields::split(&rest, "long_image");
    let (rest, h5) = fields::split(&rest, "h5");
    let content = fields::read(&rest, &file.path, faults);
    // `None` of a field that is there and cannot be read.
    let video = match video {
        None => Some(None),
        Some(text) => fields::read_alone::<OnlyVideo>(&text, "video", &file.path, faults).map(|only| Some(only.video)),
    };
    let long_image = match long_image {
        None => Some(None),
        Some(text) => {
            fields::read_alone::<OnlyLongImage>(&text, "long_image", &file.path, faults).map(|only| Some(only.long_image))
        }
    };
    let h5 = match h5 {
        None => Some(None),
        Some(text) => fields::read_alone::<OnlyH5>(&text, "h5", &file.path, faults).map(|only| Some(only.h5)),
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
    let unread = [("video", video.is_none()), ("long_image", long_image.is_none()), ("h5", h5.is_none())];
    fields.broken.extend(unread.into_iter().filter(|(_, unread)| *unread).map(|(key, _)| key.to_owned()));
    Some(WorkFile {
        file: file.path.clone(),
        content: fields.content,
        broken: fields.broken,
        video: video.flatten(),
        long_image: long_image.flatten(),
        h5: h5.flatten(),
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
