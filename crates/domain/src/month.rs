//! A month of the calendar, as the archive goes by.

use crate::{Day, Timestamp};
use std::{fmt, str::FromStr};

/// Of the years 1 to 9999; written `2025-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    year: i16,
    month: i8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as 2025-11")]
pub struct MonthError;

impl Month {
    /// In Beijing.
    pub fn of(at: Timestamp) -> Self {
        let day = at.day();
        Self { year: day.year(), month: day.month() }
    }

    pub fn year(self) -> i16 {
        self.year
    }

    /// `2025年11月`
    pub fn zh(self) -> String {
        format!("{}年{}月", self.year, self.month)
    }

    /// `November 2025`
    pub fn en(self) -> String {
        let first = Day::new(self.year, self.month, 1).map(Day::en).unwrap_or_default();
        first.trim_start_matches("1 ").to_owned()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = MonthError;

    /// In this one form, so that a month has one address.
    fn from_str(s: &str) -> Result<Self, MonthError> {
        let (year, month) = s.split_once('-').ok_or(MonthError)?;
        let month = Self { year: year.parse().map_err(|_| MonthError)?, month: month.parse().map_err(|_| MonthError)? };
        let written = (1..=9999).contains(&month.year) && (1..=12).contains(&month.month) && month.to_string() == s;
        written.then_some(month).ok_or(MonthError)
    }
}
