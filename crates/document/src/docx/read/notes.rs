//! Footnotes, and endnotes, which become footnotes too: read when the text first refers to them.

use super::{
    Node, Reader,
    blocks::Around,
    inlines::Words,
    package::{Part, Relations},
    spans::{Span, What},
    xml,
};
use crate::{Footnote, FootnoteLabel, Inline};
use roxmltree::Document;
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Footnote,
    Endnote,
}

#[derive(Default)]
pub(super) struct Notes<'a> {
    nodes: HashMap<(Kind, &'a str), Node<'a>>,
    /// Of those that were read; `None` of one without words.
    labels: HashMap<(Kind, String), Option<FootnoteLabel>>,
    /// Names of bookmarks around references, by which others refer to the same note.
    bookmarks: HashMap<String, FootnoteLabel>,
    made: Vec<Footnote>,
}

impl<'a> Notes<'a> {
    pub fn of(footnotes: Option<&'a Document<'a>>, endnotes: Option<&'a Document<'a>>) -> Self {
        let mut notes = Self::default();
        for (kind, name, document) in [(Kind::Footnote, "footnote", footnotes), (Kind::Endnote, "endnote", endnotes)] {
            let Some(document) = document else { continue };
            for node in document.root_element().children().filter(|node| xml::is(*node, name)) {
                // The lines between text and notes are notes as well.
                if let (Some(id), None | Some("normal")) = (xml::attribute(node, "id"), xml::attribute(node, "type")) {
                    notes.nodes.insert((kind, id), node);
                }
            }
        }
        notes
    }

    pub fn by_bookmark(&self, name: &str) -> Option<FootnoteLabel> {
        self.bookmarks.get(name).cloned()
    }

    pub fn finish(&mut self) -> Vec<Footnote> {
        std::mem::take(&mut self.made)
    }
}

impl<'a> Reader<'a> {
    /// Of the part that is read.
    pub(super) fn relations(&self) -> &Relations {
        &self.relations[self.part as usize]
    }

    pub(super) fn note_here(&mut self, node: Node<'a>, kind: Kind, words: &mut Words) {
        let Some(id) = xml::attribute(node, "id").filter(|_| self.part == Part::Body) else { return };
        let key = (kind, id.to_owned());
        let known = self.notes.labels.get(&key).cloned();
        let label = match known {
            Some(label) => label,
            None => {
                let label = self.read_note(kind, id);
                if label.is_none() {
                    self.losses.note("有的注释是空的，没有带进来", self.place(node));
                }
                self.notes.labels.insert(key, label.clone());
                label
            }
        };
        let Some(label) = label else { return };
        if let Some(name) = self.bookmark.take() {
            self.notes.bookmarks.insert(name, label.clone());
        }
        words.spans.push(Span::plain(What::Note(label)));
    }

    fn read_note(&mut self, kind: Kind, id: &'a str) -> Option<FootnoteLabel> {
        let node = *self.notes.nodes.get(&(kind, id))?;
        let fields = std::mem::take(&mut self.fields);
        let carried = std::mem::take(&mut self.carried);
        self.part = if kind == Kind::Footnote { Part::Footnotes } else { Part::Endnotes };
        let blocks = self.blocks(node, Around::body().inner(0));
        self.part = Part::Body;
        (self.fields, self.carried) = (fields, carried);
        if blocks.is_empty() {
            return None;
        }
        let label: FootnoteLabel = (self.notes.made.len() + 1).to_string().parse().ok()?;
        self.notes.made.push(Footnote { label: label.clone(), blocks });
        Some(label)
    }
}

/// Notes whose number stood where none can, as in the title, become the last words of the text; whether there were any.
pub(super) fn to_the_end(document: &mut crate::Document) -> bool {
    let mut used = HashSet::new();
    document.walk(&mut |_, node| {
        if let crate::Node::Inline(Inline::FootnoteReference { label }) = node {
            used.insert(label.clone());
        }
    });
    let (kept, strays) =
        std::mem::take(&mut document.footnotes).into_iter().partition(|note: &Footnote| used.contains(&note.label));
    document.footnotes = kept;
    let any = !strays.is_empty();
    document.blocks.extend(strays.into_iter().flat_map(|note| note.blocks));
    any
}
