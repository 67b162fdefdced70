//! Where a node stands in the tree, and on which line of the source it was read.

use std::{collections::HashMap, fmt};

/// Written as JavaScript would: `blocks[3].items[0][1].inlines[2]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path(String);

impl Path {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    pub fn key(&self, key: &str) -> Self {
        Self(if self.0.is_empty() { key.to_owned() } else { format!("{}.{key}", self.0) })
    }

    pub fn index(&self, i: usize) -> Self {
        Self(format!("{}[{i}]", self.0))
    }

    fn parent(&self) -> Option<Self> {
        if self.0.is_empty() {
            return None;
        }
        Some(Self(self.0[..self.0.rfind(['.', '[']).unwrap_or(0)].to_owned()))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "document" } else { &self.0 })
    }
}

/// The source lines of the nodes of one document that was read from Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(HashMap<Path, u32>);

impl Lines {
    pub(crate) fn note(&mut self, path: &Path, line: u32) {
        self.0.insert(path.clone(), line);
    }

    /// The line, counted from 1, on which the node begins, or else the nearest node around it.
    pub fn of(&self, path: &Path) -> u32 {
        let mut at = Some(path.clone());
        while let Some(path) = at {
            if let Some(line) = self.0.get(&path) {
                return *line;
            }
            at = path.parent();
        }
        1
    }
}
