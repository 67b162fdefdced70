//! WebVTT as browsers read it (W3C WebVTT, section 4).

use domain::Cue;
use std::fmt::Write;

/// The cues as a WebVTT file with `\n` at the ends of its lines. Text stays text: `&`, `<` and `>` are escaped, and an
/// empty line, which would end a cue, is left out.
pub fn write_vtt(cues: &[Cue]) -> String {
    let mut vtt = String::from("WEBVTT\n");
    for (number, cue) in cues.iter().enumerate() {
        write!(vtt, "\n{}\n{} --> {}\n", number + 1, stamp(cue.start), stamp(cue.end)).expect("a String takes all");
        for line in cue.text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
            for c in line.chars() {
                match c {
                    '&' => vtt.push_str("&amp;"),
                    '<' => vtt.push_str("&lt;"),
                    '>' => vtt.push_str("&gt;"),
                    '\0' => {}
                    other => vtt.push(other),
                }
            }
            vtt.push('\n');
        }
    }
    vtt
}

/// `00:01:02.345`.
fn stamp(ms: u32) -> String {
    let (seconds, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02}.{ms:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
