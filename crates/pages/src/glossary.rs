//! The terms of the field, all on one page, each at an address of its own.

use crate::{Head, Section, Site, TermNote, address, head, structured};
use askama::Template;

#[derive(Clone, Debug)]
pub struct GlossaryEntry {
    pub term: TermNote,
    /// Other ways in which texts write it.
    pub also: Vec<String>,
    /// The page of the clause where it stands, where the policy is here.
    pub clause: Option<String>,
}

impl GlossaryEntry {
    /// What is said with the word on this site.
    fn search_href(&self) -> String {
        address::search(&self.term.name)
    }
}

#[derive(Clone, Debug, Template)]
#[template(path = "glossary.html")]
pub struct GlossaryPage<'a> {
    pub site: &'a Site,
    pub terms: Vec<GlossaryEntry>,
}

impl GlossaryPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        let mut head = Head::new(self.site, Section::Other, t.glossary, address::GLOSSARY)
            .spoken(self.site, address::GLOSSARY)
            .description(t.about_glossary);
        head.data = Some(structured::glossary(self));
        head
    }
}
