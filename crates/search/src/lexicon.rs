//! The words of the index, by frequency and by sound: what a misspelt query may have meant.
//!
//! Made from the terms that stand in the index anyway, so it knows what can be found, and nothing else. Words of deleted
//! documents stay in it until their segment is merged away; whoever offers a word looks first whether it finds something.

use crate::{schema::Fields, spelling::Spelling};
use pinyin::ToPinyinMulti;
use std::collections::{HashMap, HashSet};
use tantivy::Searcher;

/// The rarer words of a very large index are left out.
const MOST_WORDS: usize = 200_000;
/// In characters.
const LONGEST_WORD: usize = 8;
/// Readings of one word: 重 and 长 have two each.
const MOST_READINGS: usize = 6;
/// Up to so many documents a lexicon is made anew after every change of the index.
const SMALL: u64 = 20_000;

pub(crate) struct Lexicon {
    /// Han words, single characters among them, most frequent first.
    words: Vec<Word>,
    by_text: HashMap<Box<str>, u32>,
    /// Ordered by text.
    alphabet: Vec<u32>,
    /// Ordered by what people type for it (`kepu`), then by frequency.
    sounds: Vec<(Box<str>, u32)>,
    /// By what sounds alike to many: z and zh, n and ng are one.
    by_blurred_sound: HashMap<Box<str>, Vec<u32>>,
    /// By first letters.
    by_initials: HashMap<Box<str>, Vec<u32>>,
    /// By the word with one character left open, 科?馆, for words of three characters and more.
    by_gap: HashMap<Box<str>, Vec<u32>>,
    /// Words of spaced scripts, as stems.
    spaced: HashSet<Box<str>>,
    /// The same as they are written.
    spelling: Spelling,
    /// Of all frequencies.
    all: f32,
    documents: u64,
    generation: u64,
}

pub(crate) struct Word {
    pub text: Box<str>,
    /// In characters.
    pub length: usize,
    /// About how many documents hold it.
    frequency: u32,
}

impl Lexicon {
    pub fn new(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let mut frequencies: HashMap<Box<str>, u32> = HashMap::new();
        let mut spaced = HashSet::new();
        for field in [fields.words, fields.title_words, fields.chars] {
            for segment in searcher.segment_readers() {
                let inverted = segment.inverted_index(field)?;
                let mut terms = inverted.terms().stream()?;
                while terms.advance() {
                    let Ok(text) = str::from_utf8(terms.key()) else { continue };
                    if text.chars().take(LONGEST_WORD + 1).count() <= LONGEST_WORD && text.chars().all(is_han) {
                        *frequencies.entry(text.into()).or_default() += terms.value().doc_freq;
                    } else if text.is_ascii() {
                        spaced.insert(text.into());
                    }
                }
            }
        }
        let spelling = spelling(searcher, fields)?;
        let word = |(text, frequency): (Box<str>, u32)| Word { length: text.chars().count(), text, frequency };
        let mut words: Vec<Word> = frequencies.into_iter().map(word).collect();
        words.sort_unstable_by(|a, b| b.frequency.cmp(&a.frequency).then_with(|| a.text.cmp(&b.text)));
        words.truncate(MOST_WORDS);

        let mut lexicon = Self {
            all: words.iter().map(|word| word.frequency as f32).sum(),
            by_text: words.iter().zip(0..).map(|(word, id)| (word.text.clone(), id)).collect(),
            words,
            alphabet: Vec::new(),
            sounds: Vec::new(),
            by_blurred_sound: HashMap::new(),
            by_initials: HashMap::new(),
            by_gap: HashMap::new(),
            spaced,
            spelling,
            documents: searcher.num_docs(),
            generation: searcher.generation().generation_id(),
        };
        for id in 0..lexicon.words.len() as u32 {
            lexicon.register(id);
        }
        lexicon.sounds.sort_unstable();
        lexicon.alphabet = (0..lexicon.words.len() as u32).collect();
        lexicon.alphabet.sort_unstable_by(|a, b| lexicon.words[*a as usize].text.cmp(&lexicon.words[*b as usize].text));
        Ok(lexicon)
    }

    fn register(&mut self, id: u32) {
        let text = self.words[id as usize].text.clone();
        let long = self.words[id as usize].length > 2;
        for reading in readings(&text) {
            let blurred: String = reading.iter().map(|syllable| blurred(syllable)).collect();
            self.by_blurred_sound.entry(blurred.into()).or_default().push(id);
            let initials: String = reading.iter().filter_map(|syllable| syllable.chars().next()).collect();
            self.by_initials.entry(initials.into()).or_default().push(id);
            self.sounds.push((reading.concat().into(), id));
        }
        if long {
            for gap in gaps(&text) {
                self.by_gap.entry(gap.into()).or_default().push(id);
            }
        }
    }

    /// Whether it still tells what stands in the index, or nearly so.
    pub fn serves(&self, searcher: &Searcher) -> bool {
        self.generation == searcher.generation().generation_id()
            || self.documents > SMALL && searcher.num_docs().abs_diff(self.documents) < self.documents / 20
    }

    pub fn word(&self, id: u32) -> &Word {
        &self.words[id as usize]
    }

    /// How unlikely the word is: minus the logarithm of its share of all words.
    pub fn cost(&self, id: u32) -> f32 {
        (self.all / self.words[id as usize].frequency.max(1) as f32).ln()
    }

    pub fn of_text(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    /// Whether a word of a spaced script is known, by its stem.
    pub fn has_spaced(&self, stem: &str) -> bool {
        self.spaced.contains(stem)
    }

    /// The English word that a misspelt one probably is.
    pub fn spelt(&self, word: &str) -> Option<&str> {
        self.spelling.meant(word)
    }

    /// The words that are typed so, in full, most frequent first: `duanshipin`.
    pub fn typed<'a>(&'a self, letters: &'a str) -> impl Iterator<Item = u32> + 'a {
        self.typed_from(letters).take_while(|(sound, _)| **sound == *letters).map(|(_, id)| *id)
    }

    /// Words that begin with the text, in the order of their characters.
    pub fn written_from<'a>(&'a self, text: &'a str) -> impl Iterator<Item = u32> + 'a {
        let first = self.alphabet.partition_point(|id| *self.word(*id).text < *text);
        self.alphabet[first..].iter().copied().take_while(move |id| self.word(*id).text.starts_with(text))
    }

    /// Words of which the typed letters are a beginning, by sound.
    pub fn typed_from<'a>(&'a self, letters: &'a str) -> impl Iterator<Item = &'a (Box<str>, u32)> {
        let first = self.sounds.partition_point(|(sound, _)| **sound < *letters);
        self.sounds[first..].iter().take_while(move |(sound, _)| sound.starts_with(letters))
    }

    /// Words of these first letters, most frequent first.
    pub fn of_initials(&self, letters: &str) -> &[u32] {
        self.by_initials.get(letters).map_or(&[], Vec::as_slice)
    }

    /// Words that sound like the text, each once; true where they do so exactly.
    pub fn alike(&self, text: &str) -> Vec<(u32, bool)> {
        let (mut exact, mut about) = (Vec::new(), Vec::new());
        for reading in readings(text) {
            exact.extend(self.typed(&reading.concat()));
            let blurred: String = reading.iter().map(|syllable| blurred(syllable)).collect();
            about.extend(self.by_blurred_sound.get(blurred.as_str()).into_iter().flatten());
        }
        about.sort_unstable();
        about.dedup();
        about.into_iter().map(|id| (id, exact.contains(&id))).collect()
    }

    /// Words that differ from the text in one character.
    pub fn one_off(&self, text: &str) -> Vec<u32> {
        let mut ids: Vec<u32> = gaps(text).flat_map(|gap| self.by_gap.get(gap.as_str()).into_iter().flatten().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Grams of spaced scripts are whole words, unstemmed, and stand before all Han characters.
fn spelling(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Spelling> {
    let mut words = Vec::new();
    for field in [fields.grams, fields.title_grams] {
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge("a").lt("{").into_stream()?;
            while terms.advance() {
                if let Ok(word) = str::from_utf8(terms.key())
                    && Spelling::is_word(word)
                {
                    words.push((word.into(), terms.value().doc_freq));
                }
            }
        }
    }
    Ok(Spelling::new(words))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// What people type for the text, by syllable; nothing where a character has no reading.
fn readings(text: &str) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    for multi in text.to_pinyin_multi() {
        let Some(multi) = multi else { return Vec::new() };
        // The usual reading comes first.
        let mut syllables: Vec<String> = Vec::new();
        for syllable in multi.into_iter().map(|sound| sound.plain().replace('ü', "v")) {
            if !syllables.contains(&syllable) {
                syllables.push(syllable);
            }
        }
        all = all
            .iter()
            .flat_map(|begun: &Vec<String>| syllables.iter().map(|next| [begun.as_slice(), std::slice::from_ref(next)].concat()))
            .take(MOST_READINGS)
            .collect();
    }
    all
}

/// Speakers of the south type `zongguo`.
fn blurred(syllable: &str) -> String {
    let syllable = syllable.strip_suffix('g').filter(|rest| rest.ends_with('n')).unwrap_or(syllable);
    match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => format!("{}{}", &syllable[..1], &syllable[2..]),
        [b'l', ..] => format!("n{}", &syllable[1..]),
        _ => syllable.to_owned(),
    }
}

fn gaps(text: &str) -> impl Iterator<Item = String> {
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).map(move |open| chars.iter().enumerate().map(|(i, c)| if i == open { '?' } else { *c }).collect())
}
