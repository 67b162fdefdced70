//! Search: a form, facets as links, works and clauses with the found words marked.

use crate::{FilterGroup, FilterOption, Fragment, Head, Link, Pager, Section, Site, WorkCard, address, filter, head, place};
use askama::Template;
use domain::{ClauseId, Slug, WorkKind};

#[derive(Clone, Debug)]
pub enum Hit {
    /// `title` and `excerpt` are the card's title and the best passage in pieces.
    /// `time` is when the excerpt is said in a video, in milliseconds; `anchor` is where else it stands.
    /// `near`: works with nearly the same text, folded into this one.
    Work {
        card: Box<WorkCard>,
        title: Vec<Fragment>,
        excerpt: Vec<Fragment>,
        time: Option<u32>,
        anchor: Option<String>,
        near: Vec<Link>,
    },
    Clause {
        policy: Slug,
        policy_title: String,
        clause: ClauseId,
        /// 四（二）5
        label: String,
        heading: Vec<Fragment>,
        excerpt: Vec<Fragment>,
        /// Interpretations of it.
        works: u64,
    },
}

impl Hit {
    /// `1:05`
    fn said_at(&self) -> Option<String> {
        match self {
            Self::Work { time, .. } => time.map(place::clock),
            Self::Clause { .. } => None,
        }
    }

    /// A slice of a long image shows the excerpt.
    fn is_pictured(&self) -> bool {
        matches!(self, Self::Work { card, anchor: Some(_), .. } if card.kind == WorkKind::LongImage)
    }

    fn href(&self) -> String {
        match self {
            Self::Work { card, time: Some(time), .. } => format!("{}?t={}", card.href(), place::seconds(*time)),
            Self::Work { card, anchor: Some(anchor), .. } => format!("{}#{anchor}", card.href()),
            Self::Work { card, .. } => card.href(),
            Self::Clause { policy, clause, .. } => address::clause(policy, clause),
        }
    }
}

/// One way to order the results.
#[derive(Clone, Debug)]
pub struct SortLink {
    pub label: String,
    pub href: String,
    pub current: bool,
}

/// What was looked for instead of what was typed.
#[derive(Clone, Debug)]
pub struct Corrected {
    pub text: String,
    /// The address that looks for what was typed.
    pub literal: String,
}

#[derive(Clone, Debug, Template)]
#[template(path = "search.html")]
pub struct Search<'a> {
    pub site: &'a Site,
    /// As typed; empty where nothing was asked yet.
    pub query: String,
    pub corrected: Option<Corrected>,
    /// People and organisations called so.
    pub names: Vec<Link>,
    pub total: u64,
    pub hits: Vec<Hit>,
    pub facets: Vec<FilterGroup>,
    pub sorts: Vec<SortLink>,
    pub pager: Pager,
    /// Other words to try, shown where little or nothing was found and before the first question.
    pub suggestions: Vec<Link>,
    /// What many ask, shown before the first question.
    pub popular: Vec<Link>,
    /// Chosen facets and order, kept by the form: name and value.
    pub kept: Vec<(String, String)>,
    /// A fault of the query, in words and with the way out.
    pub problem: Option<String>,
}

impl Search<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let title = match self.query.is_empty() {
            true => self.site.words().search.to_owned(),
            false => self.site.words().search_for(&self.query),
        };
        let mut head = Head::new(self.site, Section::Search, title, address::SEARCH).spoken(self.site, address::SEARCH);
        head.indexed = self.query.is_empty();
        head
    }

    fn chosen(&self) -> Vec<&FilterOption> {
        filter::chosen(&self.facets)
    }
}
