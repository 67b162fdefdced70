//! Anchors and footnotes: each is defined once, and whatever is pointed at exists.

use super::Flaws;
use crate::{Block, Document, Inline, Node, Path, Target};
use std::collections::HashSet;

pub(super) fn check(document: &Document, flaws: &mut Flaws) {
    anchors(document, flaws);
    footnotes(document, flaws);
}

fn anchors(document: &Document, flaws: &mut Flaws) {
    let mut known = HashSet::new();
    for (path, anchor, _) in document.anchors() {
        if !known.insert(anchor) {
            flaws.add(&path, format!("the anchor “{anchor}” is already taken further up; choose another"));
        }
    }
    document.walk(&mut |path, node| {
        if let Node::Inline(Inline::Link { target: Target::Anchor { anchor }, .. }) = node
            && !known.contains(anchor)
        {
            flaws.add(path, format!("the link leads to #{anchor}, but nothing here has that anchor"));
        }
    });
}

fn footnotes(document: &Document, flaws: &mut Flaws) {
    let mut defined = HashSet::new();
    let at = |i| Path::root().key("footnotes").index(i);
    for (i, note) in document.footnotes.iter().enumerate() {
        if !defined.insert(&note.label) {
            flaws.add(&at(i), format!("the footnote [^{}] is defined twice", note.label));
        }
    }
    let mut used = HashSet::new();
    document.walk(&mut |path, node| {
        if let Node::Inline(Inline::FootnoteReference { label }) = node {
            if !defined.contains(label) {
                flaws.add(path, format!("the footnote [^{label}] is not defined; add a line “[^{label}]: …”"));
            }
            if path.to_string().starts_with("footnotes") {
                flaws.add(path, "a footnote cannot refer to a footnote");
            }
            used.insert(label);
        }
    });
    for (i, note) in document.footnotes.iter().enumerate() {
        if !used.contains(&note.label) {
            flaws.add(&at(i), format!("nothing refers to the footnote [^{}]", note.label));
        }
        let mut walk = |path: &Path, block: &Block| {
            if matches!(block, Block::Heading { .. } | Block::QuestionAndAnswer(_) | Block::Quiz(_) | Block::Embed { .. }) {
                flaws.add(path, format!("a {} cannot stand in a footnote", super::name(block)));
            }
        };
        for (j, block) in note.blocks.iter().enumerate() {
            walk(&at(i).key("blocks").index(j), block);
        }
    }
}
