//! Ways to take a work down, beside the kinds of notice of NISO RP-45: a retraction keeps the record of what was said, a
//! removal takes the words themselves away.

use crate::{CorrectionKind, vocabulary::vocabulary};
use serde::{Deserialize, Serialize};

vocabulary! {
    /// What stands at the address of a work that was taken down.
    Takedown, "way of taking down" {
        Banner = "banner", "保留原文，标明已撤回", "Kept under a banner";
        Redirect = "redirect", "转到另一件作品", "Redirected to another work";
        Gone = "gone", "撤下原文，只留说明", "Gone, with the notice";
        Vanished = "vanished", "完全隐去", "Vanished";
        Replaced = "replaced", "由另一件作品替代", "Replaced by another work";
    }
}

impl Takedown {
    /// What is retracted may stay to be read under its banner, what is removed may not; and nothing is hidden from readers
    /// but what must not be named.
    pub fn suits(self, kind: CorrectionKind) -> bool {
        match self {
            Self::Banner => kind == CorrectionKind::Retraction,
            Self::Vanished => kind == CorrectionKind::Removal,
            Self::Redirect | Self::Gone | Self::Replaced => kind.withdraws(),
        }
    }

    /// Another work has to be named with it.
    pub fn names_another(self) -> bool {
        matches!(self, Self::Redirect | Self::Replaced)
    }
}
