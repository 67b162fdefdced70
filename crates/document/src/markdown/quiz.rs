//! `:::quiz` blocks: a question, its options as a list of boxes, and the explanation.

use super::{Node, Reader, attributes::Attributes};
use crate::{Block, Choice, Inline, Path, Quiz};
use comrak::nodes::{ListType, NodeValue};
use domain::{ClauseRef, QuizKind, UnknownTerm};

/// Of an opening line; `None` where it opens no quiz or its attributes are malformed.
pub(super) fn attributes(opening: &str) -> Option<Attributes> {
    let rest = opening.trim_start_matches(':').trim().strip_prefix("quiz")?;
    if rest.starts_with(|c: char| c != '{' && !c.is_whitespace()) { None } else { Attributes::parse(rest) }
}

const SHAPE: &str = "a quiz is a question, a list of options - [ ] and - [x], and one paragraph that explains the answer";

impl Reader<'_> {
    pub(super) fn quiz(&mut self, path: &Path, node: Node) -> Block {
        if !node.parent().is_some_and(|p| matches!(p.data().value, NodeValue::Document)) {
            self.fault(node, "a ::: block stands at the top level; is the one above closed with a line “:::”?");
        }
        if !self.closed(node) {
            self.slip(node, "this ::: block is not closed; end it with a line “:::”");
        }
        let mut attributes = attributes(self.opening(node)).unwrap_or_default();
        let chosen = attributes.anchor(self, node);
        let kind = self.kind(node, attributes.take("kind"));
        let clause = attributes.take("clause").and_then(|clause| self.clause_of(node, &clause));
        attributes.finish(self, node, "#anchor, kind, clause");

        let parts: Vec<Node> = node.children().filter(|n| !matches!(n.data().value, NodeValue::FootnoteDefinition(_))).collect();
        let mut parts = parts.into_iter().peekable();
        let question = self.part(&path.key("question"), parts.next_if(|n| is_paragraph(n)));
        let list = parts.next_if(|n| matches!(&n.data().value, NodeValue::List(list) if list.list_type == ListType::Bullet));
        let options = list.map(|list| self.options(&path.key("options"), list)).unwrap_or_default();
        let explanation = self.part(&path.key("explanation"), parts.next_if(|n| is_paragraph(n)));
        if let Some(left) = parts.next() {
            self.fault(left, SHAPE);
        }
        Block::Quiz(Quiz { anchor: self.anchors.question(chosen), kind, clause, question, options, explanation })
    }

    /// What is missing is said by the check, at its place.
    fn part(&mut self, path: &Path, paragraph: Option<Node>) -> Vec<Inline> {
        let Some(paragraph) = paragraph else { return Vec::new() };
        self.note(path, paragraph);
        if self.asks(path, paragraph) {
            return self.words(path, paragraph);
        }
        self.fault(paragraph, SHAPE);
        vec![Inline::text("…")]
    }

    fn kind(&mut self, node: Node, given: Option<String>) -> QuizKind {
        let kind = match given {
            Some(given) => given.parse().map_err(|e: UnknownTerm| e.to_string()),
            None => Err("a quiz says of what kind it is: kind=single, kind=multiple or kind=true-false".to_owned()),
        };
        kind.unwrap_or_else(|message| {
            self.fault(node, message);
            QuizKind::Single
        })
    }

    fn clause_of(&mut self, node: Node, given: &str) -> Option<ClauseRef> {
        given.parse().map_err(|e: domain::ClauseRefError| self.fault(node, e.to_string())).ok()
    }

    fn options(&mut self, path: &Path, list: Node) -> Vec<Choice> {
        self.note(path, list);
        let mut options = Vec::new();
        for item in list.children() {
            let path = path.index(options.len());
            self.note(&path, item);
            match self.option(&path, item) {
                Some(option) => options.push(option),
                None => self.fault(item, "an option is one line of plain words behind - [ ] or, where it is right, - [x]"),
            }
        }
        options
    }

    fn option(&mut self, path: &Path, item: Node) -> Option<Choice> {
        let words = item.first_child().filter(|words| words.next_sibling().is_none() && is_paragraph(words))?;
        let first = words.first_child()?;
        // The brackets must be meant: escaped ones are another node.
        let open = first.data().value.text().is_some_and(|text| mark(text).is_some());
        let mut inlines = self.inlines(&path.key("text"), words.children());
        let text = match inlines.pop() {
            Some(Inline::Text { text }) if open && inlines.is_empty() => text,
            _ => return None,
        };
        let (right, text) = mark(&text)?;
        Some(Choice { text: text.trim().to_owned(), right })
    }
}

fn is_paragraph(node: &Node) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

fn mark(text: &str) -> Option<(bool, &str)> {
    let wrong = text.strip_prefix("[ ]").map(|rest| (false, rest));
    wrong.or_else(|| text.strip_prefix("[x]").or_else(|| text.strip_prefix("[X]")).map(|rest| (true, rest)))
}
