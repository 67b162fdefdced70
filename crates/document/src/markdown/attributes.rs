//! `{#id key="value" key=value}` behind a heading, a figure or an opening line.

use super::{Node, Reader, source};
use crate::Anchor;
use comrak::{Arena, Options, nodes};

/// What stands in the braces, to be taken out piece by piece; whatever is left is a fault.
#[derive(Default)]
pub(super) struct Attributes {
    id: Option<String>,
    pairs: Vec<(String, String)>,
    unknown: Vec<String>,
}

impl Attributes {
    pub fn of(node: Node) -> Option<Self> {
        node.data().attrs.as_deref().map(Self::from)
    }

    /// From the rest of an opening line; `None` where it is no list of attributes. Comrak reads them behind headings
    /// only, so a heading it is: one grammar for all.
    pub fn parse(rest: &str) -> Option<Self> {
        if rest.trim().is_empty() {
            return Some(Self::default());
        }
        let mut options = Options::default();
        options.extension.header_attributes = true;
        let arena = Arena::new();
        let root = comrak::parse_document(&arena, &format!("# x {}", rest.trim()), &options);
        let heading = root.first_child()?;
        let words = heading.first_child()?;
        let alone = words.next_sibling().is_none() && words.data().value.text() == Some("x");
        if alone { Self::of(heading) } else { None }
    }

    pub fn take(&mut self, key: &str) -> Option<String> {
        let i = self.pairs.iter().position(|(k, _)| k == key)?;
        Some(self.pairs.remove(i).1)
    }

    pub fn anchor(&mut self, reader: &mut Reader, node: Node) -> Option<Anchor> {
        match self.id.take()?.parse::<Anchor>() {
            Ok(anchor) => Some(anchor),
            Err(e) => {
                reader.fault(node, e.to_string());
                None
            }
        }
    }

    /// The id as it was written, whether or not it is an anchor.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Everything must have been taken by now.
    pub fn finish(self, reader: &mut Reader, node: Node, allowed: &str) {
        let id = self.id.map(|id| format!("#{id}"));
        for left in id.into_iter().chain(self.unknown).chain(self.pairs.into_iter().map(|(key, _)| key)) {
            reader.fault(node, format!("the attribute “{left}” is unknown or given twice; allowed here: {allowed}"));
        }
    }
}

impl From<&nodes::Attributes> for Attributes {
    fn from(a: &nodes::Attributes) -> Self {
        Self {
            id: a.id.as_deref().map(source::restore),
            pairs: a.pairs.iter().map(|(k, v)| (k.clone(), source::restore(v))).collect(),
            unknown: a.classes.iter().map(|class| format!(".{class}")).collect(),
        }
    }
}
