//! Working days: Monday to Friday, but for the public holidays and the make-up workdays (调休) of a list. China sets
//! both anew each year, so the list is the operator's and not part of the product.

use crate::Day;
use std::{collections::BTreeSet, str::FromStr};

/// Working days after a policy came out within which an interpretation is due at the latest.
pub const INTERPRETATION_DAYS: u32 = 3;

/// The days on which it is otherwise than the day of the week says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Free, though between Monday and Friday.
    holidays: BTreeSet<Day>,
    /// Worked, though a Saturday or a Sunday.
    workdays: BTreeSet<Day>,
    years: BTreeSet<i16>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is “{given}”; write a day or two with .. between, then 休 or 班, such as 2026-10-01..2026-10-08 休 国庆节")]
pub struct WorkCalendarError {
    pub line: usize,
    pub given: String,
}

/// A year's worth of days in one line is a slip of the pen.
const LONGEST: u32 = 60;

impl WorkCalendar {
    pub fn is_working(&self, day: Day) -> bool {
        if day.is_weekday() { !self.holidays.contains(&day) } else { self.workdays.contains(&day) }
    }

    /// The `days`th working day after `from`: 1 is the next one.
    pub fn after(&self, from: Day, days: u32) -> Day {
        let (mut day, mut left) = (from, days);
        while left > 0 && day.next() > day {
            day = day.next();
            left -= u32::from(self.is_working(day));
        }
        day
    }

    /// Working days after `from`, up to `to` and with it; none where `to` is not after `from`.
    pub fn between(&self, from: Day, to: Day) -> u32 {
        if to <= from {
            return 0;
        }
        let among = |days: &BTreeSet<Day>| days.range(from.next()..=to).count() as u32;
        (to.weekdays_before_next() - from.weekdays_before_next()) as u32 + among(&self.workdays) - among(&self.holidays)
    }

    /// The years of which the list says anything.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.years.iter().copied()
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut words = line.split_whitespace();
        let (days, kind) = (words.next()?, words.next()?);
        let (first, last) = days.split_once("..").unwrap_or((days, days));
        let (mut day, last): (Day, Day) = (first.parse().ok()?, last.parse().ok()?);
        let free = match kind {
            "休" | "holiday" => true,
            "班" | "workday" => false,
            _ => return None,
        };
        for _ in 0..LONGEST {
            self.years.insert(day.year());
            match (free, day.is_weekday()) {
                (true, true) => self.holidays.insert(day),
                (false, false) => self.workdays.insert(day),
                // A free Saturday and a worked Monday are as they always are.
                _ => false,
            };
            if day == last {
                return Some(());
            }
            day = day.next();
        }
        None
    }
}

impl FromStr for WorkCalendar {
    type Err = WorkCalendarError;

    /// One line for each day or span of days; `#` begins a comment.
    fn from_str(text: &str) -> Result<Self, WorkCalendarError> {
        let mut calendar = Self::default();
        for (number, line) in text.lines().enumerate() {
            let words = line.split('#').next().unwrap_or_default().trim().trim_start_matches('\u{feff}');
            if words.is_empty() {
                continue;
            }
            let wrong = || WorkCalendarError { line: number + 1, given: words.chars().take(60).collect() };
            calendar.add(words).ok_or_else(wrong)?;
        }
        Ok(calendar)
    }
}
