//! One organisation's line of the report.

use super::quantile::Spread;
use crate::account::Named;
use db::reports::{Count, Covered, Way};
use domain::{CorrectionKind, Day, Timestamp, WorkCalendar};
use serde::Serialize;
use std::collections::HashSet;
use utoipa::ToSchema;

/// How long a submission took from one station to the next; absent where none was published.
#[derive(Serialize, ToSchema)]
pub struct ReviewTimes {
    /// From handing in to the first review.
    #[schema(required)]
    pub first: Option<Spread>,
    #[schema(required)]
    pub second: Option<Spread>,
    #[schema(required)]
    pub last: Option<Spread>,
    /// From the final review to publication.
    #[schema(required)]
    pub published: Option<Spread>,
    /// From handing in to publication.
    #[schema(required)]
    pub whole: Option<Spread>,
}

#[derive(Serialize, ToSchema)]
pub struct ReportRow {
    pub organisation: Named,
    /// Clauses of the policy that it interprets.
    pub covered: u64,
    /// Working days from the policy to its first interpretation.
    #[schema(required)]
    pub days: Option<u32>,
    /// Works first published in the time.
    pub published: u64,
    /// Works that went through the reviews to publication in the time, some more than once.
    pub reviewed: u64,
    pub times: ReviewTimes,
    /// Works with such a notice of the time.
    pub corrections: u64,
    pub concerns: u64,
    pub retractions: u64,
    pub removals: u64,
    /// Works that went out before their reviews in the time; and of those, how many are without them still.
    pub forced: u64,
    pub unreviewed: u64,
    /// Works of which copies on other sites were opened in the time.
    pub reprinted: u64,
}

/// What rows are made of.
pub struct Tallies {
    pub counts: Vec<Count>,
    pub ways: Vec<Way>,
    pub covered: Vec<Covered>,
    /// Clauses that are to be interpreted.
    pub leaves: HashSet<String>,
    pub dated: Option<Day>,
}

impl Tallies {
    pub fn row(&self, id: i64, organisation: Named, calendar: &WorkCalendar) -> ReportRow {
        let count = |what: &str| {
            let found = self.counts.iter().find(|c| c.organisation_id == id && c.what == what);
            found.map_or(0, |c| c.works as u64)
        };
        let covered = || self.covered.iter().filter(|c| c.organisation_id == id && self.leaves.contains(&c.clause));
        let first = covered().map(|c| c.first).min().map(|at| Timestamp(at).day());
        let ways: Vec<&Way> = self.ways.iter().filter(|w| w.organisation_id == id).collect();
        let spread = |from: fn(&Way) -> Option<i64>, to: fn(&Way) -> Option<i64>| {
            Spread::of(ways.iter().filter_map(|w| Some((to(w)? - from(w)?).max(0))).collect())
        };
        ReportRow {
            organisation,
            covered: covered().count() as u64,
            days: self.dated.zip(first).map(|(dated, first)| calendar.between(dated, first)),
            published: count("published"),
            reviewed: ways.iter().map(|w| w.work_id).collect::<HashSet<_>>().len() as u64,
            times: ReviewTimes {
                first: spread(|w| Some(w.submitted_at), |w| w.first_at),
                second: spread(|w| w.first_at, |w| w.second_at),
                last: spread(|w| w.second_at, |w| w.final_at),
                published: spread(|w| w.final_at, |w| Some(w.published_at)),
                whole: spread(|w| Some(w.submitted_at), |w| Some(w.published_at)),
            },
            corrections: count(CorrectionKind::Correction.code()),
            concerns: count(CorrectionKind::Concern.code()),
            retractions: count(CorrectionKind::Retraction.code()),
            removals: count(CorrectionKind::Removal.code()),
            forced: count("forced"),
            unreviewed: count("unreviewed"),
            reprinted: count("reprinted"),
        }
    }
}
