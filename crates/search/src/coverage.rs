//! A query that keeps the documents holding a sufficient share of what is wanted, and ranks them by another query.
//!
//! tantivy can ask for a number of clauses; here each has a weight, so that a rare word counts for more than a common one.

use std::fmt;
use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
};

pub(crate) struct Covered {
    /// Scores a document with the weight it holds.
    pub coverage: Box<dyn Query>,
    /// Of all weights.
    pub whole: Score,
    /// The share of `whole` that is enough, 0 to 1.
    pub least: Score,
    pub ranking: Box<dyn Query>,
}

/// Floating sums of the same weights differ by their order.
const ROUNDING: Score = 1e-4;

impl Clone for Covered {
    fn clone(&self) -> Self {
        Self { coverage: self.coverage.box_clone(), ranking: self.ranking.box_clone(), ..*self }
    }
}

impl fmt::Debug for Covered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Covered({} of {:?}, ranked by {:?})", self.least, self.coverage, self.ranking)
    }
}

impl Query for Covered {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        // The weights are scores, so they are wanted even where the caller does without.
        let searcher = scoring.searcher().ok_or_else(|| TantivyError::InvalidArgument("coverage needs a searcher".into()))?;
        let scoring = EnableScoring::enabled_from_searcher(searcher);
        Ok(Box::new(CoveredWeight {
            coverage: self.coverage.weight(scoring)?,
            ranking: self.ranking.weight(scoring)?,
            whole: self.whole,
            least: self.least,
        }))
    }
}

struct CoveredWeight {
    coverage: Box<dyn Weight>,
    ranking: Box<dyn Weight>,
    whole: Score,
    least: Score,
}

impl Weight for CoveredWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = CoveredScorer {
            coverage: self.coverage.scorer(reader, 1.0)?,
            ranking: self.ranking.scorer(reader, boost)?,
            whole: self.whole,
            least: self.least * self.whole - ROUNDING,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.ranking.explain(reader, doc)
    }
}

struct CoveredScorer {
    coverage: Box<dyn Scorer>,
    ranking: Box<dyn Scorer>,
    whole: Score,
    least: Score,
}

impl CoveredScorer {
    /// Moves on to a document that holds enough, if this one does not.
    fn settle(&mut self) -> DocId {
        while self.coverage.doc() != TERMINATED && self.coverage.score() < self.least {
            self.coverage.advance();
        }
        self.coverage.doc()
    }
}

impl DocSet for CoveredScorer {
    fn advance(&mut self) -> DocId {
        self.coverage.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.coverage.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.coverage.doc()
    }

    fn size_hint(&self) -> u32 {
        self.coverage.size_hint()
    }
}

impl Scorer for CoveredScorer {
    fn score(&mut self) -> Score {
        let doc = self.coverage.doc();
        if self.ranking.doc() < doc {
            self.ranking.seek(doc);
        }
        let ranked = if self.ranking.doc() == doc { self.ranking.score() } else { 0.0 };
        // Who holds everything goes before who repeats one thing.
        ranked * (0.5 + 0.5 * self.coverage.score() / self.whole)
    }
}
