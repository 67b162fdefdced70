//! Numbers as Word counts paragraphs with them.

/// `None` of a way to count that items of a list have anyway.
pub(super) fn chinese(format: &str, number: u32) -> Option<String> {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseDigital"
        | "japaneseDigitalTenThousand" => Some(counted(number)),
        "ideographTraditional" => cyclic("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => cyclic("子丑寅卯辰巳午未申酉戌亥", number),
        _ => None,
    }
}

/// In the way of `format`, whichever it is.
pub(super) fn shown(format: &str, number: u32) -> String {
    if let Some(words) = chinese(format, number) {
        return words;
    }
    match format {
        "lowerLetter" => letters(number, 'a'),
        "upperLetter" => letters(number, 'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32(0x245f + number).map(String::from).unwrap_or_default()
        }
        "decimalZero" => format!("{number:02}"),
        "none" | "bullet" => String::new(),
        _ => number.to_string(),
    }
}

/// 一百零五
fn counted(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if !(1..10_000).contains(&number) {
        return number.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        // 十二, not 一十二
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.push(DIGITS[digit as usize]);
        }
        out.push_str(name);
    }
    out
}

fn cyclic(signs: &str, number: u32) -> Option<String> {
    let count = signs.chars().count() as u32;
    signs.chars().nth((number.checked_sub(1)? % count) as usize).map(String::from)
}

/// a, b, … z, aa, bb, as Word counts.
fn letters(number: u32, first: char) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from_u32(first as u32 + at % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (at / 26 + 1).min(20) as usize).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}
