//! What a worker does, so that a machine with many cores makes renditions, and another one with a way out tells partners.

use db::jobs::Lane;
use std::{fmt, str::FromStr};

/// At least one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Files become renditions.
    pub media: bool,
    /// Partners' endpoints and feeds' subscribers are told.
    pub delivery: bool,
    /// What is due is published, certificates are signed, acts upon many works are worked off.
    pub maintenance: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self { media: true, delivery: true, maintenance: true }
    }
}

impl Capabilities {
    /// Where its jobs are, those first that wait for nothing of ours.
    pub(crate) fn lanes(self) -> impl Iterator<Item = Lane> {
        let of = [(self.delivery, Lane::Network), (self.media, Lane::Short), (self.media, Lane::Long)];
        of.into_iter().filter_map(|(does, lane)| does.then_some(lane))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not what a worker does: media, delivery and maintenance, with commas between")]
pub struct CapabilitiesError {
    pub given: String,
}

impl FromStr for Capabilities {
    type Err = CapabilitiesError;

    fn from_str(text: &str) -> Result<Self, CapabilitiesError> {
        let mut does = Self { media: false, delivery: false, maintenance: false };
        for word in text.split(',').map(str::trim) {
            match word {
                "media" => does.media = true,
                "delivery" => does.delivery = true,
                "maintenance" => does.maintenance = true,
                _ => return Err(CapabilitiesError { given: text.chars().take(80).collect() }),
            }
        }
        Ok(does)
    }
}

impl fmt::Display for Capabilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [(self.media, "media"), (self.delivery, "delivery"), (self.maintenance, "maintenance")];
        let words: Vec<_> = words.iter().filter(|(does, _)| *does).map(|(_, word)| *word).collect();
        f.write_str(&words.join(","))
    }
}
