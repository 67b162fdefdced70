//! `:::qa` blocks: questions with their answers.

use super::{Node, Reader, attributes::Attributes};
use crate::{Block, Inline, Path, Question};
use comrak::nodes::NodeValue;

/// Of an opening line; `None` where it opens no question or its attributes are malformed.
pub(super) fn attributes(opening: &str) -> Option<Attributes> {
    let rest = opening.trim_start_matches(':').trim().strip_prefix("qa")?;
    if rest.starts_with(|c: char| c != '{' && !c.is_whitespace()) { None } else { Attributes::parse(rest) }
}

impl Reader<'_> {
    pub(super) fn question(&mut self, path: &Path, node: Node, depth: usize) -> Block {
        if !node.parent().is_some_and(|p| matches!(p.data().value, NodeValue::Document)) {
            self.fault(node, "a ::: block stands at the top level; is the one above closed with a line “:::”?");
        }
        let opening = self.opening(node);
        let mut attributes = attributes(opening).unwrap_or_else(|| {
            self.fault(
                node,
                if opening.trim_matches(':').trim().is_empty() {
                    "this ::: closes nothing"
                } else {
                    "a block opens with “:::qa {#anchor outlet=\"…\" speaker=\"…\"}” or “:::quiz {#anchor kind=single}”"
                },
            );
            Attributes::default()
        });
        if !self.closed(node) {
            self.slip(node, "this ::: block is not closed; end it with a line “:::”");
        }
        let chosen = attributes.anchor(self, node);
        let (outlet, speaker) = (attributes.take("outlet"), attributes.take("speaker"));
        attributes.finish(self, node, "#anchor, outlet, speaker");

        let mut children = node.children().filter(|n| !matches!(n.data().value, NodeValue::FootnoteDefinition(_)));
        let question = match children.next() {
            Some(first) if self.asks(path, first) => {
                self.note(&path.key("question"), first);
                self.words(&path.key("question"), first)
            }
            other => {
                self.fault(other.unwrap_or(node), "the first paragraph of a question and answer is the question; it is missing");
                vec![Inline::text("…")]
            }
        };
        let answer = self.blocks(&path.key("answer"), children, depth + 1);
        Block::QuestionAndAnswer(Question { anchor: self.anchors.question(chosen), outlet, speaker, question, answer })
    }

    /// A figure or an embed is a paragraph to the parser, but asks nothing.
    pub(super) fn asks(&mut self, path: &Path, first: Node) -> bool {
        matches!(first.data().value, NodeValue::Paragraph) && self.written_like_a_paragraph(path, first).is_none()
    }

    /// Comrak closes a block at the end of the text in silence.
    pub(super) fn closed(&self, node: Node) -> bool {
        let at = node.data().sourcepos;
        let fence = self.opening(node).chars().take_while(|c| *c == ':').count();
        let last = self.source.get(at.end.line - 1).map_or("", |line| line.trim());
        at.end.line > at.start.line && last.len() >= fence && last.bytes().all(|b| b == b':')
    }
}
