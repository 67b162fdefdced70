//! Numbers as they are written: 十二, 二〇二一, 12, １２.

/// Chinese numerals up to 9999, as words (一百二十三) or as figures (二〇二一); `None` for anything else.
pub(crate) fn han(text: &str) -> Option<u32> {
    let figures: Option<Vec<u32>> = text.chars().map(figure).collect();
    if let Some(figures) = figures {
        let plain = !figures.is_empty() && figures.len() <= 4;
        return plain.then(|| figures.iter().fold(0, |sum, figure| sum * 10 + figure));
    }
    let (mut sum, mut pending, mut last_unit) = (0, None, 10_000);
    for c in text.chars() {
        if let Some(value) = figure(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(value);
        } else {
            let unit = unit(c).filter(|&unit| unit < last_unit)?;
            // 十二 stands for 一十二, at the beginning only.
            sum += unit * pending.take().or((sum == 0).then_some(1))?;
            last_unit = unit;
        }
    }
    Some(sum + pending.unwrap_or(0))
}

pub(crate) fn is_han(c: char) -> bool {
    figure(c).is_some() || unit(c).is_some()
}

pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn figure(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|f| f == c).map(|n| n as u32).or(match c {
        '零' | '○' | 'Ｏ' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// Arabic figures in half or full width, at most nine.
pub(crate) fn arabic(text: &str) -> Option<u32> {
    let figures: Option<Vec<u32>> = text.chars().map(digit).collect();
    figures.filter(|f| (1..=9).contains(&f.len())).map(|f| f.iter().fold(0, |sum, figure| sum * 10 + figure))
}

pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}
