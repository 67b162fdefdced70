//! The states of a work and the steps between them.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// Draft → published → withdrawn, and back to published when a withdrawal is undone.
    WorkState, "state of a work" {
        Draft = "draft", "草稿", "Draft";
        Published = "published", "已发布", "Published";
        Withdrawn = "withdrawn", "已撤回", "Withdrawn";
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkStateError {
    #[error("only a published work can be withdrawn; this one is {}", .0.en().to_lowercase())]
    NotPublished(WorkState),
    #[error("only a withdrawn work can be reinstated; this one is {}", .0.en().to_lowercase())]
    NotWithdrawn(WorkState),
    #[error("this work was withdrawn; reinstate it before publishing it again")]
    Withdrawn,
}

impl WorkState {
    /// A new work, a new revision of a published one: both end published.
    pub fn publish(self) -> Result<Self, WorkStateError> {
        match self {
            Self::Draft | Self::Published => Ok(Self::Published),
            Self::Withdrawn => Err(WorkStateError::Withdrawn),
        }
    }

    pub fn withdraw(self) -> Result<Self, WorkStateError> {
        match self {
            Self::Published => Ok(Self::Withdrawn),
            other => Err(WorkStateError::NotPublished(other)),
        }
    }

    pub fn reinstate(self) -> Result<Self, WorkStateError> {
        match self {
            Self::Withdrawn => Ok(Self::Published),
            other => Err(WorkStateError::NotWithdrawn(other)),
        }
    }

    /// True where the public may know that the work exists.
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Draft)
    }
}
