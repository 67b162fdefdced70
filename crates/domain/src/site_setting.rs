//! What a site's administrator settles in the studio, in place of what the environment says.

use crate::{MailAddress, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// A fact of the site that its pages show. The codes are the names of the settings that stand in for them.
    SiteSetting, "setting of the site" {
        Name = "site_name", "网站名称", "Name";
        Tagline = "tagline", "一句话介绍", "Line under the name";
        NameEn = "site_name_en", "网站名称（英文）", "Name in English";
        TaglineEn = "tagline_en", "一句话介绍（英文）", "Line under the name in English";
        Operator = "operator", "主办单位", "Operator";
        Contact = "contact", "纠错与联系邮箱", "Address for corrections";
        Filing = "filing", "ICP备案号", "ICP filing number";
        PoliceFiling = "police_filing", "公安备案号", "Public-security filing number";
        SiteCode = "site_code", "政府网站标识码", "Code of a government's website";
    }
}

impl SiteSetting {
    /// Characters at the most.
    pub fn most(self) -> usize {
        match self {
            Self::Name | Self::NameEn => 40,
            Self::SiteCode => 20,
            _ => 80,
        }
    }

    /// Whether there has to be something.
    pub fn is_needed(self) -> bool {
        matches!(self, Self::Name | Self::NameEn)
    }

    /// Whether `text` may stand in the settings of a machine.
    pub fn allows(self, text: &str) -> bool {
        let letters = self != Self::SiteCode || text.chars().all(|c| c.is_ascii_alphanumeric());
        text.chars().count() <= self.most() && letters && !(self.is_needed() && text.is_empty())
    }

    /// What somebody typed, without spaces around it.
    ///
    /// # Errors
    /// Why it cannot be taken, in Chinese.
    pub fn read(self, typed: &str) -> Result<String, String> {
        let (text, zh) = (typed.trim(), self.zh());
        if self.is_needed() && text.is_empty() {
            return Err(format!("{zh}不能空着。"));
        }
        if text.chars().count() > self.most() {
            return Err(format!("{zh}不能超过 {} 个字。", self.most()));
        }
        if text.chars().any(char::is_control) {
            return Err(format!("{zh}里有换行或看不见的字符，请删去。"));
        }
        if !self.allows(text) {
            return Err(format!("{zh}只能有数字和英文字母。"));
        }
        if self == Self::Contact && !text.is_empty() && text.parse::<MailAddress>().is_err() {
            return Err(format!("{zh}“{text}”不是邮箱地址，请写成 name@example.org 的样子。"));
        }
        Ok(text.to_owned())
    }
}
