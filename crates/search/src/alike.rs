//! The works that speak of the same things as one work, by the words of its title, lead and headings.

use crate::{
    Index, Result,
    analysis::{fold, runs, stem},
    encode::Record,
    schema::Fields,
};
use std::collections::BTreeMap;
use tantivy::{
    DocAddress, Searcher, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, Value},
};

/// The words that tell most of a work.
const WORDS: usize = 24;
/// The share of their weight that another work must hold.
const LEAST: f32 = 0.25;
/// What a larger share of the documents holds tells nothing; unless there are hardly any.
const COMMON: f32 = 0.25;
const FEW: f32 = 8.0;

impl Index {
    /// Ids of works in the same language, most alike first, the newer first among equals; never the work itself. Nothing where
    /// the work is not contained.
    pub fn alike(&self, id: i64, limit: usize) -> Result<Vec<i64>> {
        let searcher = self.searcher();
        let itself = term(self.fields.owner, &Fields::work_owner(id));
        let Some((_, address)) = searcher.search(&itself, &TopDocs::with_limit(1).order_by_score())?.into_iter().next() else {
            return Ok(Vec::new());
        };
        let doc: TantivyDocument = searcher.doc(address)?;
        let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        let Record::Work(work) = serde_json::from_slice(bytes)? else { return Ok(Vec::new()) };
        let texts = [&work.title, &work.lead].into_iter().chain(&work.headings);
        let words = self.telling(&searcher, texts)?;
        let whole: f32 = words.iter().map(|(_, weight)| weight).sum();
        let holds = |word: &str| -> Box<dyn Query> {
            Box::new(BooleanQuery::union(vec![term(self.fields.words, word), term(self.fields.title_words, word)]))
        };
        let shared =
            words.iter().map(|(word, weight)| -> Box<dyn Query> { Box::new(ConstScoreQuery::new(holds(word), *weight)) });
        let language = ConstScoreQuery::new(term(self.fields.language, work.language.code()), 0.0);
        let query = BooleanQuery::new(vec![
            (Occur::Must, Box::new(language)),
            (Occur::Must, Box::new(BooleanQuery::union(shared.collect()))),
            (Occur::MustNot, itself),
        ]);
        // Which of several equals are among the best depends on the segments, so a few more are looked at.
        let best = searcher.search(&query, &TopDocs::with_limit((4 * limit).max(1)).order_by_score())?;
        let mut found: Vec<(f32, i64)> = Vec::with_capacity(best.len());
        for (score, address) in best.into_iter().filter(|(score, _)| *score >= LEAST * whole) {
            found.extend(id_of(&searcher, address)?.map(|id| (score, id)));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        found.truncate(limit);
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    /// The words of the texts that few other documents hold, with what each counts; none that stands in this work alone.
    fn telling<'a>(&self, searcher: &Searcher, texts: impl Iterator<Item = &'a String>) -> Result<Vec<(String, f32)>> {
        let mut times: BTreeMap<String, u32> = BTreeMap::new();
        for text in texts {
            let text = fold(text);
            for run in runs(&text) {
                let written: String = text[run.start..run.end].iter().map(|f| f.c).collect();
                if run.dense {
                    for word in self.words.with_parts(&written) {
                        *times.entry(word.to_owned()).or_default() += 1;
                    }
                } else if written.len() > 2 {
                    *times.entry(stem(&written)).or_default() += 1;
                }
            }
        }
        let all = searcher.num_docs() as f32;
        let mut words = Vec::with_capacity(times.len());
        for (word, times) in times {
            let mut n = 0;
            for field in [self.fields.words, self.fields.title_words] {
                n = n.max(searcher.doc_freq(&Term::from_field_text(field, &word))?);
            }
            if n > 1 && n as f32 <= COMMON * all.max(FEW) {
                let idf = (1.0 + (all - n as f32 + 0.5).max(0.0) / (n as f32 + 0.5)).ln();
                words.push((word, idf * (1.0 + (times as f32).ln())));
            }
        }
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        words.truncate(WORDS);
        Ok(words)
    }
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn id_of(searcher: &Searcher, address: DocAddress) -> Result<Option<i64>> {
    Ok(searcher.segment_reader(address.segment_ord).fast_fields().i64("id")?.first(address.doc_id))
}
