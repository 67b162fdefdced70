//! A form, without script, by which a reader reports an error. Nobody is asked who they are.

use crate::{Head, Section, Site, address, head};
use askama::Template;
use domain::ReportTopic;

/// Characters of what is wrong.
pub(crate) const WORDS: usize = 2000;

/// What a report is about, by its title and its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    pub title: String,
    pub href: String,
}

#[derive(Clone, Debug, Template)]
#[template(path = "report_form.html")]
pub struct ReportForm<'a> {
    pub site: &'a Site,
    pub about: Reported,
    /// As chosen and typed so far; empty in the beginning.
    pub topic: Option<ReportTopic>,
    pub place: String,
    pub words: String,
    pub source: String,
    /// By the name of the field, in words.
    pub faults: Vec<(&'static str, String)>,
}

impl ReportForm<'_> {
    /// Characters of what is wrong.
    pub const WORDS: usize = WORDS;

    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Other, self.site.words().report_of(&self.about.title), address::REPORT);
        head.canonical = None;
        head.indexed = false;
        head
    }

    fn action(&self) -> String {
        address::report(&self.about.href, None)
    }

    fn topics(&self) -> &'static [ReportTopic] {
        ReportTopic::ALL
    }

    fn chosen(&self, topic: &ReportTopic) -> bool {
        self.topic == Some(*topic)
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }
}
