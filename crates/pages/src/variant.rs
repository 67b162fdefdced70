//! The forms in which every page can be read, and how an address says so: `/elder-30-hk/works/x` is `/works/x` in text of
//! 30 px and in Hong Kong's characters, `/en/works/x` the same with English words around it.
//!
//! A variant is one leading segment out of a closed list. It is in the address, so it needs no cookie, lasts from page to
//! page, can be bookmarked, and is kept in the cache like any other page.

use crate::{Script, Speech};

/// How large the text is. The elderly view (长辈版) begins at 18 pt, which the design rules for elderly users ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    #[default]
    Ordinary,
    /// 24 px
    Large,
    /// 30 px
    Larger,
    /// 36 px
    Largest,
}

impl TextSize {
    pub const ALL: [Self; 4] = [Self::Ordinary, Self::Large, Self::Larger, Self::Largest];

    fn segment(self) -> &'static str {
        match self {
            Self::Ordinary => "",
            Self::Large => "elder",
            Self::Larger => "elder-30",
            Self::Largest => "elder-36",
        }
    }

    /// What the style sheet knows it by.
    pub(crate) fn class(self) -> Option<&'static str> {
        match self {
            Self::Ordinary => None,
            Self::Large => Some("elder"),
            Self::Larger => Some("elder larger"),
            Self::Largest => Some("elder largest"),
        }
    }
}

/// One form of a page; the default is the ordinary one, whose addresses have no segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Variant {
    pub text: TextSize,
    pub script: Script,
    /// English pages leave Chinese in the characters that it is written in.
    pub speech: Speech,
}

impl Variant {
    pub fn all() -> impl Iterator<Item = Self> {
        TextSize::ALL.into_iter().flat_map(|text| {
            let plain = Self { text, ..Self::default() };
            Script::ALL.map(|script| plain.with_script(script)).into_iter().chain([plain.with_speech(Speech::English)])
        })
    }

    /// The variant that a path begins with, and the page that it is a variant of.
    pub fn split(path: &str) -> (Self, &str) {
        let plain = (Self::default(), path);
        let Some(rest) = path.strip_prefix('/') else { return plain };
        let segment = rest.split('/').next().unwrap_or_default();
        let Some(variant) = Self::all().find(|v| !v.is_plain() && v.segment() == segment) else { return plain };
        match &rest[segment.len()..] {
            "" => (variant, "/"),
            // What begins with two slashes names another server as soon as it stands in a redirect.
            page if page.starts_with("//") => plain,
            page => (variant, page),
        }
    }

    pub fn is_plain(self) -> bool {
        self == Self::default()
    }

    pub fn is_elder(self) -> bool {
        self.text != TextSize::Ordinary
    }

    pub fn with_text(self, text: TextSize) -> Self {
        Self { text, ..self }
    }

    /// Says it in Chinese.
    pub fn with_script(self, script: Script) -> Self {
        Self { script, speech: Speech::Chinese, ..self }
    }

    pub fn with_speech(self, speech: Speech) -> Self {
        let script = if speech == Speech::English { Script::Simplified } else { self.script };
        Self { script, speech, ..self }
    }

    pub fn is_english(self) -> bool {
        self.speech == Speech::English
    }

    /// Where this variant of the page at `path` is; a path that has no variants stays as it is.
    pub fn address(self, path: &str) -> String {
        match self.is_plain() || !has_variants(path) {
            true => path.to_owned(),
            false => format!("/{}{path}", self.segment()),
        }
    }

    fn segment(self) -> String {
        let words = if self.is_english() { "en" } else { self.script.segment() };
        match (self.text.segment(), words) {
            (text, "") => text.to_owned(),
            ("", words) => words.to_owned(),
            (text, words) => format!("{text}-{words}"),
        }
    }
}

/// True for the pages of the reader's site; false for its files, its feeds, the other doors, and other sites.
///
/// Files are told by an ending in letters: the ids of clauses, such as `4.2.5`, end in a number.
pub fn has_variants(address: &str) -> bool {
    const ELSEWHERE: [&str; 8] = ["//", "/assets/", "/media/", "/h5/", "/h5-preview/", "/.well-known/", "/api/", "/studio"];
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_file = name.rsplit_once('.').is_some_and(|(_, ending)| ending.starts_with(|c: char| c.is_ascii_alphabetic()));
    path.starts_with('/') && !is_file && !ELSEWHERE.iter().any(|elsewhere| path.starts_with(elsewhere))
}
