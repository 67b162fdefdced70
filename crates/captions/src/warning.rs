//! What an editor should look at; nothing here stops anything.

/// A word to the editor about captions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Kebab-case, for programs.
    pub code: &'static str,
    /// A Chinese sentence with what to do.
    pub message: String,
    /// Index of the cue it is about; `None` where it is about the whole.
    pub cue: Option<usize>,
}

impl Warning {
    pub(crate) fn whole(code: &'static str, message: String) -> Self {
        Self { code, message, cue: None }
    }

    pub(crate) fn at(cue: usize, code: &'static str, message: String) -> Self {
        Self { code, message, cue: Some(cue) }
    }
}
