//! E-mail to those who want it: to where, of what, and when.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

vocabulary! {
    /// Of what somebody can be told.
    MailKind, "kind of mail" {
        Waiting = "waiting", "有作品等我审核或发布", "Something waits for my review";
        Returned = "returned", "我的作品被退回", "My work came back";
        Outcome = "outcome", "我的作品发布、更正或撤回", "My work was published, corrected or withdrawn";
        Deadline = "deadline", "解读期限临近", "A deadline is near";
        Report = "report", "读者对我负责的作品纠错", "A reader reported an error in a work of mine";
    }
}

vocabulary! {
    /// When.
    MailChoice, "choice of mail" {
        Never = "never", "不发", "Never";
        AtOnce = "at-once", "立即", "At once";
        Daily = "daily", "每天早上汇总", "Every morning, all in one";
    }
}

/// Bytes of an address (RFC 5321, 4.5.3.1.3, without the angle brackets) and of what stands before its `@` (4.5.3.1.1).
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

/// An address of e-mail: a dot-atom (RFC 5322, 3.2.3), `@`, and a domain name. What else the standards allow, such as quoted
/// words and comments, is nobody's address, and is where headers are forged.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailAddress(String);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("电子邮箱写得不对，应当像 name@example.org，只用英文字母、数字和 . _ - + 等符号。")]
pub struct MailAddressError;

impl MailAddress {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the `@`.
    pub fn host(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }
}

impl FromStr for MailAddress {
    type Err = MailAddressError;

    /// Spaces around it are not meant.
    fn from_str(text: &str) -> Result<Self, MailAddressError> {
        let text = text.trim();
        let (local, host) = text.rsplit_once('@').ok_or(MailAddressError)?;
        let atom = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
        };
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let well_formed = text.len() <= LONGEST
            && local.len() <= LONGEST_LOCAL
            && local.split('.').all(atom)
            && host.contains('.')
            && host.split('.').all(label);
        if well_formed { Ok(Self(format!("{local}@{}", host.to_ascii_lowercase()))) } else { Err(MailAddressError) }
    }
}

impl TryFrom<String> for MailAddress {
    type Error = MailAddressError;
    fn try_from(text: String) -> Result<Self, MailAddressError> {
        text.parse()
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> String {
        address.0
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
