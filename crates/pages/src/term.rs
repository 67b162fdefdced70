//! A term of the field as it is explained beside the text that uses it: a sheet that the link to it opens, and a link back.
//!
//! An address in the page (`#term-…`) opens it, so no script is needed, and an old browser shows it too.

use crate::{Ui, address};
use domain::Slug;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermNote {
    pub slug: Slug,
    pub name: String,
    pub name_en: Option<String>,
    pub about: String,
    pub about_en: Option<String>,
    /// Where the term stands, in words.
    pub source: String,
}

impl TermNote {
    /// The id of the explanation on a page.
    pub(crate) fn id(&self) -> String {
        format!("term-{}", self.slug)
    }

    /// The place where the page uses the term first.
    pub(crate) fn back(&self) -> String {
        format!("#glossref-{}", self.slug)
    }

    /// What is said to readers of English, where that is written.
    pub(crate) fn english(&self, t: &Ui) -> Option<&str> {
        self.about_en.as_deref().filter(|_| t.is_english())
    }

    pub(crate) fn href(&self) -> String {
        address::term(&self.slug)
    }
}
