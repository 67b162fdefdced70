//! What an editor can put right, in words; everything else is a fault of ours or of the machine.

use std::fmt;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The act is against the rules; the text says which and what to do.
    #[error("{0}")]
    Refused(String),
    /// Files that cannot be taken as they are; all faults at once.
    #[error("{0}")]
    Faults(Faults),
    /// The text is no policy; [`crate::policy_words`] says so in Chinese.
    #[error(transparent)]
    NoPolicy(#[from] policy::ReadError),
    /// What was to be changed says something else by now.
    #[error("这一条刚刚被别人改过。请看过现在的内容再改。")]
    Changed,
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Error {
    pub(crate) fn refused(why: impl fmt::Display) -> Self {
        Self::Refused(why.to_string())
    }
}

/// A fault in a file that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub file: String,
    /// From 1; `None` where the whole file is meant.
    pub line: Option<u32>,
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, file: &str, line: Option<u32>, message: impl fmt::Display) {
        self.0.push(Fault { file: file.to_owned(), line, message: message.to_string() });
    }

    /// `Err` with every fault, sorted by place, unless there is none.
    pub(crate) fn into_result(mut self) -> Result<(), Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.sort();
        self.0.dedup();
        Err(Error::Faults(self))
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        let files = self.0.iter().map(|fault| &fault.file).collect::<std::collections::BTreeSet<_>>().len();
        write!(f, "{} fault(s) in {files} file(s); nothing was imported", self.0.len())
    }
}
