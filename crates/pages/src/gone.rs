//! 410: a work that was withdrawn, with its notice. The text itself is nowhere in this struct.

use crate::{CorrectionNote, Head, LinkedClause, Section, Site, address, head};
use askama::Template;
use domain::Slug;

#[derive(Clone, Debug, Template)]
#[template(path = "gone.html")]
pub struct Gone<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    /// Kept, so that who followed a link knows what is gone; `None` where the title itself had to go.
    pub title: Option<String>,
    pub notice: CorrectionNote,
    /// The work that stands in its place, where there is one to be read.
    pub other: Option<LinkedWork>,
    /// Where other interpretations of the same clauses are.
    pub clauses: Vec<LinkedClause>,
}

/// A work by its title and address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedWork {
    pub title: String,
    pub slug: Slug,
}

impl LinkedWork {
    fn href(&self) -> String {
        address::work(&self.slug)
    }
}

impl Gone<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        let mut head =
            Head::new(self.site, Section::Works, t.withdrawn_title, &address::work(&self.slug)).crumb(t.works, address::WORKS);
        head.canonical = None;
        head.indexed = false;
        head
    }
}
