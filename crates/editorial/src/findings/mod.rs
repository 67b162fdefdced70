//! What a careful colleague would mark in a text before it is handed in. Nothing here keeps a work back: what does stands
//! in `desk::check_work`. Pure: a document, what it is held against, and what was found; messages are in Chinese.
//!
//! Absent from here: the database, and what an editor decided about a finding.

mod claims;
mod copied;
mod label;
mod links;
mod nearest;
mod numbers;
mod pictures;
mod quotes;
mod rights;
mod spans;
mod words;

pub use copied::Copied;
pub use words::{HouseWord, built_in_words};

use crate::clause_words;
use document::Path;
use domain::{ClauseId, ClauseRef, DiffOp, Digest, Slug, WorkContent};
use sha2::{Digest as _, Sha256};
use spans::{Span, Spans};

/// Of so many a text has other troubles than single words.
const MOST: usize = 200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingCode {
    QuoteDiffers,
    Copied,
    ClaimWithoutSource,
    AltText,
    Phone,
    IdentityNumber,
    Word,
    AiLabel,
    RightsOver,
    DeadLink,
}

impl FindingCode {
    pub fn code(self) -> &'static str {
        match self {
            Self::QuoteDiffers => "quote-differs",
            Self::Copied => "copied",
            Self::ClaimWithoutSource => "claim-without-source",
            Self::AltText => "alt-text",
            Self::Phone => "phone",
            Self::IdentityNumber => "identity-number",
            Self::Word => "word",
            Self::AiLabel => "ai-label",
            Self::RightsOver => "rights-over",
            Self::DeadLink => "dead-link",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Most likely wrong.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    pub fn code(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: FindingCode,
    pub severity: Severity,
    /// `body`, `title`, `lead`, `ai`, `sources`; `original` for the file that the work is about.
    pub field: &'static str,
    /// The block of the body, or the cell, caption or question in it.
    pub path: Option<Path>,
    /// Characters of the text at `path`, or of the field: the first, and the one behind the last. Empty where the whole is
    /// meant.
    pub range: (usize, usize),
    /// The words of the range; of a whole block its first words, as far as it has any.
    pub excerpt: String,
    /// How often the same words stand before them in the same block of the body's top level.
    pub occurrence: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// From the words of the policy to the words of the text.
    pub difference: Vec<(DiffOp, String)>,
    /// By which a decision about the finding is kept: it changes with the words of the place, not with the place.
    pub fingerprint: Digest,
}

/// A version of a policy that the text points at.
#[derive(Clone, Debug)]
pub struct CitedPolicy {
    pub policy: Slug,
    pub version: u32,
    /// References without a version mean this one.
    pub current: bool,
    pub title: String,
    pub clauses: Vec<CitedClause>,
}

#[derive(Clone, Debug)]
pub struct CitedClause {
    pub clause: ClauseId,
    /// As people cite it: 四（二）5.
    pub label: String,
    /// Heading and text.
    pub words: String,
}

/// What a text is held against.
#[derive(Clone, Debug, Default)]
pub struct Against {
    pub policies: Vec<CitedPolicy>,
    pub words: Vec<HouseWord>,
    /// Names that make a claim's source known: people of the work, titles and publishers of its sources.
    pub names: Vec<String>,
    /// Originals that the work shows and whose own data says that they were generated, by file name.
    pub generated: Vec<String>,
    /// Originals that the work shows and whose rights are over.
    pub over: Vec<RightsOver>,
    /// Addresses that lead a reader nowhere.
    pub dead: Vec<DeadLink>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLink {
    /// As the text has it, or without what stands behind #.
    pub address: String,
    /// Why it leads nowhere, in words.
    pub why: String,
    /// It is an address of this site, so that it is known for certain, and another way to link is better.
    pub own: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsOver {
    /// SHA-256 of the original.
    pub digest: String,
    pub name: String,
    /// The last day on which it might be shown.
    pub until: String,
    /// Feeds leave it out.
    pub withheld: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// In the order of the text: title and lead first, the body behind them.
    pub found: Vec<Finding>,
    /// There are more than are told.
    pub more: bool,
    /// `None` where no policy is cited.
    pub copied: Option<Copied>,
}

/// Goes through a text once more.
pub fn findings(content: &WorkContent, body: &document::Document, against: &Against) -> Findings {
    let spans = Spans::of(body);
    let mut all = Vec::new();
    let mut copied = None;
    // Each check ends by itself when it has found more than will be told, and leaves room for the others.
    let mut take = |check: &mut dyn FnMut(&mut Vec<Finding>)| {
        let mut found = Vec::new();
        check(&mut found);
        all.append(&mut found);
    };
    take(&mut |found| words::find(content, &spans, &against.words, found));
    take(&mut |found| label::find(content, body, &spans, &against.generated, found));
    take(&mut |found| numbers::find(content, &spans, found));
    take(&mut |found| quotes::find(body, &spans, &against.policies, found));
    take(&mut |found| copied = copied::find(&spans, &against.policies, found));
    take(&mut |found| claims::find(&spans, &against.names, found));
    take(&mut |found| pictures::find(body, found));
    take(&mut |found| rights::find(body, &against.over, found));
    take(&mut |found| links::find(content, body, &spans, &against.dead, found));
    all.sort_by_key(|finding: &Finding| {
        let at = finding.path.as_ref().map(|path| spans.position(path));
        let field = ["ai", "original", "title", "lead", "sources"].iter().position(|field| *field == finding.field).unwrap_or(5);
        (field, at, finding.range.0)
    });
    let more = all.len() > MOST;
    all.truncate(MOST);
    for finding in &mut all {
        if let Some(path) = &finding.path
            && finding.range.1 > finding.range.0
        {
            finding.occurrence = spans.occurrence(path, finding.range.0, &finding.excerpt);
        }
    }
    Findings { found: all, more, copied }
}

/// Whether a check has found more than will be told.
fn is_enough(found: &[Finding]) -> bool {
    found.len() > MOST
}

/// What a check says; where it is comes from the span.
struct Say {
    code: FindingCode,
    severity: Severity,
    message: String,
    remedy: String,
}

impl Say {
    fn warning(code: FindingCode, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, severity: Severity::Warning, message: message.into(), remedy: remedy.into() }
    }

    fn note(code: FindingCode, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::warning(code, message, remedy) }
    }

    /// Characters of a span of the body.
    fn at(self, span: &Span, range: (usize, usize)) -> Finding {
        let excerpt: String = span.text.chars().skip(range.0).take(range.1 - range.0).collect();
        Finding { path: Some(span.path.clone()), range, ..self.built("body", excerpt, &span.digest) }
    }

    /// A whole block of the body.
    fn block(self, path: &Path, words: &str) -> Finding {
        let first = words.lines().next().unwrap_or("").to_owned();
        Finding { path: Some(path.clone()), ..self.built("body", first, &around(words)) }
    }

    /// Characters of a field.
    fn field(self, field: &'static str, text: &str, range: (usize, usize)) -> Finding {
        let excerpt: String = text.chars().skip(range.0).take(range.1 - range.0).collect();
        Finding { range, ..self.built(field, excerpt, &around(text)) }
    }

    fn built(self, field: &'static str, excerpt: String, around: &[u8; 32]) -> Finding {
        let mut hash = Sha256::new();
        for part in [self.code.code(), field, &excerpt] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.update(around);
        Finding {
            code: self.code,
            severity: self.severity,
            field,
            path: None,
            range: (0, 0),
            excerpt,
            occurrence: 0,
            message: self.message,
            remedy: self.remedy,
            difference: Vec::new(),
            fingerprint: Digest::from_bytes(&hash.finalize().into()),
        }
    }
}

/// Of the words around a finding, once for all that is found in them.
fn around(words: &str) -> [u8; 32] {
    Sha256::digest(words.as_bytes()).into()
}

impl CitedPolicy {
    fn means(&self, at: &ClauseRef) -> bool {
        self.policy == at.policy && at.version.map_or(self.current, |version| version == self.version)
    }
}

/// The clause that a reference means.
fn cited<'a>(policies: &'a [CitedPolicy], at: &ClauseRef) -> Option<&'a CitedClause> {
    let policy = policies.iter().find(|policy| policy.means(at))?;
    policy.clauses.iter().find(|clause| clause.clause == at.clause)
}

/// Without white space.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Where `needle` begins in `text`, in characters; none overlaps another.
fn places(text: &[char], needle: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while !needle.is_empty() && at + needle.len() <= text.len() {
        if text[at..at + needle.len()] == *needle {
            found.push(at);
            at += needle.len();
        } else {
            at += 1;
        }
    }
    found
}

/// The finding with what differs from the policy's words.
fn with_difference(mut finding: Finding, policy: &str, text: &str) -> Finding {
    finding.difference = clause_words(policy, text);
    finding
}
