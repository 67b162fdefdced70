//! The full text of a policy, its interpretations between the clauses.

use crate::{
    Citation, ClauseRow, FeedLink, Head, Part, PartKind, PolicyRef, RelationRow, Row, Section, Site, Tally, TermNote, VersionRef,
    address, head, structured,
};
use askama::Template;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Each clause with its interpretations.
    #[default]
    Interleaved,
    /// The official text alone: `?view=text`.
    Text,
}

#[derive(Clone, Debug, Template)]
#[template(path = "policy.html")]
pub struct PolicyPage<'a> {
    pub site: &'a Site,
    pub policy: PolicyRef,
    /// The version on this page.
    pub version: VersionRef,
    /// All versions, oldest first; one where the policy never changed.
    pub versions: Vec<VersionRef>,
    pub relations: Vec<RelationRow>,
    pub view: View,
    pub parts: Vec<Part>,
    /// Interpretations of the whole policy, by kind.
    pub tally: Tally,
    /// Clauses that can be interpreted, and how many of them are.
    pub clauses: u64,
    pub covered: u64,
    /// Only the outline and summaries are here, not the official text, which the page says.
    pub outline: bool,
    pub feed: Option<FeedLink>,
    /// Those that are marked in the text, in its order.
    pub terms: Vec<TermNote>,
}

impl PolicyPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let path =
            if self.is_current() { self.policy.href() } else { address::policy_version(&self.policy.slug, self.version.number) };
        let head = Head::new(self.site, Section::Policies, &self.policy.title, &path)
            .description(&self.site.words().policy_about(&self.policy.title, self.tally.total()))
            .feed(&self.feed)
            .crumb(self.site.words().policies, address::POLICIES);
        Head { data: Some(structured::policy(self)), ..head }
    }

    fn is_current(&self) -> bool {
        self.versions.last().is_none_or(|newest| newest.number == self.version.number)
    }

    fn interleaved(&self) -> bool {
        self.view == View::Interleaved
    }

    /// This version, with or without the interpretations.
    fn view_href(&self, text: bool) -> String {
        let version = (!self.is_current()).then(|| format!("version={}", self.version.number));
        let view = text.then(|| "view=text".to_owned());
        let query: Vec<String> = version.into_iter().chain(view).collect();
        match query.is_empty() {
            true => self.policy.href(),
            false => format!("{}?{}", self.policy.href(), query.join("&")),
        }
    }

    /// Of an older version, the form knows which.
    fn report_href(&self) -> String {
        let place = (!self.is_current()).then(|| self.version.label(self.site.words()));
        address::report(&self.policy.href(), place.as_deref())
    }

    /// The version before this one, to compare with.
    fn previous(&self) -> Option<&VersionRef> {
        self.versions.iter().rev().find(|v| v.number < self.version.number)
    }

    fn compare_href(&self, with: &VersionRef) -> String {
        address::compare(&self.policy.slug, with.number, self.version.number)
    }

    fn version_href(&self, version: &VersionRef) -> String {
        address::policy_version(&self.policy.slug, version.number)
    }

    /// The clause's own page; in an older version its place in that text, because the number may mean another one now.
    fn clause_href(&self, row: &ClauseRow) -> String {
        match self.is_current() {
            true => address::clause(&self.policy.slug, &row.id),
            false => format!("{}#{}", address::policy_version(&self.policy.slug, self.version.number), row.id),
        }
    }

    fn citation(&self, row: &ClauseRow) -> Citation {
        self.policy.cite(self.site, Some(&row.label), &self.clause_href(row))
    }

    /// The id of the citation's text.
    fn cite_key(&self, row: &ClauseRow) -> String {
        format!("cite-{}", row.id)
    }

    /// h1 is the page's title, h2 a part's where there are several; browsers know six.
    fn heading_level(&self, row: &ClauseRow) -> u8 {
        let above = if self.parts.len() > 1 { 2 } else { 1 };
        (above + row.level).min(6)
    }

    /// The clauses that the contents name: two levels, or the chapters of a law.
    fn contents<'p>(&self, part: &'p Part) -> Vec<&'p ClauseRow> {
        let deepest = if part.kind == PartKind::Law { 1 } else { 2 };
        let clauses = part.rows.iter().filter_map(|row| match row {
            Row::Clause(clause) => Some(&**clause),
            Row::Closing { .. } => None,
        });
        clauses.filter(|clause| clause.level <= deepest).collect()
    }
}
