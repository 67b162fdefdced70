//! One Markdown file: front matter between two lines of `---`, then the body.

use super::files::TextFile;
use crate::Faults;
use document::{Document, Lines, markdown};
use domain::WorkContent;

/// A work as its file has it.
#[derive(Debug)]
pub(super) struct WorkFile {
    pub file: String,
    pub content: WorkContent,
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
    let content = match serde_saphyr::from_str::<WorkContent>(front) {
        Ok(content) => Some(content),
        Err(error) => {
            faults.add(&file.path, error.location().map(|at| at.line() as u32 + 1), plain_words(&error));
            None
        }
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
    let (content, read) = (content?, read?);
    Some(WorkFile {
        file: file.path.clone(),
        content,
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

/// The parser's message without its picture of the source and without its place, which it counts from where the YAML
/// begins: the first line says what is wrong.
pub(super) fn plain_words(error: &serde_saphyr::Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or(&text).trim_start_matches("error: ");
    match first.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
        Some((place, words)) if place.contains("column") => words.to_owned(),
        _ => first.to_owned(),
    }
}
