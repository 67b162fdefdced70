//! The archives of a feed (RFC 5005, section 4): documents that stay as they are when new works come.
//!
//! An archive holds twenty works in the order of their first publication, counted from the beginning of a month in Beijing, and is
//! named by the month and its number in it. A withdrawn work keeps its place, as tombstone or stub, so nothing moves. What
//! fills no archive yet stands in the current document. A work that is taken in with an earlier date, or that
//! leaves the list without being withdrawn, moves others within its month, and in no other.

use crate::Failure;
use anyhow::Result;
use db::{
    Db,
    listings::{self, Archived, List},
};
use domain::{Month, Timestamp};
use std::{fmt, str::FromStr};

/// Works of an archive; no more than a current document holds, or some would stand in neither.
pub const WORKS: usize = super::document::ENTRIES;

/// `2026-10`, `2026-10.2`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archive {
    month: Month,
    /// From 1.
    part: usize,
}

impl Archive {
    /// The works in it; none where there is no such archive, or it is not complete yet.
    pub async fn works(self, db: &Db, list: &List, now: Timestamp) -> Result<Vec<Archived>> {
        if self.part > complete(db, list, self.month, now).await? {
            return Ok(Vec::new());
        }
        listings::archived(db, list, span(self.month), (self.part - 1) * WORKS, WORKS).await
    }

    /// The newest one of a list.
    pub async fn newest(db: &Db, list: &List, now: Timestamp) -> Result<Option<Self>> {
        Self::last_before(db, list, Timestamp(i64::MAX), now).await
    }

    /// The one with older works.
    pub async fn previous(self, db: &Db, list: &List, now: Timestamp) -> Result<Option<Self>> {
        match self.part {
            1 => Self::last_before(db, list, self.month.start(), now).await,
            part => Ok(Some(Self { part: part - 1, ..self })),
        }
    }

    /// The one with newer works.
    pub async fn next(self, db: &Db, list: &List, now: Timestamp) -> Result<Option<Self>> {
        if self.part < complete(db, list, self.month, now).await? {
            return Ok(Some(Self { part: self.part + 1, ..self }));
        }
        let Some(at) = listings::first_from(db, list, self.month.next().start()).await? else { return Ok(None) };
        let month = Month::of(at);
        Ok((complete(db, list, month, now).await? > 0).then_some(Self { month, part: 1 }))
    }

    async fn last_before(db: &Db, list: &List, until: Timestamp, now: Timestamp) -> Result<Option<Self>> {
        let mut until = until;
        while let Some(at) = listings::last_before(db, list, until).await? {
            let month = Month::of(at);
            let part = complete(db, list, month, now).await?;
            if part > 0 {
                return Ok(Some(Self { month, part }));
            }
            // The month that runs, with less than an archive.
            until = month.start();
        }
        Ok(None)
    }
}

/// The works of this month that fill no archive yet.
pub async fn rest(db: &Db, list: &List, now: Timestamp) -> Result<Vec<Archived>> {
    let month = Month::of(now);
    let full = complete(db, list, month, now).await?;
    listings::archived(db, list, span(month), full * WORKS, WORKS).await
}

/// How many archives of a month are complete: a month that is over has a last one, however short.
async fn complete(db: &Db, list: &List, month: Month, now: Timestamp) -> Result<usize> {
    let works = listings::count_archived(db, list, span(month)).await?;
    Ok(if month.next().start() <= now { works.div_ceil(WORKS) } else { works / WORKS })
}

fn span(month: Month) -> [Timestamp; 2] {
    [month.start(), month.next().start()]
}

impl fmt::Display for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            1 => write!(f, "{}", self.month),
            part => write!(f, "{}.{part}", self.month),
        }
    }
}

impl FromStr for Archive {
    type Err = Failure;

    /// Each archive has one name.
    fn from_str(s: &str) -> Result<Self, Failure> {
        let (month, part) = s.split_once('.').unwrap_or((s, "1"));
        let read =
            || Some(Self { month: month.parse().ok()?, part: part.parse().ok().filter(|part| (1..100_000).contains(part))? });
        read().filter(|archive| archive.to_string() == s).ok_or(Failure::NotFound)
    }
}
