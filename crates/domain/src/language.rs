//! The language a work is written in.

use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

vocabulary! {
    /// BCP 47 tags.
    Language, "language" {
        ZhHans = "zh-Hans", "简体中文", "Simplified Chinese";
        ZhHant = "zh-Hant", "繁体中文", "Traditional Chinese";
        En = "en", "英文", "English";
        Ug = "ug", "维吾尔文", "Uyghur";
        Bo = "bo", "藏文", "Tibetan";
        Mn = "mn", "蒙古文", "Mongolian";
    }
}

impl Language {
    pub fn is_chinese(self) -> bool {
        matches!(self, Self::ZhHans | Self::ZhHant)
    }
}
