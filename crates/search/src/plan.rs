//! From the pieces of a query to units: the least things a document either contains or does not.
//!
//! A unit is found as a chain of grams, so it does not matter how jieba cut the document. How much of the units'
//! weight a document holds decides whether it is a result; `rank` decides where it stands.

use crate::{
    analysis::{Folded, Gram, Run, Words, fold, grams, numbers, runs, stem},
    parse::Pieces,
};

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
    /// The key, where the unit is a clause number.
    pub number: Option<String>,
    pub spaced: bool,
    /// Of single characters that are no word together.
    pub loose: bool,
}

/// What is wanted, in folded text.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Plain words: a share of them.
    pub wanted: Vec<Unit>,
    /// Quoted phrases: all.
    pub required: Vec<Unit>,
    pub excluded: Vec<Unit>,
    /// Terms that rank: words with their parts, and grams.
    pub words: Vec<String>,
    pub grams: Vec<String>,
    /// Dense characters, which settle the order of the best.
    pub chars: Vec<char>,
    /// Whole stretches of the query, three characters and more, which rank higher in one piece.
    pub stretches: Vec<Unit>,
}

impl Unit {
    /// Everything in `text[start..end]`, as one chain.
    fn chain(text: &[Folded], start: usize, end: usize) -> Self {
        let part = &text[start..end];
        let runs = runs(part);
        let (grams, _) = grams(part, &runs);
        let content = runs.iter().flat_map(|run| &part[run.start..run.end]).map(|f| f.c).collect();
        let spaced = matches!(runs[..], [run] if !run.dense);
        let mut unit = Self { content, grams, word: None, number: None, spaced, loose: false };
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
    pub fn new(words: &Words, pieces: &Pieces) -> Self {
        let mut plan = Self::default();
        for piece in &pieces.plain {
            plan.plain(words, &fold(piece));
        }
        let chain = |piece: &String| {
            let text = fold(piece);
            Some(Unit::chain(&text, 0, text.len())).filter(|unit| !unit.content.is_empty())
        };
        plan.required = pieces.phrases.iter().filter_map(chain).collect();
        plan.excluded = pieces.without.iter().filter_map(chain).collect();
        for piece in &pieces.phrases {
            plan.rank(words, &fold(piece));
        }
        for units in [&mut plan.wanted, &mut plan.required, &mut plan.excluded, &mut plan.stretches] {
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

    fn plain(&mut self, words: &Words, text: &[Folded]) {
        let mut from = 0;
        for number in numbers(text) {
            self.words_of(words, text, from, number.start);
            let unit = Unit::chain(text, number.start, number.end);
            self.wanted.push(Unit { number: Some(number.key), ..unit });
            from = number.end;
        }
        self.words_of(words, text, from, text.len());
        self.rank(words, text);
    }

    /// The words between `from` and `to`.
    fn words_of(&mut self, words: &Words, text: &[Folded], from: usize, to: usize) {
        let part = &text[from..to];
        for run in runs(part) {
            if !run.dense || run.len() == 1 {
                self.wanted.push(Unit::chain(part, run.start, run.end));
                continue;
            }
            // Characters that jieba leaves alone side by side are one unit; alone between words they say little.
            let (mut at, mut loose) = (run.start, run.start);
            let close = |plan: &mut Self, loose: usize, end: usize| {
                if end - loose > 1 {
                    plan.wanted.push(Unit { loose: true, ..Unit::chain(part, loose, end) });
                }
            };
            for length in words.cut(&written(part, &run)) {
                if length > 1 {
                    close(self, loose, at);
                    self.wanted.push(Unit::chain(part, at, at + length));
                    loose = at + length;
                }
                at += length;
            }
            close(self, loose, run.end);
        }
    }

    fn rank(&mut self, words: &Words, text: &[Folded]) {
        let runs = runs(text);
        for run in &runs {
            if run.dense {
                self.chars.extend(text[run.start..run.end].iter().map(|f| f.c));
                words.each_with_parts(&written(text, run), |word| self.words.push(word.to_owned()));
                if run.len() > 2 {
                    self.stretches.push(Unit::chain(text, run.start, run.end));
                }
            } else {
                self.words.push(stem(&written(text, run)));
            }
        }
        self.grams.extend(grams(text, &runs).0.into_iter().filter(|gram| !gram.single).map(|gram| gram.text));
    }
}

fn written(text: &[Folded], run: &Run) -> String {
    text[run.start..run.end].iter().map(|f| f.c).collect()
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
