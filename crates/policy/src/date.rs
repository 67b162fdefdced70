//! Dates as official documents write them: 2022年9月16日, 二〇二二年九月十六日, ２０２２ 年 9 月 16 日.

use crate::numeral;
use domain::Day;

/// The text is a date and nothing else; brackets around it do not count.
pub(crate) fn whole(text: &str) -> Option<Day> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "（）()".contains(c));
    let (day, rest) = leading(text)?;
    rest.trim().is_empty().then_some(day)
}

/// A date at the very beginning, and what follows it.
pub(crate) fn leading(text: &str) -> Option<(Day, &str)> {
    let (year, rest) = field(text, '年')?;
    let (month, rest) = field(rest, '月')?;
    let (day, rest) = field(rest, '日')?;
    Some((Day::new(i16::try_from(year).ok().filter(|y| *y > 1900)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?, rest))
}

/// The last date anywhere in the text.
pub(crate) fn last(text: &str) -> Option<Day> {
    let starts = text.char_indices().filter(|&(at, c)| is_number(c) && !text[..at].chars().next_back().is_some_and(is_number));
    starts.rev().find_map(|(at, _)| leading(&text[at..])).map(|(day, _)| day)
}

fn is_number(c: char) -> bool {
    numeral::digit(c).is_some() || numeral::is_han(c)
}

fn field(text: &str, unit: char) -> Option<(u32, &str)> {
    let text = text.trim_start();
    // A field has at most four figures; looking further would make long numbers slow.
    let at = text.char_indices().take(10).find(|&(_, c)| c == unit)?.0;
    let number: String = text[..at].chars().filter(|c| !c.is_whitespace()).collect();
    let value = numeral::arabic(&number).or_else(|| numeral::han(&number))?;
    Some((value, &text[at + unit.len_utf8()..]))
}

/// The latest date of an act in a line of adoption; the day from which it is in force is none.
pub(crate) fn last_act(line: &str) -> Option<Day> {
    let starts = line.char_indices().filter(|&(at, c)| is_number(c) && !line[..at].chars().next_back().is_some_and(is_number));
    starts.filter(|&(at, _)| !line[..at].ends_with('自')).filter_map(|(at, _)| leading(&line[at..])).map(|(day, _)| day).max()
}
