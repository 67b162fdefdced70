//! The names of lists, and the places in them.

use domain::{Audience, ClauseId, Genre, Language, Month, Slug, WorkKind};
use std::{fmt, num::ParseIntError, str::FromStr};

/// What the names of [`List::Publishers`] begin with.
pub(super) const PUBLISHERS: &str = "publishers:";

/// The name of a list; its text is the key in the database.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum List {
    All,
    Kind(WorkKind),
    Genre(Genre),
    Audience(Audience),
    Topic(Slug),
    Campaign(Slug),
    Organisation(Slug),
    Person(Slug),
    Channel(Slug),
    /// By when a work was first published.
    Month(Month),
    /// The only list that shows translations: elsewhere a work stands once, in the language it was written in.
    Language(Language),
    Policy(i64),
    PolicyKind {
        policy: i64,
        kind: WorkKind,
    },
    Clause {
        policy: i64,
        version: i32,
        clause: ClauseId,
    },
    ClauseKind {
        policy: i64,
        version: i32,
        clause: ClauseId,
        kind: WorkKind,
    },
    ClauseGenre {
        policy: i64,
        version: i32,
        clause: ClauseId,
        genre: Genre,
    },
    /// What exactly these organisations publish together, of one kind and genre; see [`crate::publishers`]. Nobody is shown it:
    /// its count is what a number by organisations is added up from.
    Publishers {
        policy: i64,
        version: i32,
        publishers: String,
        clause: ClauseId,
        kind: WorkKind,
        genre: Genre,
    },
}

impl List {
    /// What the names of all [`List::Clause`] of a version begin with; the clause follows.
    pub fn of_clauses(policy: i64, version: i32) -> String {
        format!("clause:{policy}@{version}#")
    }

    /// The same of [`List::ClauseKind`]; clause, `|` and kind follow.
    pub fn of_clause_kinds(policy: i64, version: i32) -> String {
        format!("clausekind:{policy}@{version}#")
    }

    /// The same of [`List::ClauseGenre`]; clause, `|` and genre follow.
    pub fn of_clause_genres(policy: i64, version: i32) -> String {
        format!("clausegenre:{policy}@{version}#")
    }

    /// The same of [`List::Publishers`]; publishers, clause, kind and genre follow, with `|` in between.
    pub fn of_publishers(policy: i64, version: i32) -> String {
        format!("{PUBLISHERS}{policy}@{version}#")
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Kind(k) => write!(f, "kind:{k}"),
            Self::Genre(g) => write!(f, "genre:{g}"),
            Self::Audience(a) => write!(f, "audience:{a}"),
            Self::Topic(s) => write!(f, "topic:{s}"),
            Self::Campaign(s) => write!(f, "campaign:{s}"),
            Self::Organisation(s) => write!(f, "organisation:{s}"),
            Self::Person(s) => write!(f, "person:{s}"),
            Self::Channel(s) => write!(f, "channel:{s}"),
            Self::Month(m) => write!(f, "month:{m}"),
            Self::Language(l) => write!(f, "language:{l}"),
            Self::Policy(id) => write!(f, "policy:{id}"),
            Self::PolicyKind { policy, kind } => write!(f, "policykind:{policy}|{kind}"),
            Self::Clause { policy, version, clause } => write!(f, "{}{clause}", Self::of_clauses(*policy, *version)),
            Self::ClauseKind { policy, version, clause, kind } => {
                write!(f, "{}{clause}|{kind}", Self::of_clause_kinds(*policy, *version))
            }
            Self::ClauseGenre { policy, version, clause, genre } => {
                write!(f, "{}{clause}|{genre}", Self::of_clause_genres(*policy, *version))
            }
            Self::Publishers { policy, version, publishers, clause, kind, genre } => {
                write!(f, "{}{publishers}|{clause}|{kind}|{genre}", Self::of_publishers(*policy, *version))
            }
        }
    }
}

/// Where the next page begins: after the last work of the one before (keyset, so that nothing is skipped or doubled).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Cursor {
    pub published_at: i64,
    pub work_id: i64,
}

impl Cursor {
    /// Before every work.
    pub(crate) const NEWEST: Self = Self { published_at: i64::MAX, work_id: i64::MAX };
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.published_at, self.work_id)
    }
}

impl FromStr for Cursor {
    type Err = ParseIntError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        // From the right: a time before 1970 has a minus of its own.
        let (at, id) = s.rsplit_once('-').unwrap_or((s, ""));
        Ok(Self { published_at: at.parse()?, work_id: id.parse()? })
    }
}

impl TryFrom<String> for Cursor {
    type Error = ParseIntError;
    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}
