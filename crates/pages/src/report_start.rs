//! Where a receipt is looked up, and how to report an error.

use crate::{Head, Section, Site, address, head};
use askama::Template;

#[derive(Clone, Debug, Template)]
#[template(path = "report_start.html")]
pub struct ReportStart<'a> {
    pub site: &'a Site,
    /// As typed.
    pub receipt: String,
    /// Why no report is shown, in words.
    pub problem: Option<String>,
}

impl ReportStart<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Other, self.site.words().report, address::REPORT);
        head.indexed = false;
        head
    }
}
