//! What stands around the body of a work.

use crate::{address, clause_row::web};
use domain::{ClauseId, CorrectionKind, CorrectionScope, Day, Language, LinkState, Severity, Slug, Timestamp};

/// A clause that the work interprets, shown beside the text.
#[derive(Clone, Debug)]
pub struct LinkedClause {
    pub policy: Slug,
    pub policy_title: String,
    pub clause: ClauseId,
    /// 四（二）5
    pub label: String,
    pub heading: String,
    /// Once for each place that the editor named; empty where the whole work is about the whole clause.
    pub places: Vec<LinkedPlace>,
    pub state: LinkState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedPlace {
    /// The words of the clause that the work is about.
    pub passage: Option<String>,
    /// Place in the work, an id of its body.
    pub anchor: Option<String>,
}

impl LinkedClause {
    pub fn href(&self) -> String {
        address::clause(&self.policy, &self.clause)
    }
}

/// A place in the body that its contents lead to: a heading, or a question at a press conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkSection {
    /// An id of the body.
    pub anchor: String,
    pub words: String,
    /// 1 or 2.
    pub depth: u8,
}

/// What the text rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub title: String,
    pub url: Option<String>,
    pub publisher: Option<String>,
    pub date: Option<Day>,
}

impl Source {
    /// Only web addresses become links.
    pub(crate) fn link(&self) -> Option<&str> {
        self.url.as_deref().filter(|href| web(href))
    }
}

/// A correction, or the notice of a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionNote {
    pub kind: CorrectionKind,
    pub severity: Severity,
    pub scope: CorrectionScope,
    pub reason: String,
    pub at: Timestamp,
    /// Place in the work, an id of its body.
    pub anchor: Option<String>,
}

/// The same work in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sister {
    pub slug: Slug,
    pub language: Language,
    pub title: String,
    /// True for the one the others were translated from.
    pub original: bool,
}

impl Sister {
    pub fn href(&self) -> String {
        address::work(&self.slug)
    }

    /// The language's name in itself, as a reader looks for it.
    pub(crate) fn own_name(&self) -> &'static str {
        own_name(self.language)
    }
}

/// The language's name in itself.
pub(crate) fn own_name(language: Language) -> &'static str {
    match language {
        Language::ZhHans => "简体中文",
        Language::ZhHant => "繁體中文",
        Language::En => "English",
        Language::Ug => "ئۇيغۇرچە",
        Language::Bo => "བོད་ཡིག",
        Language::Mn => "ᠮᠣᠩᠭᠣᠯ",
    }
}
