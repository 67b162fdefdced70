//! A clause and the paragraphs it owns.

use crate::Shape;
use domain::ClauseId;
use serde::Serialize;
use std::ops::Range;

/// What a paragraph is for. Blank lines, comments and page numbers are no paragraphs: they go with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 某某文件, 附件1: stands above a title.
    Letterhead,
    Title,
    /// 国发〔2021〕9号
    Number,
    /// 2002年6月29日 … 通过
    Adoption,
    /// 目录 and its entries
    Contents,
    /// 各省、自治区、直辖市人民政府：
    Recipients,
    Text,
    Signature,
    Date,
    /// 附件：1.…
    AnnexList,
    /// 抄送 and other lines below the date
    Note,
}

/// A paragraph on one line, even where the source wraps it; without its clause's marker, Markdown marks and outer spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    pub role: Role,
    pub text: String,
    /// Lines of the source, counted from 0, with the blank ones that follow.
    pub lines: Range<usize>,
}

/// A numbered node of the tree. Clauses of a part lie in one `Vec` in document order; `parent` and `children` are
/// positions in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    pub id: ClauseId,
    /// As written: `（二）`, `第一条`, `1.`
    pub marker: String,
    pub shape: Shape,
    /// The number's value, 2 for （二）; of `1.3` the last figure.
    pub number: u32,
    /// 1 for 第十二条之一, otherwise 0.
    pub inserted: u32,
    /// For people: 四（二）5, 第十四条, 第十二条第（一）项.
    pub label: String,
    /// 1 for a top clause.
    pub level: usize,
    /// A line of its own, or of a run-in clause the first sentence without its 。; empty for articles without one.
    pub heading: String,
    /// The heading is the beginning of `body[0].text`: its first `heading.len()` bytes.
    pub run_in: bool,
    /// Text of this clause before its children.
    pub body: Vec<Paragraph>,
    /// Text of this clause after its first child: the paragraph that closes a chapter, a further 款 below 项.
    pub closing: Vec<Paragraph>,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// Marker, heading and body in the source, counted from 0; children and `closing` have their own.
    pub lines: Range<usize>,
}

impl Clause {
    /// All text of this clause itself, in order: heading (where it stands alone), body, closing.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let heading = (!self.run_in && !self.heading.is_empty()).then_some(self.heading.as_str());
        heading.into_iter().chain(self.body.iter().chain(&self.closing).map(|p| p.text.as_str()))
    }

    /// [`Self::texts`] joined by newlines: what the clause says without its children.
    pub fn own_text(&self) -> String {
        self.texts().collect::<Vec<_>>().join("\n")
    }

    /// A name for lists: the heading, or the first words of the text cut at a clause boundary; at most `max` characters
    /// and an ellipsis.
    pub fn lead(&self, max: usize) -> String {
        let text = if self.heading.is_empty() { self.body.first().map_or("", |p| p.text.as_str()) } else { &self.heading };
        let sentence = text.split(['。', '；', '：']).next().unwrap_or(text);
        if sentence.chars().count() <= max {
            return sentence.to_owned();
        }
        let cut: String = sentence.chars().take(max).collect();
        let at = cut.rfind(['，', '、']).filter(|&at| at * 2 > cut.len()).unwrap_or(cut.len());
        format!("{}…", &cut[..at])
    }

    /// The body of a run-in clause after its heading: `（heading。rest）`; of any other clause nothing.
    pub fn run_in_split(&self) -> Option<(&str, &str)> {
        self.run_in.then(|| self.body[0].text.split_at(self.heading.len()))
    }

    pub fn is_leaf(&self) -> bool {
        self.children.is_empty()
    }
}
