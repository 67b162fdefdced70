//! The order of the best, settled by single characters.
//!
//! Who asks in a sentence uses other words than the answer, but often the same characters: 电瓶车 for 电动自行车. Every
//! document of a common character would be too many to look at, so only the best by words and grams are looked at again.

use crate::{gather::Best, plan::Plan, schema::Fields};
use tantivy::{
    DocAddress, Searcher, TERMINATED, Term,
    query::{EnableScoring, Query, TermQuery},
    schema::IndexRecordOption,
};

/// So many of the best are put in order anew.
pub(crate) const RESCORED: usize = 200;
/// What characters count beside words and grams.
const CHARS: f32 = 0.5;
/// How much of a score depends on the share of the query's characters that a document holds.
const HELD: f32 = 0.5;

/// `best` are the first of all, best first, and are so again at return.
pub(crate) fn rescore(searcher: &Searcher, fields: &Fields, plan: &Plan, best: &mut [Best]) -> tantivy::Result<()> {
    let looked_at = best.len().min(RESCORED);
    let best = &mut best[..looked_at];
    let all = searcher.num_docs() as f32;
    let mut chars = Vec::with_capacity(plan.chars.len());
    let mut whole = 0.0;
    for c in &plan.chars {
        let term = Term::from_field_text(fields.chars, c.encode_utf8(&mut [0; 4]));
        let n = searcher.doc_freq(&term)? as f32;
        if n > 0.0 {
            let idf = (1.0 + (all - n + 0.5).max(0.0) / (n + 0.5)).ln();
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            chars.push((query.weight(EnableScoring::enabled_from_searcher(searcher))?, idf));
            whole += idf;
        }
    }
    if whole == 0.0 {
        return Ok(());
    }
    // Within a segment in the order of its documents, as lists of them are read.
    let mut order: Vec<usize> = (0..best.len()).collect();
    let places: Vec<DocAddress> = best.iter().map(|one| one.address).collect();
    order.sort_unstable_by_key(|i| places[*i]);
    for segment in order.chunk_by(|a, b| places[*a].segment_ord == places[*b].segment_ord) {
        let reader = searcher.segment_reader(places[segment[0]].segment_ord);
        let mut sums = vec![(0.0, 0.0); segment.len()];
        for (weight, idf) in &chars {
            let mut scorer = weight.scorer(reader, 1.0)?;
            for (i, (score, held)) in segment.iter().zip(&mut sums) {
                let wanted = places[*i].doc_id;
                let doc = if scorer.doc() < wanted { scorer.seek(wanted) } else { scorer.doc() };
                if doc == TERMINATED {
                    break;
                }
                if doc == wanted {
                    *score += scorer.score();
                    *held += idf;
                }
            }
        }
        for (i, (score, held)) in segment.iter().zip(sums) {
            let score = (best[*i].score + CHARS * score) * (1.0 - HELD + HELD * held / whole);
            best[*i] = best[*i].rescored(score);
        }
    }
    best.sort_unstable();
    Ok(())
}
