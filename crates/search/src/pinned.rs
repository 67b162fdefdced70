//! Puts first what editors pinned, whether it was found or not, under the filters of the query.

use crate::{
    Index, Result,
    encode::Record,
    gather::{Best, Gather, Gathered},
};
use domain::SearchTarget as Target;
use std::collections::HashSet;
use tantivy::{
    DocAddress, Searcher, TantivyDocument, Term,
    query::{BooleanQuery, EnableScoring, Query, TermQuery},
    schema::{Field, IndexRecordOption, Value},
};

/// Clauses of one policy that may share a number.
const NAMESAKES: usize = 20;

impl Index {
    /// `query` is what found `found`.
    pub(crate) fn put_first(
        &self,
        searcher: &Searcher,
        gather: &Gather,
        query: &dyn Query,
        targets: &[&Target],
        found: &mut Gathered,
    ) -> Result<usize> {
        let mut first: Vec<Best> = Vec::new();
        for target in targets {
            let looked_for = self.pinned_query(target);
            let mut there = searcher.search(&looked_for, &Gather { keep: NAMESAKES, ..gather.clone() })?;
            let mut place = None;
            for best in &there.best {
                if self.is_pinned(searcher, best.address, target)? {
                    place = Some(*best);
                    break;
                }
            }
            let Some(best) = place.filter(|best| first.iter().all(|other| other.address != best.address)) else { continue };
            if !holds(searcher, query, best.address)? {
                there.best.clear();
                // Its namesakes are not pinned.
                there.total = 1;
                there.counts.iter_mut().flat_map(|counts| counts.values_mut()).for_each(|count| *count = 1);
                found.count_in(there);
            }
            first.push(best);
        }
        // Scores still tell the order.
        let highest = found.best.first().map_or(0.0, |best| best.score);
        let pinned: HashSet<DocAddress> = first.iter().map(|best| best.address).collect();
        found.best.retain(|best| !pinned.contains(&best.address));
        let count = first.len();
        let first = first.into_iter().enumerate().map(|(i, best)| best.rescored(highest + (count - i) as f32));
        found.best.splice(0..0, first);
        Ok(count)
    }

    fn pinned_query(&self, target: &Target) -> Box<dyn Query> {
        let term = |field: Field, text: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
        };
        match target {
            Target::Work(id) => term(self.fields.owner, &crate::schema::Fields::work_owner(*id)),
            Target::Clause { policy, clause } => Box::new(BooleanQuery::intersection(vec![
                term(self.fields.owner, &crate::schema::Fields::policy_owner(*policy)),
                term(self.fields.number, &clause.to_string()),
            ])),
        }
    }

    fn is_pinned(&self, searcher: &Searcher, address: DocAddress, target: &Target) -> Result<bool> {
        let Target::Clause { clause, .. } = target else { return Ok(true) };
        let doc: TantivyDocument = searcher.doc(address)?;
        let bytes = doc.get_first(self.fields.record).and_then(|value| value.as_bytes()).unwrap_or_default();
        Ok(matches!(serde_json::from_slice(bytes)?, Record::Clause(found) if found.clause == *clause))
    }
}

/// Whether the document is a result of the query.
fn holds(searcher: &Searcher, query: &dyn Query, address: DocAddress) -> Result<bool> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut scorer = weight.scorer(searcher.segment_reader(address.segment_ord), 1.0)?;
    let doc = if scorer.doc() < address.doc_id { scorer.seek(address.doc_id) } else { scorer.doc() };
    Ok(doc == address.doc_id)
}
