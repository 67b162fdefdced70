//! What to offer while somebody is still typing: titles and headings that hold what was typed, and words that begin so.

use crate::{
    Fragment, Index, Result,
    analysis::fold,
    encode::Record,
    lexicon::Lexicon,
    plan::{Plan, Unit},
    rank::chain,
    schema::Fields,
    snippet::Marker,
};
use domain::{ClauseId, Slug};
use tantivy::{
    Searcher, TantivyDocument, Term,
    collector::{Count, TopDocs},
    query::{BooleanQuery, Occur, TermQuery},
    schema::{IndexRecordOption, Value},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// To be searched for.
    Words(String),
    Work {
        id: i64,
        slug: Slug,
        title: Vec<Fragment>,
    },
    Clause {
        policy: Slug,
        clause: ClauseId,
        label: String,
        heading: Vec<Fragment>,
    },
}

/// Of each answer, at most so many are words.
const WORDS: usize = 4;
/// Words that begin so are looked at in the order of the alphabet, so not all of them where only a letter was typed.
const LOOKED_AT: usize = 2_000;

impl Index {
    /// At most `limit` suggestions for a text as far as it is typed: words first, then titles, best first.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>> {
        let typed: String = typed.chars().take(crate::Query::MAX_CHARS).collect();
        let folded = fold(typed.trim());
        let unit = Unit::chain(&folded, 0, folded.len());
        if unit.content.is_empty() {
            return Ok(Vec::new());
        }
        let searcher = self.searcher();
        let lexicon = self.lexicon(&searcher)?;
        let tuning = self.tuning();
        let mut suggestions = Vec::new();
        for word in begun(&lexicon, &unit.content.iter().collect::<String>()) {
            if suggestions.len() < WORDS.min(limit) && !tuning.is_muted(&word) && self.finds(&searcher, &word)? {
                suggestions.push(Suggestion::Words(word));
            }
        }
        let spoken = match (unit.spaced, suggestions.first()) {
            // What is typed by sound is looked for in titles as the best word that begins so.
            (true, Some(Suggestion::Words(word))) => Some(word.clone()),
            _ => None,
        };
        let sought = spoken.as_deref().unwrap_or(typed.trim());
        suggestions.extend(self.titles(&searcher, sought, limit - suggestions.len())?);
        Ok(suggestions)
    }

    /// Whether a document holds the word that was not deleted.
    fn finds(&self, searcher: &Searcher, word: &str) -> Result<bool> {
        let query = |field| TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
        for field in [self.fields.title_words, self.fields.words] {
            if searcher.search(&query(field), &Count)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The titles and headings that hold `text` in one piece.
    fn titles(&self, searcher: &Searcher, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let folded = fold(text);
        let unit = Unit::chain(&folded, 0, folded.len());
        let plan = Plan { required: vec![unit], ..Plan::default() };
        let marker = Marker::new(&self.words, &plan, &[]);
        let mut clauses = vec![(Occur::Must, chain(self.fields.title_grams, &plan.required[0]))];
        for id in self.tuning().blocked(&[text]) {
            let owner = Term::from_field_text(self.fields.owner, &Fields::work_owner(id));
            clauses.push((Occur::MustNot, Box::new(TermQuery::new(owner, IndexRecordOption::Basic))));
        }
        let query = BooleanQuery::new(clauses);
        let mut suggestions = Vec::with_capacity(limit);
        for (_, address) in searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())? {
            let doc: TantivyDocument = searcher.doc(address)?;
            let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
            suggestions.push(match serde_json::from_slice(bytes)? {
                Record::Work(work) => Suggestion::Work { id: work.id, title: marker.whole(&work.title), slug: work.slug.clone() },
                Record::Clause(clause) => Suggestion::Clause {
                    heading: marker.whole(&clause.heading),
                    policy: clause.policy.clone(),
                    clause: clause.clause.clone(),
                    label: clause.label.clone(),
                },
            });
        }
        Ok(suggestions)
    }
}

/// Words of two and more characters that begin with what was typed, in characters or by sound, most frequent first.
fn begun(lexicon: &Lexicon, typed: &str) -> Vec<String> {
    let mut ids: Vec<u32> = lexicon.written_from(typed).take(LOOKED_AT).collect();
    ids.extend(lexicon.typed_from(typed).take(LOOKED_AT).map(|(_, id)| *id));
    ids.extend(lexicon.of_initials(typed));
    ids.sort_unstable();
    ids.dedup();
    let words = ids.into_iter().map(|id| lexicon.word(id)).filter(|word| word.length > 1 && *word.text != *typed);
    words.map(|word| word.text.to_string()).take(4 * WORDS).collect()
}
