//! Fenced blocks: code, and formulae in MathML.

use super::{Node, Reader, attributes::Attributes, source};
use crate::{Block, Formula, Path, formula};
use comrak::nodes::NodeCodeBlock;

impl Reader<'_> {
    pub(super) fn code(&mut self, path: &Path, node: Node, code: &NodeCodeBlock) -> Block {
        if !code.closed {
            self.slip(node, "this fenced block is not closed");
        }
        let opening = self.opening(node);
        let info = opening.trim_start_matches(char::from(code.fence_char)).trim();
        match info.strip_prefix("mathml") {
            Some(rest) if code.fenced && !rest.starts_with(|c: char| c != '{' && !c.is_whitespace()) => {
                self.formula(path, node, rest, &source::restore(&code.literal))
            }
            _ => {
                let info = source::restore(&code.info);
                if info.contains(char::is_whitespace) || info.contains('{') {
                    self.fault(node, "behind the fence stands one word, the language of the code; only mathml takes attributes");
                    return Block::ThematicBreak {};
                }
                let language = (!info.is_empty()).then_some(info);
                Block::CodeBlock { language, text: source::restore(&code.literal) }
            }
        }
    }

    fn formula(&mut self, path: &Path, node: Node, attributes: &str, xml: &str) -> Block {
        let mut attributes = Attributes::parse(attributes).unwrap_or_else(|| {
            self.fault(node, "a formula opens with ```mathml {alt=\"…\"}");
            Attributes::default()
        });
        let alt = attributes.take("alt").unwrap_or_default();
        attributes.finish(self, node, "alt");
        if alt.trim().is_empty() {
            self.fault(node, "the formula lacks alt=\"…\", its words for who cannot see it");
        }
        let line = self.line_of(node);
        self.lines.note(&path.key("math"), line + 1);
        match formula::read(xml) {
            Ok(math) if !alt.trim().is_empty() => Block::Formula(Formula { alt: alt.trim().to_owned(), math }),
            Ok(_) => Block::ThematicBreak {},
            Err((row, e)) => {
                self.fault_at(line + row, e.to_string());
                Block::ThematicBreak {}
            }
        }
    }
}
