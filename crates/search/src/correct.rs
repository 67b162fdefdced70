//! What a query may have meant, where something of it stands nowhere in the index: 科谱 for 科普, `kepu duanshipin`.
//!
//! The cheapest way through the query is looked for, word by word: a word costs what it is unlikely and what it differs
//! from what was typed, and two words cost more where no document has them side by side.

use crate::{
    analysis::{Folded, Run, Synonyms, Words, fold, numbers, runs, stem},
    lexicon::Lexicon,
    plan::{Cut, Widened, widened},
    way::{Step, Way},
};

/// Longer stretches are taken as they are.
const LONGEST: usize = 40;
/// In characters: who types more writes sentences, of words that this index may not know.
const LONGEST_WRITTEN: usize = 12;
/// Characters that hold sentences together: where one stands, a sentence was written, and none of it is put right.
const FUNCTION: &str = "的了着过吗呢吧么不没是在有会能要就都也很和与或到从把被给让对为以而且上下里个些这那哪谁我你他她它们怎什越";
/// In the units of a logarithm: what a character that only sounds alike adds to the cost of a word.
const ALIKE: f32 = 3.0;
/// A word that sounds so only to some.
const BLURRED: f32 = 3.0;
/// A character that is another altogether, in a word of four and more, or where nothing else was typed.
const OTHER: f32 = 6.0;
/// Two neighbours that changed places.
const SWAPPED: f32 = 5.0;
/// A single character is hardly ever what was meant.
const ALONE: f32 = 4.0;
const UNKNOWN: f32 = 16.0;
/// Words of the same sound that are tried in one place.
const TRIED: usize = 4;
/// First letters of fewer words say nothing, and of more nobody types.
const INITIALS: std::ops::RangeInclusive<usize> = 3..=6;

/// What a query may have meant.
pub(crate) struct Meant {
    pub text: String,
    /// Letters were read as pinyin.
    pub spoken: bool,
}

/// The text with what is unknown in it put right; nothing where there is nothing better. `joined` says whether two
/// characters stand side by side anywhere.
pub(crate) fn corrected(
    lexicon: &Lexicon,
    words: &Words,
    own: &Synonyms,
    joined: &dyn Fn(char, char) -> bool,
    text: &str,
) -> Option<Meant> {
    let folded = fold(text);
    let runs = runs(&folded);
    let firm = firm(lexicon, words, own, &folded);
    let mut out = String::with_capacity(text.len());
    let (mut done, mut spoken) = (0, false);
    let mut i = 0;
    while i < runs.len() {
        let (mut better, count) = if runs[i].dense {
            let run = runs[i].start..runs[i].end;
            (put_right(lexicon, joined, &chars(&folded, &runs[i]), &firm[run], runs.len() == 1), 1)
        } else if is_firm(&firm, &runs[i]) {
            (None, 1)
        } else {
            spoken_words(lexicon, joined, &folded, &firm, &runs[i..])
        };
        spoken |= better.is_some() && !runs[i].dense;
        if better.is_none() && !runs[i].dense && !is_firm(&firm, &runs[i]) {
            better = misspelt(lexicon, &String::from_iter(chars(&folded, &runs[i])));
        }
        if let Some(better) = better {
            let end = runs[i + count - 1].end;
            out.push_str(&text[done..folded[runs[i].start].at]);
            out.push_str(&better);
            done = folded.get(end).map_or(text.len(), |f| f.at);
        }
        i += count;
    }
    out.push_str(&text[done..]);
    (done > 0).then_some(Meant { text: out, spoken })
}

/// How sure it is that a character was meant as it was typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firm {
    No,
    /// It stands in a word of the language that this index does not hold: only a longer word that sounds so may be meant.
    Word,
    /// In a word of the index, in one for which others stand, or in the number of a clause.
    Yes,
}

/// By character.
fn firm(lexicon: &Lexicon, words: &Words, own: &Synonyms, text: &[Folded]) -> Vec<Firm> {
    let mut firm = vec![Firm::No; text.len()];
    let numbers = numbers(text);
    let cut = Cut::new(words, text, &numbers);
    for token in cut.stretches.iter().filter(|stretch| stretch.dense).flat_map(|stretch| &stretch.tokens) {
        let word: String = text[token.clone()].iter().map(|f| f.c).collect();
        if token.len() > 1 && words.has(&word) {
            firm[token.clone()].fill(if lexicon.of_text(&word).is_some() { Firm::Yes } else { Firm::Word });
        }
    }
    for Widened { span, .. } in widened(&cut, own, text) {
        firm[span].fill(Firm::Yes);
    }
    for number in numbers {
        firm[number.start..number.end].fill(Firm::Yes);
    }
    firm
}

/// Of a word of letters: others stand for it, so it was meant as it is.
fn is_firm(firm: &[Firm], run: &Run) -> bool {
    firm[run.start] == Firm::Yes
}

fn chars(text: &[Folded], run: &Run) -> Vec<char> {
    text[run.start..run.end].iter().map(|f| f.c).collect()
}

/// What the words of letters mean with which `runs` begins, and how many these are: all together, since what stands between
/// syllables says nothing (`ke pu`, `xi'an`), or else the first if it is unknown.
fn spoken_words(
    lexicon: &Lexicon,
    joined: &dyn Fn(char, char) -> bool,
    text: &[Folded],
    firm: &[Firm],
    runs: &[Run],
) -> (Option<String>, usize) {
    let open = |run: &&Run| !run.dense && !is_firm(firm, run);
    let words = runs.iter().take_while(open).map(|run| String::from_iter(chars(text, run)));
    let words: Vec<String> = words.take_while(|word| word.bytes().all(|b| b.is_ascii_lowercase())).collect();
    let unknown = |word: &String| !lexicon.has_spaced(&stem(word));
    if words.iter().any(unknown)
        && let Some(meant) = spoken(lexicon, joined, &words.concat())
    {
        return (Some(meant), words.len());
    }
    (words.first().filter(|word| unknown(word)).and_then(|word| spoken(lexicon, joined, word)), 1)
}

/// The English word that was meant by one that stands nowhere.
fn misspelt(lexicon: &Lexicon, word: &str) -> Option<String> {
    (!lexicon.has_spaced(&stem(word))).then(|| lexicon.spelt(word).map(str::to_owned)).flatten()
}

/// The words that are typed so, in full or by their first letters.
fn spoken(lexicon: &Lexicon, joined: &dyn Fn(char, char) -> bool, letters: &str) -> Option<String> {
    let in_full = |part: &str| lexicon.typed(part).take(TRIED).collect();
    let by_initials = |part: &str| lexicon.of_initials(part).iter().copied().take(TRIED).collect();
    (letters.len() <= LONGEST).then(|| way_of_letters(lexicon, joined, letters, &in_full)).flatten().or_else(|| {
        // So little says it that only what stands side by side can be meant.
        let meant =
            INITIALS.contains(&letters.len()).then(|| way_of_letters(lexicon, joined, letters, &by_initials)).flatten()?;
        let neighbours = || meant.chars().zip(meant.chars().skip(1));
        neighbours().all(|(a, b)| joined(a, b)).then_some(meant)
    })
}

fn way_of_letters(
    lexicon: &Lexicon,
    joined: &dyn Fn(char, char) -> bool,
    letters: &str,
    words: &dyn Fn(&str) -> Vec<u32>,
) -> Option<String> {
    let mut way = Way::new(letters.len(), joined);
    for from in 0..letters.len() {
        for to in from + 1..=letters.len() {
            for id in words(&letters[from..to]) {
                let word = lexicon.word(id);
                let alone = if word.length == 1 { ALONE } else { 0.0 };
                way.step(Step { from, to, cost: lexicon.cost(id) + alone, word: word.text.to_string() });
            }
        }
    }
    // Single syllables make a sentence of anything.
    let words = way.steps()?;
    words.iter().any(|word| word.chars().count() > 1).then(|| words.concat())
}

/// The stretch of Han characters that was meant, where it is another; what is `firm` stays. `only` where nothing else was
/// typed.
fn put_right(
    lexicon: &Lexicon,
    joined: &dyn Fn(char, char) -> bool,
    typed: &[char],
    firm: &[Firm],
    only: bool,
) -> Option<String> {
    let sentence = typed.len() > LONGEST_WRITTEN || typed.iter().any(|c| FUNCTION.contains(*c));
    if typed.len() < 2 || sentence || firm.iter().all(|firm| *firm == Firm::Yes) {
        return None;
    }
    let mut way = Way::new(typed.len(), joined);
    for from in 0..typed.len() {
        let word: String = typed[from].into();
        let cost = lexicon.of_text(&word).map_or(UNKNOWN, |id| lexicon.cost(id) + ALONE);
        way.step(Step { from, to: from + 1, cost, word });
        for to in from + 2..=typed.len().min(from + 8) {
            let part: String = typed[from..to].iter().collect();
            let open = only && to - from == typed.len();
            for (id, differs) in candidates(lexicon, &part, &typed[from..to], &firm[from..to], open) {
                way.step(Step { from, to, cost: lexicon.cost(id) + differs, word: lexicon.word(id).text.to_string() });
            }
        }
    }
    let meant = way.steps()?.concat();
    let changed = meant.chars().zip(typed).filter(|(a, b)| a != *b).count();
    (changed > 0 && changed <= 1 + typed.len() / 4).then_some(meant)
}

/// Words that may have been meant by `part`, and what each differs; `open` where it is all that was typed.
fn candidates(lexicon: &Lexicon, part: &str, typed: &[char], firm: &[Firm], open: bool) -> Vec<(u32, f32)> {
    if let Some(id) = lexicon.of_text(part) {
        return vec![(id, 0.0)];
    }
    let differs = |id: u32| lexicon.word(id).text.chars().zip(typed).filter(|(a, b)| a != *b).count() as f32;
    let mut found: Vec<(u32, f32)> = lexicon
        .alike(part)
        .into_iter()
        .map(|(id, exact)| (id, ALIKE * differs(id) + if exact { 0.0 } else { BLURRED }))
        .collect();
    if typed.len() > 3 || open {
        found.extend(lexicon.one_off(part).into_iter().map(|id| (id, OTHER)));
    }
    for i in 1..typed.len() {
        let mut swapped = typed.to_vec();
        swapped.swap(i - 1, i);
        found.extend(lexicon.of_text(&String::from_iter(swapped)).map(|id| (id, SWAPPED)));
    }
    found.retain(|(id, cost)| {
        // In a longer word that sounds so, what the index does not hold may change.
        let least = if typed.len() > 2 && *cost < OTHER + BLURRED { Firm::Yes } else { Firm::Word };
        let word = lexicon.word(*id);
        word.length == typed.len() && word.text.chars().zip(typed).zip(firm).all(|((a, b), firm)| a == *b || *firm < least)
    });
    found
}
