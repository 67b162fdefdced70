//! What the index is told: works, clauses, and where in the change log it then stands.

use domain::{Audience, ClauseId, Genre, Language, Slug, Timestamp, WorkKind};
use serde::{Deserialize, Serialize};

/// A place in the change log.
///
/// `epoch` names the database the log belongs to, so that an index is not carried on against another one;
/// the caller compares it. An index that was just created stands at the default: no epoch, 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub epoch: String,
    /// The number of the last change that is contained.
    pub seq: u64,
}

/// One step of a batch; steps take effect in order.
#[derive(Clone, Debug)]
pub enum Op {
    /// Adds the work, or replaces the one with its id.
    Work(Box<WorkDoc>),
    RemoveWork(i64),
    /// Replaces all clauses of the policy. They are given in document order, which also settles ties.
    Policy {
        id: i64,
        clauses: Vec<ClauseDoc>,
    },
    RemovePolicy(i64),
    /// Forgets everything that came before.
    Clear,
}

/// A batch that is too large to be held at once comes in parts, of which the last says where in the change log it leads.
#[derive(Clone, Debug)]
pub enum Part {
    Ops(Vec<Op>),
    End(Position),
}

/// A published work, as its readers see it. Text is plain, without markup.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkDoc {
    pub id: i64,
    pub slug: Slug,
    pub title: String,
    pub lead: String,
    pub headings: Vec<String>,
    /// The body in reading order.
    pub passages: Vec<Passage>,
    /// Names of authors, interviewees, experts.
    pub people: Vec<String>,
    pub organisation_names: Vec<String>,
    /// What the work interprets.
    pub clauses: Vec<ClauseLink>,
    pub kind: WorkKind,
    pub genre: Genre,
    pub audiences: Vec<Audience>,
    pub topics: Vec<Slug>,
    pub campaigns: Vec<Slug>,
    pub organisations: Vec<Slug>,
    pub policies: Vec<Slug>,
    pub language: Language,
    pub published: Timestamp,
}

/// A paragraph, list item, question and answer, caption: what a snippet is taken from, and what a link can point at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The fragment of the address, without `#`; of the nearest heading where the paragraph has none of its own.
    pub anchor: Option<String>,
    /// Of what is said in a video: milliseconds from its beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<u32>,
    pub text: String,
}

/// A clause that a work interprets, with the names by which people ask for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseLink {
    pub policy: Slug,
    /// Title and short names: 现代科普体系建设工作方案, 工作方案.
    pub policy_names: Vec<String>,
    pub clause: ClauseId,
    /// As the document writes it: 四（二）5, 第十四条.
    pub label: String,
}

/// One clause of the current version of a policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClauseDoc {
    pub policy: Slug,
    pub policy_title: String,
    /// Short names; the title need not be repeated.
    pub policy_names: Vec<String>,
    pub clause: ClauseId,
    /// As the document writes it: 四（二）5, 第十四条.
    pub label: String,
    pub heading: String,
    pub text: String,
    /// The headings above, from the top down.
    pub path: Vec<String>,
}
