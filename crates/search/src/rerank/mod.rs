//! A model that reads query and text together, put behind the ranking: it settles the order of the first results.
//!
//! Off unless somebody hands one over with [`Index::rerank_with`](crate::Index::rerank_with). It never makes a search fail and
//! never holds one up for longer than it was given: what it has not judged by then keeps its place.
//!
//! Absent from here: where a model comes from, and the network.

mod model;
mod sound;
mod wordpiece;

use crate::{Error, Result, gather::Best};
use model::Model;
use std::{
    path::Path,
    sync::{
        Mutex, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use wordpiece::WordPieces;

/// So many of the first results are judged.
pub(crate) const RERANKED: usize = 20;
/// Of a text that stands for all when it is tried out, in characters: more than a pair holds.
const TRIED: usize = 400;

/// A cross-encoder: a model of the BERT family that says with one number how well a text answers a query.
pub struct Reranker {
    pieces: WordPieces,
    model: Model,
    pace: Duration,
    /// One search at a time: many at once would make each pair wait for all the others, whatever time they were given.
    busy: Mutex<()>,
    /// Told once, and not with each search.
    failed: AtomicBool,
}

impl Reranker {
    /// Reads `model.onnx` and `vocab.txt` from `folder`, and tries them out.
    ///
    /// The model takes `input_ids`, and may take `attention_mask` and `token_type_ids`, of shape (1, n); its one output, or the
    /// one called `logits`, is a single number, the larger the better. The vocabulary is WordPiece's: a piece a line, `##` before
    /// what continues a word, among them `[CLS]`, `[SEP]` and `[UNK]`.
    ///
    /// # Errors
    /// [`Error::RerankerFile`], [`Error::RerankerVocabulary`] and [`Error::RerankerModel`] name the file and say what is wrong.
    pub fn open(folder: &Path) -> Result<Self> {
        let pieces = WordPieces::open(&folder.join("vocab.txt"))?;
        let file = folder.join("model.onnx");
        let wrong = |fault| Error::RerankerModel { file: file.clone(), fault };
        let model = Model::open(&file)?;
        let text = "科学普及".repeat(TRIED / 4);
        let mut pace = Duration::MAX;
        // Memory is taken at the first time.
        for _ in 0..2 {
            let begin = Instant::now();
            model.judge(&pieces.pair("科学", &text)).map_err(wrong)?;
            pace = pace.min(begin.elapsed());
        }
        Ok(Self { pieces, model, pace, busy: Mutex::new(()), failed: AtomicBool::new(false) })
    }

    /// How long it takes to judge one text of the largest length, as it was when it was tried out.
    pub fn pace(&self) -> Duration {
        self.pace
    }

    /// How well each text answers the query, as far as `time` allows; nothing for the others.
    fn judge(&self, query: &str, texts: impl Iterator<Item = Result<String>>, time: Duration) -> Vec<Option<f32>> {
        let begin = Instant::now();
        let mut judged = Vec::with_capacity(RERANKED);
        for text in texts {
            if begin.elapsed() >= time {
                break;
            }
            let worth = text.map_err(|error| error.to_string());
            match worth.and_then(|text| self.model.judge(&self.pieces.pair(query, &text))) {
                Ok(worth) => judged.push(Some(worth)),
                Err(fault) => {
                    judged.push(None);
                    if !self.failed.swap(true, Ordering::Relaxed) {
                        tracing::warn!(fault, "the re-ranker failed; what it does not judge keeps its place");
                    }
                }
            }
        }
        judged
    }

    /// Puts `best` in order anew: those that it judged change places among each other. `texts` are theirs, in that order, each read
    /// only when its turn comes. False where it did not come to all of them: its time was over, or it judges for another search.
    pub(crate) fn rerank(
        &self,
        query: &str,
        best: &mut [Best],
        texts: impl Iterator<Item = Result<String>>,
        time: Duration,
    ) -> bool {
        let judged = match self.busy.try_lock() {
            Ok(_mine) => self.judge(query, texts, time),
            Err(TryLockError::Poisoned(mine)) => {
                let _mine = mine.into_inner();
                self.judge(query, texts, time)
            }
            Err(TryLockError::WouldBlock) => return best.is_empty(),
        };
        let places: Vec<usize> = (0..judged.len()).filter(|i| judged[*i].is_some()).collect();
        let mut order = places.clone();
        // Stable: of two that are worth the same the former goes first.
        order.sort_by(|a, b| judged[*b].unwrap_or_default().total_cmp(&judged[*a].unwrap_or_default()));
        let before: Vec<Best> = best.iter().take(judged.len()).copied().collect();
        for (place, from) in places.into_iter().zip(order) {
            // Scores go on telling the order.
            best[place] = before[from].rescored(before[place].score);
        }
        judged.len() == best.len()
    }
}
