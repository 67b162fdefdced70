//! Two versions of a policy side by side, article by article.

use crate::{Head, PolicyRef, Section, Site, VersionRef, address, head};
use askama::Template;
use domain::{ClauseId, MappingKind};

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
    pub heading: String,
    /// Paragraphs in pieces. The old side holds `Same` and `Deleted`, the new one `Same` and `Inserted`.
    pub text: Vec<Vec<Diff>>,
}

#[derive(Clone, Debug)]
pub struct CompareRow {
    pub kind: MappingKind,
    /// `None` for an added clause.
    pub old: Option<CompareSide>,
    /// `None` for a removed one.
    pub new: Option<CompareSide>,
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
    pub old: VersionRef,
    pub new: VersionRef,
    /// In the order of the new version, removed clauses where they stood. All of them, or the changed ones only.
    pub rows: Vec<CompareRow>,
    /// How many rows of each kind there are in all.
    pub counts: Vec<(MappingKind, u64)>,
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

    fn all_href(&self) -> String {
        address::compare(&self.policy.slug, self.old.number, self.new.number)
    }

    fn changed_href(&self) -> String {
        format!("{}&only=changed", self.all_href())
    }

    fn old_href(&self, side: &CompareSide) -> String {
        format!("{}#{}", address::policy_version(&self.policy.slug, self.old.number), side.clause)
    }

    fn new_href(&self, side: &CompareSide) -> String {
        format!("{}#{}", address::policy_version(&self.policy.slug, self.new.number), side.clause)
    }
}
