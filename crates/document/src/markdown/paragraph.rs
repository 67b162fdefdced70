//! A paragraph, and what is written like one: a figure, an embed.

use super::{Node, Reader, inlines::excerpt, quote, source};
use crate::{Block, Inline, Path};
use comrak::nodes::NodeValue;

impl Reader<'_> {
    pub(super) fn paragraph(&mut self, path: &Path, node: Node) -> Block {
        match self.written_like_a_paragraph(path, node) {
            Some(block) => block,
            None => Block::Paragraph { inlines: self.words(&path.key("inlines"), node) },
        }
    }

    pub(super) fn written_like_a_paragraph(&mut self, path: &Path, node: Node) -> Option<Block> {
        let first = node.first_child()?;
        if matches!(first.data().value, NodeValue::Image(_)) {
            return Some(self.figure(path, first));
        }
        let line = first.data().value.text().filter(|_| first.next_sibling().is_none()).map(source::restore)?;
        Some(self.directive(node, line.strip_prefix("::")?))
    }

    /// Of a true paragraph; never empty.
    pub(super) fn words(&mut self, path: &Path, node: Node) -> Vec<Inline> {
        self.look_for_misplaced_lines(node);
        let mut inlines = self.inlines(path, node.children());
        if inlines.is_empty() {
            inlines.push(Inline::text("…")); // Everything in it was refused.
        }
        inlines
    }

    fn directive(&mut self, node: Node, directive: &str) -> Block {
        let slug = directive.strip_prefix("work[").and_then(|rest| rest.strip_suffix(']'));
        let fault = match slug.map(str::parse) {
            Some(Ok(work)) => return Block::Embed { work },
            Some(Err(e)) => domain::SlugError::to_string(&e),
            None => format!("“::{}” is not known; write ::work[slug], or \\:: to mean two colons", excerpt(directive)),
        };
        self.fault(node, fault);
        Block::ThematicBreak {}
    }

    /// Lines that mean something only elsewhere.
    fn look_for_misplaced_lines(&mut self, paragraph: Node) {
        for node in paragraph.children() {
            let begins =
                node.previous_sibling().is_none_or(|n| matches!(n.data().value, NodeValue::SoftBreak | NodeValue::LineBreak));
            let message = match &node.data().value {
                NodeValue::Text(text) if begins && text.starts_with("::") => {
                    "a line that begins with :: stands alone; put blank lines around it, or write \\:: to mean two colons"
                }
                NodeValue::Text(text) if begins && quote::names_clause(text) => {
                    "the line “—— clause:…” is the last line of a quote (>), and nothing follows it"
                }
                _ => continue,
            };
            self.fault(node, message);
        }
    }
}
