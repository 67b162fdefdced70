//! Numbers that belong to a person: telephones and the identity number of GB 11643-1999.

use super::{Finding, FindingCode, Say, is_enough, spans::Spans};
use domain::{Day, WorkContent};

pub fn find(content: &WorkContent, spans: &Spans, found: &mut Vec<Finding>) {
    for (field, text) in [("title", &content.title), ("lead", &content.lead)] {
        for (range, kind) in numbers(text) {
            found.push(kind.say().field(field, text, range));
        }
    }
    for span in &spans.all {
        for (range, kind) in numbers(&span.text) {
            if is_enough(found) {
                return;
            }
            found.push(kind.say().at(span, range));
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Identity,
    Mobile,
    /// With an area code, or one of the 400 numbers.
    Landline,
}

impl Kind {
    fn say(self) -> Say {
        match self {
            Self::Identity => Say::warning(
                FindingCode::IdentityNumber,
                "这是一个有效的公民身份号码（校验位正确）。",
                "发布个人身份号码会泄露隐私，请删去或遮去大部分数字。",
            ),
            Self::Mobile => Say::warning(
                FindingCode::Phone,
                "这像是一个手机号码。",
                "个人手机号请删去；确实要公开联系方式，请换成单位电话，并得到本人同意。",
            ),
            Self::Landline => Say::note(FindingCode::Phone, "这像是一个电话号码。", "请确认它是单位公开的电话，而且现在打得通。"),
        }
    }
}

/// A run of figures: from and to in characters, and the figures.
struct Run {
    from: usize,
    to: usize,
    digits: String,
}

fn numbers(text: &str) -> Vec<((usize, usize), Kind)> {
    let chars: Vec<char> = text.chars().map(narrow).collect();
    let runs = runs(&chars);
    let mut found = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let (used, kind, end) = match whole(&chars, &runs, at) {
            Some(hit) => hit,
            None => {
                at += 1;
                continue;
            }
        };
        found.push(((runs[at].from, end), kind));
        at += used;
    }
    found
}

/// Full-width figures and letters as the usual ones.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ｘ' | 'ｘ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn runs(chars: &[char]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, c) in chars.iter().enumerate().filter(|(_, c)| c.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.to == at => {
                run.digits.push(*c);
                run.to += 1;
            }
            _ => runs.push(Run { from: at, to: at + 1, digits: c.to_string() }),
        }
    }
    // What is part of a word, such as a version or a serial number, is no telephone.
    let letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic);
    runs.retain(|run| {
        let tail = chars.get(run.to).copied();
        let x = run.digits.len() == 17 && matches!(tail, Some('X' | 'x')) && !letter(Some(run.to + 1));
        !letter(run.from.checked_sub(1)) && (x || !letter(Some(run.to)))
    });
    runs
}

/// How many runs belong to the number that begins with this one, what it is, and where it ends.
fn whole(chars: &[char], runs: &[Run], at: usize) -> Option<(usize, Kind, usize)> {
    let run = &runs[at];
    let joined = |from: usize, to: usize| {
        let between = &chars[runs[from].to..runs[to].from];
        matches!(between, ['-' | '－' | '–' | '—' | ' '])
    };
    let next = |n: usize| (at + n < runs.len() && joined(at + n - 1, at + n)).then(|| runs[at + n].digits.as_str());
    match run.digits.len() {
        17 if matches!(chars.get(run.to), Some('X' | 'x')) && is_identity(&format!("{}X", run.digits)) => {
            return Some((1, Kind::Identity, run.to + 1));
        }
        18 if is_identity(&run.digits) => return Some((1, Kind::Identity, run.to)),
        13 if run.digits.starts_with("86") && is_mobile(&run.digits[2..]) => return Some((1, Kind::Mobile, run.to)),
        11 if is_mobile(&run.digits) => return Some((1, Kind::Mobile, run.to)),
        10 if run.digits.starts_with("400") => return Some((1, Kind::Landline, run.to)),
        11 | 12 if run.digits.starts_with('0') && !run.digits.starts_with("00") => return Some((1, Kind::Landline, run.to)),
        _ => {}
    }
    match (run.digits.as_str(), next(1), next(2)) {
        (head, Some(middle), Some(tail)) if is_mobile(&format!("{head}{middle}{tail}")) && head.len() == 3 => {
            Some((3, Kind::Mobile, runs[at + 2].to))
        }
        ("400", Some(middle), Some(tail)) if middle.len() + tail.len() == 7 => Some((3, Kind::Landline, runs[at + 2].to)),
        (head, Some(tail), _)
            if head.starts_with('0')
                && !head.starts_with("00")
                && (3..=4).contains(&head.len())
                && (7..=8).contains(&tail.len()) =>
        {
            Some((2, Kind::Landline, runs[at + 1].to))
        }
        _ => None,
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.as_bytes()[1] >= b'3'
}

/// GB 11643-1999: province, a day of birth, and the check character of ISO 7064 MOD 11-2.
fn is_identity(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = number.as_bytes();
    let province = (11..=15).chain(21..=23).chain(31..=37).chain(41..=46).chain(50..=54).chain(61..=65).chain(81..=83);
    let starts: Option<u32> = number[..2].parse().ok();
    if !starts.is_some_and(|starts| province.into_iter().any(|code| code == starts)) {
        return false;
    }
    let born = format!("{}-{}-{}", &number[6..10], &number[10..12], &number[12..14]);
    if !matches!(&number[6..8], "18" | "19" | "20") || born.parse::<Day>().is_err() {
        return false;
    }
    let sum: u32 = WEIGHTS.iter().zip(bytes).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    CHECKS[(sum % 11) as usize] == bytes[17]
}
