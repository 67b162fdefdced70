//! What every page knows about the site it belongs to.

/// Made once at start from the settings.
#[derive(Clone, Debug)]
pub struct Site {
    /// 两翼
    pub name: String,
    /// One line under the name on the home page and in search engines.
    pub tagline: String,
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
}

impl Site {
    /// `path` begins with a slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}
