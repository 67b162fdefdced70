//! Marks what was matched, and cuts the best window out of a text without cutting a word.

use crate::{
    Fragment,
    analysis::{Folded, Run, Words, fold, runs, stem},
    plan::{Plan, Unit},
};
use std::ops::Range;

/// The usual length of a snippet, in characters.
const WINDOW: usize = 110;
/// How far back from the first hit the beginning of its sentence is looked for.
const BACK: usize = 40;

/// What to look for in the texts of one answer.
pub(crate) struct Marker<'a> {
    words: &'a Words,
    needles: Vec<Needle>,
    /// Pairs of characters, for texts that hold no needle.
    pairs: Vec<Needle>,
}

struct Needle {
    content: Vec<char>,
    /// The stem, for words of spaced scripts.
    stem: Option<String>,
    weight: f32,
}

/// A match, in indices of the folded text.
#[derive(Clone)]
struct Found {
    span: Range<usize>,
    needle: usize,
    weight: f32,
}

/// A text made ready to be looked into.
struct Text {
    folded: Vec<Folded>,
    runs: Vec<Run>,
}

impl Text {
    fn new(text: &str) -> Self {
        let folded = fold(text);
        let runs = runs(&folded);
        Self { folded, runs }
    }
}

impl<'a> Marker<'a> {
    /// `weights` belong to the plan's wanted units.
    pub fn new(words: &'a Words, plan: &Plan, weights: &[f32]) -> Self {
        let needle = |unit: &Unit, weight: f32| Needle {
            content: unit.content.clone(),
            stem: unit.word.clone().filter(|_| unit.spaced),
            weight,
        };
        let wanted = plan
            .wanted
            .iter()
            .zip(weights)
            .flat_map(|(unit, weight)| [unit].into_iter().chain(&unit.others).map(move |unit| needle(unit, weight.max(0.1))));
        // A whole stretch is worth more than its words together.
        let heavy: f32 = weights.iter().sum::<f32>() + 1.0;
        let whole = plan.required.iter().chain(&plan.stretches).map(|unit| needle(unit, heavy));
        // What is no pair is a word of a spaced script: the 5 of a clause's number is not in 43854.
        let pair = |gram: &String| {
            let dense = runs(&fold(gram)).first().is_some_and(|run| run.dense);
            Needle { content: gram.chars().collect(), stem: (!dense).then(|| stem(gram)), weight: 1.0 }
        };
        Self { words, needles: wanted.chain(whole).collect(), pairs: plan.grams.iter().map(pair).collect() }
    }

    /// The whole text, marked.
    pub fn whole(&self, text: &str) -> Vec<Fragment> {
        let ready = Text::new(text);
        let found = self.found(&ready);
        fragments(text, &ready.folded, &found, 0..ready.folded.len())
    }

    /// How much the best window of the text holds; 0 where nothing matches.
    pub fn worth(&self, text: &str) -> f32 {
        best_window(&self.found(&Text::new(text))).map_or(0.0, |(worth, _)| worth)
    }

    /// The best window, marked; the beginning of a text that holds no hit.
    pub fn excerpt(&self, text: &str) -> Vec<Fragment> {
        let ready = Text::new(text);
        let found = self.found(&ready);
        let hits = best_window(&found).map(|(_, span)| span);
        let range = self.window(&ready, hits.unwrap_or(0..0));
        let (cut_before, cut_after) = (range.start > 0, range.end < ready.folded.len());
        let mut fragments = fragments(text, &ready.folded, &found, range);
        if cut_before {
            ellipsis(&mut fragments, 0);
        }
        if cut_after {
            let end = fragments.len();
            ellipsis(&mut fragments, end);
        }
        fragments
    }

    fn found(&self, text: &Text) -> Vec<Found> {
        let found = look(text, &self.needles);
        if found.is_empty() { look(text, &self.pairs) } else { found }
    }

    /// Around `hits`, from the beginning of a sentence if one is near, otherwise of a word.
    fn window(&self, text: &Text, hits: Range<usize>) -> Range<usize> {
        let length = text.folded.len();
        if length <= WINDOW + BACK / 2 {
            return 0..length;
        }
        let room = WINDOW.saturating_sub(hits.len());
        let earliest = hits.start.saturating_sub(BACK.min(room));
        let sentence = (earliest..hits.start).rev().find(|i| *i == 0 || ends_sentence(text.folded[i - 1].c));
        let wished = sentence.unwrap_or_else(|| hits.start.saturating_sub(BACK.min(room) / 2));
        let start = self.word_start(text, wished);
        let end = (start + WINDOW).max(hits.end).min(length);
        let sentence = (hits.end.max(start + WINDOW * 3 / 4)..end).rev().find(|i| ends_sentence(text.folded[*i].c));
        // A word that reaches over the end is left out, unless it holds the hit.
        let end = match sentence {
            Some(i) => i + 1,
            None if end == length => length,
            None => Some(self.word_start(text, end))
                .filter(|e| *e >= hits.end && *e > start)
                .unwrap_or_else(|| self.word_end(text, end)),
        };
        start..end
    }

    /// The beginning of the word around `i`, or `i` between words.
    fn word_start(&self, text: &Text, i: usize) -> usize {
        self.word_around(text, i).map_or(i, |word| word.start)
    }

    fn word_end(&self, text: &Text, i: usize) -> usize {
        self.word_around(text, i).map_or(i, |word| word.end)
    }

    /// The word that a cut at `i` would part.
    fn word_around(&self, text: &Text, i: usize) -> Option<Range<usize>> {
        let run = text.runs.iter().find(|run| run.start < i && i < run.end)?;
        if !run.dense {
            return Some(run.start..run.end);
        }
        let written: String = text.folded[run.start..run.end].iter().map(|f| f.c).collect();
        let mut start = run.start;
        for length in self.words.cut(&written) {
            if i < start + length {
                return (start < i).then(|| start..start + length);
            }
            start += length;
        }
        None
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';' | '…' | '\n')
}

/// All places of all needles, by place.
fn look(text: &Text, needles: &[Needle]) -> Vec<Found> {
    // Punctuation is skipped, as it is where positions are counted.
    let content: Vec<usize> = text.runs.iter().flat_map(|run| run.start..run.end).collect();
    let mut found = Vec::new();
    for (n, needle) in needles.iter().enumerate() {
        let mut add = |span| found.push(Found { span, needle: n, weight: needle.weight });
        if let Some(wanted) = &needle.stem {
            for run in text.runs.iter().filter(|run| !run.dense) {
                let word: String = text.folded[run.start..run.end].iter().map(|f| f.c).collect();
                if stem(&word) == *wanted {
                    add(run.start..run.end);
                }
            }
            continue;
        }
        for window in content.windows(needle.content.len().max(1)) {
            if window.iter().map(|i| text.folded[*i].c).eq(needle.content.iter().copied()) {
                add(window[0]..window[window.len() - 1] + 1);
            }
        }
    }
    found.sort_by_key(|f| f.span.start);
    found
}

/// The worth of the window with the most weight of different needles, and the hits' extent in it.
fn best_window(found: &[Found]) -> Option<(f32, Range<usize>)> {
    /// Beyond this there is no room for words around the hits.
    const REACH: usize = WINDOW * 4 / 5;
    let mut best: Option<(f32, Range<usize>)> = None;
    for (i, first) in found.iter().enumerate() {
        let (mut seen, mut worth, mut end) = (Vec::new(), 0.0, first.span.end);
        for f in found[i..].iter().take_while(|f| f.span.start < first.span.start + REACH) {
            if f.span.end > first.span.start + REACH && !seen.is_empty() {
                continue;
            }
            // A second place of the same needle adds a little.
            worth += if seen.contains(&f.needle) { f.weight * 0.05 } else { f.weight };
            seen.push(f.needle);
            end = end.max(f.span.end);
        }
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, first.span.start..end));
        }
    }
    best
}

/// `range` of the folded text as it was written, with neighbouring and overlapping hits joined.
fn fragments(text: &str, folded: &[Folded], found: &[Found], range: Range<usize>) -> Vec<Fragment> {
    let at = |i: usize| if i == 0 { 0 } else { folded.get(i).map_or(text.len(), |f| f.at) };
    let mut out: Vec<Fragment> = Vec::new();
    let mut push = |from: usize, to: usize, hit: bool| {
        let piece = &text[at(from)..at(to)];
        match out.last_mut() {
            _ if piece.is_empty() => {}
            Some(last) if last.hit == hit => last.text.push_str(piece),
            _ => out.push(Fragment { text: piece.to_owned(), hit }),
        }
    };
    let mut done = range.start;
    for f in found {
        let (from, to) = (f.span.start.clamp(done, range.end), f.span.end.clamp(done, range.end));
        if from < to {
            push(done, from, false);
            push(from, to, true);
            done = to;
        }
    }
    push(done, range.end, false);
    out
}

/// At the beginning (0) or the end of the fragments.
fn ellipsis(fragments: &mut Vec<Fragment>, place: usize) {
    let outer = if place == 0 { fragments.first_mut() } else { fragments.last_mut() };
    match outer {
        Some(fragment) if !fragment.hit && place == 0 => fragment.text.insert(0, '…'),
        Some(fragment) if !fragment.hit => fragment.text.push('…'),
        _ => fragments.insert(place, Fragment { text: "…".into(), hit: false }),
    }
}
