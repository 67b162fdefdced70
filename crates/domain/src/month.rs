//! Months in Beijing, by which archives are named.

use crate::{Day, TimeError, Timestamp};
use std::{fmt, str::FromStr};

/// A month of the calendar, as its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(Day);

impl Month {
    /// The month in which it is `at` in Beijing.
    pub fn of(at: Timestamp) -> Self {
        let day = at.day();
        Self(Day::new(day.year(), day.month(), 1).unwrap_or(day))
    }

    /// Midnight in Beijing at which it begins.
    pub fn start(self) -> Timestamp {
        self.0.start()
    }

    /// The month after; the last one that can be written has none and gives itself.
    pub fn next(self) -> Self {
        let (year, month) = if self.0.month() == 12 { (self.0.year() + 1, 1) } else { (self.0.year(), self.0.month() + 1) };
        Day::new(year, month, 1).map_or(self, Self)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = TimeError;

    /// `2026-10`
    fn from_str(s: &str) -> Result<Self, TimeError> {
        let month = format!("{s}-01").parse().map(Self);
        let fail = || TimeError { given: s.chars().take(60).collect(), form: "2026-10" };
        month.ok().filter(|month| month.to_string() == s).ok_or_else(fail)
    }
}
