//! The footnotes below the text, each with the way back to where it was referred to (DPUB-ARIA 1.1).

use super::Writer;
use crate::{Block, Footnote};

/// The id of the n-th reference to a footnote.
pub(super) fn reference_id(number: usize, times: usize) -> String {
    if times == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{times}") }
}

impl<'a> Writer<'a> {
    pub(super) fn footnotes(&mut self, notes: &'a [Footnote]) {
        if notes.is_empty() {
            return;
        }
        if self.links.reprint {
            return self.notes(notes);
        }
        self.tag("<section");
        if !self.links.plain {
            self.attribute("class", "footnotes");
            self.attribute("role", "doc-endnotes");
            self.attribute("aria-label", self.words.footnotes);
        }
        self.tag(">\n");
        self.notes(notes);
        self.tag("</section>\n");
    }

    fn notes(&mut self, notes: &'a [Footnote]) {
        self.tag("<ol>\n");
        for (i, note) in notes.iter().enumerate() {
            self.footnote(i + 1, &note.blocks);
        }
        self.tag("</ol>\n");
    }

    fn footnote(&mut self, number: usize, blocks: &'a [Block]) {
        self.tag("<li");
        if !self.links.reprint {
            self.attribute("id", &format!("fn-{number}"));
        }
        self.tag(">");
        // The way back stands at the end of the last line, where the eye is.
        let (body, last) = match blocks.split_last() {
            Some((Block::Paragraph { inlines }, body)) => (body, inlines.as_slice()),
            _ => (blocks, [].as_slice()),
        };
        self.blocks(body);
        self.tag("<p>");
        self.inlines(last);
        // A reprint has no place to go back to.
        let references = if self.links.reprint { 0 } else { self.references[number - 1] };
        for times in 1..=references {
            self.back(number, times);
        }
        self.tag("</p></li>\n");
    }

    fn back(&mut self, number: usize, times: usize) {
        self.tag(" <a");
        self.address("href", &format!("#{}", reference_id(number, times)));
        if !self.links.plain {
            let which = if times == 1 { number.to_string() } else { format!("{number}-{times}") };
            self.attribute("role", "doc-backlink");
            self.attribute("aria-label", &format!("{}{which}", self.words.back));
        }
        self.tag(">↩</a>");
    }
}
