//! The rules by which editors settle what the ranking does not, ready to be asked.
//!
//! Absent from here: where rules are kept, who may make them, and clocks; a query says which day it is.

use crate::{
    Query,
    analysis::{Synonyms, fold, runs},
};
use domain::{Day, SearchRule, SearchTarget};
use std::collections::{HashMap, HashSet};

/// Rules, ready to be asked.
#[derive(Default)]
pub struct Tuning {
    pins: HashMap<String, Vec<Pin>>,
    /// By query.
    blocks: HashMap<String, Vec<i64>>,
    blocked_everywhere: Vec<i64>,
    synonyms: Synonyms,
    muted: HashSet<String>,
}

struct Pin {
    targets: Vec<SearchTarget>,
    until: Option<Day>,
}

/// Why two words cannot stand for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairFault {
    /// One of them has fewer than two letters or characters, and would widen far too much.
    Short,
    /// One of them has more than [`Tuning::LONGEST_WORD`].
    Long,
    Same,
    /// The product's own list says so already.
    Known,
}

impl Tuning {
    /// Letters or characters of a word for which others stand.
    pub const LONGEST_WORD: usize = 20;

    pub fn new(rules: impl IntoIterator<Item = SearchRule>) -> Self {
        let mut tuning = Self::default();
        for rule in rules {
            match rule {
                SearchRule::Pin { query, targets, until } => {
                    tuning.pins.entry(query_key(&query)).or_default().push(Pin { targets, until });
                }
                SearchRule::Block { query: Some(query), works } => {
                    tuning.blocks.entry(query_key(&query)).or_default().extend(works);
                }
                SearchRule::Block { query: None, works } => tuning.blocked_everywhere.extend(works),
                SearchRule::Synonym { from, to, both } => tuning.synonyms.pair(&from, &to, both),
                SearchRule::Mute { query } => drop(tuning.muted.insert(query_key(&query))),
            }
        }
        tuning
    }

    /// # Errors
    /// Where the pair would find nothing more, or far too much.
    pub fn check_pair(from: &str, to: &str, both: bool) -> Result<(), PairFault> {
        let lengths = [from, to].map(|word| query_key(word).chars().count());
        if lengths.iter().any(|length| *length < 2) {
            return Err(PairFault::Short);
        }
        if lengths.iter().any(|length| *length > Self::LONGEST_WORD) {
            return Err(PairFault::Long);
        }
        if query_key(from) == query_key(to) {
            return Err(PairFault::Same);
        }
        let known = |from: &str, to: &str| {
            let others = Synonyms::field().of(&query_key(from).chars().collect::<Vec<_>>());
            others.iter().any(|other| query_key(other) == query_key(to))
        };
        if known(from, to) && (!both || known(to, from)) { Err(PairFault::Known) } else { Ok(()) }
    }

    /// Whether the words are not to be offered.
    pub(crate) fn is_muted(&self, words: &str) -> bool {
        !self.muted.is_empty() && self.muted.contains(&query_key(words))
    }

    pub(crate) fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// The works that are no results of any of these queries.
    pub(crate) fn blocked(&self, queries: &[&str]) -> Vec<i64> {
        let mut works = self.blocked_everywhere.clone();
        if !self.blocks.is_empty() {
            works.extend(queries.iter().filter_map(|query| self.blocks.get(&query_key(query))).flatten());
        }
        works.sort_unstable();
        works.dedup();
        works
    }

    /// What stands first: for what was typed, or else for what was meant.
    pub(crate) fn pinned(&self, query: &Query, meant: Option<&str>) -> Vec<&SearchTarget> {
        if self.pins.is_empty() {
            return Vec::new();
        }
        let over = |pin: &&Pin| pin.until.zip(query.today).is_some_and(|(until, today)| until < today);
        let of = |text: &str| -> Vec<&SearchTarget> {
            let pins = self.pins.get(&query_key(text)).into_iter().flatten();
            pins.filter(|pin| !over(pin)).flat_map(|pin| &pin.targets).collect()
        };
        let typed = of(&query.text);
        if typed.is_empty() { meant.map(of).unwrap_or_default() } else { typed }
    }
}

/// What makes two queries the same: their letters, digits and characters, folded; neither spaces nor punctuation.
pub fn query_key(text: &str) -> String {
    let chars: String = text.chars().take(Query::MAX_CHARS).collect();
    let folded = fold(&chars);
    runs(&folded).iter().flat_map(|run| &folded[run.start..run.end]).map(|f| f.c).collect()
}
