//! What this site is, how a work is reviewed, and how to report a fault.

use crate::{Head, Section, Site, address, head};
use askama::Template;

#[derive(Clone, Debug, Template)]
#[template(path = "about.html")]
pub struct About<'a> {
    pub site: &'a Site,
}

impl About<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        Head::new(self.site, Section::Other, self.site.words().about_site(&self.site.name), address::ABOUT)
            .spoken(self.site, address::ABOUT)
    }
}
