//! Terms of the field found in running text: each once in a text, where it first stands.
//!
//! Absent from here: how a term is marked, and what is explained of it.

use crate::Slug;
use std::{collections::HashMap, ops::Range};

/// What is looked for. Of the terms that begin at one place the longest is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    slugs: Vec<Slug>,
    /// By their first character, longest first, each with its place in `slugs`.
    spellings: HashMap<char, Vec<(String, usize)>>,
}

impl Glossary {
    /// Each term with the ways in which it is written. Of two that are written alike the first is meant.
    pub fn new(terms: impl IntoIterator<Item = (Slug, Vec<String>)>) -> Self {
        let mut glossary = Self::default();
        for (slug, spellings) in terms {
            let term = glossary.slugs.len();
            glossary.slugs.push(slug);
            for spelling in spellings {
                let Some(first) = spelling.chars().next() else { continue };
                glossary.spellings.entry(first.to_ascii_lowercase()).or_default().push((spelling, term));
            }
        }
        for spellings in glossary.spellings.values_mut() {
            spellings.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
        }
        glossary
    }

    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty()
    }

    /// For one text, whose pieces are then asked about in order.
    pub fn marks(&self) -> TermMarks<'_> {
        TermMarks { glossary: self, met: Vec::new() }
    }

    /// The term that begins at byte `at` of `text`, with its end.
    fn at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let first = text[at..].chars().next()?;
        let spellings = self.spellings.get(&first.to_ascii_lowercase())?;
        let fits = |spelling: &String| {
            let end = at + spelling.len();
            let alike = text.get(at..end).is_some_and(|words| words.eq_ignore_ascii_case(spelling));
            alike && !joins(text, at) && !joins(text, end)
        };
        spellings.iter().find(|(spelling, _)| fits(spelling)).map(|(spelling, term)| (at + spelling.len(), *term))
    }
}

/// A Latin letter or a figure stands on both sides: no word begins or ends there.
fn joins(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    is_latin(before.chars().next_back()) && is_latin(after.chars().next())
}

/// The terms of one text that were met so far.
#[derive(Clone, Debug)]
pub struct TermMarks<'a> {
    glossary: &'a Glossary,
    met: Vec<usize>,
}

impl<'a> TermMarks<'a> {
    /// The terms that are met in `text` for the first time, with the bytes where they stand, in order.
    ///
    /// A word inside the title of a publication (《…》) is no term, unless it is the whole title.
    pub fn first(&mut self, text: &str) -> Vec<(Range<usize>, &'a Slug)> {
        let mut found = Vec::new();
        if self.glossary.is_empty() {
            return found;
        }
        let (mut at, mut titles) = (0, 0_usize);
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            match c {
                '《' => titles += 1,
                '》' => titles = titles.saturating_sub(1),
                _ => {}
            }
            let term = self.glossary.at(text, at).filter(|(end, _)| titles == 0 || is_whole_title(text, at, *end));
            let Some((end, term)) = term else {
                at = next;
                continue;
            };
            if !self.met.contains(&term) {
                self.met.push(term);
                found.push((at..end, &self.glossary.slugs[term]));
            }
            at = end;
        }
        found
    }

    /// Those that were met, in the order of the text.
    pub fn met(&self) -> impl Iterator<Item = &'a Slug> {
        let slugs = &self.glossary.slugs;
        self.met.iter().map(|term| &slugs[*term])
    }
}

fn is_whole_title(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with('《') && text[end..].starts_with('》')
}
