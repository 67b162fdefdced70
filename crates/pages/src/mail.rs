//! Behind a link in a letter: what it is about, and the one button that does it. Works without script.

use crate::{Head, Section, Site, head};
use askama::Template;

#[derive(Clone, Debug, Template)]
#[template(path = "mail.html")]
pub struct MailPage<'a> {
    pub site: &'a Site,
    pub title: String,
    pub words: String,
    /// Where the button sends, and what stands on it; `None` where it is done.
    pub button: Option<(String, String)>,
}

impl MailPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Other, self.title.clone(), "/");
        head.canonical = None;
        head.indexed = false;
        head.search_bar = false;
        head
    }
}
