//! All policies, with how far each is interpreted.

use crate::{FeedLink, Head, PolicyCard, Section, Site, address, head};
use askama::Template;

#[derive(Clone, Debug, Template)]
#[template(path = "policies.html")]
pub struct Policies<'a> {
    pub site: &'a Site,
    /// Newest first.
    pub policies: Vec<PolicyCard>,
    pub feed: Option<FeedLink>,
}

impl Policies<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        Head::new(self.site, Section::Policies, t.policy_documents, address::POLICIES)
            .spoken(self.site, address::POLICIES)
            .description(t.policies_about)
            .feed(&self.feed)
    }
}
