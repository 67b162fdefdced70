//! Months in Beijing, by which archives go.

use crate::{Day, Timestamp};
use std::{fmt, str::FromStr};

/// A month of the years 1 to 9999, as its first day; written `2025-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(Day);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as 2025-11")]
pub struct MonthError;

impl Month {
    /// The month in which it is `at` in Beijing.
    pub fn of(at: Timestamp) -> Self {
        let day = at.day();
        Self(Day::new(day.year(), day.month(), 1).unwrap_or(day))
    }

    pub fn year(self) -> i16 {
        self.0.year()
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

    /// `2025年11月`
    pub fn zh(self) -> String {
        format!("{}年{}月", self.0.year(), self.0.month())
    }

    /// `November 2025`
    pub fn en(self) -> String {
        self.0.en().trim_start_matches("1 ").to_owned()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    /// In this one form, so that a month has one address.
    fn from_str(s: &str) -> Result<Self, MonthError> {
        let month = format!("{s}-01").parse().map(Self);
        month.ok().filter(|month| month.to_string() == s && month.year() >= 1).ok_or(MonthError)
    }
}
