//! A piece of found text, marked or not.

/// Pieces in order; joined they are the whole snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    pub text: String,
    /// True where the query was found: shown in `<mark>`.
    pub hit: bool,
}

impl Fragment {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), hit: false }
    }

    pub fn hit(text: impl Into<String>) -> Self {
        Self { text: text.into(), hit: true }
    }
}
