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
        Head::new(self.site, Section::Policies, "政策文件", address::POLICIES)
            .description("政策原文与逐条解读的覆盖情况。")
            .feed(&self.feed)
    }
}
