//! The people and organisations named on a page.

use crate::address;
use domain::{ReviewStage, Role, Slug};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRef {
    pub slug: Slug,
    pub name: String,
    /// `科普部部长`
    pub title: Option<String>,
    pub organisation: Option<String>,
    pub example: bool,
}

impl PersonRef {
    pub fn href(&self) -> String {
        address::person(&self.slug)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRef {
    pub slug: Slug,
    pub name: String,
    /// Works it is responsible for; `None` where the number is not shown.
    pub works: Option<u64>,
    pub example: bool,
}

impl OrganisationRef {
    pub fn href(&self) -> String {
        address::organisation(&self.slug)
    }
}

/// One role and everybody who had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    pub role: Role,
    pub people: Vec<PersonRef>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub stage: ReviewStage,
    pub person: PersonRef,
}
