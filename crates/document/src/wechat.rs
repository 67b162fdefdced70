//! A document as HTML that the editor of a WeChat public account takes as it is: inline style alone, no classes, no scripts,
//! no links (it takes those to other sites out without a word), every address complete.
//!
//! Absent from the output: any string that was not escaped on the way.

mod blocks;
mod inlines;

use crate::{
    Document, FootnoteLabel, Inline,
    html::{Links, escape},
    text,
};
use std::collections::HashMap;

/// What stands around the text.
#[derive(Clone, Debug, Default)]
pub struct Around<'a> {
    pub lead: &'a str,
    /// Below the text, one line each: where it comes from, who may reprint it.
    pub closing: &'a [String],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    pub html: String,
    /// What could not be taken along, in Chinese, each once.
    pub left_out: Vec<String>,
}

const LEAD: &str = "margin:0 0 1.5em;padding:0.8em 1em;background:#f3f1ea;color:#454b53;font-size:15px;line-height:1.75;";
const REFERENCE: &str = "margin:0 0 0.4em;font-size:13px;line-height:1.6;color:#5f656d;word-break:break-all;";
const CLOSING: &str = "margin:0;font-size:13px;line-height:1.8;color:#5f656d;";

/// `links` with a base, so that addresses that begin with `/` become complete.
pub fn write(document: &Document, links: &Links, around: &Around<'_>) -> Article {
    let notes = document.footnotes.iter().map(|note| (&note.label, text::of_blocks(&note.blocks))).collect();
    let mut w =
        Writer { out: String::new(), links, notes, numbers: HashMap::new(), references: Vec::new(), left_out: Vec::new() };
    if !around.lead.trim().is_empty() {
        w.element("p", LEAD, around.lead);
    }
    w.blocks(&document.blocks);
    let references = std::mem::take(&mut w.references);
    if !references.is_empty() {
        w.element("p", "margin:2em 0 0.5em;font-size:14px;font-weight:bold;color:#454b53;", "注释和链接");
    }
    for (i, reference) in references.iter().enumerate() {
        w.element("p", REFERENCE, &format!("[{}] {reference}", i + 1));
    }
    if !around.closing.is_empty() {
        w.out.push_str("<hr style=\"margin:1.5em 0;border:0;border-top:1px solid #dad6cb;\"/>\n");
    }
    for line in around.closing {
        w.element("p", CLOSING, line);
    }
    Article { html: w.out, left_out: w.left_out }
}

struct Writer<'a> {
    out: String,
    links: &'a Links,
    notes: HashMap<&'a FootnoteLabel, String>,
    /// By what is referred to, from 1.
    numbers: HashMap<String, usize>,
    /// Plain text, in the order of the numbers.
    references: Vec<String>,
    left_out: Vec<String>,
}

impl<'a> Writer<'a> {
    /// `style` is of our own making.
    fn open(&mut self, tag: &str, style: &str) {
        self.out.push_str(&format!("<{tag} style=\"{style}\">"));
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn text(&mut self, words: &str) {
        escape::text(&mut self.out, words);
    }

    /// An element with nothing but words in it.
    fn element(&mut self, tag: &str, style: &str, words: &str) {
        self.open(tag, style);
        self.text(words);
        self.close(tag);
    }

    fn words(&mut self, tag: &str, style: &str, inlines: &'a [Inline]) {
        self.open(tag, style);
        self.inlines(inlines);
        self.close(tag);
    }

    fn absolute(&self, address: &str) -> String {
        let ours = address.starts_with('/') && !address.starts_with("//");
        if ours { format!("{}{address}", self.links.base) } else { address.to_owned() }
    }

    /// A number behind the words, and what it means below the text.
    fn refer(&mut self, to: String) {
        let next = self.references.len() + 1;
        let number = *self.numbers.entry(to.clone()).or_insert(next);
        if number == next {
            self.references.push(to);
        }
        self.out.push_str(&format!("<sup style=\"color:#14497f;\">[{number}]</sup>"));
    }

    fn leave_out(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.left_out.contains(&what) {
            self.left_out.push(what);
        }
    }
}
