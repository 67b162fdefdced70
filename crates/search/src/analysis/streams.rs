//! The terms of a field, one after the other, as tantivy asks for them: on the threads that build the index, and without a piece of
//! memory for each.
//!
//! What comes in is [`Text`]: folded, its pieces parted. Words, grams and characters of the same text go to three fields.

use super::{
    Folded, Words, fold,
    runs::is_dense,
    terms::{LONGEST_WORD, stem},
};
use std::{str::Chars, sync::Arc, vec};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

pub(crate) const WORDS: &str = "liangyi-words";
pub(crate) const GRAMS: &str = "liangyi-grams";
pub(crate) const CHARS: &str = "liangyi-chars";

/// Stands between pieces of a text; nobody types it.
const PART: char = '\u{1f}';
/// Positions between pieces, so that no phrase reaches from one into the next.
const GAP: usize = 16;

/// A text of several pieces, folded.
#[derive(Default)]
pub(crate) struct Text(String);

impl Text {
    pub fn add(&mut self, piece: &str) {
        if !self.0.is_empty() {
            self.0.push(PART);
        }
        self.0.extend(fold(piece).into_iter().map(|Folded { c, .. }| c));
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// Lets an index cut what is added to it.
pub(crate) fn register(tokenizers: &TokenizerManager, words: &Arc<Words>) {
    tokenizers.register(WORDS, WordTokenizer(words.clone()));
    tokenizers.register(GRAMS, GramTokenizer);
    tokenizers.register(CHARS, CharTokenizer);
}

/// Words of two and more characters, with those inside the longer ones; stems of spaced words.
#[derive(Clone)]
struct WordTokenizer(Arc<Words>);

/// Every dense character begins one gram, a spaced word is one.
#[derive(Clone)]
struct GramTokenizer;

/// Dense characters.
#[derive(Clone)]
struct CharTokenizer;

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Stream<WordTerms<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Stream::new(WordTerms { words: &self.0, stretches: Stretches(text), cut: Vec::new().into_iter() })
    }
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = Stream<GramTerms<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Stream::new(GramTerms { stretches: Stretches(text), dense: "", position: 0 })
    }
}

impl Tokenizer for CharTokenizer {
    type TokenStream<'a> = Stream<CharTerms<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Stream::new(CharTerms { stretches: Stretches(text), dense: "".chars() })
    }
}

/// What a text falls into, without a dictionary.
enum Stretch<'a> {
    /// Of a script written without spaces.
    Dense(&'a str),
    /// As far as it is indexed.
    Spaced(&'a str),
    /// The end of a piece.
    Part,
}

/// As `runs` parts the text of a query. What is left of the text.
struct Stretches<'a>(&'a str);

impl<'a> Iterator for Stretches<'a> {
    type Item = Stretch<'a>;

    fn next(&mut self) -> Option<Stretch<'a>> {
        let part = |c: char| is_dense(c) || c.is_alphanumeric() || c == PART;
        let text = &self.0[self.0.find(part)?..];
        let first = text.chars().next()?;
        if first == PART {
            self.0 = &text[first.len_utf8()..];
            return Some(Stretch::Part);
        }
        let dense = is_dense(first);
        let over = |c: char| is_dense(c) != dense || !(dense || c.is_alphanumeric());
        let (stretch, rest) = text.split_at(text.find(over).unwrap_or(text.len()));
        self.0 = rest;
        if dense {
            return Some(Stretch::Dense(stretch));
        }
        let end = stretch.char_indices().nth(LONGEST_WORD).map_or(stretch.len(), |(at, _)| at);
        Some(Stretch::Spaced(&stretch[..end]))
    }
}

/// Says the next term and its position.
trait Terms {
    fn next(&mut self, term: &mut String) -> Option<usize>;
}

struct WordTerms<'a> {
    words: &'a Words,
    stretches: Stretches<'a>,
    /// What is left of a stretch that was cut.
    cut: vec::IntoIter<&'a str>,
}

impl Terms for WordTerms<'_> {
    fn next(&mut self, term: &mut String) -> Option<usize> {
        loop {
            if let Some(word) = self.cut.next() {
                term.push_str(word);
                return Some(0);
            }
            match self.stretches.next()? {
                Stretch::Dense(text) => self.cut = self.words.with_parts(text).into_iter(),
                Stretch::Spaced(word) => {
                    term.push_str(&stem(word));
                    return Some(0);
                }
                Stretch::Part => {}
            }
        }
    }
}

struct GramTerms<'a> {
    stretches: Stretches<'a>,
    /// What is left of a stretch of dense characters.
    dense: &'a str,
    position: usize,
}

impl Terms for GramTerms<'_> {
    fn next(&mut self, term: &mut String) -> Option<usize> {
        while self.dense.is_empty() {
            match self.stretches.next()? {
                Stretch::Dense(text) => self.dense = text,
                Stretch::Spaced(word) => {
                    term.push_str(word);
                    self.position += 1;
                    return Some(self.position - 1);
                }
                Stretch::Part => self.position += GAP,
            }
        }
        let mut chars = self.dense.chars();
        term.extend(chars.next());
        self.dense = chars.as_str();
        term.extend(chars.next());
        self.position += 1;
        Some(self.position - 1)
    }
}

struct CharTerms<'a> {
    stretches: Stretches<'a>,
    dense: Chars<'a>,
}

impl Terms for CharTerms<'_> {
    fn next(&mut self, term: &mut String) -> Option<usize> {
        loop {
            if let Some(c) = self.dense.next() {
                term.push(c);
                return Some(0);
            }
            if let Stretch::Dense(text) = self.stretches.next()? {
                self.dense = text.chars();
            }
        }
    }
}

struct Stream<T> {
    terms: T,
    token: Token,
}

impl<T: Terms> Stream<T> {
    fn new(terms: T) -> Self {
        Self { terms, token: Token { position: 0, position_length: 1, ..Token::default() } }
    }
}

impl<T: Terms> TokenStream for Stream<T> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        let position = self.terms.next(&mut self.token.text);
        self.token.position = position.unwrap_or_default();
        position.is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
