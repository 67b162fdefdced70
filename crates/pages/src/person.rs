//! A person: what they know, what they declare, what they made.

use crate::{FeedLink, Head, OrganisationRef, Section, Site, WorkList, address, head};
use askama::Template;
use domain::Slug;

#[derive(Clone, Debug, Template)]
#[template(path = "person.html")]
pub struct PersonPage<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    pub name: String,
    /// 科普部部长; may be empty.
    pub title: String,
    pub organisation: Option<OrganisationRef>,
    /// Of an expert.
    pub fields: Vec<String>,
    /// Declared interests; `None` where nothing was declared, which the page says.
    pub interests: Option<String>,
    pub about: String,
    /// Works they wrote, edited, spoke in or translated.
    pub list: WorkList,
    /// Works they reviewed.
    pub reviewed: u64,
    pub feed: Option<FeedLink>,
    pub example: bool,
}

impl PersonPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        Head::new(self.site, Section::Organisations, &self.name, &address::person(&self.slug))
            .spoken(self.site, &address::person(&self.slug))
            .description(&self.about)
            .feed(&self.feed)
            .crumb(self.site.words().people, address::PEOPLE)
    }
}
