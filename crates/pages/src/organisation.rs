//! An organisation: its place in the tree, its people, its works.

use crate::{FeedLink, Head, OrganisationRef, PersonRef, Section, Site, WorkList, address, head};
use askama::Template;
use domain::{OrganisationKind, Slug};

#[derive(Clone, Debug, Template)]
#[template(path = "organisation.html")]
pub struct OrganisationPage<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    pub name: String,
    pub kind: OrganisationKind,
    pub about: String,
    /// From the top of the tree down to the parent.
    pub above: Vec<OrganisationRef>,
    pub children: Vec<OrganisationRef>,
    /// Of a union.
    pub members: Vec<OrganisationRef>,
    /// The unions it belongs to.
    pub unions: Vec<OrganisationRef>,
    pub people: Vec<PersonRef>,
    pub list: WorkList,
    pub feed: Option<FeedLink>,
    pub example: bool,
}

impl OrganisationPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Organisations, &self.name, &address::organisation(&self.slug))
            .spoken(self.site, &address::organisation(&self.slug))
            .description(&self.about)
            .feed(&self.feed)
            .crumb(self.site.words().organisations, address::ORGANISATIONS);
        for above in &self.above {
            head = head.crumb(&above.name, above.href());
        }
        head
    }
}
