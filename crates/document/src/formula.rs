//! Formulae: MathML Core as a tree of known elements and attributes.
//!
//! Absent from here, although MathML has them: links, event handlers, style, classes and identifiers, foreign markup
//! (`annotation-xml`), and colour and size, which belong to the page (a reader may have it dark, or large).

mod vocabulary;
mod xml;

pub(crate) use xml::{read, write};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    #[error("the formula is not well-formed XML: {0}")]
    Xml(String),
    #[error("a formula is one <math> element; this begins with <{0}>")]
    Root(String),
    #[error("<{0}> is not an element of MathML Core that may stand here")]
    Element(String),
    #[error("<{element}> may not carry {attribute}=“{value}”")]
    Attribute { element: String, attribute: String, value: String },
    #[error("text stands in <{0}>; put it into <mi>, <mn>, <mo>, <ms> or <mtext>")]
    Text(String),
    #[error("<{element}> takes {takes}; here are {found}")]
    Children { element: String, takes: &'static str, found: usize },
    #[error("the formula is too large or too deeply nested")]
    Size,
}

/// One element; its name and attributes are on the list, and tokens hold nothing but text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct MathElement {
    name: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributes: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<MathNode>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum MathNode {
    Element(MathElement),
    Text { text: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    name: String,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    #[serde(default)]
    children: Vec<MathNode>,
}

impl MathElement {
    /// Nesting allowed inside one formula.
    pub const MAX_DEPTH: usize = 24;

    pub fn new(name: &str, attributes: BTreeMap<String, String>, children: Vec<MathNode>) -> Result<Self, FormulaError> {
        let element = Self { name: name.to_owned(), attributes, children };
        vocabulary::check(&element)?;
        Ok(element)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn attributes(&self) -> &BTreeMap<String, String> {
        &self.attributes
    }

    pub fn children(&self) -> &[MathNode] {
        &self.children
    }

    /// 1 for an element without elements inside.
    pub fn depth(&self) -> usize {
        let deepest = self.children.iter().map(|child| match child {
            MathNode::Element(e) => e.depth(),
            MathNode::Text { .. } => 0,
        });
        1 + deepest.max().unwrap_or(0)
    }
}

impl TryFrom<Unchecked> for MathElement {
    type Error = FormulaError;
    fn try_from(u: Unchecked) -> Result<Self, FormulaError> {
        Self::new(&u.name, u.attributes, u.children)
    }
}
