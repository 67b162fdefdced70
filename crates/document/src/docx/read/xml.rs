//! XML of a package: parsed within bounds, and asked without regard to which edition of the standard wrote it.

use super::{Node, Refusal};
use roxmltree::{Document, ParsingOptions};

/// Of one part. Each costs some hundred bytes.
const MOST_NODES: u32 = 800_000;
/// Of one element; looking for one that is given twice takes their square.
const MOST_ATTRIBUTES: usize = 512;
/// Of one part; every element below one carries it along.
const MOST_NAMESPACES: usize = 10_000;
/// Elements in elements: they are followed by recursion.
const MOST_DEPTH: usize = 128;

const WORDS: [&str; 2] =
    ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];
const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// # Errors
/// What is no XML, has a document type, or is beyond the bounds.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Refusal> {
    let odd = || Refusal("文件的结构大得不正常，不能导入。请用 Word 打开，另存为 .docx 后再试。".to_owned());
    if !is_bounded(text) {
        return Err(odd());
    }
    // Without a document type there are no entities but the five of XML itself.
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|fault| {
        Refusal(match fault {
            roxmltree::Error::NodesLimitReached => "文档太大，不能导入。请拆成几篇，分别导入。".to_owned(),
            roxmltree::Error::DtdDetected => {
                "文件里有不该出现的声明（DTD），不能导入。请用 Word 打开，另存为 .docx 后再试。".to_owned()
            }
            _ => "文件的内容已损坏。请用 Word 打开，另存为 .docx 后再导入。".to_owned(),
        })
    })?;
    if is_shallow(&document) { Ok(document) } else { Err(odd()) }
}

/// By the tree itself: a sign in a comment is none of it.
fn is_shallow(document: &Document<'_>) -> bool {
    // By id: descendants come in the order of their ids.
    let mut depths: Vec<usize> = Vec::new();
    document.descendants().all(|node| {
        let depth = node.parent().map_or(0, |parent| depths[parent.id().get_usize()] + 1);
        depths.push(depth);
        !node.is_element() || depth <= MOST_DEPTH
    })
}

/// Of a part that may be missing.
pub(super) fn parse_optional(text: &str) -> Result<Option<Document<'_>>, Refusal> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// Judged by the signs alone, so before anything is built; what stands in comments may mislead it, see [`is_shallow`].
fn is_bounded(text: &str) -> bool {
    if text.matches("xmlns").count() > MOST_NAMESPACES {
        return false;
    }
    let (mut depth, mut deepest) = (0usize, 0);
    for piece in text.split('<').skip(1) {
        if piece.matches('=').count() > MOST_ATTRIBUTES && attributes(piece) > MOST_ATTRIBUTES {
            return false;
        }
        match piece.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?' | b'!') => {}
            // An attribute may hold ">", which no program of this kind writes; then it counts as deeper than it is.
            _ if piece.split('>').next().is_some_and(|tag| tag.ends_with('/')) => {}
            _ => {
                depth += 1;
                deepest = deepest.max(depth);
            }
        }
    }
    deepest <= MOST_DEPTH
}

/// Equals signs before a quotation mark.
fn attributes(piece: &str) -> usize {
    piece.split('=').skip(1).filter(|rest| rest.trim_start().starts_with(['"', '\''])).count()
}

/// An element of WordprocessingML with this name.
pub(super) fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace().is_some_and(|ns| WORDS.contains(&ns))
}

pub(super) fn child<'a>(node: Node<'a>, name: &str) -> Option<Node<'a>> {
    node.children().find(|child| is(*child, name))
}

/// An attribute of WordprocessingML.
pub(super) fn attribute<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    WORDS.iter().find_map(|ns| node.attribute((*ns, name))).or_else(|| node.attribute(name))
}

/// `r:id`, `r:embed` and their like.
pub(super) fn reference<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    RELATIONS.iter().find_map(|ns| node.attribute((*ns, name)))
}

/// `<w:name w:val="…"/>` below `node`.
pub(super) fn value<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// A property that is there, and not switched off.
pub(super) fn on(node: Node, name: &str) -> Option<bool> {
    let found = child(node, name)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}

/// A border that can be seen.
pub(super) fn on_border(node: Node, side: &str) -> bool {
    value(node, side).is_some_and(|style| !matches!(style, "nil" | "none"))
}

/// The first words below a node, for places.
pub(super) fn excerpt(node: Node) -> String {
    const LONG: usize = 14;
    let words = node.descendants().filter(|inner| is(*inner, "t")).filter_map(|inner| inner.text()).flat_map(str::chars);
    let mut words = words.filter(|c| !c.is_whitespace() && !c.is_control());
    let mut shown: String = words.by_ref().take(LONG).collect();
    if words.next().is_some() {
        shown.push('…');
    }
    shown
}
