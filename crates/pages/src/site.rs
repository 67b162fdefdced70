//! What every page knows about the site it belongs to.

use crate::{Speech, Ui, Variant, ui};
use domain::{Language, SiteSetting};

/// Made at start from the settings; what administrators settled in the studio is put over it, by whoever follows the change log.
#[derive(Clone, Debug)]
pub struct Site {
    /// What the pages speak to this reader.
    pub speech: Speech,
    /// 两翼
    pub name: String,
    /// One line under the name on the home page and in search engines.
    pub tagline: String,
    /// Both for readers of English.
    pub name_en: String,
    pub tagline_en: String,
    /// `https://example.org`, without a slash at its end.
    pub base_url: String,
    /// A second host of the same site that sends nothing but H5 pages, in the same form.
    pub h5_url: Option<String>,
    /// Who answers for the site, named in the footer.
    pub operator: Option<String>,
    /// An e-mail address for corrections and questions.
    pub contact: Option<String>,
    /// The number under which the site is filed (ICP 备案号).
    pub filing: Option<String>,
    /// The number that the public security gave it (公安备案号).
    pub police_filing: Option<String>,
    /// The code that a government's website is given (政府网站标识码).
    pub site_code: Option<String>,
}

impl Site {
    /// A site of this name in both languages that says nothing more of itself.
    pub fn called(name: &str) -> Self {
        Self {
            speech: Speech::Chinese,
            name: name.to_owned(),
            tagline: String::new(),
            name_en: name.to_owned(),
            tagline_en: String::new(),
            base_url: String::new(),
            h5_url: None,
            operator: None,
            contact: None,
            filing: None,
            police_filing: None,
            site_code: None,
        }
    }

    /// The same site for a reader of another language.
    pub fn speaking(&self, speech: Speech) -> Self {
        let site = Self { speech, ..self.clone() };
        match speech {
            Speech::Chinese => site,
            Speech::English => Self { name: self.name_en.clone(), tagline: self.tagline_en.clone(), ..site },
        }
    }

    /// The same site with what was settled in the studio; what was not stays as it is.
    pub fn with(&self, settled: &[(SiteSetting, String)]) -> Self {
        let mut site = self.clone();
        for (setting, value) in settled {
            let text = || value.clone();
            let optional = || (!value.is_empty()).then(text);
            match setting {
                SiteSetting::Name => site.name = text(),
                SiteSetting::Tagline => site.tagline = text(),
                SiteSetting::NameEn => site.name_en = text(),
                SiteSetting::TaglineEn => site.tagline_en = text(),
                SiteSetting::Operator => site.operator = optional(),
                SiteSetting::Contact => site.contact = optional(),
                SiteSetting::Filing => site.filing = optional(),
                SiteSetting::PoliceFiling => site.police_filing = optional(),
                SiteSetting::SiteCode => site.site_code = optional(),
            }
        }
        site
    }

    /// What it says of one of its facts; empty where it says nothing.
    pub fn says(&self, setting: SiteSetting) -> &str {
        match setting {
            SiteSetting::Name => &self.name,
            SiteSetting::Tagline => &self.tagline,
            SiteSetting::NameEn => &self.name_en,
            SiteSetting::TaglineEn => &self.tagline_en,
            SiteSetting::Operator => self.operator.as_deref().unwrap_or_default(),
            SiteSetting::Contact => self.contact.as_deref().unwrap_or_default(),
            SiteSetting::Filing => self.filing.as_deref().unwrap_or_default(),
            SiteSetting::PoliceFiling => self.police_filing.as_deref().unwrap_or_default(),
            SiteSetting::SiteCode => self.site_code.as_deref().unwrap_or_default(),
        }
    }

    pub fn words(&self) -> &'static Ui {
        self.speech.words()
    }

    /// Around a work in `language`: those that the reader asked for, and else those of the work.
    pub fn words_for(&self, language: Language) -> &'static Ui {
        if self.speech == Speech::English { self.words() } else { ui::of(language) }
    }

    /// Where the page of ours at `path` is, in the language that is spoken here.
    pub(crate) fn at_home(&self, path: &str) -> String {
        self.absolute(&Variant::default().with_speech(self.speech).address(path))
    }

    /// `path` begins with a slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Whether `origin`, of the page that a form or script was on, is the site's own address, or `host`, to which this very
    /// request came: the two differ on a machine at hand.
    pub fn is_own_origin(&self, origin: &str, host: Option<&str>) -> bool {
        let end = self.base_url.find("://").map_or(0, |i| i + 3);
        let path = self.base_url[end..].find('/').map_or(self.base_url.len(), |i| end + i);
        let asked = origin.split_once("://").map(|(_, host)| host);
        self.base_url[..path].eq_ignore_ascii_case(origin) || (host.is_some() && host == asked)
    }
}
