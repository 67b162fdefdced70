//! For partner media: how to keep a copy equal, in ten minutes.

use crate::{Head, Section, Site, address, head};
use askama::Template;
use domain::Licence;

/// A program that keeps a copy equal; the tests run the same file against the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleClient {
    Python,
    JavaScript,
}

impl SampleClient {
    pub const ALL: [Self; 2] = [Self::Python, Self::JavaScript];

    pub fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
        }
    }

    /// Below [`address::PARTNERS`].
    pub fn file(self) -> &'static str {
        match self {
            Self::Python => "client.py",
            Self::JavaScript => "client.mjs",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Python => "text/x-python; charset=utf-8",
            Self::JavaScript => "text/javascript; charset=utf-8",
        }
    }

    pub fn source(self) -> &'static str {
        match self {
            Self::Python => include_str!("../../../docs/partners/client.py"),
            Self::JavaScript => include_str!("../../../docs/partners/client.mjs"),
        }
    }

    pub(crate) fn href(self) -> String {
        format!("{}/{}", address::PARTNERS, self.file())
    }

    fn lines(self) -> usize {
        self.source().lines().count()
    }

    /// How it is run, without what follows its name.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::Python => "python3 client.py",
            Self::JavaScript => "node client.mjs",
        }
    }
}

/// `/partners`
#[derive(Clone, Debug, Template)]
#[template(path = "partners.html")]
pub struct Partners<'a> {
    pub site: &'a Site,
}

impl Partners<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        Head::new(self.site, Section::Other, t.partners, address::PARTNERS).description(t.partners_about)
    }

    fn clients(&self) -> [SampleClient; 2] {
        SampleClient::ALL
    }

    fn licences(&self) -> impl Iterator<Item = Licence> {
        Licence::ALL.iter().copied()
    }

    fn open(&self, licence: &Licence) -> &'static str {
        match licence {
            Licence::Cc0 | Licence::PublicDomain => "任何人都可以转载",
            Licence::CcBy => "任何人署名后可以转载、改编",
            Licence::CcBySa => "任何人署名后可以转载；改编须用同样的许可",
            Licence::CcByNc => "任何人署名后可以转载，不得用于商业目的",
            Licence::CcByNd => "任何人署名后可以原样转载，不得改编",
            Licence::Partners => "只有合作媒体可以转载",
            Licence::Reserved => "不得转载，请先征得同意",
        }
    }
}
