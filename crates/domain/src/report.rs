//! A reader's report of an error: what it may be about, where it stands, and the receipt by which the reader follows it.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

vocabulary! {
    /// What is wrong.
    ReportTopic, "topic of a report" {
        Fact = "fact", "事实有误", "A fact is wrong";
        Clause = "clause", "条款引用有误", "A clause is cited wrongly";
        Typo = "typo", "错别字", "A misprint";
        Media = "media", "图片或视频", "A picture or a video";
        Link = "link", "链接失效", "A dead link";
        Other = "other", "其他", "Something else";
    }
}

vocabulary! {
    ReportState, "state of a report" {
        Received = "received", "已收到", "Received";
        Handling = "handling", "处理中", "Being looked into";
        Corrected = "corrected", "已更正", "Corrected";
        Declined = "declined", "未采纳", "Not taken up";
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("这条纠错目前是“{}”，不能再改成“{}”。请刷新页面看看最新情况。", from.zh(), to.zh())]
pub struct ReportStateError {
    pub from: ReportState,
    pub to: ReportState,
}

impl ReportState {
    /// Answered, the reader may rely on it.
    pub fn is_answered(self) -> bool {
        matches!(self, Self::Corrected | Self::Declined)
    }

    /// What is answered can be taken up again, and only then be answered otherwise.
    ///
    /// # Errors
    /// Where the way from here to there is none.
    pub fn to(self, to: Self) -> Result<Self, ReportStateError> {
        let allowed = match to {
            Self::Received => false,
            Self::Handling => self != Self::Handling,
            Self::Corrected | Self::Declined => !self.is_answered(),
        };
        if allowed { Ok(to) } else { Err(ReportStateError { from: self, to }) }
    }
}

/// Letters and digits that are not taken for each other on paper or aloud.
const SIGNS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
const GROUP: usize = 4;

/// What a reader is given for a report: twelve signs out of thirty, 58 bits, so that nobody comes upon another one's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Receipt(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("回执号是12个字母和数字，例如 K7QM-2ZXA-9HTC。")]
pub struct ReceiptError;

impl Receipt {
    /// Of bytes that nobody can guess.
    pub fn from_chance(bytes: [u8; 16]) -> Self {
        // 30^12 is so small beside 2^128 that no sign is noticeably likelier.
        let mut number = u128::from_be_bytes(bytes);
        let signs = (0..LENGTH).map(|_| {
            let sign = SIGNS[(number % SIGNS.len() as u128) as usize];
            number /= SIGNS.len() as u128;
            char::from(sign)
        });
        Self(signs.collect())
    }

    /// As it is stored: without the hyphens that are for people.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Receipt {
    /// `K7QM-2ZXA-9HTC`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, sign) in self.0.chars().enumerate() {
            if i > 0 && i % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    /// As people type it: in small letters, without hyphens or with spaces in their place.
    fn from_str(s: &str) -> Result<Self, ReceiptError> {
        if s.len() > 60 {
            return Err(ReceiptError);
        }
        let signs: String = s.chars().filter(|c| !matches!(c, '-' | ' ' | '　')).map(|c| c.to_ascii_uppercase()).collect();
        let known = signs.len() == LENGTH && signs.bytes().all(|sign| SIGNS.contains(&sign));
        if known { Ok(Self(signs)) } else { Err(ReceiptError) }
    }
}
