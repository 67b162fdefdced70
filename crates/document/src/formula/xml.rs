//! MathML as text, both ways.

use super::{FormulaError, MathElement, MathNode};
use crate::html::escape;

const NAMESPACE: &str = "http://www.w3.org/1998/Math/MathML";
/// In bytes.
const MAX_SOURCE: usize = 32 * 1024;

/// One `<math>` element, in the MathML namespace or in none. A fault comes with its line in the source, from 1.
pub(crate) fn read(source: &str) -> Result<MathElement, (u32, FormulaError)> {
    // Elements are read by recursion, so what is nested beyond reason is refused before. Each costs at least one "<".
    if source.len() > MAX_SOURCE || nesting(source) > 4 * MathElement::MAX_DEPTH {
        return Err((1, FormulaError::Size));
    }
    let xml = roxmltree::Document::parse(source).map_err(|e| {
        let message = e.to_string();
        let message = message.rsplit_once(" at ").map_or(message.as_str(), |(what, _)| what);
        (e.pos().row, FormulaError::Xml(message.to_owned()))
    })?;
    let root = xml.root_element();
    let outside = xml.root().children().find(|node| *node != root);
    if let Some(node) = outside {
        return Err((row(node), FormulaError::Element("!--".to_owned())));
    }
    if root.tag_name().name() != "math" {
        return Err((row(root), FormulaError::Root(root.tag_name().name().to_owned())));
    }
    let math = element(root)?;
    if math.depth() > MathElement::MAX_DEPTH { Err((1, FormulaError::Size)) } else { Ok(math) }
}

fn row(node: roxmltree::Node) -> u32 {
    node.document().text_pos_at(node.range().start).row
}

/// An upper bound of how deep tags stand inside each other, without understanding them.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in source.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.split('>').next().is_some_and(|t| t.ends_with('/')) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

fn element(node: roxmltree::Node) -> Result<MathElement, (u32, FormulaError)> {
    let fail = |e| (row(node), e);
    let name = node.tag_name().name();
    if node.tag_name().namespace().is_some_and(|ns| ns != NAMESPACE) {
        return Err(fail(FormulaError::Element(name.to_owned())));
    }
    let mut attributes = std::collections::BTreeMap::new();
    for a in node.attributes() {
        if a.namespace().is_some() {
            let value = a.value().chars().take(60).collect();
            return Err(fail(FormulaError::Attribute { element: name.to_owned(), attribute: a.name().to_owned(), value }));
        }
        attributes.insert(a.name().to_owned(), a.value().to_owned());
    }
    let mut children = Vec::new();
    for child in node.children() {
        if child.is_element() {
            children.push(MathNode::Element(element(child)?));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            // MathML Core collapses white space as CSS does; between elements it means nothing.
            let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                children.push(MathNode::Text { text });
            }
        } else {
            // Comments and processing instructions have no place in the tree, and nothing is dropped in silence.
            return Err((row(child), FormulaError::Element(if child.is_comment() { "!--" } else { "?" }.to_owned())));
        }
    }
    MathElement::new(name, attributes, children).map_err(fail)
}

/// `extra` are attributes of the outermost element, escaped by the caller's choice of plain values.
pub(crate) fn write(out: &mut String, math: &MathElement, extra: &[(&str, &str)]) {
    out.push('<');
    out.push_str(&math.name);
    for (name, value) in extra.iter().copied().chain(math.attributes.iter().map(|(n, v)| (n.as_str(), v.as_str()))) {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape::attribute(out, value);
        out.push('"');
    }
    out.push('>');
    for child in &math.children {
        match child {
            MathNode::Element(e) => write(out, e, &[]),
            MathNode::Text { text } => escape::text(out, text),
        }
    }
    out.push_str("</");
    out.push_str(&math.name);
    out.push('>');
}
