//! Policies that were read lately. A text never changes, so neither does what was read from it.

use actix_web::web;
use anyhow::{Context, Result};
use db::policies::VersionRow;
use moka::sync::Cache;
use policy::{Policy, SimilarPair};
use std::sync::Arc;

/// What is read from a version's source, and worth keeping.
#[derive(Debug)]
pub struct Parsed {
    pub policy: Policy,
    pub similar: Vec<SimilarPair>,
    /// Bytes of the source.
    size: usize,
}

/// By the digest of the source.
#[derive(Clone, Debug)]
pub struct ParsedPolicies(Cache<String, Arc<Parsed>>);

impl ParsedPolicies {
    /// A tree takes about eight times the room of its source.
    const ROOM: usize = 8;

    /// Holds at most about `bytes`.
    pub fn new(bytes: u64) -> Self {
        let weigh = |_: &String, parsed: &Arc<Parsed>| (parsed.size * Self::ROOM).try_into().unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(bytes).weigher(weigh).build())
    }

    /// Reads the source where nobody has lately, aside from the threads that answer: a long one takes its time.
    pub async fn get(&self, version: &VersionRow) -> Result<Arc<Parsed>> {
        if let Some(parsed) = self.0.get(&version.digest) {
            return Ok(parsed);
        }
        let (source, number) = (version.source.clone(), version.number);
        let parsed = web::block(move || {
            let policy = policy::read(&source).map_err(|e| anyhow::anyhow!("version {number} cannot be read: {e}"))?;
            anyhow::Ok(Arc::new(Parsed { similar: policy::similar_clauses(&policy), policy, size: source.len() }))
        });
        let parsed = parsed.await.context("the reading was interrupted")??;
        self.0.insert(version.digest.clone(), parsed.clone());
        Ok(parsed)
    }
}
