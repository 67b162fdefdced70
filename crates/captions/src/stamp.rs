//! Times as caption files write them.

/// `01:02:03,450`, `02:03.4`, `1:02:03`, with a comma or a dot, full-width signs too, hours or fraction missing.
/// Milliseconds; `None` where it is no time, or one past what 32 bits hold (49 days).
pub(crate) fn time(text: &str) -> Option<u32> {
    let text = text.trim();
    // No time is longer, and a long line must not be copied for each try.
    if text.is_empty() || text.len() > 32 {
        return None;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, thousandths(fraction)?),
        None => (text.as_str(), 0),
    };
    let parts = clock.split(':').map(number).collect::<Option<Vec<u64>>>()?;
    let seconds = match parts[..] {
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => (hours * 60 + minutes) * 60 + seconds,
        [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
        // `00:00:01:500`, written by some editing programs.
        [hours, minutes, seconds, thousandths] if minutes < 60 && seconds < 60 && thousandths < 1000 && fraction == 0 => {
            return u32::try_from(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths).ok();
        }
        _ => return None,
    };
    u32::try_from(seconds * 1000 + fraction).ok()
}

fn plain(c: char) -> char {
    match c {
        '：' => ':',
        ',' | '，' | '．' | '。' => '.',
        other => other,
    }
}

fn number(digits: &str) -> Option<u64> {
    (!digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn thousandths(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let three = &digits[..digits.len().min(3)];
    Some(number(three)? * [100, 10, 1][three.len() - 1])
}

/// `start --> end`, with anything behind the end: positions in SRT, settings in WebVTT.
pub(crate) fn timing(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let rest = rest.trim_start();
    // `00:01 ,500` is met too, so the longest beginning that is a time counts.
    let end = rest.split_whitespace().next()?;
    Some((time(start)?, time(end)?))
}
