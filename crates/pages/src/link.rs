//! The simplest parts of a page: a link, and a link with a number.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub href: String,
}

impl Link {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// A link to a list, with the number of works in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    pub label: String,
    pub href: String,
    pub count: u64,
}
