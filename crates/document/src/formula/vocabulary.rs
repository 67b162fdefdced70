//! Which elements and attributes of MathML Core a formula may use (W3C MathML Core, 2.1.2 and 3).

use super::{FormulaError, MathElement, MathNode};

/// What an element may hold.
enum Content {
    /// Text only.
    Token,
    /// Exactly so many elements.
    Elements(usize, &'static str),
    /// Any number of elements.
    Row,
    Empty,
}

const EVERYWHERE: &[&str] = &["dir", "displaystyle", "scriptlevel"];

fn element(name: &str) -> Option<(Content, &'static [&'static str])> {
    use Content::{Elements, Empty, Row, Token};
    Some(match name {
        "math" => (Row, &["display"]),
        "mi" => (Token, &["mathvariant"]),
        "mn" | "ms" | "mtext" => (Token, &[]),
        "mo" => (
            Token,
            &[
                "form",
                "fence",
                "separator",
                "lspace",
                "rspace",
                "stretchy",
                "symmetric",
                "maxsize",
                "minsize",
                "largeop",
                "movablelimits",
            ],
        ),
        "annotation" => (Token, &["encoding"]),
        "mspace" => (Empty, &["width", "height", "depth"]),
        "mprescripts" | "none" => (Empty, &[]),
        "mfrac" => (Elements(2, "two elements"), &["linethickness"]),
        "mroot" | "msub" | "msup" => (Elements(2, "two elements"), &[]),
        "munder" => (Elements(2, "two elements"), &["accentunder"]),
        "mover" => (Elements(2, "two elements"), &["accent"]),
        "msubsup" => (Elements(3, "three elements"), &[]),
        "munderover" => (Elements(3, "three elements"), &["accent", "accentunder"]),
        "mpadded" => (Row, &["width", "height", "depth", "lspace", "voffset"]),
        "mrow" | "msqrt" | "mstyle" | "mphantom" | "merror" | "semantics" | "mmultiscripts" | "mtable" | "mtr" => (Row, &[]),
        "mtd" => (Row, &["columnspan", "rowspan"]),
        _ => return None,
    })
}

/// Checks one element whose children were checked before.
pub(super) fn check(e: &MathElement) -> Result<(), FormulaError> {
    let name = || e.name.clone();
    let (content, attributes) = element(&e.name).ok_or_else(|| FormulaError::Element(name()))?;
    for (attribute, value) in &e.attributes {
        let known = EVERYWHERE.contains(&attribute.as_str()) || attributes.contains(&attribute.as_str());
        if !known || !plain(value) {
            return Err(FormulaError::Attribute {
                element: name(),
                attribute: attribute.clone(),
                value: value.chars().take(60).collect(),
            });
        }
    }
    let elements = e.children.iter().filter(|c| matches!(c, MathNode::Element(_))).count();
    let found = e.children.len();
    let refuse = |takes| Err(FormulaError::Children { element: name(), takes, found });
    match content {
        Content::Token if elements > 0 => return refuse("text only"),
        Content::Token => {}
        _ if elements < found => return Err(FormulaError::Text(name())),
        Content::Empty if found > 0 => return refuse("nothing"),
        Content::Elements(n, takes) if found != n => return refuse(takes),
        Content::Elements(..) | Content::Row | Content::Empty => {}
    }
    for child in &e.children {
        check_child(&e.name, child)?;
    }
    Ok(())
}

/// Parts of a table, and `<math>` itself, have one place where they may stand.
fn check_child(parent: &str, child: &MathNode) -> Result<(), FormulaError> {
    let child = match child {
        MathNode::Element(child) => &child.name,
        MathNode::Text { text } if text.chars().any(char::is_control) => return Err(FormulaError::Text(parent.to_owned())),
        MathNode::Text { .. } => return Ok(()),
    };
    let fits = match child.as_str() {
        "math" => false,
        "mtr" => parent == "mtable",
        "mtd" => parent == "mtr",
        "annotation" => parent == "semantics",
        "mprescripts" | "none" => parent == "mmultiscripts",
        _ => !matches!(parent, "mtable" | "mtr"),
    };
    if fits { Ok(()) } else { Err(FormulaError::Element(child.clone())) }
}

/// Lengths, numbers, booleans and keywords: nothing that MathML Core allows as a value here needs another character.
fn plain(value: &str) -> bool {
    value.len() <= 40 && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '+' | '-' | '/'))
}
