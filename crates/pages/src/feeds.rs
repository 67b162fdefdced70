//! Where to subscribe.

use crate::{FeedLink, Head, Section, Site, address, head};
use askama::Template;
use std::fmt::Display;

/// Feeds of one sort, such as 按主题.
#[derive(Clone, Debug)]
pub struct FeedGroup {
    pub title: String,
    /// By the name of the list.
    pub feeds: Vec<(String, FeedLink)>,
}

#[derive(Clone, Debug, Template)]
#[template(path = "feeds.html")]
pub struct FeedDirectory<'a> {
    pub site: &'a Site,
    pub groups: Vec<FeedGroup>,
}

impl FeedDirectory<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    /// What the copy button of a feed finds its address by.
    fn key(&self, group: impl Display, feed: impl Display) -> String {
        format!("feed-{group}-{feed}")
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        let mut head = Head::new(self.site, Section::Other, t.feeds, address::FEEDS)
            .spoken(self.site, address::FEEDS)
            .description(t.feeds_about);
        head.feeds = self.groups.iter().flat_map(|group| group.feeds.first()).take(1).map(|(_, feed)| feed.clone()).collect();
        head
    }
}
