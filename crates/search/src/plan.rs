//! From the pieces of a query to units: the least things a document either contains or does not.
//!
//! A unit is found as a chain of grams, so it does not matter how jieba cut the document. How much of the units'
//! weight a document holds decides whether it is a result; `rank` decides where it stands.

use crate::{
    analysis::{Folded, Gram, Numbered, Synonyms, Words, fold, grams, numbers, runs, stem},
    parse::Pieces,
};
use std::ops::Range;

/// More units than this are not looked at.
const MOST_UNITS: usize = 64;

/// Words that carry a question and not its subject; they count for little, because hardly a policy contains them.
const QUESTION_WORDS: &[&str] = &[
    "什么",
    "怎么",
    "怎样",
    "怎么样",
    "如何",
    "为什么",
    "为何",
    "哪些",
    "哪个",
    "哪里",
    "是否",
    "有没有",
    "能不能",
    "可以",
    "可不可以",
    "多少",
    "应该",
    "需要",
    "请问",
    "以及",
    "还是",
    "我们",
    "他们",
    "这个",
    "那么",
    "what",
    "how",
    "why",
    "the",
    "of",
    "and",
    "is",
    "are",
    "to",
    "in",
    "a",
    "an",
    "for",
    "do",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Letters and digits, folded, without what stood between them.
    pub content: Vec<char>,
    pub grams: Vec<Gram>,
    /// The term among words, where the unit is one word.
    pub word: Option<String>,
    /// The keys, where the unit is a clause number.
    pub numbers: Vec<String>,
    pub spaced: bool,
    /// Of single characters that are no word together.
    pub loose: bool,
    /// What stands for it as well: synonyms of the words that it belongs to.
    pub others: Vec<Unit>,
}

/// A stretch of a text and what stands for it as well.
pub(crate) struct Widened {
    pub span: Range<usize>,
    pub others: Vec<Unit>,
}

/// What is wanted, in folded text.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Plain words: a share of them.
    pub wanted: Vec<Unit>,
    /// The same with words that others are made of in their place: 科学, 辟谣 for 科学辟谣.
    pub parts: Vec<Unit>,
    /// Quoted phrases: all.
    pub required: Vec<Unit>,
    pub excluded: Vec<Unit>,
    /// Terms that rank: words with their parts, and grams.
    pub words: Vec<String>,
    pub grams: Vec<String>,
    /// Dense characters, which settle the order of the best; without those of words for which others may stand.
    pub chars: Vec<char>,
    /// Whole stretches of the query, three characters and more, which rank higher in one piece.
    pub stretches: Vec<Unit>,
    /// What stands for words of the query as well.
    pub others: Vec<Unit>,
}

impl Unit {
    /// Everything in `text[start..end]`, as one chain.
    pub fn chain(text: &[Folded], start: usize, end: usize) -> Self {
        let part = &text[start..end];
        let runs = runs(part);
        let (grams, _) = grams(part, &runs);
        let content = runs.iter().flat_map(|run| &part[run.start..run.end]).map(|f| f.c).collect();
        let spaced = matches!(runs[..], [run] if !run.dense);
        let mut unit = Self { content, grams, word: None, numbers: Vec::new(), spaced, loose: false, others: Vec::new() };
        unit.word = match runs[..] {
            [run] if run.dense => (run.len() > 1).then(|| unit.content.iter().collect()),
            [_] => unit.grams.first().map(|gram| stem(&gram.text)),
            _ => None,
        };
        unit
    }

    pub fn is_question_word(&self) -> bool {
        QUESTION_WORDS.iter().any(|word| word.chars().eq(self.content.iter().copied()))
    }

    /// One dense character, found by the beginnings of grams.
    pub fn is_single(&self) -> bool {
        !self.spaced && self.content.len() == 1
    }
}

impl Plan {
    /// `own`: synonyms beside the field's.
    pub fn new(words: &Words, own: &Synonyms, pieces: &Pieces) -> Self {
        let mut plan = Self::default();
        for piece in &pieces.plain {
            plan.plain(words, own, &fold(piece));
        }
        let chain = |piece: &String| {
            let text = fold(piece);
            Some(Unit::chain(&text, 0, text.len())).filter(|unit| !unit.content.is_empty())
        };
        plan.required = pieces.phrases.iter().filter_map(chain).collect();
        plan.excluded = pieces.without.iter().filter_map(chain).collect();
        for piece in &pieces.phrases {
            let text = fold(piece);
            plan.rank(words, &text, &Cut::new(words, &text, &[]), &[]);
        }
        plan.parts = plan.wanted.iter().flat_map(|unit| parts(words, unit)).collect();
        for units in
            [&mut plan.wanted, &mut plan.parts, &mut plan.required, &mut plan.excluded, &mut plan.stretches, &mut plan.others]
        {
            once(units);
            units.truncate(MOST_UNITS);
        }
        once(&mut plan.words);
        once(&mut plan.grams);
        once(&mut plan.chars);
        plan
    }

    /// True where nothing is asked for; something may still be excluded.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.required.is_empty()
    }

    fn plain(&mut self, words: &Words, own: &Synonyms, text: &[Folded]) {
        let numbers = numbers(text);
        let cut = Cut::new(words, text, &numbers);
        let mut units = cut.units(text);
        units.extend(numbers.into_iter().map(|number| {
            let unit = Unit::chain(text, number.start, number.end);
            (number.start..number.end, Unit { numbers: number.keys, ..unit })
        }));
        units.sort_by_key(|(place, _)| place.start);

        let widened = widened(&cut, own, text);
        for Widened { span, others } in &widened {
            let inside = |place: &Range<usize>| span.start <= place.start && place.end <= span.end;
            if !units.iter().any(|(place, _)| inside(place)) {
                units.push((span.clone(), Unit::chain(text, span.start, span.end)));
            }
            for (_, unit) in units.iter_mut().filter(|(place, _)| inside(place)) {
                unit.others.clone_from(others);
            }
            self.others.extend(others.iter().cloned());
        }
        self.wanted.extend(units.into_iter().map(|(_, unit)| unit));
        self.rank(words, text, &cut, &widened);
    }

    fn rank(&mut self, words: &Words, text: &[Folded], cut: &Cut, widened: &[Widened]) {
        for stretch in &cut.stretches {
            for token in &stretch.tokens {
                let token: Vec<char> = text[token.clone()].iter().map(|f| f.c).collect();
                if stretch.dense {
                    self.words.extend(words.parts_of(&token));
                } else {
                    self.words.push(stem(&String::from_iter(token)));
                }
            }
        }
        let runs = runs(text);
        for run in runs.iter().filter(|run| run.dense) {
            let plain = (run.start..run.end).filter(|i| !widened.iter().any(|wide| wide.span.contains(i)));
            self.chars.extend(plain.map(|i| text[i].c));
            if run.len() > 2 {
                self.stretches.push(Unit::chain(text, run.start, run.end));
            }
        }
        self.grams.extend(grams(text, &runs).0.into_iter().filter(|gram| !gram.single).map(|gram| gram.text));
    }
}

/// The words inside a longer one, or the unit itself. One of three characters is a word and no sum: 短视频 is not 短视 and 视频.
fn parts(words: &Words, unit: &Unit) -> Vec<Unit> {
    let mut parts = Vec::new();
    if unit.content.len() > 3 && !unit.spaced && unit.numbers.is_empty() {
        for word in words.with_parts(&String::from_iter(&unit.content)) {
            let text = fold(word);
            if text.len() < unit.content.len() {
                parts.push(Unit { others: unit.others.clone(), ..Unit::chain(&text, 0, text.len()) });
            }
        }
    }
    if parts.is_empty() { vec![unit.clone()] } else { parts }
}

/// A text cut into words, once for all who ask.
pub(crate) struct Cut {
    pub stretches: Vec<Stretch>,
}

/// A run of the text, or a part of one that is the number of a clause or stands beside it.
pub(crate) struct Stretch {
    pub place: Range<usize>,
    pub dense: bool,
    number: bool,
    /// Without gaps.
    pub tokens: Vec<Range<usize>>,
}

impl Cut {
    pub fn new(words: &Words, text: &[Folded], numbers: &[Numbered]) -> Self {
        let mut cut = Self { stretches: Vec::new() };
        let mut from = 0;
        for number in numbers {
            cut.add(words, text, from..number.start, false);
            cut.add(words, text, number.start..number.end, true);
            from = number.end;
        }
        cut.add(words, text, from..text.len(), false);
        cut
    }

    fn add(&mut self, words: &Words, text: &[Folded], range: Range<usize>, number: bool) {
        for run in runs(&text[range.clone()]) {
            let place = range.start + run.start..range.start + run.end;
            let mut at = place.start;
            let lengths = if run.dense { words.cut(&written(text, &place)) } else { vec![run.len()] };
            let tokens = lengths.into_iter().map(|length| {
                at += length;
                at - length..at
            });
            self.stretches.push(Stretch { tokens: tokens.collect(), place, dense: run.dense, number });
        }
    }

    /// The words beside numbers, with their places.
    fn units(&self, text: &[Folded]) -> Vec<(Range<usize>, Unit)> {
        let mut units = Vec::new();
        let mut push = |place: Range<usize>, loose| {
            let unit = Unit { loose, ..Unit::chain(text, place.start, place.end) };
            units.push((place, unit));
        };
        for Stretch { place, dense, tokens, .. } in self.stretches.iter().filter(|stretch| !stretch.number) {
            if !dense || place.len() == 1 {
                push(place.clone(), false);
                continue;
            }
            // Characters that jieba leaves alone side by side are one unit; alone between words they say little.
            let mut loose = place.start;
            for token in tokens.iter().filter(|token| token.len() > 1) {
                if token.start - loose > 1 {
                    push(loose..token.start, true);
                }
                push(token.clone(), false);
                loose = token.end;
            }
            if place.end - loose > 1 {
                push(loose..place.end, true);
            }
        }
        units
    }
}

/// The stretches for which others may stand, from word to word, so that 大学 is not found in 大学生; the longest first where
/// several begin.
pub(crate) fn widened(cut: &Cut, own: &Synonyms, text: &[Folded]) -> Vec<Widened> {
    let field = Synonyms::field();
    let longest_word = field.longest().max(own.longest());
    let tokens: Vec<&Range<usize>> = cut.stretches.iter().flat_map(|stretch| &stretch.tokens).collect();
    let mut found = Vec::new();
    let mut first = 0;
    while first < tokens.len() {
        let mut content = Vec::new();
        let mut longest = None;
        for (last, token) in tokens.iter().enumerate().skip(first) {
            content.extend(text[(*token).clone()].iter().map(|f| f.c));
            if content.len() > longest_word {
                break;
            }
            let others: Vec<&String> = field.of(&content).iter().chain(own.of(&content)).collect();
            if !others.is_empty() {
                longest = Some((last, others));
            }
        }
        let Some((last, others)) = longest else {
            first += 1;
            continue;
        };
        let chain = |word: &String| {
            let text = fold(word);
            Unit::chain(&text, 0, text.len())
        };
        let mut others: Vec<Unit> = others.into_iter().map(chain).collect();
        once(&mut others);
        found.push(Widened { span: tokens[first].start..tokens[last].end, others });
        first = last + 1;
    }
    found
}

fn written(text: &[Folded], place: &Range<usize>) -> String {
    text[place.clone()].iter().map(|f| f.c).collect()
}

/// Keeps the first of equals.
fn once<T: PartialEq>(list: &mut Vec<T>) {
    let mut kept = Vec::with_capacity(list.len());
    for item in list.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *list = kept;
}
