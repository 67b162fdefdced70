//! Blocks, and the order of the footnotes.

use super::{Node, Reader, attributes::Attributes, foreign, inlines::excerpt, question, quiz};
use crate::{Block, Document, Footnote, Level, MAX_DEPTH, Path, text};
use comrak::nodes::{ListType, NodeHeading, NodeValue};

impl Reader<'_> {
    pub(super) fn document<'a>(&mut self, root: Node<'a>) -> Document {
        for node in root.descendants() {
            let id = match &node.data().value {
                NodeValue::Heading(_) => Attributes::of(node).and_then(|a| a.id().map(str::to_owned)),
                NodeValue::BlockDirective(_) => {
                    let opening = self.opening(node);
                    let attributes = question::attributes(opening).or_else(|| quiz::attributes(opening));
                    attributes.and_then(|a| a.id().map(str::to_owned))
                }
                _ => None,
            };
            id.iter().for_each(|id| self.anchors.reserve(id));
        }
        let root_path = Path::root();
        let blocks = self.blocks(&root_path.key("blocks"), root.children(), 0);
        Document { blocks, footnotes: self.footnotes(root, &root_path.key("footnotes")) }
    }

    fn footnotes(&mut self, root: Node, path: &Path) -> Vec<Footnote> {
        let referred = std::mem::take(&mut self.referred);
        let mut found: Vec<(usize, String, Node)> = Vec::new();
        for node in root.descendants() {
            if let NodeValue::FootnoteDefinition(definition) = &node.data().value {
                let order = referred.iter().position(|name| *name == definition.name).unwrap_or(usize::MAX);
                found.push((order, definition.name.clone(), node));
            }
        }
        found.sort_by_key(|(order, ..)| *order);
        let mut notes = Vec::new();
        for (_, name, node) in found {
            let at = path.index(notes.len());
            self.note(&at, node);
            match name.parse() {
                Ok(label) => notes.push(Footnote { label, blocks: self.blocks(&at.key("blocks"), node.children(), 0) }),
                Err(e) => self.fault(node, e.to_string()),
            }
        }
        notes
    }

    pub(super) fn blocks<'a>(&mut self, path: &Path, nodes: impl IntoIterator<Item = Node<'a>>, depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        for node in nodes {
            let at = path.index(out.len());
            self.note(&at, node);
            out.extend(self.block(&at, node, depth));
        }
        out
    }

    fn block(&mut self, path: &Path, node: Node, depth: usize) -> Option<Block> {
        if depth > MAX_DEPTH + 1 {
            return Some(Block::ThematicBreak {}); // The check refuses the depth; here it only must not be followed.
        }
        Some(match &node.data().value {
            NodeValue::Heading(heading) => self.heading(path, node, *heading),
            NodeValue::Paragraph => self.paragraph(path, node),
            NodeValue::List(list) => {
                let ordered = list.list_type == ListType::Ordered;
                let path = path.key("items");
                let mut items = Vec::new();
                for (i, item) in node.children().enumerate() {
                    let path = path.index(i);
                    self.note(&path, item);
                    items.push(self.blocks(&path, item.children(), depth + 1));
                }
                let start = if ordered { u32::try_from(list.start).unwrap_or(u32::MAX) } else { 1 };
                Block::List { ordered, start, items }
            }
            NodeValue::BlockQuote => self.quote(path, node, depth),
            NodeValue::Table(table) => self.table(path, node, table),
            NodeValue::CodeBlock(code) => self.code(path, node, code),
            NodeValue::ThematicBreak => Block::ThematicBreak {},
            NodeValue::BlockDirective(_) if quiz::attributes(self.opening(node)).is_some() => self.quiz(path, node),
            NodeValue::BlockDirective(_) => self.question(path, node, depth),
            NodeValue::FootnoteDefinition(_) => {
                let parent = node.parent().map(|p| p.data().value.clone());
                if !matches!(parent, Some(NodeValue::Document | NodeValue::BlockDirective(_))) {
                    self.slip(node, "define footnotes at the top level, not in a list, a quote or another footnote");
                }
                return None;
            }
            NodeValue::HtmlBlock(html) => {
                self.fault(node, format!("raw HTML has no place here: {}", excerpt(&html.literal)));
                if self.foreign.is_some() {
                    return foreign::words_of_html(&html.literal);
                }
                Block::ThematicBreak {}
            }
            other => {
                self.fault(node, format!("{} is not part of the format", other.xml_node_name()));
                Block::ThematicBreak {}
            }
        })
    }

    fn heading(&mut self, path: &Path, node: Node, heading: NodeHeading) -> Block {
        let shift = self.foreign.as_ref().map_or(0, |foreign| foreign.shift);
        let level = Level::try_from(heading.level + shift).unwrap_or_else(|e| {
            self.slip(node, e.to_string());
            Level::try_from((heading.level + shift).clamp(2, 4)).expect("between 2 and 4")
        });
        if heading.setext && self.foreign.is_none() {
            self.slip(
                node,
                "a line of - or = under words makes a heading of them: write ## before a heading, and a blank line before ***",
            );
        }
        let mut attributes = Attributes::of(node).unwrap_or_default();
        let chosen = attributes.anchor(self, node);
        attributes.finish(self, node, "#anchor");
        let braces = |text: &str| text.ends_with('}') && text.contains('{');
        if node.last_child().is_some_and(|last| last.data().value.text().is_some_and(braces)) {
            self.fault(node, "the braces at the end are not attributes: write a space and {#anchor}, or \\{ to mean a brace");
        }
        let inlines = self.inlines(&path.key("inlines"), node.children());
        let anchor = self.anchors.heading(chosen, &text::of_inlines(&inlines));
        Block::Heading { level, anchor, inlines }
    }
}
