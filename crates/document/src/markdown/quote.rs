//! Quotes; the last line may name the clause whose very words they are.

use super::{Node, Reader};
use crate::{Block, Path};
use comrak::nodes::NodeValue;
use domain::ClauseRef;

/// True for `—— clause:…`, also with a dash that is not the right one, so that it can be reported.
pub(super) fn names_clause(line: &str) -> bool {
    let rest = line.trim_start_matches(['—', '–', '-']);
    rest.len() < line.len() && rest.trim_start().starts_with("clause:")
}

impl Reader<'_> {
    pub(super) fn quote(&mut self, path: &Path, node: Node, depth: usize) -> Block {
        let children: Vec<Node> = node.children().collect();
        let path = path.key("blocks");
        let named = children.split_last().and_then(|(last, rest)| Some((rest, *last, named_line(last)?)));
        let Some((rest, last, line)) = named else {
            return Block::Quote { blocks: self.blocks(&path, children, depth + 1), clause: None };
        };
        let clause = self.clause(line);
        let mut blocks = self.blocks(&path, rest.iter().copied(), depth + 1);
        // The words before the line are a paragraph without it, and without the break between.
        line.detach();
        if let Some(joint) = last.last_child() {
            joint.detach();
            blocks.extend(self.blocks(&path, [last], depth + 1).into_iter().take(1));
        }
        if blocks.is_empty() {
            self.slip(node, "the quote names its clause but holds no words");
        }
        Block::Quote { blocks, clause }
    }

    fn clause(&mut self, line: Node) -> Option<ClauseRef> {
        let text = line.data().value.text().unwrap_or_default().to_owned();
        let parsed = match text.strip_prefix("——") {
            Some(rest) => {
                rest.trim_start().trim_start_matches("clause:").trim_end().parse::<ClauseRef>().map_err(|e| e.to_string())
            }
            None => Err("the clause of an exact quote stands behind two dashes: “—— clause:policy#clause”".to_owned()),
        };
        parsed.map_err(|message| self.fault(line, message)).ok()
    }
}

/// The last line of a paragraph, where it is that line and nothing else.
fn named_line(paragraph: Node) -> Option<Node> {
    if !matches!(paragraph.data().value, NodeValue::Paragraph) {
        return None;
    }
    let line = paragraph.last_child()?;
    let begins = line.previous_sibling().is_none_or(|n| matches!(n.data().value, NodeValue::SoftBreak | NodeValue::LineBreak));
    let named = line.data().value.text().is_some_and(names_clause);
    (begins && named).then_some(line)
}
