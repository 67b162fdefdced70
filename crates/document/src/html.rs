//! A document as HTML for a page, or with plain tags for a feed.
//!
//! Absent from the output: scripts, event attributes, inline style, and any string that was not escaped on the way.

mod blocks;
pub(crate) mod escape;
mod figure;
mod footnotes;
mod inlines;
mod links;
mod quiz;
mod words;

pub use links::{Alternative, ClauseTarget, Links, Picture, WorkTarget};

use crate::{Document, FootnoteLabel, Inline};
use domain::{Slug, TermMarks};
use std::collections::HashMap;
use words::Words;

/// Well-formed also as XML, so that a feed may carry it either way.
pub fn write(document: &Document, links: &Links) -> String {
    write_with_terms(document, links).0
}

/// The same, and the terms that were marked in it, in the order of the text.
pub fn write_with_terms(document: &Document, links: &Links) -> (String, Vec<Slug>) {
    let mut w = Writer::new(links);
    w.numbers = document.footnotes.iter().enumerate().map(|(i, note)| (&note.label, i + 1)).collect();
    w.references = vec![0; document.footnotes.len()];
    w.blocks(&document.blocks);
    w.footnotes(&document.footnotes);
    let terms = w.terms.met().cloned().collect();
    (w.out, terms)
}

/// The words of a quiz, which refers to no footnote, for a page of its own.
pub fn write_inlines(inlines: &[Inline], links: &Links) -> String {
    let mut w = Writer::new(links);
    w.exact = 1;
    w.inlines(inlines);
    w.out
}

struct Writer<'a> {
    out: String,
    links: &'a Links,
    words: &'static Words,
    /// What the reader sees instead of the label, from 1.
    numbers: HashMap<&'a FootnoteLabel, usize>,
    /// How often each footnote was referred to so far.
    references: Vec<usize>,
    /// Of the heading last written; questions hang one level below it.
    level: u8,
    /// Written so far; each region has a name of its own.
    tables: usize,
    terms: TermMarks<'a>,
    /// How deep inside links, headings and quotes of clauses, where no term is marked.
    exact: usize,
}

impl<'a> Writer<'a> {
    fn new(links: &'a Links) -> Self {
        Self {
            out: String::new(),
            links,
            words: words::of(links.language),
            numbers: HashMap::new(),
            references: Vec::new(),
            level: 1,
            tables: 0,
            terms: links.terms.marks(),
            exact: 0,
        }
    }
}

impl Writer<'_> {
    /// Markup of our own making. Nothing that came from a document passes here.
    fn tag(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn text(&mut self, s: &str) {
        escape::text(&mut self.out, s);
    }

    /// Words of a sentence: terms that are met for the first time lead to their explanations.
    fn running(&mut self, s: &str) {
        let found = if self.exact == 0 { self.terms.first(s) } else { Vec::new() };
        let mut at = 0;
        for (place, slug) in found {
            self.text(&s[at..place.start]);
            self.tag("<a class=\"term\" role=\"doc-glossref\"");
            self.attribute("id", &format!("glossref-{slug}"));
            self.attribute("href", &format!("#term-{slug}"));
            self.tag(">");
            self.text(&s[place.clone()]);
            self.tag("</a>");
            at = place.end;
        }
        self.text(&s[at..]);
    }

    /// What is written in here is left as it is.
    fn exactly(&mut self, write: impl FnOnce(&mut Self)) {
        self.exact += 1;
        write(self);
        self.exact -= 1;
    }

    /// ` name="value"`, escaped.
    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::attribute(&mut self.out, value);
        self.out.push('"');
    }

    /// ` class="…"` on pages, nothing in feeds.
    fn class(&mut self, class: &str) {
        if !self.links.plain {
            self.attribute("class", class);
        }
    }

    /// An address of our own, made absolute where the links have a base.
    fn address(&mut self, name: &str, address: &str) {
        let before = match address.as_bytes() {
            [b'/', b'/', ..] => "",
            [b'/', ..] => &self.links.base,
            [b'#', ..] => &self.links.page,
            _ => "",
        };
        self.attribute(name, &format!("{before}{address}"));
    }
}
