//! Clause numbers in the writings people use: 4.2.5, 4-2-5, 四（二）5, 四、（二）5, p2.4.2, 第四章（二）第5项, 第十四条, 第14条.
//!
//! Each becomes a key: the clause id (`4.2.5`), or the unit and its number for law (`条14`). A chapter has both: 第四章 is
//! `章4` in a law and `4` in a plan. What only looks like a
//! clause number (2022.9) gets a key that no clause has, and does no harm.

use super::Folded;

/// A number found in a text: its keys, and the characters that it takes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// The first is the one that its writing says.
    pub keys: Vec<String>,
    pub start: usize,
    pub end: usize,
}

/// All clause numbers of a folded text, in order, not overlapping.
pub(crate) fn numbers(text: &[Folded]) -> Vec<Numbered> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.len() {
        match below_chapter(text, i).or_else(|| article(text, i)).or_else(|| path(text, i)) {
            Some(number) => {
                i = number.end;
                found.push(number);
            }
            None => i = after_number(text, i),
        }
    }
    found
}

/// 第十四条, 第3款: the unit is part of the key, since 第四章 and 第四条 differ.
fn article(text: &[Folded], start: usize) -> Option<Numbered> {
    if text[start].c != '第' {
        return None;
    }
    let (n, end) = number(text, start + 1)?;
    let unit = text.get(end).map(|f| f.c).filter(|c| "编章节条款项".contains(*c))?;
    let mut keys = vec![format!("{unit}{n}")];
    if unit == '章' {
        keys.push(n.to_string());
    }
    Some(Numbered { keys, start, end: end + 1 })
}

/// 第四章（二）第5项, 第四章第二节: each step with a unit or in brackets.
fn below_chapter(text: &[Folded], start: usize) -> Option<Numbered> {
    let chapter = article(text, start).filter(|chapter| chapter.keys.len() > 1)?;
    let (mut key, mut end) = (chapter.keys[1].clone(), chapter.end);
    let mut steps = 0;
    while let Some((n, after)) = step(text, end) {
        key += &format!(".{n}");
        end = after;
        steps += 1;
    }
    (steps > 0).then_some(Numbered { keys: vec![key], start, end })
}

/// （二）, 第二节, 第5项, and a plain number behind a bracket.
fn step(text: &[Folded], start: usize) -> Option<(u32, usize)> {
    match text.get(start)?.c {
        '(' => number(text, start + 1).filter(|(_, end)| text.get(*end).is_some_and(|f| f.c == ')')).map(|(n, end)| (n, end + 1)),
        '第' => number(text, start + 1)
            .filter(|(_, end)| text.get(*end).is_some_and(|f| "节款项点".contains(f.c)))
            .map(|(n, end)| (n, end + 1)),
        _ if text[start - 1].c == ')' => number(text, start),
        _ => None,
    }
}

/// Two or more numbers joined by dots or brackets.
fn path(text: &[Folded], start: usize) -> Option<Numbered> {
    let mut i = start;
    let mut key = String::new();
    if text[i].c == 'p'
        && let Some((part, end)) = number(text, i + 1)
        && text.get(end).is_some_and(|f| f.c == '.')
    {
        key = format!("p{part}.");
        i = end + 1;
    }
    let (first, mut end) = number(text, i)?;
    key += &first.to_string();
    let mut steps = 1;
    // 一、二、三 is a list; one bracket or dot makes it a path. 4-2-5 is one, 3-5 is a span, and 2022-9-1 is a day.
    let (mut joined, mut dashes) = (false, 0);
    loop {
        let mut next = end;
        while text.get(next).is_some_and(|f| ".()、-".contains(f.c)) && next < end + 3 {
            next += 1;
        }
        let Some((n, after)) = (next > end).then(|| number(text, next)).flatten() else { break };
        let between = |c: char| text[end..next].iter().any(|f| f.c == c);
        dashes += usize::from(between('-'));
        joined |= between('.') || between('(') || between(')');
        key += &format!(".{n}");
        steps += 1;
        end = after;
    }
    if text.get(end).is_some_and(|f| f.c == ')') {
        end += 1;
    }
    let dashed = dashes == 2 && steps == 3 && first < 100;
    (steps > 1 && (joined && dashes == 0 || dashed)).then_some(Numbered { keys: vec![key], start, end })
}

/// Where to look on: after the whole number, since the middle of one is none.
fn after_number(text: &[Folded], start: usize) -> usize {
    let more = |f: &&Folded| f.c.is_ascii_digit() || numeral(f.c).is_some();
    start + text[start..].iter().take_while(more).count().max(1)
}

/// The value of the digits or Chinese numerals at `start`, up to 9999, and the index after them.
fn number(text: &[Folded], start: usize) -> Option<(u32, usize)> {
    let rest = text.get(start..)?;
    let length = |is: fn(char) -> bool| rest.iter().take(8).take_while(|f| is(f.c)).count();
    let digits = length(|c| c.is_ascii_digit());
    if digits > 0 {
        let value = rest[..digits].iter().fold(0, |n, f| n * 10 + f.c as u32 - '0' as u32);
        return (digits <= 4).then_some((value, start + digits));
    }
    let numerals = length(|c| numeral(c).is_some());
    let value = chinese(&rest[..numerals])?;
    Some((value, start + numerals))
}

enum Numeral {
    Digit(u64),
    Unit(u64),
}

fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '零' | '〇' => Numeral::Digit(0),
        '十' => Numeral::Unit(10),
        '百' => Numeral::Unit(100),
        '千' => Numeral::Unit(1000),
        '两' => Numeral::Digit(2),
        _ => Numeral::Digit("一二三四五六七八九".chars().position(|d| d == c)? as u64 + 1),
    })
}

/// 二百一十四 is 214, 十四 is 14, 二〇 is 20.
fn chinese(numerals: &[Folded]) -> Option<u32> {
    let (mut sum, mut digit, mut digits) = (0, None, 0);
    for n in numerals.iter().map_while(|f| numeral(f.c)) {
        match n {
            // Digits that follow each other are written as in 二〇二二.
            Numeral::Digit(d) => {
                digit = Some(digit.unwrap_or(0) * if digits > 0 { 10 } else { 0 } + d);
                digits += 1;
            }
            Numeral::Unit(unit) => {
                sum += digit.unwrap_or(1).max(1) * unit;
                (digit, digits) = (None, 0);
            }
        }
    }
    (!numerals.is_empty()).then(|| sum + digit.unwrap_or(0)).filter(|n| *n <= 9999).map(|n| n as u32)
}
