//! What became of a report, for whoever has its receipt. What the reader wrote is not shown: the page is for an answer, not
//! for publishing.

use crate::{Head, Reported, Section, Site, Ui, address, head};
use askama::Template;
use domain::{Receipt, ReportState, ReportTopic, Timestamp};

#[derive(Clone, Debug, Template)]
#[template(path = "report_receipt.html")]
pub struct ReportReceipt<'a> {
    pub site: &'a Site,
    pub receipt: Receipt,
    /// `None` where it is not to be named any longer.
    pub about: Option<Reported>,
    pub topic: ReportTopic,
    pub state: ReportState,
    pub sent: Timestamp,
    /// Of the state.
    pub changed: Timestamp,
    /// The editor's words.
    pub answer: Option<String>,
    /// What the correction says.
    pub correction: Option<String>,
}

impl ReportReceipt<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(
            self.site,
            Section::Other,
            format!("{} {}", self.site.words().report_receipt, self.receipt),
            address::REPORT,
        );
        head.canonical = None;
        head.indexed = false;
        head
    }

    fn says(&self, t: &Ui) -> &'static str {
        match self.state {
            ReportState::Received => t.report_received,
            ReportState::Handling => t.report_handling,
            ReportState::Corrected => t.report_corrected,
            ReportState::Declined => t.report_declined,
        }
    }

    /// The notices stand above the text.
    fn corrected_href(&self) -> Option<String> {
        let about = self.about.as_ref().filter(|_| self.correction.is_some())?;
        Some(format!("{}#corrections", about.href))
    }
}
