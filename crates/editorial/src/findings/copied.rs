//! How much of a text is the policy over again. An interpretation says it in other words; what is quoted as such is no part
//! of this.

use super::{CitedPolicy, Finding, FindingCode, Say, Severity, quotes::marked, spans::Spans};
use std::collections::HashSet;

/// So many characters in a row, punctuation aside, do not come out the same by chance.
const RUN: usize = 16;
/// Of the text, from where it is told, and from where it is most likely an excerpt.
const TOLD: usize = 10;
const EXCERPT: usize = 30;
/// Characters below which a share says nothing.
const LEAST: usize = 40;
/// The longest passages are told, not each of them.
const PASSAGES: usize = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// 0 to 100, rounded.
    pub percent: usize,
    /// Letters and figures that stand in the policy in the same order.
    pub copied: usize,
    /// Letters and figures, exact quotes and titles left out.
    pub of: usize,
}

pub fn find(spans: &Spans, policies: &[CitedPolicy], found: &mut Vec<Finding>) -> Option<Copied> {
    if policies.is_empty() {
        return None;
    }
    let clauses: Vec<Vec<char>> =
        policies.iter().flat_map(|p| &p.clauses).map(|c| c.words.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
    let runs: HashSet<&[char]> = clauses.iter().flat_map(|text| text.windows(RUN)).collect();
    let (mut copied, mut of) = (0, 0);
    // (length, span, first character, the one behind the last)
    let mut passages: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (at, span) in spans.all.iter().enumerate().filter(|(_, span)| !span.quoted) {
        for stretch in counted(&span.text) {
            of += stretch.len();
            let letters: Vec<char> = stretch.iter().map(|(_, c)| *c).collect();
            let mut same = vec![false; letters.len()];
            for (i, _) in letters.windows(RUN).enumerate().filter(|(_, run)| runs.contains(*run)) {
                same[i..i + RUN].fill(true);
            }
            let mut i = 0;
            while i < same.len() {
                let end = i + same[i..].iter().take_while(|same| **same).count();
                if end > i {
                    copied += end - i;
                    passages.push((end - i, at, stretch[i].0, stretch[end - 1].0 + 1));
                }
                i = end.max(i + 1);
            }
        }
    }
    let percent = (copied * 100 + of / 2).checked_div(of).unwrap_or(0);
    if percent >= TOLD && copied >= LEAST {
        passages.sort_by_key(|(length, at, from, _)| (std::cmp::Reverse(*length), *at, *from));
        for (length, at, from, to) in passages.into_iter().take(PASSAGES) {
            let message = format!("这{length}个字与政策原文一字不差；全文与原文相同的占{percent}%。");
            let remedy = "解读不能只摘抄原文：请用自己的话说清楚，或者改成注明条款的引文。";
            let say = Say::note(FindingCode::Copied, message, remedy);
            let severity = if percent >= EXCERPT { Severity::Warning } else { Severity::Note };
            found.push(Say { severity, ..say }.at(&spans.all[at], (from, to)));
        }
    }
    Some(Copied { percent, copied, of })
}

/// The letters and figures with their places, in stretches between titles 《…》 and words in quotation marks: those are
/// meant to be the same.
fn counted(text: &str) -> Vec<Vec<(usize, char)>> {
    let mut quoted = vec![false; text.chars().count()];
    for (from, to) in marked(text) {
        quoted[from..to].fill(true);
    }
    let mut stretches = vec![Vec::new()];
    let mut titles = 0usize;
    for (at, c) in text.chars().enumerate() {
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            _ => {}
        }
        let left_out = titles > 0 || quoted[at];
        if left_out {
            if stretches.last().is_some_and(|last: &Vec<_>| !last.is_empty()) {
                stretches.push(Vec::new());
            }
        } else if c.is_alphanumeric()
            && let Some(last) = stretches.last_mut()
        {
            last.push((at, c));
        }
    }
    stretches
}
