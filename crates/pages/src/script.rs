//! The characters that Chinese is written in, and the way from Simplified to Traditional ones.
//!
//! OpenCC's tables, by its own rule of the longest phrase first: 头发 becomes 頭髮 and 发展 becomes 發展. The words stay what
//! they were, in the forms of a region's characters: 信息 does not become 資訊, because a policy is quoted word for word.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Script {
    /// As it is written.
    #[default]
    Simplified,
    HongKong,
    Taiwan,
}

impl Script {
    pub const ALL: [Self; 3] = [Self::Simplified, Self::HongKong, Self::Taiwan];
    pub const TRADITIONAL: [Self; 2] = [Self::HongKong, Self::Taiwan];

    /// BCP 47, as a page in these characters says it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-Hans",
            Self::HongKong => "zh-Hant-HK",
            Self::Taiwan => "zh-Hant-TW",
        }
    }

    pub(crate) fn segment(self) -> &'static str {
        match self {
            Self::Simplified => "",
            Self::HongKong => "hk",
            Self::Taiwan => "tw",
        }
    }

    /// One character for the menu, and the name in full; each in its own characters.
    pub(crate) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Simplified => ("简", "简体"),
            Self::HongKong => ("繁", "繁體（香港）"),
            Self::Taiwan => ("繁", "繁體（台灣）"),
        }
    }

    /// Simplified text in these characters; markup and character references pass unchanged.
    pub(crate) fn write(self, text: &str) -> String {
        static HONG_KONG: LazyLock<OpenCC> = LazyLock::new(|| converter(BuiltinConfig::S2hk));
        static TAIWAN: LazyLock<OpenCC> = LazyLock::new(|| converter(BuiltinConfig::S2tw));
        match self {
            _ if text.is_ascii() => text.to_owned(),
            Self::Simplified => text.to_owned(),
            Self::HongKong => HONG_KONG.convert(text),
            Self::Taiwan => TAIWAN.convert(text),
        }
    }
}

/// Read once from inside the program, which is never without it.
fn converter(config: BuiltinConfig) -> OpenCC {
    OpenCC::from_config(config).expect("the tables that the program carries can be read")
}
