//! One clause with everything that stands beside it.

use crate::{Tally, WorkCard, address};
use domain::{ClauseId, ClauseStatus, Day, Slug};

/// A paragraph of official text in pieces, so that a defined short name can be a link.
pub type Text = Vec<Span>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    /// A defined short name such as 《意见》; `href` where the document is here.
    Name {
        text: String,
        full: String,
        href: Option<String>,
    },
    /// A term that is explained on the page, where it first stands.
    Term {
        text: String,
        slug: Slug,
    },
    /// A passage that a work interprets.
    Marked(String),
}

impl Span {
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain(text.into())
    }

    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Marked(text) | Self::Name { text, .. } | Self::Term { text, .. } => text,
        }
    }
}

/// A clause named from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseLink {
    pub policy: Slug,
    /// 《意见》 or the title; empty where the page is about that policy anyway.
    pub policy_title: String,
    pub clause: ClauseId,
    /// 四（二）5, as people say it.
    pub label: String,
    /// Its heading or first words.
    pub heading: String,
    /// Interpretations of it and of everything below it; `None` where the number is not shown.
    pub works: Option<u64>,
}

impl ClauseLink {
    pub fn href(&self) -> String {
        address::clause(&self.policy, &self.clause)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    pub clause: ClauseLink,
    /// 0 to 1.
    pub similarity: f64,
}

impl Similar {
    pub(crate) fn percent(&self) -> u32 {
        (self.similarity.clamp(0.0, 1.0) * 100.0).round() as u32
    }
}

/// Where the clause's task stands, and how we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusMark {
    pub status: ClauseStatus,
    pub since: Day,
    /// Address of the evidence; shown as a link only where it begins with `https://` or `http://`.
    pub evidence: Option<String>,
    pub note: Option<String>,
}

impl StatusMark {
    pub(crate) fn link(&self) -> Option<&str> {
        self.evidence.as_deref().filter(|href| web(href))
    }
}

/// True for addresses that may become a link to another site.
pub(crate) fn web(href: &str) -> bool {
    href.starts_with("https://") || href.starts_with("http://")
}

#[derive(Clone, Debug)]
pub struct ClauseRow {
    pub id: ClauseId,
    /// 1 for the top of its part.
    pub level: u8,
    /// 四、 or （二） or 第十条, as printed.
    pub marker: String,
    /// 四（二）5
    pub label: String,
    /// Empty where the clause has none.
    pub heading: String,
    /// The heading is the first sentence of the first paragraph, and not a line of its own.
    pub run_in: bool,
    /// The clause's own text, without its children's.
    pub text: Vec<Text>,
    /// True where it has no children.
    pub leaf: bool,
    /// The first few interpretations; on the clause's own page all of them.
    pub works: Vec<WorkCard>,
    /// Interpretations of this very clause, by kind.
    pub tally: Tally,
    /// Interpretations of the clauses below it.
    pub below: u64,
    pub status: Option<StatusMark>,
    pub similar: Vec<Similar>,
}

impl ClauseRow {
    /// Interpretations that the row counts but does not show.
    pub(crate) fn more(&self) -> u64 {
        self.tally.total().saturating_sub(self.works.len() as u64)
    }

    /// The class that indents it; five steps are drawn, deeper ones share the last.
    pub(crate) fn depth(&self) -> u8 {
        self.level.clamp(1, 5)
    }

    /// Short enough for the contents and for a crumb.
    pub(crate) fn short_heading(&self) -> String {
        let text = match (self.heading.is_empty(), self.text.first()) {
            (false, _) => self.heading.clone(),
            (true, Some(first)) => first.iter().map(Span::words).collect(),
            (true, None) => String::new(),
        };
        if text.chars().count() <= 32 { text } else { text.chars().take(31).chain(['…']).collect() }
    }
}
