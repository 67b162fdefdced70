//! What partner media may have.

use crate::{Genre, Slug, WorkKind};
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
}
