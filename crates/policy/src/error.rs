//! Why a file is refused, in words an editor can act on.

use domain::ClauseId;

/// A refusal: nothing of the file is kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct ReadError {
    /// Counted from 1.
    pub line: usize,
    pub fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the file is empty; give the text of an official document")]
    Empty,
    #[error("the file has {bytes} bytes, more than the {limit} that a policy may have; is it really plain text?")]
    TooLarge { bytes: usize, limit: usize },
    #[error("the control character U+{code:04X} stands here, so the file is binary; save the document as plain text or Markdown")]
    Binary { code: u32 },
    #[error("these bytes are not valid {encoding}; save the document as UTF-8")]
    Undecodable { encoding: &'static str },
    #[error("the file has a single line of text; a policy has a title and clauses on lines of their own")]
    OneLine,
    #[error(
        "no numbered clause was found (such as 一、 or 第一条), nor the title, addressee and date of a notice, so this is no policy"
    )]
    NoPolicy,
    #[error("the numbering is {levels} levels deep here; at most {limit} are read", limit = ClauseId::MAX_DEPTH)]
    TooDeep { levels: usize },
}

impl Fault {
    /// `line` counted from 0, as everywhere inside the crate.
    pub(crate) fn at(self, line: usize) -> ReadError {
        ReadError { line: line + 1, fault: self }
    }
}
