//! From a query and a text to the numbers that models of the BERT family read: WordPiece (Wu et al. 2016), characters of
//! Chinese each by itself, lower case, without accents.

use crate::{Error, Result, analysis::fold};
use std::{collections::HashMap, fs, path::Path};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Pieces of a pair at most: what a model takes to read grows with them, and the beginning says most.
const LONGEST_PAIR: usize = 160;
/// Of these, pieces of the query.
const LONGEST_QUERY: usize = 48;
/// A longer word is none, as in BERT. In characters.
const LONGEST_WORD: usize = 100;

pub(super) struct WordPieces {
    numbers: HashMap<Box<str>, i32>,
    begin: i32,
    end: i32,
    unknown: i32,
}

/// `[CLS] query [SEP] text [SEP]`.
pub(super) struct Pair {
    pub ids: Vec<i32>,
    /// 0 for the query, 1 for the text.
    pub types: Vec<i32>,
}

impl WordPieces {
    pub fn open(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).map_err(|source| Error::RerankerFile { file: file.to_owned(), source })?;
        let numbers: HashMap<Box<str>, i32> = text.lines().zip(0..).map(|(piece, number)| (piece.into(), number)).collect();
        let named = |piece: &'static str| {
            numbers.get(piece).copied().ok_or_else(|| Error::RerankerVocabulary { file: file.to_owned(), missing: piece })
        };
        let (begin, end, unknown) = (named("[CLS]")?, named("[SEP]")?, named("[UNK]")?);
        Ok(Self { begin, end, unknown, numbers })
    }

    pub fn pair(&self, query: &str, text: &str) -> Pair {
        let mut ids = vec![self.begin];
        self.read(query, LONGEST_QUERY, &mut ids);
        ids.push(self.end);
        let query = ids.len();
        self.read(text, LONGEST_PAIR - 1, &mut ids);
        ids.push(self.end);
        let types = (0..ids.len()).map(|i| i32::from(i >= query)).collect();
        Pair { ids, types }
    }

    /// Adds the pieces of the text until there are `most`.
    fn read(&self, text: &str, most: usize, ids: &mut Vec<i32>) {
        let mut word = String::new();
        // A character is a piece at the least, or white space, or a part of a word that is cut anyway.
        for folded in fold(text) {
            if ids.len() >= most {
                break;
            }
            for c in std::iter::once(folded.c).nfd().filter(|c| !is_combining_mark(*c) && (c.is_whitespace() || !c.is_control()))
            {
                if c.is_alphanumeric() && !stands_alone(c) {
                    word.push(c);
                    continue;
                }
                self.word(&std::mem::take(&mut word), ids);
                if !c.is_whitespace() {
                    self.word(c.encode_utf8(&mut [0; 4]), ids);
                }
            }
        }
        self.word(&word, ids);
        ids.truncate(most);
    }

    /// The longest piece with which the word begins, and so on; unknown as a whole where that leads nowhere.
    fn word(&self, word: &str, ids: &mut Vec<i32>) {
        if word.is_empty() {
            return;
        }
        let known = ids.len();
        let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_WORD + 1).collect();
        let mut from = 0;
        let mut piece = String::new();
        while from < word.len() && ends.len() <= LONGEST_WORD {
            let longest = ends.iter().rev().take_while(|end| **end > from).find_map(|end| {
                piece.clear();
                piece.push_str(if from > 0 { "##" } else { "" });
                piece.push_str(&word[from..*end]);
                Some((*self.numbers.get(piece.as_str())?, *end))
            });
            let Some((number, end)) = longest else { break };
            ids.push(number);
            from = end;
        }
        if from < word.len() {
            ids.truncate(known);
            ids.push(self.unknown);
        }
    }
}

/// Ideographs are words of their own; kana and hangul are cut as other scripts are.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
