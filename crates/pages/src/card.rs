//! Works, policies and campaigns as they stand in a list.

use crate::{ClauseLink, Ui, address, place};
use domain::{Day, Genre, Language, Slug, Timestamp, WorkKind};

#[derive(Clone, Debug)]
pub struct WorkCard {
    pub slug: Slug,
    pub title: String,
    /// The one-line answer.
    pub lead: String,
    pub kind: WorkKind,
    pub genre: Genre,
    pub language: Language,
    pub published: Timestamp,
    /// Reading time; at least 1.
    pub minutes: u32,
    /// Of a short video, in milliseconds.
    pub length_ms: Option<u32>,
    /// Who wrote or spoke, as names.
    pub people: Vec<String>,
    /// The responsible organisation's name.
    pub organisation: Option<String>,
    /// The clauses it interprets that are worth naming here; usually one, and none on the clause's own page.
    pub clauses: Vec<ClauseLink>,
    /// Three different people reviewed it.
    pub verified: bool,
    pub corrected: bool,
    pub example: bool,
    pub picture: Option<CardPicture>,
}

/// What decorates a card; the title beside it is the link and says what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPicture {
    /// A path from the root: the size for a list.
    pub src: String,
    /// In pixels, of `src`; they reserve the place before it arrives.
    pub width: u32,
    pub height: u32,
    /// The size for the first work of the front page, with its own width and height.
    pub large: (String, u32, u32),
}

impl WorkCard {
    pub fn href(&self) -> String {
        address::work(&self.slug)
    }

    /// `1:13`
    pub(crate) fn clock(&self) -> Option<String> {
        self.length_ms.map(place::clock)
    }

    pub(crate) fn byline(&self) -> String {
        self.people.join(if self.language.is_chinese() { "、" } else { ", " })
    }
}

#[derive(Clone, Debug)]
pub struct PolicyCard {
    pub slug: Slug,
    /// On one line.
    pub title: String,
    pub issuer: Option<String>,
    pub date: Option<Day>,
    pub number: Option<String>,
    /// Clauses that can be interpreted, and how many of them are.
    pub clauses: u64,
    pub covered: u64,
    pub works: u64,
    pub example: bool,
}

impl PolicyCard {
    pub fn href(&self) -> String {
        address::policy(&self.slug)
    }

    /// 0 to 100, rounded down so that 100 means all.
    pub(crate) fn percent(&self) -> u64 {
        (self.covered.min(self.clauses) * 100).checked_div(self.clauses).unwrap_or(0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignPhase {
    Coming,
    Open,
    Closed,
}

impl CampaignPhase {
    /// Both days belong to the campaign.
    pub fn on(today: Day, starts: Day, ends: Day) -> Self {
        match today {
            day if day < starts => Self::Coming,
            day if day > ends => Self::Closed,
            _ => Self::Open,
        }
    }

    pub fn says(self, t: &Ui) -> &'static str {
        match self {
            Self::Coming => t.campaign_coming,
            Self::Open => t.campaign_open,
            Self::Closed => t.campaign_closed,
        }
    }
}

#[derive(Clone, Debug)]
pub struct CampaignCard {
    pub slug: Slug,
    pub name: String,
    pub about: String,
    pub starts: Day,
    pub ends: Day,
    pub phase: CampaignPhase,
    pub works: u64,
    pub example: bool,
}

impl CampaignCard {
    /// `2026年9月1日至2026年9月30日 · 进行中`
    pub fn dates(&self, t: &Ui) -> String {
        format!("{} · {}", t.days(t.day(&self.starts), t.day(&self.ends)), self.phase.says(t))
    }

    pub fn href(&self) -> String {
        address::campaign(&self.slug)
    }
}
