//! Inlines.

use super::Writer;
use crate::{FootnoteLabel, Inline, Target};

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.running(text),
                Inline::Strong { inlines } => self.wrap("<strong>", inlines, "</strong>"),
                Inline::Emphasis { inlines } => self.wrap("<em>", inlines, "</em>"),
                Inline::Code { text } => {
                    self.tag("<code>");
                    self.text(text);
                    self.tag("</code>");
                }
                Inline::Link { target, inlines } => self.link(target, inlines),
                Inline::LineBreak {} => self.tag("<br/>"),
                Inline::FootnoteReference { label } => self.reference(label),
            }
        }
    }

    fn wrap(&mut self, open: &str, inlines: &'a [Inline], close: &str) {
        self.tag(open);
        self.inlines(inlines);
        self.tag(close);
    }

    fn link(&mut self, target: &'a Target, inlines: &'a [Inline]) {
        let links = self.links;
        match target {
            Target::Web { address } => {
                self.tag("<a");
                self.attribute("href", address.as_str());
                if !links.reprint {
                    self.attribute("rel", "noopener");
                }
            }
            Target::Anchor { anchor } => {
                self.tag("<a");
                self.address("href", &format!("#{anchor}"));
            }
            Target::Clause { clause } => match links.clauses.get(clause) {
                Some(target) => {
                    self.tag("<a");
                    self.address("href", &target.href);
                    if !links.plain {
                        self.attribute("title", format!("{} {}", target.label, target.heading).trim());
                    }
                }
                None => return self.inlines(inlines),
            },
            Target::Work { work } => match links.works.get(work) {
                Some(target) => {
                    self.tag("<a");
                    self.address("href", &target.href);
                }
                None => return self.unavailable(inlines),
            },
        }
        self.tag(">");
        self.exactly(|w| w.inlines(inlines));
        self.tag("</a>");
    }

    /// The author's words stay; that they lead nowhere for now is said after them.
    fn unavailable(&mut self, inlines: &'a [Inline]) {
        self.inlines(inlines);
        self.span("unavailable");
        let (open, close) = self.words.parentheses;
        self.text(open);
        self.text(self.words.unavailable);
        self.text(close);
        self.end_span();
    }

    /// Around words that a page shows in their own way.
    pub(super) fn span(&mut self, class: &str) {
        if !self.links.reprint {
            self.tag("<span");
            self.class(class);
            self.tag(">");
        }
    }

    pub(super) fn end_span(&mut self) {
        if !self.links.reprint {
            self.tag("</span>");
        }
    }

    fn reference(&mut self, label: &FootnoteLabel) {
        let Some(&number) = self.numbers.get(label) else { return };
        let times = &mut self.references[number - 1];
        *times += 1;
        let id = super::footnotes::reference_id(number, *times);
        if self.links.reprint {
            return self.tag(&format!("<sup>{number}</sup>"));
        }
        self.tag("<sup><a");
        self.attribute("id", &id);
        self.address("href", &format!("#fn-{number}"));
        if !self.links.plain {
            self.attribute("role", "doc-noteref");
            self.attribute("aria-label", &format!("{}{number}", self.words.footnote));
        }
        self.tag(">");
        self.text(&number.to_string());
        self.tag("</a></sup>");
    }
}
