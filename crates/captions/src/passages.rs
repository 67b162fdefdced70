//! Captions as running text: what search finds and the transcript shows.

use crate::width;
use domain::Cue;

/// In half characters: about sixty Chinese characters, or a sentence of English.
const LONGEST: u32 = 120;
const PAUSE_MS: u32 = 2000;

/// Neighbouring cues joined to about a sentence, each with the milliseconds at which it begins. A passage ends with a
/// sentence, before a pause of more than two seconds, or when it would grow too long; a cue is never divided.
pub fn passages(cues: &[Cue]) -> Vec<(u32, String)> {
    let mut passages: Vec<(u32, String)> = Vec::new();
    // Chinese captions often close with their time and not with a mark; then a space shows where one ended.
    let marked = cues.iter().any(|cue| ends(&line(cue)));
    let mut until = 0;
    let mut length = 0;
    for cue in cues {
        let text = line(cue);
        if text.is_empty() {
            continue;
        }
        let own = width::of(&text);
        match passages.last_mut() {
            Some((_, passage)) if !ends(passage) && cue.start.saturating_sub(until) <= PAUSE_MS && length + own <= LONGEST => {
                if !marked {
                    passage.push(' ');
                }
                width::join(passage, &text);
                length += own;
            }
            _ => {
                passages.push((cue.start, text));
                length = own;
            }
        }
        until = until.max(cue.end);
    }
    passages
}

/// The lines of a cue as one.
fn line(cue: &Cue) -> String {
    let mut text = String::with_capacity(cue.text.len());
    for part in cue.text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        width::join(&mut text, part);
    }
    text
}

/// A closing quotation mark or bracket may stand behind the mark that ends a sentence.
fn ends(passage: &str) -> bool {
    let core = passage.trim_end_matches(['”', '’', '」', '』', '）', ')', '"', '\'']);
    core.ends_with(['。', '！', '？', '…', '!', '?', '.'])
}
