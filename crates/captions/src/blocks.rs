//! SRT and WebVTT: a line of times, and lines of text below it.

use crate::{
    clean,
    read::{Format, Raw},
    stamp::timing,
};

/// A cue whose lines are still being gathered.
struct Open<'a> {
    start: u32,
    end: u32,
    lines: Vec<&'a str>,
    /// Whether the line before was empty.
    after_blank: bool,
}

/// Every cue in the order of the file.
pub(crate) fn read(text: &str, format: Format) -> Raw {
    let mut raw = Raw::default();
    let mut open: Option<Open> = None;
    // Inside a block of WebVTT that holds no cue.
    let mut skipping = false;
    let mut after_blank = true;
    for line in text.lines() {
        if line.trim().is_empty() {
            skipping = false;
            after_blank = true;
            match (&mut open, format) {
                (Some(cue), Format::Srt) => cue.after_blank = true,
                _ => close(&mut raw, open.take(), format, false),
            }
            continue;
        }
        if format == Format::Vtt && after_blank && is_aside(line) {
            skipping = true;
        }
        after_blank = false;
        if skipping {
            continue;
        }
        if line.contains("-->") {
            close(&mut raw, open.take(), format, true);
            match timing(line) {
                Some((start, end)) => open = Some(Open { start, end, lines: Vec::new(), after_blank: false }),
                None => raw.unreadable += 1,
            }
        } else if let Some(cue) = &mut open {
            cue.lines.push(line);
            cue.after_blank = false;
        }
    }
    close(&mut raw, open, format, false);
    raw
}

/// NOTE, STYLE and REGION of WebVTT (section 4.1).
fn is_aside(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

/// `before_next`: the next cue's times follow, so a last line that is a number is that cue's, and no text of this one.
fn close(raw: &mut Raw, cue: Option<Open>, format: Format, before_next: bool) {
    let Some(mut cue) = cue else { return };
    let numbered = cue.lines.last().is_some_and(|line| is_number(line)) && !cue.after_blank;
    if format == Format::Srt && before_next && numbered {
        cue.lines.pop();
    }
    raw.push(cue.start, cue.end, text(&cue.lines.join("\n"), format));
}

/// The lines below a line of times, as they are read.
pub(crate) fn text(lines: &str, format: Format) -> String {
    let plain = match format {
        Format::Vtt => clean::without_tags(lines, true),
        _ => clean::without_tags(&clean::without_overrides(lines), false),
    };
    clean::visible(&clean::without_entities(&plain))
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.len() < 10 && line.bytes().all(|b| b.is_ascii_digit())
}
