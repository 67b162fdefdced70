//! Builds tantivy's query: what is a result, and the weights by which results are ranked.
//!
//! BM25 over words and grams side by side finds more than either alone; a match in the title and a stretch of the query
//! in one piece count extra.

use crate::{
    coverage::Covered,
    excluded::Excluded,
    plan::{Plan, Unit},
    schema::Fields,
};
use std::ops::Bound;
use tantivy::{
    Searcher, Term,
    query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

const WORD: f32 = 0.7;
const GRAM: f32 = 1.0;
const TITLE: f32 = 0.3;
const STRETCH: f32 = 0.3;
/// Who types a piece of a title means that title.
const TITLE_STRETCH: f32 = 0.6;
/// What stands for a word of the query counts less than the word.
const OTHER: f32 = 0.6;
/// In the units of BM25, where a rare word brings about 10: the clause asked for by number stands first.
const OWN_NUMBER: f32 = 60.0;
const INTERPRETED_NUMBER: f32 = 20.0;
const SINGLE: f32 = 1.0;
/// What a word of a question counts for in the share that is wanted.
const QUESTION_WORD: f32 = 0.1;
/// And what characters count that jieba left alone: mostly such as 里的.
const LOOSE: f32 = 0.3;
const LEAST_WEIGHT: f32 = 0.05;

/// How much of the query a document must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// All of two units, and a falling share of more.
    Most,
    /// Half at most, and a part of a word for the word: what follows where [`Level::Most`] fills no page.
    Some,
    /// Any unit.
    Any,
    /// Any part of a word.
    Parts,
    /// Any two neighbouring characters.
    Grams,
}

impl Level {
    /// What is tried, one after the other, where [`Level::Most`] finds nothing.
    pub const OTHERWISE: [Self; 3] = [Self::Any, Self::Parts, Self::Grams];
}

pub(crate) struct Builder<'a> {
    pub fields: &'a Fields,
    pub searcher: &'a Searcher,
    pub plan: &'a Plan,
    /// Works that are no results, by id.
    pub blocked: &'a [i64],
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

impl Builder<'_> {
    pub fn build(&self, level: Level) -> tantivy::Result<Box<dyn Query>> {
        let mut clauses: Clauses = Vec::new();
        let silent = |query| -> Box<dyn Query> { Box::new(ConstScoreQuery::new(query, 0.0)) };
        for unit in &self.plan.required {
            clauses.push((Occur::Must, silent(self.holds(unit))));
        }
        for unit in &self.plan.excluded {
            clauses.push((Occur::MustNot, Box::new(Excluded(self.holds(unit)))));
        }
        for id in self.blocked {
            clauses.push((Occur::MustNot, term(self.fields.owner, &Fields::work_owner(*id))));
        }
        if !self.plan.wanted.is_empty() {
            clauses.push((Occur::Must, self.wanted(level)?));
        } else if self.plan.required.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        } else {
            clauses.push((Occur::Should, self.ranking()));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn wanted(&self, level: Level) -> tantivy::Result<Box<dyn Query>> {
        if level == Level::Grams {
            return Ok(self.ranking());
        }
        let units = match level {
            Level::Some | Level::Parts => &self.plan.parts,
            _ => &self.plan.wanted,
        };
        let weights = self.weights(units)?;
        let whole: f32 = weights.iter().sum();
        if whole == 0.0 {
            return Ok(Box::new(EmptyQuery));
        }
        let parts = units.iter().zip(&weights).filter(|(_, weight)| **weight > 0.0);
        let coverage: Clauses = parts
            .map(|(unit, weight)| -> (_, Box<dyn Query>) {
                (Occur::Should, Box::new(ConstScoreQuery::new(self.holds(unit), *weight)))
            })
            .collect();
        let least = match level {
            Level::Most => share(coverage.len()),
            Level::Some => share(self.plan.wanted.len()).min(0.5),
            _ => 0.0,
        };
        Ok(Box::new(Covered { coverage: Box::new(BooleanQuery::new(coverage)), whole, least, ranking: self.ranking() }))
    }

    /// How much each unit counts: its inverse document frequency, and nothing where no document has it, since it
    /// could only keep away what the other words find.
    pub fn weights(&self, units: &[Unit]) -> tantivy::Result<Vec<f32>> {
        let all = self.searcher.num_docs() as f32;
        let weight = |unit: &Unit| {
            if unit.is_single() {
                return Ok(SINGLE);
            }
            let mut n = self.frequency(unit)?;
            for other in &unit.others {
                n = n.max(self.frequency(other)?);
            }
            let n = n as f32;
            // What every document holds still has to be there.
            let idf = (1.0 + (all - n + 0.5).max(0.0) / (n + 0.5)).ln().max(LEAST_WEIGHT);
            Ok(if n == 0.0 {
                0.0
            } else if unit.is_question_word() {
                idf * QUESTION_WORD
            } else if unit.loose {
                idf * LOOSE
            } else {
                idf
            })
        };
        units.iter().map(weight).collect()
    }

    /// Whether two characters are wanted side by side that are so nowhere.
    pub fn has_strangers(&self) -> tantivy::Result<bool> {
        for gram in &self.plan.grams {
            if self.pairs(gram)? == 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a word is wanted that stands nowhere.
    pub fn has_unknown(&self) -> tantivy::Result<bool> {
        for unit in self.plan.wanted.iter().filter(|unit| unit.numbers.is_empty() && !unit.is_single() && unit.others.is_empty())
        {
            if !unit.is_question_word() && self.frequency(unit)? == 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether two characters stand side by side anywhere.
    pub fn is_joined(&self, a: char, b: char) -> tantivy::Result<bool> {
        Ok(self.pairs(&String::from_iter([a, b]))? > 0)
    }

    fn pairs(&self, gram: &str) -> tantivy::Result<u64> {
        let [text, title] = [self.fields.grams, self.fields.title_grams].map(|field| Term::from_field_text(field, gram));
        Ok(self.searcher.doc_freq(&text)?.max(self.searcher.doc_freq(&title)?))
    }

    /// About how many documents hold the unit; by its rarest gram, where it is neither a spaced word nor the number of a
    /// clause.
    fn frequency(&self, unit: &Unit) -> tantivy::Result<u64> {
        let f = self.fields;
        let count = |fields: [Field; 2], text: &str| -> tantivy::Result<u64> {
            let [a, b] = fields.map(|field| self.searcher.doc_freq(&Term::from_field_text(field, text)));
            Ok(a?.max(b?))
        };
        if let (true, Some(word)) = (unit.spaced, &unit.word) {
            return count([f.words, f.title_words], word);
        }
        let mut numbered = 0;
        for key in &unit.numbers {
            numbered += count([f.number, f.refs], key)?;
        }
        if numbered > 0 {
            return Ok(numbered);
        }
        let mut rarest = None;
        for gram in unit.grams.iter().filter(|gram| !gram.single) {
            let n = count([f.grams, f.title_grams], &gram.text)?;
            rarest = Some(rarest.map_or(n, |least: u64| least.min(n)));
        }
        // Only single characters: nothing is known, and nothing must be kept from matching.
        Ok(rarest.unwrap_or(1))
    }

    /// Matches every document that contains the unit, whichever way jieba cut it there.
    fn holds(&self, unit: &Unit) -> Box<dyn Query> {
        let f = self.fields;
        if !unit.others.is_empty() {
            let itself = Unit { others: Vec::new(), ..unit.clone() };
            return Box::new(BooleanQuery::union(unit.others.iter().chain([&itself]).map(|one| self.holds(one)).collect()));
        }
        let mut places = match &unit.word {
            Some(word) if unit.spaced => vec![term(f.words, word), term(f.title_words, word)],
            _ => vec![chain(f.grams, unit), chain(f.title_grams, unit)],
        };
        places.extend(unit.numbers.iter().flat_map(|key| [term(f.number, key), term(f.refs, key)]));
        Box::new(BooleanQuery::union(places))
    }

    fn ranking(&self) -> Box<dyn Query> {
        let f = self.fields;
        let mut should: Vec<Box<dyn Query>> = Vec::new();
        let mut add = |query, boost| should.push(Box::new(BoostQuery::new(query, boost)));
        for word in &self.plan.words {
            add(term(f.words, word), WORD);
            add(term(f.title_words, word), WORD * TITLE);
        }
        for gram in &self.plan.grams {
            add(term(f.grams, gram), GRAM);
            add(term(f.title_grams, gram), GRAM * TITLE);
        }
        for unit in &self.plan.stretches {
            add(chain(f.grams, unit), STRETCH);
            add(chain(f.title_grams, unit), TITLE_STRETCH);
        }
        for unit in &self.plan.others {
            match &unit.word {
                Some(word) if unit.spaced => {
                    add(term(f.words, word), OTHER);
                    add(term(f.title_words, word), OTHER * TITLE);
                }
                _ => {
                    add(chain(f.grams, unit), OTHER);
                    add(chain(f.title_grams, unit), OTHER * TITLE);
                }
            }
        }
        for unit in self.plan.wanted.iter().chain(&self.plan.required) {
            for key in &unit.numbers {
                add(Box::new(ConstScoreQuery::new(term(f.number, key), 1.0)), OWN_NUMBER);
                add(Box::new(ConstScoreQuery::new(term(f.refs, key), 1.0)), INTERPRETED_NUMBER);
            }
            if unit.numbers.is_empty() && unit.is_single() {
                add(chain(f.grams, unit), SINGLE);
                add(chain(f.title_grams, unit), SINGLE);
            }
        }
        Box::new(BooleanQuery::union(should))
    }
}

/// Of the whole weight: all of one or two units, a quarter of three, a tenth of ten, since who asks in a sentence uses words
/// that the answer does not.
fn share(units: usize) -> f32 {
    if units <= 2 { 1.0 } else { 0.05 + 0.45 / (units - 1) as f32 }
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// The unit's grams, one after the other. Every second pair of a run is enough to hold its characters together; the last
/// pair closes it, so that the single character after it says nothing more.
pub(crate) fn chain(field: Field, unit: &Unit) -> Box<dyn Query> {
    let mut terms: Vec<(usize, Term)> = Vec::new();
    let mut parts: Vec<Box<dyn Query>> = Vec::new();
    // Index in the text up to which the characters are held.
    let mut held = 0;
    for (i, gram) in unit.grams.iter().enumerate() {
        let after = unit.grams.get(i + 1);
        let inside = i > 0 && gram.start < held;
        let closes = after.is_none_or(|next| next.single || next.start > gram.start + 1);
        if inside && (gram.single || !closes) {
            continue;
        }
        if gram.single && after.is_none() {
            // More may follow it in the document.
            parts.push(beginning(field, &gram.text));
        } else {
            held = gram.start + gram.text.chars().count();
            terms.push((gram.position, Term::from_field_text(field, &gram.text)));
        }
    }
    match terms.len() {
        0 => {}
        1 => parts.push(Box::new(TermQuery::new(terms.remove(0).1, IndexRecordOption::WithFreqs))),
        _ => parts.push(Box::new(PhraseQuery::new_with_offset(terms))),
    }
    match parts.len() {
        0 => Box::new(EmptyQuery),
        1 => parts.remove(0),
        _ => Box::new(BooleanQuery::intersection(parts)),
    }
}

/// Documents with any gram that begins with the character.
fn beginning(field: Field, single: &str) -> Box<dyn Query> {
    let after: String = single.chars().filter_map(|c| char::from_u32(c as u32 + 1)).collect();
    let (from, to) = (Term::from_field_text(field, single), Term::from_field_text(field, &after));
    Box::new(RangeQuery::new(Bound::Included(from), Bound::Excluded(to)))
}
