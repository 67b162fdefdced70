//! What a policy's pages are made of: its name, versions, relations, and its parts with their rows.

use crate::{Citation, ClauseRow, Site, Text, Ui, address};
use domain::{Day, PolicyRelation, Slug};

/// A policy as the other pages name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRef {
    pub slug: Slug,
    /// On one line.
    pub title: String,
    pub issuer: Option<String>,
    pub date: Option<Day>,
    /// 文号, such as 科协办发普字〔2022〕30号.
    pub number: Option<String>,
    pub example: bool,
}

impl PolicyRef {
    pub fn href(&self) -> String {
        address::policy(&self.slug)
    }

    /// Cites the policy or, with a label such as 四（二）5, one clause of it.
    pub(crate) fn cite(&self, site: &Site, label: Option<&str>, path: &str) -> Citation {
        let title = label.map_or_else(|| self.title.clone(), |label| format!("{}：{label}", self.title));
        let date = self.date.map(|day| day.to_string());
        let authors: Vec<&str> = self.issuer.as_deref().into_iter().collect();
        Citation::online(&authors, &title, &site.name, date.as_deref(), site.absolute(path))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRef {
    pub number: u32,
    pub date: Option<Day>,
}

impl VersionRef {
    /// `第2版（2024年12月25日）`
    pub(crate) fn label(&self, t: &Ui) -> String {
        match self.date {
            Some(day) => t.version_dated(self.number, t.day(&day)),
            None => t.version(self.number),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationRow {
    pub kind: PolicyRelation,
    /// True where the other policy names this one: 被替代 and the like.
    pub inbound: bool,
    pub title: String,
    /// Where the other policy is here.
    pub slug: Option<Slug>,
}

impl RelationRow {
    pub(crate) fn says(&self, t: &Ui) -> &'static str {
        match (self.kind, self.inbound) {
            (kind, false) => t.relation(&kind),
            (PolicyRelation::BasedOn, true) => t.relation_based_on_this,
            (PolicyRelation::Implements, true) => t.relation_implements_this,
            (PolicyRelation::Replaces, true) => t.relation_replaced,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// 通知: the letter that carries the rest.
    Letter,
    /// 方案, 意见, 纲要: chapters and items.
    Plan,
    /// 第一章, 第一条.
    Law,
    /// 附件.
    Annex,
}

impl PartKind {
    pub(crate) fn says(self, t: &Ui) -> &'static str {
        match self {
            Self::Letter => t.part_letter,
            Self::Plan => t.part_plan,
            Self::Law => t.part_law,
            Self::Annex => t.part_annex,
        }
    }

    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Plan => "plan",
            Self::Law => "law",
            Self::Annex => "annex",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub issuer: String,
    pub date: Option<Day>,
}

#[derive(Clone, Debug)]
pub enum Row {
    Clause(Box<ClauseRow>),
    /// Un-numbered text after the children of the clause at `level`, which it belongs to.
    Closing {
        level: u8,
        text: Vec<Text>,
    },
}

#[derive(Clone, Debug)]
pub struct Part {
    pub kind: PartKind,
    /// On one line; `None` where it is the policy's own.
    pub title: Option<String>,
    /// When and by whom it was passed and revised, one line each; of a law.
    pub adoption: Vec<String>,
    /// 各省、自治区、直辖市科协：
    pub recipients: Option<String>,
    /// Before the first clause.
    pub opening: Vec<Text>,
    /// In the order of the text.
    pub rows: Vec<Row>,
    /// After the last clause and of none: list of annexes, notes.
    pub closing: Vec<Text>,
    pub signature: Option<Signature>,
}
