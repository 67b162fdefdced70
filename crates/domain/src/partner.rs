//! What partner media may have, and what is seen of their copies.

use crate::{Genre, Slug, Territory, WorkKind, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};

/// Each list narrows; an empty one does not. What is in none of the named channels is not for this partner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerScope {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<WorkKind>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub genres: Vec<Genre>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Slug>,
    /// Where it publishes: a work that is licensed for none of these is not for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub territories: Vec<Territory>,
}

vocabulary! {
    /// What was seen of a copy elsewhere.
    CopyState, "state of a copy" {
        Waiting = "waiting", "等待查看", "Not visited yet";
        Current = "current", "已是最新", "Up to date";
        Stale = "stale", "还是旧的", "Stale";
        Removed = "removed", "已下线", "Taken down";
        Unrecognised = "unrecognised", "认不出作品", "Not recognised";
        Unreachable = "unreachable", "打不开", "Unreachable";
        Barred = "barred", "对方不许程序访问", "Barred by robots.txt";
    }
}
