//! Three documents put together block by block: the one that both sides began from, the published one, the waiting one.

use crate::{
    Block, Document, Flaw, Footnote, Inline, Node, check,
    difference::{note_pairs, pairs},
};
use domain::{Conflict, Line, Merged, Side, merge};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentMerge {
    pub blocks: Vec<Merged<Block>>,
    pub footnotes: Vec<Merged<Footnote>>,
}

/// What both sides changed, each in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contested<'a> {
    Blocks(&'a Conflict<Block>),
    Footnote(&'a Conflict<Footnote>),
}

/// Without a `base`, what the two have in common counts as one.
pub fn merge_documents(base: Option<&Document>, published: &Document, waiting: &Document) -> DocumentMerge {
    let common;
    let base = match base {
        Some(base) => base,
        None => {
            common = in_common(published, waiting);
            &common
        }
    };
    let blocks = (pairs(&base.blocks, &published.blocks), pairs(&base.blocks, &waiting.blocks));
    let labels = notes(base, published, waiting);
    DocumentMerge {
        blocks: merge(
            &base.blocks,
            Line { elements: &published.blocks, pairs: &blocks.0 },
            Line { elements: &waiting.blocks, pairs: &blocks.1 },
        ),
        footnotes: labels,
    }
}

/// Each by its label, wherever it stands.
fn notes(base: &Document, published: &Document, waiting: &Document) -> Vec<Merged<Footnote>> {
    let mut labels: Vec<_> = Vec::new();
    for note in base.footnotes.iter().chain(&published.footnotes).chain(&waiting.footnotes) {
        if !labels.contains(&&note.label) {
            labels.push(&note.label);
        }
    }
    let mut merged = Vec::new();
    for label in labels {
        let of = |document: &Document| document.footnotes.iter().filter(|n| n.label == *label).cloned().collect::<Vec<_>>();
        let (base, published, waiting) = (of(base), of(published), of(waiting));
        let (there, here) = (note_pairs(&base, &published), note_pairs(&base, &waiting));
        merged.extend(merge(&base, Line { elements: &published, pairs: &there }, Line { elements: &waiting, pairs: &here }));
    }
    merged
}

fn in_common(a: &Document, b: &Document) -> Document {
    let same = pairs(&a.blocks, &b.blocks).into_iter().filter(|(i, j)| a.blocks[*i] == b.blocks[*j]);
    Document {
        blocks: same.map(|(i, _)| a.blocks[i].clone()).collect(),
        footnotes: a.footnotes.iter().filter(|note| b.footnotes.contains(note)).cloned().collect(),
    }
}

impl DocumentMerge {
    /// In the order in which [`Self::resolve`] asks for them.
    pub fn conflicts(&self) -> Vec<Contested<'_>> {
        let blocks =
            self.blocks.iter().filter_map(|one| if let Merged::Conflict(c) = one { Some(Contested::Blocks(c)) } else { None });
        let notes = self.footnotes.iter();
        blocks
            .chain(notes.filter_map(|one| if let Merged::Conflict(c) = one { Some(Contested::Footnote(c)) } else { None }))
            .collect()
    }

    /// `choose` is asked for each conflict by its number. The rules that hold between nodes are not asked after: see
    /// [`Document::flaws`].
    pub fn resolve(&self, choose: &dyn Fn(usize) -> Side) -> Document {
        let mut number = 0;
        let blocks = settle(&self.blocks, &mut number, choose);
        let mut footnotes = settle(&self.footnotes, &mut number, choose);
        let mut document = Document { blocks, footnotes: Vec::new() };
        let order = references(&document);
        let place = |note: &Footnote| order.iter().position(|label| *label == note.label.as_str()).unwrap_or(usize::MAX);
        // What nothing refers to any more went with its reference.
        footnotes.retain(|note| place(note) != usize::MAX);
        footnotes.sort_by_key(place);
        footnotes.dedup_by(|a, b| a.label == b.label);
        document.footnotes = footnotes;
        document
    }
}

fn settle<T: Clone>(merged: &[Merged<T>], number: &mut usize, choose: &dyn Fn(usize) -> Side) -> Vec<T> {
    let mut out = Vec::new();
    for one in merged {
        match one {
            Merged::Settled(value) => out.push(value.clone()),
            Merged::Conflict(conflict) => {
                out.extend(conflict.take(choose(*number)));
                *number += 1;
            }
        }
    }
    out
}

/// Labels in the order of their first reference.
fn references(document: &Document) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    document.walk(&mut |_, node| {
        if let Node::Inline(Inline::FootnoteReference { label }) = node
            && !labels.iter().any(|known| known == label.as_str())
        {
            labels.push(label.to_string());
        }
    });
    labels
}

impl Document {
    /// What the rules between nodes say against it: two blocks with one anchor, a footnote that is not defined.
    pub fn flaws(&self) -> Vec<Flaw> {
        check::check(self)
    }
}
