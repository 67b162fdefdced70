//! Instants in UTC and calendar days in Beijing; shown as Asia/Shanghai everywhere.

use jiff::{civil, tz};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// China has kept one offset since 1991, so no time zone database is carried.
const BEIJING: tz::Offset = tz::Offset::constant(8);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not a time: write {form}")]
pub struct TimeError {
    pub given: String,
    pub form: &'static str,
}

/// Milliseconds since 1970-01-01 UTC; written as RFC 3339 to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(pub i64);

impl Timestamp {
    fn civil(self) -> civil::DateTime {
        let instant = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        BEIJING.to_datetime(instant)
    }

    /// RFC 3339 with the offset of Beijing, to the second: `2026-10-01T09:00:00+08:00`.
    pub fn rfc3339(self) -> String {
        let t = self.civil();
        format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00", t.year(), t.month(), t.day(), t.hour(), t.minute(), t.second())
    }

    /// RFC 3339 in UTC, to the second: `2026-10-01T01:00:00Z`.
    pub fn utc(self) -> String {
        let instant = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        tz::Offset::UTC.to_datetime(instant).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// `2026-10-01 09:00`, Beijing.
    pub fn minute(self) -> String {
        let t = self.civil();
        format!("{:04}-{:02}-{:02} {:02}:{:02}", t.year(), t.month(), t.day(), t.hour(), t.minute())
    }

    /// The day in Beijing.
    pub fn day(self) -> Day {
        Day(self.civil().date())
    }

    /// `Thu, 01 Oct 2026 01:00:00 GMT`, for HTTP headers (RFC 9110, 5.6.7) and RSS (RFC 822 with four digits of the year).
    pub fn http(self) -> String {
        let instant = jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        tz::Offset::UTC.to_datetime(instant).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    /// RFC 3339 with an offset; or a bare day or minute, which is read as Beijing's.
    fn from_str(s: &str) -> Result<Self, TimeError> {
        let fail = || TimeError {
            given: s.chars().take(60).collect(),
            form: "2026-10-01T09:00:00+08:00, 2026-10-01 09:00 or 2026-10-01",
        };
        if let Ok(instant) = s.parse::<jiff::Timestamp>() {
            return Ok(Self(instant.as_millisecond()));
        }
        let civil = match s.parse::<civil::DateTime>() {
            Ok(t) => t,
            Err(_) => s.parse::<civil::Date>().map_err(|_| fail())?.at(0, 0, 0, 0),
        };
        BEIJING.to_timestamp(civil).map(|t| Self(t.as_millisecond())).map_err(|_| fail())
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimeError;
    fn try_from(s: String) -> Result<Self, TimeError> {
        s.parse()
    }
}

impl From<Timestamp> for String {
    fn from(t: Timestamp) -> String {
        t.rfc3339()
    }
}

/// A calendar day, such as the date on a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(civil::Date);

impl Day {
    /// `None` where there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// `2026年10月1日`, as Chinese readers write it.
    pub fn zh(self) -> String {
        format!("{}年{}月{}日", self.0.year(), self.0.month(), self.0.day())
    }

    /// `1 October 2026`, as English readers write it.
    pub fn en(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }

    /// The day after; the last day that can be written has none and gives itself.
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// Monday to Friday.
    pub fn is_weekday(self) -> bool {
        self.0.weekday().to_monday_zero_offset() < 5
    }

    /// Mondays to Fridays since 1970-01-05, a Monday, up to this day and with it; negative before.
    pub(crate) fn weekdays_before_next(self) -> i64 {
        let days = self.0.duration_since(civil::date(1970, 1, 5)).as_hours() / 24 + 1;
        days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
    }

    /// Midnight in Beijing at which the day begins.
    pub fn start(self) -> Timestamp {
        BEIJING.to_timestamp(self.0.at(0, 0, 0, 0)).map(|t| Timestamp(t.as_millisecond())).unwrap_or(Timestamp(0))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl FromStr for Day {
    type Err = TimeError;
    fn from_str(s: &str) -> Result<Self, TimeError> {
        s.parse().map(Self).map_err(|_| TimeError { given: s.chars().take(60).collect(), form: "2026-10-01" })
    }
}

impl TryFrom<String> for Day {
    type Error = TimeError;
    fn try_from(s: String) -> Result<Self, TimeError> {
        s.parse()
    }
}

impl From<Day> for String {
    fn from(d: Day) -> String {
        d.to_string()
    }
}
