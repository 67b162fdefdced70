//! A form, without script, by which an expert from outside says what they think of a text under review.

use crate::{Head, Section, Site, head};
use askama::Template;
use domain::{ReviewStage, Timestamp, Verdict};

#[derive(Clone, Debug, Template)]
#[template(path = "expert_review.html")]
pub struct ExpertReview<'a> {
    pub site: &'a Site,
    /// Of the work.
    pub title: String,
    pub stage: ReviewStage,
    /// Who is asked, and from where.
    pub name: String,
    pub affiliation: String,
    /// Who asks, and what for; may be empty.
    pub invited_by: String,
    pub note: String,
    pub expires: Timestamp,
    /// The page's own address.
    pub action: String,
    /// The first review is not done: this one cannot be given yet.
    pub waits: bool,
    /// As chosen and typed so far; empty in the beginning. Codes of a [`Verdict`]; none or some.
    pub verdict: String,
    pub words: String,
    pub declares: String,
    pub interests: String,
    /// By the name of the field, in words.
    pub faults: Vec<(&'static str, String)>,
    /// What was decided already.
    pub done: Option<(Verdict, Timestamp)>,
}

impl ExpertReview<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Other, format!("请您审核：{}", self.title), "/");
        head.canonical = None;
        head.indexed = false;
        head.search_bar = false;
        head
    }

    fn text_href(&self) -> String {
        format!("{}/text", self.action)
    }

    fn passed(&self) -> bool {
        matches!(self.done, Some((Verdict::Pass, _)))
    }

    fn decided(&self) -> Option<&Timestamp> {
        self.done.as_ref().map(|(_, at)| at)
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|(name, _)| *name == field).map(|(_, words)| words.as_str())
    }
}
