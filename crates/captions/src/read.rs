//! From a file's bytes to cues in order.

use crate::{Warning, ass, blocks, encoding};
use domain::Cue;
use std::collections::HashSet;

/// 2 MiB: a thousand times what a minute of speech needs.
pub const MAX_BYTES: usize = 2 << 20;
pub const MAX_CUES: usize = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Srt,
    Vtt,
    /// SSA too.
    Ass,
}

impl Format {
    pub fn code(self) -> &'static str {
        match self {
            Self::Srt => "srt",
            Self::Vtt => "vtt",
            Self::Ass => "ass",
        }
    }
}

/// What a file held: cues by time, none empty, each ending after it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    pub cues: Vec<Cue>,
    pub format: Format,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030` or `Big5`.
    pub encoding: &'static str,
    /// What was mended or left out on the way.
    pub warnings: Vec<Warning>,
}

/// Why a file is no captions, in words for an editor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("字幕文件超过2 MB。请确认选的是字幕文件，而不是视频或压缩包。")]
    TooLarge,
    #[error("字幕超过{MAX_CUES}条。短视频用不了这么多，请检查文件或分开上传。")]
    TooMany,
    #[error("文件是空的。请重新导出字幕再上传。")]
    Empty,
    #[error("这不是能读的字幕文件。请上传SRT、WebVTT或ASS/SSA格式的字幕。")]
    NotCaptions,
    #[error("文件里没有一条可用的字幕：时间都写错了，或者内容都是空的。请检查后重新导出。")]
    NoCues,
}

/// The lines of a file, cleaned but not yet in order.
#[derive(Default)]
pub(crate) struct Raw {
    pub cues: Vec<Cue>,
    /// Lines whose times could not be understood.
    pub unreadable: usize,
    pub empty: usize,
    /// Cues that end before or when they start.
    pub backwards: usize,
}

impl Raw {
    pub fn push(&mut self, start: u32, end: u32, text: String) {
        match () {
            () if text.is_empty() => self.empty += 1,
            () if end <= start => self.backwards += 1,
            () => self.cues.push(Cue { start, end, text }),
        }
    }
}

/// Reads a caption file of at most [`MAX_BYTES`] and [`MAX_CUES`].
pub fn read(bytes: &[u8]) -> Result<Parsed, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge);
    }
    let decoded = encoding::decode(bytes);
    // `\r\n` and a lone `\r` end a line as well; a byte order mark may stand where files were joined.
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{FEFF}', '\0'], "");
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let format = format(&text).ok_or(Error::NotCaptions)?;
    let mut raw = match format {
        Format::Ass => ass::read(&text),
        other => blocks::read(&text, other),
    };
    if raw.cues.len() > MAX_CUES {
        return Err(Error::TooMany);
    }
    if raw.cues.is_empty() {
        return Err(Error::NoCues);
    }
    let mut warnings = words(&raw, decoded.damaged);
    if !raw.cues.is_sorted_by_key(|cue| cue.start) {
        warnings.push(Warning::whole("sorted", "字幕不是按时间排列的，已经重新排好。".to_owned()));
    }
    raw.cues.sort_by_key(|cue| (cue.start, cue.end));
    let cues = if format == Format::Ass { layered(raw.cues) } else { raw.cues };
    Ok(Parsed { cues, format, encoding: decoded.encoding, warnings })
}

/// By what only that format has.
fn format(text: &str) -> Option<Format> {
    if text.trim_start().starts_with("WEBVTT") {
        return Some(Format::Vtt);
    }
    let is_ass = |line: &str| {
        ["[Script Info]", "[Events]", "Dialogue:"]
            .iter()
            .any(|mark| line.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
    };
    let mut lines = text.lines().map(str::trim_start);
    lines.find_map(|line| match () {
        () if is_ass(line) => Some(Format::Ass),
        () if crate::stamp::timing(line).is_some() => Some(Format::Srt),
        () => None,
    })
}

/// Lines shown at the same time are one cue: two languages, or a text and its shadow, which is the same text again.
pub(crate) fn layered(cues: Vec<Cue>) -> Vec<Cue> {
    let mut merged: Vec<Cue> = Vec::with_capacity(cues.len());
    let mut shown: HashSet<String> = HashSet::new();
    for cue in cues {
        match merged.last_mut().filter(|last| (last.start, last.end) == (cue.start, cue.end)) {
            Some(last) => {
                if shown.insert(cue.text.clone()) {
                    last.text.push('\n');
                    last.text.push_str(&cue.text);
                }
            }
            None => {
                shown.clear();
                shown.insert(cue.text.clone());
                merged.push(cue);
            }
        }
    }
    merged
}

pub(crate) fn words(raw: &Raw, damaged: bool) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if damaged {
        let message = "有些文字读不出来，显示为“\u{FFFD}”。请把文件另存为UTF-8再上传。".to_owned();
        warnings.push(Warning::whole("damaged-text", message));
    }
    let mut say = |count: usize, code, what: &str| {
        if count > 0 {
            warnings.push(Warning::whole(code, format!("{count}条字幕{what}，没有读入。")));
        }
    };
    say(raw.unreadable, "unreadable-time", "的时间看不懂");
    say(raw.empty, "empty-dropped", "没有文字");
    say(raw.backwards, "zero-length-dropped", "的结束不晚于开始");
    warnings
}
