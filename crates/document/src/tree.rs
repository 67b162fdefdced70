//! The nodes. As JSON each is an object with its `type`; unknown types and fields are refused.
//!
//! Absent from here: raw markup, style, and any string that is an address or an identifier without being checked as one.

use crate::{Address, Anchor, FootnoteLabel, Level, MathElement, PictureName};
use domain::{ClauseRef, Licence, QuizKind, Slug};
use serde::{Deserialize, Serialize};

/// The body of a work. [`Document::from_json`] and [`crate::markdown::read`] are the ways in; both check the rules that
/// hold between nodes (unique anchors, defined footnotes, depth).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// In the order in which the text first refers to them.
    pub footnotes: Vec<Footnote>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Block {
    Heading {
        level: Level,
        anchor: Anchor,
        inlines: Vec<Inline>,
    },
    Paragraph {
        inlines: Vec<Inline>,
    },
    List {
        ordered: bool,
        /// The number of the first item; 1 where the list is not ordered.
        start: u32,
        items: Vec<Vec<Block>>,
    },
    Quote {
        blocks: Vec<Block>,
        /// Set where these are the very words of a clause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clause: Option<ClauseRef>,
    },
    Table(Table),
    Figure(Figure),
    QuestionAndAnswer(Question),
    Quiz(Quiz),
    Formula(Formula),
    Embed {
        work: Slug,
    },
    CodeBlock {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// Ends with a line feed unless empty.
        text: String,
    },
    ThematicBreak {},
}

impl Block {
    /// The code of a kind of block, as its JSON has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "heading",
            Self::Paragraph { .. } => "paragraph",
            Self::List { .. } => "list",
            Self::Quote { .. } => "quote",
            Self::Table(_) => "table",
            Self::Figure(_) => "figure",
            Self::QuestionAndAnswer(_) => "question-and-answer",
            Self::Quiz(_) => "quiz",
            Self::Formula(_) => "formula",
            Self::Embed { .. } => "embed",
            Self::CodeBlock { .. } => "code-block",
            Self::ThematicBreak {} => "thematic-break",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// One for each column.
    pub alignments: Vec<Alignment>,
    pub header: Vec<Vec<Inline>>,
    /// Every row has as many cells as the header.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    None,
    Left,
    Centre,
    Right,
}

/// A picture with everything that is owed to its readers and its maker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub picture: PictureName,
    pub alt: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    pub credit: String,
    pub licence: Licence,
}

/// One question and its answer, of an interview or a press conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub anchor: Anchor,
    /// Who asked: the medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Who answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    pub question: Vec<Inline>,
    pub answer: Vec<Block>,
}

/// A question with answers to choose from. Which of them are right is never part of a public page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quiz {
    pub anchor: Anchor,
    pub kind: QuizKind,
    /// The clause that says what is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseRef>,
    pub question: Vec<Inline>,
    pub options: Vec<Choice>,
    /// Why it is right; shown behind the answer.
    pub explanation: Vec<Inline>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub text: String,
    pub right: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formula {
    /// The formula in words, for who cannot see it.
    pub alt: String,
    pub math: MathElement,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Footnote {
    pub label: FootnoteLabel,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Inline {
    Text { text: String },
    Strong { inlines: Vec<Inline> },
    Emphasis { inlines: Vec<Inline> },
    Code { text: String },
    Link { target: Target, inlines: Vec<Inline> },
    LineBreak {},
    FootnoteReference { label: FootnoteLabel },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Target {
    Web {
        address: Address,
    },
    Clause {
        clause: ClauseRef,
    },
    Work {
        work: Slug,
    },
    /// A place in the same document.
    Anchor {
        anchor: Anchor,
    },
}

impl Inline {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

impl Quiz {
    /// By which its counts are kept.
    pub fn digest(&self) -> domain::Digest {
        let options = self.options.iter().map(|option| (option.text.as_str(), option.right));
        domain::question_digest(self.kind, &crate::text::of_inlines(&self.question), options)
    }

    pub fn score(&self, chosen: &[usize]) -> domain::Score {
        let right: Vec<bool> = self.options.iter().map(|option| option.right).collect();
        domain::score(self.kind, &right, chosen)
    }
}

/// True where a list reads as lines: one paragraph to an item, and at most lists below it.
pub(crate) fn tight(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| match item.split_first() {
        Some((Block::Paragraph { .. }, rest)) => rest.iter().all(|b| matches!(b, Block::List { .. })),
        _ => false,
    })
}
