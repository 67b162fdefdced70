//! The small names inside a document: anchors, footnote labels, picture names, heading levels.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not {what}: {form}")]
pub struct NameError {
    pub given: String,
    pub what: &'static str,
    pub form: &'static str,
}

/// Declares a checked string: its rule, parsing, serde, display.
macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $what:literal, $form:literal, $rule:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NameError;
            fn from_str(s: &str) -> Result<Self, NameError> {
                let rule: fn(&str) -> bool = $rule;
                if rule(s) {
                    Ok(Self(s.to_owned()))
                } else {
                    Err(NameError { given: s.chars().take(120).collect(), what: $what, form: $form })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameError;
            fn try_from(s: String) -> Result<Self, NameError> {
                s.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name! {
    /// The `id` of a place in the document. `fn-…` and `fnref-…` belong to the footnotes.
    Anchor, "an anchor",
    "use 1 to 64 of a–z, 0–9 and single hyphens, beginning with a letter, and not with fn- or fnref-",
    |s| {
        let words = |s: &str| {
            s.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        };
        let reserved = ["fn-", "fnref-"].iter().any(|prefix| s.starts_with(prefix));
        s.len() <= 64 && s.starts_with(|c: char| c.is_ascii_lowercase()) && words(s) && !reserved
    }
}

name! {
    /// What stands in `[^…]`. Readers see numbers instead.
    FootnoteLabel, "a footnote label",
    "use 1 to 64 letters, digits, hyphens and underscores",
    |s| !s.is_empty() && s.len() <= 64 && s.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

name! {
    /// A path inside the folder of an import, or the key of an asset; never an address.
    PictureName, "the name of a picture",
    "write its path inside the folder, such as pictures/x.png, of letters, digits, hyphens, underscores and dots",
    |s| {
        let step = |w: &str| {
            !w.is_empty() && !w.starts_with('.') && w.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        };
        s.len() <= 255 && s.split('/').all(step)
    }
}

/// 2 to 4. The title of the work is level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl TryFrom<u8> for Level {
    type Error = NameError;
    fn try_from(n: u8) -> Result<Self, NameError> {
        let fail = || NameError {
            given: n.to_string(),
            what: "a level of a heading",
            form: "use ##, ### or ####; level 1 is the title of the work",
        };
        (2..=4).contains(&n).then_some(Self(n)).ok_or_else(fail)
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.0
    }
}
