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

/// Begins with a year and a month at least: 2016年12月某会通过.
pub(crate) fn begins(text: &str) -> bool {
    field(text, '年').is_some_and(|(year, rest)| year > 1900 && field(rest, '月').is_some())
}

/// 二〇二一年九月 and nothing else.
pub(crate) fn is_month(text: &str) -> bool {
    let rest = field(text, '年').filter(|(year, _)| *year > 1900).and_then(|(_, rest)| field(rest, '月'));
    rest.is_some_and(|(month, rest)| month <= 12 && rest.trim().is_empty())
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
    // 二OO六年 is written with letters, 二0一六年 with a figure.
    let value = numeral::arabic(&number).or_else(|| numeral::han(&number.replace(['O', 'o', '0'], "〇")))?;
    Some((value, &text[at + unit.len_utf8()..]))
}

/// The latest date of an act in a line of adoption; the day from which it is in force is none.
pub(crate) fn last_act(line: &str) -> Option<Day> {
    let starts = line.char_indices().filter(|&(at, c)| is_number(c) && !line[..at].chars().next_back().is_some_and(is_number));
    let dates = starts.filter(|&(at, _)| !line[..at].ends_with('自')).filter_map(|(at, _)| leading(&line[at..]));
    let in_force = |rest: &str| ["施行", "起施行", "实施", "生效"].iter().any(|word| rest.trim_start().starts_with(word));
    dates.filter(|(_, rest)| !in_force(rest)).map(|(day, _)| day).max()
}
