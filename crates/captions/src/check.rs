//! Whether captions can be read in the time they stand.

use crate::{Warning, width};
use domain::{Cue, Language};

/// What is easily read; the figures are those of broadcasters' guides for subtitles.
struct Limits {
    /// Of one line, in half characters.
    line: u32,
    /// Half characters a second.
    speed: u32,
    /// How the editor counts.
    unit: &'static str,
    /// Half characters in one of these.
    halves: u32,
}

/// 16 characters a line, 9 a second.
const CHINESE: Limits = Limits { line: 32, speed: 18, unit: "字", halves: 2 };
/// 42 characters a line, 20 a second.
const LATIN: Limits = Limits { line: 42, speed: 20, unit: "个字符", halves: 1 };

const MOST_LINES: usize = 2;
const SHORTEST_MS: u32 = 700;
/// A pause that looks like a flicker.
const FLICKER_MS: u32 = 80;
/// A pause after which somebody may have forgotten something.
const SILENCE_MS: u32 = 10_000;

/// What an editor should look at before these cues stand on the page, in the order of the cues. `duration_ms` is the
/// video's, where it is known.
pub fn check(cues: &[Cue], language: Language, duration_ms: Option<u32>) -> Vec<Warning> {
    let limits = if language.is_chinese() { CHINESE } else { LATIN };
    let mut warnings = Vec::new();
    if cues.is_empty() {
        warnings.push(Warning::whole("empty", "还没有字幕。请添加字幕，或者写明视频里没有人说话。".to_owned()));
    }
    let mut shown_until = 0;
    for (index, cue) in cues.iter().enumerate() {
        let mut say = |code, message: String| warnings.push(Warning::at(index, code, message));
        of_text(cue, &limits, &mut say);
        of_time(cue, duration_ms, &mut say);
        if index > 0 {
            between(shown_until, cue.start, &mut say);
        }
        shown_until = shown_until.max(cue.end);
    }
    warnings
}

fn of_text(cue: &Cue, limits: &Limits, say: &mut impl FnMut(&'static str, String)) {
    let lines: Vec<&str> = cue.text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() {
        return say("empty", "这条字幕没有文字。请补上或者删去。".to_owned());
    }
    if lines.len() > MOST_LINES {
        say("too-many-lines", format!("一条字幕有{}行，最多{MOST_LINES}行。请分成几条。", lines.len()));
    }
    let count = |halves: u32| halves.div_ceil(limits.halves);
    let longest = lines.iter().map(|line| width::of(line)).max().unwrap_or(0);
    if longest > limits.line {
        let (longest, most) = (count(longest), limits.line / limits.halves);
        say("long-line", format!("一行有{longest}{}，最多{most}{}。请换行或者分成两条。", limits.unit, limits.unit));
    }
    let read = lines.iter().map(|line| width::of(line)).fold(0, u32::saturating_add);
    let shown = cue.end.saturating_sub(cue.start);
    if shown > 0 && u64::from(read) * 1000 > u64::from(limits.speed) * u64::from(shown) {
        let speed = (u64::from(read) * 1000 / u64::from(shown)).div_ceil(limits.halves.into());
        let most = limits.speed / limits.halves;
        say(
            "too-fast",
            format!("每秒{speed}{}，读不过来，最好不超过{most}{}。请延长时间或者缩短文字。", limits.unit, limits.unit),
        );
    }
}

fn of_time(cue: &Cue, duration_ms: Option<u32>, say: &mut impl FnMut(&'static str, String)) {
    if cue.end <= cue.start {
        say("backwards", "结束时间不晚于开始时间。请改正。".to_owned());
    } else if cue.end - cue.start < SHORTEST_MS {
        say("too-short", "显示不到0.7秒，来不及看。请延长，或者并到相邻的一条。".to_owned());
    }
    if duration_ms.is_some_and(|duration| cue.end > duration) {
        say("after-end", "字幕到视频结束以后还没完。请把时间改到视频之内。".to_owned());
    }
}

/// `before`: when the last of the cues before is gone.
fn between(before: u32, start: u32, say: &mut impl FnMut(&'static str, String)) {
    if start < before {
        return say("overlap", "和前面的字幕在时间上重叠。请把前一条提早结束，或者推迟这一条。".to_owned());
    }
    match start - before {
        1..FLICKER_MS => say("flicker", "和前一条之间只空了一瞬，会闪一下。请让前一条一直显示到这一条开始。".to_owned()),
        SILENCE_MS.. => {
            let seconds = (start - before) / 1000;
            say("gap", format!("前面有{seconds}秒没有字幕。请确认这段时间没有人说话。"));
        }
        _ => {}
    }
}
