//! Two versions of a policy side by side, clause by clause: what changed in the words, where a clause went, and which works
//! speak of it.

use crate::{Head, PolicyRef, Section, Site, Ui, VersionRef, address, head};
use askama::Template;
use domain::{ClauseId, LinkState, MappingKind, Slug};

/// A piece of a paragraph, as the other version sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Diff {
    Same(String),
    Deleted(String),
    Inserted(String),
}

#[derive(Clone, Debug)]
pub struct CompareSide {
    pub clause: ClauseId,
    /// 第八条
    pub marker: String,
    /// In pieces like the paragraphs; empty where it has none or it is part of the first paragraph.
    pub heading: Vec<Diff>,
    /// Paragraphs in pieces. The old side holds `Same` and `Deleted`, the new one `Same` and `Inserted`.
    pub text: Vec<Vec<Diff>>,
}

/// A published work that interprets the clause.
#[derive(Clone, Debug)]
pub struct AffectedWork {
    pub slug: Slug,
    pub title: String,
    /// The clause that it names has no successor, and no editor has said yet what is to become of it.
    pub waits: bool,
}

impl AffectedWork {
    fn href(&self) -> String {
        address::work(&self.slug)
    }

    fn state(&self, t: &Ui) -> Option<&'static str> {
        self.waits.then(|| t.link_state(&LinkState::NeedsEditor))
    }
}

#[derive(Clone, Debug)]
pub struct CompareRow {
    pub kind: MappingKind,
    /// `None` for an added clause.
    pub old: Option<CompareSide>,
    /// `None` for a removed one.
    pub new: Option<CompareSide>,
    /// The how-manieth change it is, from 1; `None` of a clause that is the same.
    pub change: Option<u64>,
    /// Of a change: the newest few works on the clause, and how many more there are.
    pub works: Vec<AffectedWork>,
    pub more: u64,
}

impl CompareRow {
    fn name(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |side| &side.marker)
    }
}

#[derive(Clone, Debug, Template)]
#[template(path = "compare.html")]
pub struct Compare<'a> {
    pub site: &'a Site,
    pub policy: PolicyRef,
    /// All there are, oldest first.
    pub versions: Vec<VersionRef>,
    pub old: VersionRef,
    /// The same as `old` where there is one version alone, or the same was chosen twice.
    pub new: VersionRef,
    /// In the order of the new version, removed clauses where they stood. All of them, or the changed ones only.
    pub rows: Vec<CompareRow>,
    /// How many rows of each kind there are in all, and the number of the first change of the kind.
    pub counts: Vec<(MappingKind, u64, Option<u64>)>,
    /// `?only=changed`: unchanged clauses are left out of `rows`.
    pub only_changed: bool,
}

impl Compare<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        Head::new(self.site, Section::Policies, format!("{} · {}", t.compare_versions, self.policy.title), &self.all_href())
            .description(&t.compare_about(&self.policy.title, self.old.label(t), self.new.label(t)))
            .crumb(t.policies, address::POLICIES)
            .crumb(&self.policy.title, self.policy.href())
    }

    fn form_action(&self) -> String {
        format!("{}/compare", self.policy.href())
    }

    fn all_href(&self) -> String {
        address::compare(&self.policy.slug, self.old.number, self.new.number)
    }

    fn changed_href(&self) -> String {
        format!("{}&only=changed", self.all_href())
    }

    /// The same with the sides changed over.
    fn turned_href(&self) -> String {
        address::compare(&self.policy.slug, self.new.number, self.old.number)
    }

    fn old_href(&self, side: &CompareSide) -> String {
        format!("{}#{}", address::policy_version(&self.policy.slug, self.old.number), side.clause)
    }

    fn new_href(&self, side: &CompareSide) -> String {
        format!("{}#{}", address::policy_version(&self.policy.slug, self.new.number), side.clause)
    }

    /// The page of the clause with all its works; of one that the current version does not have there is none.
    fn works_href(&self, row: &CompareRow) -> Option<String> {
        let current = self.versions.last().is_some_and(|newest| newest.number == self.new.number);
        row.new.as_ref().filter(|_| current).map(|side| address::clause(&self.policy.slug, &side.clause))
    }

    /// `第2处，共5处`
    fn place(&self, row: &CompareRow, t: &Ui) -> String {
        row.change.map(|place| t.change_place(place, self.changes())).unwrap_or_default()
    }

    fn before(&self, row: &CompareRow) -> Option<u64> {
        row.change.filter(|place| *place > 1).map(|place| place - 1)
    }

    fn after(&self, row: &CompareRow) -> Option<u64> {
        row.change.filter(|place| *place < self.changes()).map(|place| place + 1)
    }

    fn is_one_version(&self) -> bool {
        self.old.number == self.new.number
    }

    fn changes(&self) -> u64 {
        self.counts.iter().filter(|(kind, ..)| *kind != MappingKind::Same).map(|(_, count, _)| count).sum()
    }
}
