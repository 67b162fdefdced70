//! Lists of works: the list itself, its filters as links, and the way to the next page.

use crate::WorkCard;

/// A choice such as 解读类型; search calls it a facet.
#[derive(Clone, Debug, Default)]
pub struct FilterGroup {
    pub title: String,
    pub options: Vec<FilterOption>,
}

#[derive(Clone, Debug)]
pub struct FilterOption {
    pub label: String,
    pub count: u64,
    /// Where the list is with this option chosen or, of a chosen one, taken away.
    pub href: String,
    pub selected: bool,
}

/// Keyset pagination: a page knows where the next one begins, and no page has a number.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// `None` on the first page.
    pub first: Option<String>,
    /// `None` on the last page.
    pub next: Option<String>,
}

/// What stands first in a list on an English page.
#[derive(Clone, Debug, Default)]
pub struct EnglishWorks {
    /// All of them, on every page of the list.
    pub total: u64,
    pub works: Vec<WorkCard>,
    /// The works below are not to be had in English. They begin where these end.
    pub others: u64,
}

#[derive(Clone, Debug, Default)]
pub struct WorkList {
    /// All works that match, on every page of the list.
    pub total: u64,
    pub filters: Vec<FilterGroup>,
    pub works: Vec<WorkCard>,
    /// On an English page; `None` elsewhere, and in a list of works in one language.
    pub english: Option<EnglishWorks>,
    pub pager: Pager,
}

/// The chosen options of all groups, each removable.
pub(crate) fn chosen(groups: &[FilterGroup]) -> Vec<&FilterOption> {
    groups.iter().flat_map(|group| &group.options).filter(|option| option.selected).collect()
}

impl WorkList {
    pub(crate) fn chosen(&self) -> Vec<&FilterOption> {
        chosen(&self.filters)
    }
}
