//! A key for trials, shown this once, with the two commands that use it.

use crate::{Head, SampleClient, Section, Site, address, head};
use askama::Template;
use domain::Timestamp;

/// What `POST /partners/trial-key` is answered with.
#[derive(Clone, Debug, Template)]
#[template(path = "trial_key.html")]
pub struct TrialKey<'a> {
    pub site: &'a Site,
    pub key: String,
    pub until: Timestamp,
}

impl TrialKey<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        let mut head = Head::new(self.site, Section::Other, t.trial_key, address::PARTNERS).crumb(t.partners, address::PARTNERS);
        head.canonical = None;
        head.indexed = false;
        head
    }

    fn clients(&self) -> [SampleClient; 2] {
        SampleClient::ALL
    }

    /// To be pasted into a shell as one line: fetches the program and runs it for a minute.
    fn commands(&self, client: &SampleClient) -> String {
        let (program, base) = (self.site.absolute(&client.href()), &self.site.base_url);
        format!("curl -O {program} && {} {base} {} copy.json 60", client.command(), self.key)
    }
}
