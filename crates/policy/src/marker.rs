//! Clause numbers at the beginning of a paragraph. Whether a doubtful one counts is decided where the numbers around it
//! are known, in `tree`.

use crate::{Shape, numeral, row};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    pub shape: Shape,
    pub number: u32,
    /// 1 for 之一.
    pub inserted: u32,
    /// Decimal figures before the last one: `[1]` of `1.3`.
    pub above: Vec<u32>,
    /// Bytes of the paragraph that are the marker as written.
    pub len: usize,
    /// The paragraph could as well begin with this by chance: it is a number only where it is the expected one.
    pub doubtful: bool,
}

/// More figures than this are a year or an amount, not a clause.
const MAX_FIGURES: usize = 3;

pub(crate) fn marker(text: &str) -> Option<Marker> {
    match text.chars().next()? {
        '第' => ordinal(text),
        '（' | '(' => bracket(text),
        c if numeral::is_han(c) => han_comma(text),
        c if numeral::digit(c).is_some() => arabic(text),
        c => symbol(text, c),
    }
}

/// Takes a number off the front: its value, and the bytes read. Spaces inside 第 十 二 条 are layout.
fn number(text: &str, inner_space: bool) -> Option<(u32, usize)> {
    let is_part = |c: char| numeral::is_han(c) || numeral::digit(c).is_some() || inner_space && row::is_space(c);
    let len = text.char_indices().find(|&(_, c)| !is_part(c)).map_or(text.len(), |(at, _)| at);
    let figures: String = text[..len].chars().filter(|&c| !row::is_space(c)).collect();
    let value = numeral::han(&figures).or_else(|| numeral::arabic(&figures).filter(|_| figures.chars().count() <= 4))?;
    (value > 0).then_some((value, len))
}

fn simple(shape: Shape, number: u32, len: usize) -> Marker {
    Marker { shape, number, inserted: 0, above: Vec::new(), len, doubtful: false }
}

/// 第一编, 第一章, 第一节, 第一条, 第十二条之一.
fn ordinal(text: &str) -> Option<Marker> {
    const UNITS: [(&str, Shape); 11] = [
        ("分编", Shape::Subvolume),
        ("部分", Shape::Volume),
        ("编", Shape::Volume),
        ("篇", Shape::Volume),
        ("章", Shape::Chapter),
        ("节", Shape::Section),
        ("条", Shape::Article),
        ("分編", Shape::Subvolume),
        ("編", Shape::Volume),
        ("節", Shape::Section),
        ("條", Shape::Article),
    ];
    let start = '第'.len_utf8();
    let (value, digits) = number(&text[start..], true)?;
    let at = start + digits;
    let (unit, shape) = UNITS.into_iter().find(|(unit, _)| text[at..].starts_with(unit))?;
    let mut marker = simple(shape, value, at + unit.len());
    if let Some((inserted, len)) = text[marker.len..].strip_prefix('之').and_then(|rest| number(rest, false)) {
        marker.inserted = inserted;
        marker.len += '之'.len_utf8() + len;
    }
    let rest = &text[marker.len..];
    let spaced = rest.is_empty() || rest.starts_with(row::is_space) || rest.starts_with(['【', '［', '[', '（', '(', ':', '：']);
    if shape.is_division() {
        // 第二章规定的… and 第三节课… are sentences; a title is short and has no stop.
        let title = rest.chars().count() <= 60 && !rest.contains(['。', '；', '，']) && !rest.ends_with(['：', ':']);
        let refers = rest.starts_with(['、', '的', '和', '至', '到', '与', '及', '或', '规', '所', '中', '第']);
        return (title && (spaced || !refers)).then_some(marker);
    }
    // 第三条、第五条规定的…, 第十四条第二款所称… begin a sentence that refers to an article.
    if rest.starts_with(['、', '，', '第', '至', '到', '款', '。']) {
        return None;
    }
    // 第二条规定的… may, and 第二条规范… does begin the article: the numbers before it decide.
    marker.doubtful = !spaced;
    Some(marker)
}

/// （一）, (1); not （2021—2035年）, （所、站）, nor （一）至（三）项 at the beginning of a sentence.
fn bracket(text: &str) -> Option<Marker> {
    let open = text.chars().next()?.len_utf8();
    let close = text.char_indices().take(12).find(|&(_, c)| c == '）' || c == ')')?;
    let inner = &text[open..close.0];
    let len = close.0 + close.1.len_utf8();
    let rest = &text[len..];
    if rest.starts_with(['、', '至', '款', '项', '或', '及', '，', '。']) || rest.starts_with("和（") || rest.starts_with("和(")
    {
        return None;
    }
    let (value, _) = number(inner.trim(), true).filter(|(_, len)| *len == inner.trim().len())?;
    let digits = inner.chars().filter(|&c| numeral::digit(c).is_some()).count();
    let shape = if digits == 0 { Shape::HanBracket } else { Shape::DigitBracket };
    (digits <= MAX_FIGURES && value < 1000).then(|| simple(shape, value, len))
}

/// 一、, 一. and 一．; not 一、二、三级医院…, which counts up.
fn han_comma(text: &str) -> Option<Marker> {
    let at = text.char_indices().find(|&(_, c)| !numeral::is_han(c))?.0;
    let value = numeral::han(&text[..at]).filter(|n| (1..1000).contains(n))?;
    let gap = text[at..].len() - text[at..].trim_start_matches(row::is_space).len();
    let comma = text[at + gap..].chars().next().filter(|c| "、.．".contains(*c))?;
    let len = at + gap + comma.len_utf8();
    (!counts_on(&text[len..], value)).then(|| simple(Shape::HanComma, value, len))
}

/// The text goes on with the next number as an enumeration does: 二、三级… after 一、, `2、3号楼` after `1、`.
fn counts_on(rest: &str, value: u32) -> bool {
    let at =
        rest.char_indices().find(|&(_, c)| !numeral::is_han(c) && numeral::digit(c).is_none()).map_or(rest.len(), |(at, _)| at);
    let next = numeral::han(&rest[..at]).or_else(|| numeral::arabic(&rest[..at]));
    next == Some(value + 1)
        && rest[at..].starts_with(['、', '，', '级', '类', '线', '产', '期', '档', '等', '号', '年', '月', '季', '楼'])
}

/// `1.` `1．` `1、` `1）` `1.2` `1 总则`; not `1.5万`, `2022.9`, `10月`.
fn arabic(text: &str) -> Option<Marker> {
    let mut figures = Vec::new();
    let mut at = 0;
    loop {
        let len = text[at..].char_indices().find(|&(_, c)| numeral::digit(c).is_none()).map_or(text.len() - at, |(end, _)| end);
        let value =
            numeral::arabic(&text[at..at + len]).filter(|&n| n < 1000 && text[at..at + len].chars().count() <= MAX_FIGURES)?;
        figures.push(value);
        at += len;
        let dot = text[at..].chars().next().filter(|c| ".．".contains(*c));
        match dot {
            Some(dot) if text[at + dot.len_utf8()..].starts_with(|c| numeral::digit(c).is_some()) => at += dot.len_utf8(),
            _ => break,
        }
    }
    let number = figures.pop()?;
    let next = text[at..].chars().next();
    if !figures.is_empty() {
        return decimal(text, at, figures, number);
    }
    if number == 0 {
        return None;
    }
    let with = |shape, end: char| Some(simple(shape, number, at + end.len_utf8()));
    match next {
        Some(end @ ('.' | '．')) => with(Shape::Digit, end),
        Some(end @ '、') if !counts_on(&text[at + end.len_utf8()..], number) => with(Shape::Digit, end),
        Some(end @ ('）' | ')')) => with(Shape::HalfBracket, end),
        Some(c) if (row::is_space(c) || numeral::is_ideograph(c)) && is_title(&text[at..]) => {
            Some(Marker { doubtful: true, ..simple(Shape::Bare, number, at) })
        }
        _ => None,
    }
}

fn decimal(text: &str, at: usize, above: Vec<u32>, number: u32) -> Option<Marker> {
    let rest = &text[at..];
    // 1.5万元 and 3.2% are amounts whatever comes before them.
    if row::trim(rest).starts_with([
        '万', '亿', '千', '百', '倍', '%', '％', '‰', '元', '个', '米', '公', '吨', '度', '版', '时', 'G', 'M', 'k', 'K',
    ]) {
        return None;
    }
    let stop = rest.chars().next().filter(|c| ".．、".contains(*c)).map_or(0, char::len_utf8);
    let shape = Shape::Decimal(u8::try_from(above.len() + 1).unwrap_or(u8::MAX));
    Some(Marker { shape, number, inserted: 0, above, len: at + stop, doubtful: true })
}

/// `1 总则`: some Chinese, and no sentence.
fn is_title(rest: &str) -> bool {
    rest.chars().count() <= 40
        && !rest.contains(['。', '；', '，', '：', '|', '\t'])
        && rest.trim_start().starts_with(numeral::is_ideograph)
        && !rest.trim_start().starts_with(['年', '月', '日', '个', '万', '亿', '元', '名', '人', '次', '家', '号', '级', '类'])
}

/// Numbers that are one character: ①, ⑴, ⒈, ㈠.
fn symbol(text: &str, c: char) -> Option<Marker> {
    const SETS: [(char, char, u32, Shape); 6] = [
        ('①', '⑳', 1, Shape::Circled),
        ('㉑', '㉟', 21, Shape::Circled),
        ('㊱', '㊿', 36, Shape::Circled),
        ('⑴', '⒇', 1, Shape::DigitBracket),
        ('⒈', '⒛', 1, Shape::Digit),
        ('㈠', '㈩', 1, Shape::HanBracket),
    ];
    let (first, _, from, shape) = SETS.into_iter().find(|&(first, last, ..)| (first..=last).contains(&c))?;
    let rest = &text[c.len_utf8()..];
    // ①、②：a reference to items, as in （一）、（二）.
    let refers = rest.starts_with('、') && rest.chars().nth(1).is_some_and(|next| next as u32 == c as u32 + 1);
    (!refers).then(|| simple(shape, from + (c as u32 - first as u32), c.len_utf8()))
}
