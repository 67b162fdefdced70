//! Working days: what the week says, and what the operator's list says otherwise.

use domain::{Day, WorkCalendar};
use proptest::prelude::*;

/// The autumn of 2026 as it might be announced: seven days free, two of them made up for.
const LIST: &str = "\u{feff}# 放假安排（示例）\n2026-10-01..2026-10-07 休 国庆节\n2026-09-27 班\n2026-10-10 workday # 星期六\n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn without_a_list_a_week_has_five_working_days() {
    let calendar = WorkCalendar::default();
    // 2026-10-01 is a Thursday.
    for (from, days, then) in [
        ("2026-10-01", 1, "2026-10-02"),
        ("2026-10-01", 2, "2026-10-05"),
        ("2026-10-01", 3, "2026-10-06"),
        ("2026-10-03", 1, "2026-10-05"),
    ] {
        assert_eq!(calendar.after(day(from), days), day(then), "{days} after {from}");
        assert_eq!(calendar.between(day(from), day(then)), days);
    }
    assert_eq!(calendar.between(day("2026-10-02"), day("2026-10-04")), 0, "a weekend");
    assert_eq!(calendar.between(day("2026-10-05"), day("2026-10-05")), 0, "the day itself does not count");
    assert_eq!(calendar.between(day("2026-10-09"), day("2026-10-01")), 0, "earlier is no time at all");
    assert_eq!(calendar.after(day("2026-10-03"), 0), day("2026-10-03"));
    assert_eq!(calendar.years().count(), 0);
}

#[test]
fn a_list_takes_holidays_out_and_puts_made_up_days_in() {
    let calendar: WorkCalendar = LIST.parse().unwrap();
    assert_eq!(calendar.after(day("2026-09-30"), 3), day("2026-10-10"), "8th, 9th, and the Saturday that is worked");
    assert_eq!(calendar.between(day("2026-09-30"), day("2026-10-12")), 4);
    assert!(calendar.is_working(day("2026-09-27")) && !calendar.is_working(day("2026-10-07")));
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2026]);
}

#[test]
fn a_line_that_means_nothing_is_refused_with_its_number() {
    for wrong in ["2026-10-01", "2026-10-01 frei", "2026-13-01 休", "2026-10-07..2026-10-01 休", "2026-01-01..2026-12-31 休"] {
        let fault = format!("2026-09-27 班\n\n{wrong}").parse::<WorkCalendar>().unwrap_err();
        assert_eq!((fault.line, fault.given.as_str()), (3, wrong));
        assert!(fault.to_string().contains("2026-10-01..2026-10-08 休"), "it says how to write it");
    }
}

proptest! {
    #[test]
    fn between_counts_what_is_working_day_by_day(first in 0i64..4000, length in 0i64..400, free in prop::collection::btree_set(0i64..4400, 0..60)) {
        let nth = |n: i64| domain::Timestamp((n + 18_000) * 86_400_000).day();
        // Where the week says free, the list says worked, and the other way round.
        let list: String = free.iter().map(|n| nth(*n)).map(|d| format!("{d} {}\n", if d.is_weekday() { "休" } else { "班" })).collect();
        let calendar: WorkCalendar = list.parse().unwrap();
        let (from, to) = (nth(first), nth(first + length));
        let mut counted = 0;
        let mut at = from;
        while at < to {
            at = at.next();
            counted += u32::from(calendar.is_working(at));
        }
        prop_assert_eq!(calendar.between(from, to), counted);
        prop_assert_eq!(calendar.between(from, calendar.after(from, counted + 1)), counted + 1);
    }
}
