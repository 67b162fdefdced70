//! The first page: the lead work, what is new, and every way in.

use crate::{CampaignCard, FeedLink, Head, PolicyCard, Section, Site, Tile, WorkCard, address, head};
use askama::Template;

/// A row of works of one sort, such as 专家解读.
#[derive(Clone, Debug)]
pub struct Lane {
    pub title: String,
    /// The whole list.
    pub href: String,
    /// Three are shown well; at most six.
    pub works: Vec<WorkCard>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub works: u64,
    pub policies: u64,
    /// Clauses with at least one interpretation.
    pub clauses: u64,
}

#[derive(Clone, Debug, Template)]
#[template(path = "home.html")]
pub struct Home<'a> {
    pub site: &'a Site,
    /// `None` on a site that has published nothing.
    pub lead: Option<WorkCard>,
    /// Without the lead; four to eight.
    pub latest: Vec<WorkCard>,
    pub lanes: Vec<Lane>,
    pub policies: Vec<PolicyCard>,
    pub audiences: Vec<Tile>,
    pub topics: Vec<Tile>,
    /// Open and coming ones.
    pub campaigns: Vec<CampaignCard>,
    pub totals: Totals,
    pub feed: Option<FeedLink>,
}

impl Home<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        Head::new(self.site, Section::Home, "", address::HOME).spoken(self.site, address::HOME).feed(&self.feed)
    }
}
