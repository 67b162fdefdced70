//! Works with nearly the same text, known by a signature of 128 bits and shown as one result.
//!
//! One bit of each of 128 minima (Broder 1997; one bit of each is enough: Li and König 2010), all of them from one pass that deals
//! the stretches out to 128 places (Li, Owen and Zhang 2012; a place that got none takes what another has: Shrivastava 2017).
//! Two texts that share the part J of their stretches differ in about (1 − J) / 2 of the bits.

use crate::{
    Result, WorkDoc,
    analysis::{fold, runs},
    gather::Best,
};
use std::collections::{HashMap, hash_map::Entry};
use tantivy::{DocAddress, Searcher, columnar::Column};

/// Characters of a stretch.
const STRETCH: usize = 5;
/// Texts of fewer stretches say too little: a sentence may well stand in two works.
const FEWEST: usize = 60;
const BITS: usize = 128;
/// Nine tenths in common are about 6 bits, six tenths about 26.
const NEAR: u32 = 12;
/// Deeper results are not compared.
pub(crate) const COMPARED: usize = 1000;

/// In two halves, as the columns hold it; nothing of a text that is too short. `lead` and body of one language: a translation
/// into the other script is another work.
pub(crate) fn signature(work: &WorkDoc) -> Option<[u64; 2]> {
    let mut content = Vec::new();
    for text in [&work.lead].into_iter().chain(work.passages.iter().map(|passage| &passage.text)) {
        let text = fold(text);
        content.extend(runs(&text).iter().flat_map(|run| &text[run.start..run.end]).map(|f| f.c));
    }
    let seed = work.language.code().bytes().fold(0, |hash, byte| mixed(hash ^ u64::from(byte)));
    let mut least = [u64::MAX; BITS];
    let mut count = 0;
    for stretch in content.windows(STRETCH) {
        let hash = stretch.iter().fold(seed, |hash, c| mixed(hash ^ u64::from(u32::from(*c))));
        count += 1;
        let (place, hash) = (hash as usize % BITS, hash / BITS as u64);
        least[place] = least[place].min(hash);
    }
    (count >= FEWEST).then(|| {
        let lent = |place: usize| {
            let asked = (0..).map(|attempt| mixed((place as u64) << 32 | attempt) as usize % BITS);
            asked.map(|other| least[other]).find(|hash| *hash < u64::MAX).expect("one stretch at least was dealt out")
        };
        let minimum = |place: usize| if least[place] < u64::MAX { least[place] } else { lent(place) };
        let half = |from: usize| (0..64).fold(0, |bits, i| bits << 1 | mixed(minimum(from + i)) & 1);
        [half(0), half(64)]
    })
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
const fn mixed(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

/// By a result that stays, those that stood below it with nearly the same text.
pub(crate) type Folded = HashMap<DocAddress, Vec<DocAddress>>;

/// Takes those out of `best`, which is in order, that have nearly the same text as one before them.
pub(crate) fn folded(searcher: &Searcher, best: &mut Vec<Best>) -> Result<Folded> {
    let mut columns: HashMap<u32, [Option<Column<u64>>; 2]> = HashMap::new();
    let mut folded = Folded::new();
    let mut leaders: Vec<([u64; 2], DocAddress)> = Vec::new();
    let mut taken = Vec::new();
    for one in best.iter().take(COMPARED) {
        let DocAddress { segment_ord, doc_id } = one.address;
        let halves = match columns.entry(segment_ord) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let fast = searcher.segment_reader(segment_ord).fast_fields();
                // A segment of clauses alone has none.
                new.insert([fast.column_opt("near_a")?, fast.column_opt("near_b")?])
            }
        };
        let [a, b] = halves.each_ref().map(|half| half.as_ref().and_then(|half| half.first(doc_id)));
        let (Some(a), Some(b)) = (a, b) else { continue };
        let apart = |other: &[u64; 2]| (a ^ other[0]).count_ones() + (b ^ other[1]).count_ones();
        match leaders.iter().find(|(other, _)| apart(other) <= NEAR) {
            Some((_, leader)) => {
                folded.entry(*leader).or_default().push(one.address);
                taken.push(one.address);
            }
            None => leaders.push(([a, b], one.address)),
        }
    }
    if !taken.is_empty() {
        best.retain(|one| !taken.contains(&one.address));
    }
    Ok(folded)
}
