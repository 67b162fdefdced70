//! A report as it is typed, and what is to be put right in it.

use super::{about::About, form};
use db::reader_reports::NewReport;
use domain::ReportTopic;
use pages::{ReportForm, Site, Ui};

/// Characters.
pub const PLACE: usize = 100;
const SOURCE: usize = 1000;

#[derive(Debug, Default)]
pub struct Draft {
    pub topic: String,
    pub place: String,
    pub words: String,
    pub source: String,
}

impl Draft {
    pub fn read(pairs: &[(String, String)]) -> Self {
        // Browsers send lines with both of their ends.
        let said = |name: &str| form::get(pairs, name).replace("\r\n", "\n").trim().to_owned();
        Self { topic: said("topic"), place: said("place"), words: said("words"), source: said("source") }
    }

    /// # Errors
    /// Every fault, by the name of its field.
    pub fn check(&self, t: &Ui, about: &About) -> Result<NewReport, Vec<(&'static str, String)>> {
        let mut faults = Vec::new();
        let topic = self.topic.parse::<ReportTopic>();
        if topic.is_err() {
            faults.push(("topic", t.report_no_topic.to_owned()));
        }
        for (field, text, most) in
            [("place", &self.place, PLACE), ("words", &self.words, ReportForm::WORDS), ("source", &self.source, SOURCE)]
        {
            let length = text.chars().count();
            if length > most {
                faults.push((field, t.report_too_long(most, length)));
            } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
                faults.push((field, t.report_control.to_owned()));
            }
        }
        if self.words.is_empty() {
            faults.push(("words", t.report_no_words.to_owned()));
        }
        if !self.source.is_empty() && !is_web(&self.source) {
            faults.push(("source", t.report_no_address.to_owned()));
        }
        match topic {
            Ok(topic) if faults.is_empty() => Ok(NewReport {
                subject: about.subject.clone(),
                topic,
                place: Some(self.place.clone()).filter(|place| !place.is_empty()),
                words: self.words.clone(),
                source: Some(self.source.clone()).filter(|source| !source.is_empty()),
            }),
            _ => Err(faults),
        }
    }

    pub fn page<'a>(self, site: &'a Site, about: About, faults: Vec<(&'static str, String)>) -> ReportForm<'a> {
        ReportForm {
            site,
            about: about.shown,
            topic: self.topic.parse().ok(),
            place: self.place,
            words: self.words,
            source: self.source,
            faults,
        }
    }
}

/// An editor follows it: no other scheme, and a host.
fn is_web(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')) && !text.contains(char::is_whitespace)
}
