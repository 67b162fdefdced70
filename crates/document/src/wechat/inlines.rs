//! Words; a link becomes its words and a number.

use super::Writer;
use crate::{Inline, Target, text};

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Strong { inlines } => self.marked("strong", "color:#14497f;", inlines),
                Inline::Emphasis { inlines } => self.marked("em", "font-style:normal;border-bottom:1px solid #5f656d;", inlines),
                Inline::Code { text } => {
                    self.out.push_str("<code style=\"padding:0 0.2em;background:#f3f1ea;font-size:0.9em;\">");
                    self.text(text);
                    self.out.push_str("</code>");
                }
                Inline::LineBreak {} => self.out.push_str("<br/>"),
                Inline::FootnoteReference { label } => {
                    let note = self.notes.get(label).cloned().unwrap_or_default();
                    self.refer(note.replace('\n', " "));
                }
                Inline::Link { target, inlines } => self.link(target, inlines),
            }
        }
    }

    fn marked(&mut self, tag: &str, style: &str, inlines: &'a [Inline]) {
        self.open(tag, style);
        self.inlines(inlines);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn link(&mut self, target: &'a Target, inlines: &'a [Inline]) {
        self.inlines(inlines);
        let to = match target {
            Target::Web { address } => {
                let address = address.to_string();
                // Whoever reads the words has the address already.
                (text::of_inlines(inlines) != address).then_some(address)
            }
            Target::Clause { clause } => self.links.clauses.get(clause).map(|found| {
                let name = format!("{} {}", found.label, found.heading);
                format!("{}：{}", name.trim(), self.absolute(&found.href))
            }),
            Target::Work { work } => {
                self.links.works.get(work).map(|found| format!("《{}》：{}", found.title, self.absolute(&found.href)))
            }
            // A place in the same text needs no address.
            Target::Anchor { .. } => None,
        };
        if let Some(to) = to {
            self.refer(to);
        }
    }
}
