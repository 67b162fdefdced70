//! Where text falls apart without a dictionary: stretches of script, and what stands between them.

use super::Folded;

/// A stretch of characters of one sort; indices into the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub start: usize,
    pub end: usize,
    /// True for scripts written without spaces, which are cut by jieba and into pairs; false for a word as it stands.
    pub dense: bool,
}

impl Run {
    pub fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Everything that is neither letter nor digit separates and is left out.
pub(crate) fn runs(text: &[Folded]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (i, c) in text.iter().map(|f| f.c).enumerate() {
        let dense = is_dense(c);
        if !dense && !c.is_alphanumeric() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == i && run.dense == dense => run.end = i + 1,
            _ => runs.push(Run { start: i, end: i + 1, dense }),
        }
    }
    runs
}

/// Han with its extensions, kana, bopomofo, hangul.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '\u{f900}'..='\u{faff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}'
        | '\u{ac00}'..='\u{d7a3}')
}
