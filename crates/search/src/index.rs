//! One index in use: one writer, many searchers.

use crate::{
    Op, Part, Position, Reranker, Result, Tuning,
    analysis::{Words, register},
    encode,
    lexicon::Lexicon,
    open::Payload,
    schema::Fields,
};
use std::{
    fs::File,
    num::NonZero,
    sync::{Arc, Mutex, PoisonError, RwLock},
    thread,
    time::Duration,
};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, Term};

/// Shared between threads as it is; searching never waits for writing.
pub struct Index {
    pub(crate) fields: Fields,
    pub(crate) words: Arc<Words>,
    reader: IndexReader,
    /// Taken out while a batch is carried out, and put back only when it is committed: whatever goes wrong in between,
    /// an error or a panic, drops the writer and with it what was not committed. The next batch opens a new one.
    writer: Mutex<Option<IndexWriter>>,
    position: Mutex<Position>,
    /// Made at the first query that needs it, and anew when the index has changed.
    lexicon: Mutex<Option<Arc<Lexicon>>>,
    /// What editors settled; nothing until it was told.
    tuning: RwLock<Option<Arc<Tuning>>>,
    /// And how long it may take with one search.
    reranker: RwLock<Option<(Arc<Reranker>, Duration)>>,
    /// Released when the process ends, however it ends.
    _lock: File,
}

/// Of documents not yet committed, in bytes, on all threads.
const WRITER_MEMORY: usize = 50_000_000;
/// tantivy wants 15 MB for each.
const WRITER_THREADS: usize = 3;

impl Index {
    pub(crate) fn over(inner: tantivy::Index, words: Arc<Words>, position: Position, lock: File) -> Result<Self> {
        register(inner.tokenizers(), &words);
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (_, fields) = Fields::new();
        Ok(Self {
            fields,
            words,
            reader,
            writer: Mutex::new(None),
            position: Mutex::new(position),
            lexicon: Mutex::default(),
            tuning: RwLock::default(),
            reranker: RwLock::default(),
            _lock: lock,
        })
    }

    /// Where in the change log the index stands.
    pub fn position(&self) -> Position {
        self.position.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Carries out the batch and moves to `position`, both in one commit; visible to searches at return.
    ///
    /// Blocks for the disk, and for the analysis of the texts: to be called where blocking is allowed. After an error
    /// nothing of the batch is contained, and it may be tried again.
    pub fn apply(&self, batch: Vec<Op>, position: Position) -> Result<()> {
        self.apply_parts([Part::Ops(batch), Part::End(position)])
    }

    /// The same of a batch in parts, in one commit. Where they end without [`Part::End`], nothing of it is contained.
    pub fn apply_parts(&self, parts: impl IntoIterator<Item = Part>) -> Result<()> {
        let mut place = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match place.take() {
            Some(writer) => writer,
            None => self.searcher().index().writer_with_num_threads(threads(), WRITER_MEMORY)?,
        };
        let mut end = None;
        for part in parts {
            match part {
                Part::Ops(ops) => ops.iter().try_for_each(|op| self.step(&writer, op))?,
                Part::End(position) => end = Some(position),
            }
        }
        let Some(position) = end else { return Ok(()) };
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&serde_json::to_string(&Payload::new(&self.words, position.clone()))?);
        commit.commit()?;
        *place = Some(writer);
        // Who follows the log counts as done only what searches see: where this fails, the batch comes once more.
        self.reader.reload()?;
        *self.position.lock().unwrap_or_else(PoisonError::into_inner) = position;
        Ok(())
    }

    /// From here on searches go by these rules. They are kept in memory alone.
    pub fn tune(&self, tuning: Tuning) {
        *self.tuning.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(tuning));
    }

    pub fn is_tuned(&self) -> bool {
        self.tuning.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Whether editors want these words offered to nobody.
    pub fn is_muted(&self, words: &str) -> bool {
        self.tuning().is_muted(words)
    }

    pub(crate) fn tuning(&self) -> Arc<Tuning> {
        self.tuning.read().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default()
    }

    /// From here on the first results are put in order by this model, which may take so long with each search.
    pub fn rerank_with(&self, reranker: Reranker, time: Duration) {
        *self.reranker.write().unwrap_or_else(PoisonError::into_inner) = Some((Arc::new(reranker), time));
    }

    pub(crate) fn reranker(&self) -> Option<(Arc<Reranker>, Duration)> {
        self.reranker.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn step(&self, writer: &IndexWriter, op: &Op) -> Result<()> {
        let forget = |owner: String| writer.delete_term(Term::from_field_text(self.fields.owner, &owner));
        match op {
            Op::Work(work) => {
                forget(Fields::work_owner(work.id));
                writer.add_document(encode::work(&self.fields, work)?)?;
            }
            Op::RemoveWork(id) => {
                forget(Fields::work_owner(*id));
            }
            Op::Policy { id, clauses } => {
                forget(Fields::policy_owner(*id));
                for (clause, ordinal) in clauses.iter().zip(1..) {
                    writer.add_document(encode::clause(&self.fields, *id, ordinal, clause)?)?;
                }
            }
            Op::RemovePolicy(id) => {
                forget(Fields::policy_owner(*id));
            }
            // Not `delete_all_documents`, which does not wait for documents still on their way to a segment.
            Op::Clear => {
                writer.delete_query(Box::new(tantivy::query::AllQuery))?;
            }
        }
        Ok(())
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub(crate) fn lexicon(&self, searcher: &Searcher) -> Result<Arc<Lexicon>> {
        let mut kept = self.lexicon.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lexicon) = kept.as_ref().filter(|lexicon| lexicon.serves(searcher)) {
            return Ok(lexicon.clone());
        }
        let fresh = Arc::new(Lexicon::new(searcher, &self.fields)?);
        *kept = Some(fresh.clone());
        Ok(fresh)
    }

    /// The ids of all works contained, ascending: to be compared with the database.
    pub fn work_ids(&self) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        for segment in self.searcher().segment_readers() {
            let (id, ordinal) = (segment.fast_fields().i64("id")?, segment.fast_fields().u64("ordinal")?);
            let works = segment.doc_ids_alive().filter(|doc| ordinal.first(*doc) == Some(0));
            ids.extend(works.filter_map(|doc| id.first(doc)));
        }
        ids.sort_unstable();
        Ok(ids)
    }

    /// How many clauses are contained, of all policies.
    pub fn clause_count(&self) -> Result<u64> {
        let all: u64 = self.searcher().num_docs();
        Ok(all - self.work_ids()?.len() as u64)
    }
}

/// One for each processor; a single document still goes to one segment.
fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(WRITER_THREADS)
}
