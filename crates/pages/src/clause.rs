//! The permanent page of one clause: its words, all its interpretations, its neighbours and its history.

use crate::{
    Citation, ClauseLink, ClauseRow, FeedLink, Head, Pager, PolicyRef, Section, Site, StatusMark, TermNote, VersionRef, address,
    head, structured,
};
use askama::Template;
use domain::{ClauseId, MappingKind};

/// What the clause was in another version of its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    pub version: VersionRef,
    pub kind: MappingKind,
    /// Its name in that version; `None` where it was not there.
    pub clause: Option<ClauseId>,
    /// 第八条
    pub label: String,
}

#[derive(Clone, Debug, Template)]
#[template(path = "clause.html")]
pub struct ClausePage<'a> {
    pub site: &'a Site,
    pub policy: PolicyRef,
    /// The version that the words are from.
    pub version: VersionRef,
    /// With every interpretation of this page of the list in `works`.
    pub row: ClauseRow,
    /// From the top of the policy down to the parent.
    pub path: Vec<ClauseLink>,
    pub children: Vec<ClauseLink>,
    pub previous: Option<ClauseLink>,
    pub next: Option<ClauseLink>,
    /// Newest first.
    pub statuses: Vec<StatusMark>,
    /// Newest first; empty where there is one version.
    pub history: Vec<HistoryEntry>,
    pub pager: Pager,
    pub feed: Option<FeedLink>,
    /// Those that are marked in its words, in their order.
    pub terms: Vec<TermNote>,
}

impl ClausePage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let title = format!("{}　{}", self.row.label, self.row.short_heading());
        let mut head = Head::new(self.site, Section::Policies, format!("{title} · {}", self.policy.title), &self.href())
            .description(&self.description())
            .feed(&self.feed)
            .crumb(self.site.words().policies, address::POLICIES)
            .crumb(&self.policy.title, self.policy.href());
        head.data = Some(structured::clause(self));
        for above in &self.path {
            head = head.crumb(&above.label, above.href());
        }
        head
    }

    fn href(&self) -> String {
        address::clause(&self.policy.slug, &self.row.id)
    }

    fn report_href(&self) -> String {
        address::report(&self.href(), None)
    }

    fn in_text(&self) -> String {
        address::clause_in_text(&self.policy.slug, &self.row.id)
    }

    fn citation(&self) -> Citation {
        self.policy.cite(self.site, Some(&self.row.label), &self.href())
    }

    fn description(&self) -> String {
        let words: String = self.row.text.iter().flatten().flat_map(|span| span.words().chars()).take(120).collect();
        format!("{}{words}", self.row.heading)
    }

    fn version_href(&self, entry: &HistoryEntry) -> String {
        let page = address::policy_version(&self.policy.slug, entry.version.number);
        entry.clause.as_ref().map_or_else(|| page.clone(), |clause| format!("{page}#{clause}"))
    }
}
