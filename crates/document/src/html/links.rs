//! What a document does not know about itself: where its clauses, works and pictures are, and for whom it is written.

use domain::{ClauseRef, Glossary, Language, Slug, WorkKind};
use std::collections::HashMap;

/// Everything named in the maps becomes a link or a picture; whatever is missing becomes neutral text.
///
/// The addresses are our own: a path beginning with `/`, or complete.
#[derive(Clone, Debug)]
pub struct Links {
    /// Of the work, for the few words that the markup adds.
    pub language: Language,
    /// Put before every address that begins with `/`, such as `https://example.org`; empty on pages.
    pub base: String,
    /// The page's own address, put before links to places in the same document; empty on pages.
    pub page: String,
    /// Added to every heading's level (which ends at 6).
    pub heading_shift: u8,
    /// For feeds: no classes, no regions to focus, one size of each picture.
    pub plain: bool,
    /// For editors of other sites, besides `plain`: only elements that their programs let through, no ids, and no picture whose
    /// licence forbids to reprint it.
    pub reprint: bool,
    /// The `sizes` attribute of every picture.
    pub sizes: String,
    /// By the name of the picture in the document.
    pub pictures: HashMap<String, Picture>,
    pub clauses: HashMap<ClauseRef, ClauseTarget>,
    /// The page on which the questions of the work are answered; `None` where they cannot be.
    pub quiz: Option<String>,
    /// For who checks the text: which options of a quiz are right, and why.
    pub answers: bool,
    /// Terms that are marked where they first stand, each a link to its explanation on the same page; empty in feeds.
    pub terms: Glossary,
    /// Works that may be read now; leave out what is withdrawn or unknown.
    pub works: HashMap<Slug, WorkTarget>,
}

impl Links {
    /// For a page, with nothing to link to yet.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            base: String::new(),
            page: String::new(),
            heading_shift: 0,
            plain: false,
            reprint: false,
            sizes: "(min-width: 48rem) 38em, 100vw".to_owned(),
            pictures: HashMap::new(),
            clauses: HashMap::new(),
            quiz: None,
            answers: false,
            terms: Glossary::default(),
            works: HashMap::new(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What every browser can show.
    pub src: String,
    /// In pixels, of the original; they reserve the place before the picture arrives.
    pub width: u32,
    pub height: u32,
    /// Of `src`, such as `image/jpeg`.
    pub media_type: String,
    /// Further sizes and types. Those of another type than `src` are offered first, in the order given.
    pub alternatives: Vec<Alternative>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// In pixels.
    pub width: u32,
    pub height: u32,
    pub url: String,
    pub media_type: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseTarget {
    pub href: String,
    /// As people cite it: 四（二）5.
    pub label: String,
    /// The clause's own heading; may be empty.
    pub heading: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkTarget {
    pub href: String,
    pub title: String,
    pub kind: WorkKind,
}
