//! Places in a video, as addresses and people write them.

/// Milliseconds of `73`, `73.5`, `73s`, `1:13`, `1:02:03`, `1m13s`, as `?t=` carries them; `None` where it is none of
/// these, or one past what 32 bits hold. The reader's script reads the same forms.
pub fn parse(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 24 {
        return None;
    }
    let clock = if text.contains(':') { sixties(text.split(':'))? } else { named(text)? };
    u32::try_from(clock).ok()
}

fn sixties<'a>(parts: impl Iterator<Item = &'a str>) -> Option<u64> {
    let parts: Vec<&str> = parts.collect();
    let (seconds, whole) = parts.split_last()?;
    let minutes = whole.iter().try_fold(0, |sum, part| Some(sum * 60 + number(part)?))?;
    (whole.len() <= 2).then_some(minutes * 60_000 + thousandths(seconds)?)
}

fn named(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut sum = 0;
    for (unit, ms) in [('h', 3_600_000), ('m', 60_000)] {
        if let Some((count, after)) = rest.split_once(unit) {
            sum += number(count)? * ms;
            rest = after;
        }
    }
    let rest = rest.strip_suffix('s').unwrap_or(rest);
    if rest.is_empty() && rest.len() < text.len() && !text.starts_with('s') { Some(sum) } else { Some(sum + thousandths(rest)?) }
}

fn number(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

fn thousandths(seconds: &str) -> Option<u64> {
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let fraction = fraction.get(..fraction.len().min(3))?;
    Some(number(whole)? * 1000 + number(fraction)? * [100, 10, 1][fraction.len() - 1])
}

/// `73` or `73.5`, for an address.
pub(crate) fn seconds(ms: u32) -> String {
    match ms % 1000 {
        0 => (ms / 1000).to_string(),
        rest => format!("{}.{rest:03}", ms / 1000).trim_end_matches('0').to_owned(),
    }
}

/// `1:13` or `1:02:03`, for a person.
pub(crate) fn clock(ms: u32) -> String {
    let seconds = ms / 1000;
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}
