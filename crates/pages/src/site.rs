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

    /// Whether `origin`, of the page that a form or script was on, is the site's own address, or `host`, to which this very
    /// request came: the two differ on a machine at hand.
    pub fn is_own_origin(&self, origin: &str, host: Option<&str>) -> bool {
        let end = self.base_url.find("://").map_or(0, |i| i + 3);
        let path = self.base_url[end..].find('/').map_or(self.base_url.len(), |i| end + i);
        let asked = origin.split_once("://").map(|(_, host)| host);
        self.base_url[..path].eq_ignore_ascii_case(origin) || (host.is_some() && host == asked)
    }
}
