//! The way out: the parts that Word, WPS and LibreOffice ask for, and no other. What it writes is read back as the same tree by
//! `docx::read`, but for quizzes and formulas, which become words.

mod blocks;
mod figures;
mod inlines;
mod lists;
mod parts;
mod styles;
mod xml;

use crate::{Document, FootnoteLabel, Inline, Node, html::Links};
use std::collections::HashMap;

/// What is said of a text besides its words.
#[derive(Clone, Debug, Default)]
pub struct Around<'a> {
    pub title: &'a str,
    pub lead: &'a str,
    pub authors: &'a [String],
    /// Who publishes it.
    pub organisation: &'a str,
    /// Where it comes from, in words.
    pub source: &'a str,
    /// As people know it.
    pub licence: &'a str,
    /// Of the work, complete; empty before it is published.
    pub address: &'a str,
    /// Below the text, one line each.
    pub closing: &'a [String],
}

/// A picture as it is put into the file.
#[derive(Clone, Debug)]
pub struct PictureFile {
    pub bytes: Vec<u8>,
    /// `image/png`, `image/jpeg` or `image/gif`: every program opens these.
    pub media_type: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    pub bytes: Vec<u8>,
    /// What could not be taken along, in Chinese, each once.
    pub left_out: Vec<String>,
}

/// `links` with a base, so that addresses that begin with `/` become complete; `pictures` by the names that the document has for
/// them.
pub fn write(document: &Document, links: &Links, pictures: &HashMap<String, PictureFile>, around: &Around<'_>) -> Exported {
    let mut writer = Writer::new(document, links, pictures);
    writer.titled("Title", around.title);
    writer.titled("Subtitle", around.lead);
    writer.blocks(&document.blocks);
    for line in around.closing {
        writer.titled("Colophon", line);
    }
    let body = std::mem::take(&mut writer.out);
    writer.part = Part::Notes;
    for (i, note) in document.footnotes.iter().enumerate() {
        writer.note(i + 1, &note.blocks);
    }
    let notes = std::mem::take(&mut writer.out);
    let bytes = parts::package(&writer, &body, &notes, around);
    Exported { bytes, left_out: writer.left_out }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Body,
    Notes,
}

/// Where something outside of a part is: its kind, its target, and whether it is outside of the file too.
struct Relation {
    kind: &'static str,
    target: String,
    outside: bool,
}

/// A list, for `numbering.xml`.
struct Numbered {
    ordered: bool,
    level: usize,
    start: u32,
}

struct Writer<'a> {
    out: String,
    part: Part,
    links: &'a Links,
    files: &'a HashMap<String, PictureFile>,
    /// Of the body and of the notes, numbered from 1.
    relations: [Vec<Relation>; 2],
    lists: Vec<Numbered>,
    /// What the reader sees instead of the label, from 1, how often it is referred to, and how often it was so far.
    notes: HashMap<&'a FootnoteLabel, (usize, usize, usize)>,
    /// Files in the package by the names of pictures.
    media: Vec<(String, String)>,
    /// Of bookmarks and drawings.
    last_id: usize,
    /// The style of paragraphs where the writer is.
    paragraph: &'static str,
    left_out: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, links: &'a Links, files: &'a HashMap<String, PictureFile>) -> Self {
        let mut notes: HashMap<&FootnoteLabel, (usize, usize, usize)> =
            document.footnotes.iter().enumerate().map(|(i, note)| (&note.label, (i + 1, 0, 0))).collect();
        document.walk(&mut |_, node| {
            if let Node::Inline(Inline::FootnoteReference { label }) = node
                && let Some((_, times, _)) = notes.get_mut(label)
            {
                *times += 1;
            }
        });
        Self {
            out: String::new(),
            part: Part::Body,
            links,
            files,
            relations: [Vec::new(), Vec::new()],
            lists: Vec::new(),
            notes,
            media: Vec::new(),
            last_id: 0,
            paragraph: "BodyText",
            left_out: Vec::new(),
        }
    }

    fn leave_out(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }

    fn next_id(&mut self) -> usize {
        self.last_id += 1;
        self.last_id
    }

    /// The name by which this part refers to something.
    fn relate(&mut self, kind: &'static str, target: String, outside: bool) -> String {
        let all = &mut self.relations[self.part as usize];
        let at = match all.iter().position(|one| one.kind == kind && one.target == target) {
            Some(at) => at,
            None => {
                all.push(Relation { kind, target, outside });
                all.len() - 1
            }
        };
        format!("rId{}", at + parts::FIRST)
    }

    fn absolute(&self, address: &str) -> String {
        let ours = address.starts_with('/') && !address.starts_with("//");
        if ours { format!("{}{address}", self.links.base) } else { address.to_owned() }
    }
}
