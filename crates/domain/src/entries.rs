//! Entries of the vocabulary, as files and forms give them; `slug` is the permanent key.

use crate::{Audience, ClauseRef, Day, OrganisationKind, Slug};
use serde::{Deserialize, Serialize};

fn is_false(b: &bool) -> bool {
    !b
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub slug: Slug,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    pub kind: OrganisationKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Slug>,
    /// Of a union: its members, wherever they stand in the tree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Slug>,
    #[serde(default)]
    pub about: String,
    /// Demonstration data, shown as such.
    #[serde(default, skip_serializing_if = "is_false")]
    pub example: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub slug: Slug,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Slug>,
    #[serde(default)]
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Declared interests; `None` where nothing was declared, which is not the same as "none".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interests: Option<String>,
    #[serde(default)]
    pub about: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub example: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub slug: Slug,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    #[serde(default)]
    pub about: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    pub slug: Slug,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    pub starts: Day,
    pub ends: Day,
    #[serde(default)]
    pub about: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub example: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub slug: Slug,
    pub name: String,
}

/// A word of the field, explained where it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub slug: Slug,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_en: Option<String>,
    /// Other ways in which texts write it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    #[serde(default)]
    pub about: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about_en: Option<String>,
    /// Where the term stands, such as 《中华人民共和国科学技术普及法》第七条.
    #[serde(default)]
    pub source: String,
    /// The same, where it is a clause of a policy that is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseRef>,
}

/// 课程单: works in an order, by an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    pub slug: Slug,
    pub title: String,
    #[serde(default)]
    pub lead: String,
    /// `None`: for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    pub organisation: Slug,
    pub works: Vec<Slug>,
    /// Nobody outside the studio sees it yet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub draft: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub example: bool,
}
