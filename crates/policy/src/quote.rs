//! Quoted law: what an amendment puts into another document is no clause of the amendment.
//!
//! The new wording stands between “ and ”, over several paragraphs or in one, or below a colon without any marks.

use crate::{Shape, block::Block, date, marker::Marker, title};

/// Paragraphs that one quotation may have; a bound keeps damaged files linear.
const MAX_BLOCKS: usize = 200;

/// Takes the numbers off what is quoted.
pub(crate) fn mark(blocks: &mut [Block]) {
    let weights: Vec<Weight> = blocks.iter().map(|block| Weight::of(&block.text)).collect();
    let mut at = 0;
    while at < blocks.len() {
        let end = if weights[at].inserts { end(blocks, &weights, at) } else { at + 1 };
        for block in &mut blocks[at + 1..end] {
            block.marker = None;
            block.quoted = true;
        }
        at = end;
    }
}

/// What the search needs to know of a paragraph.
struct Weight {
    /// Quotations opened less those closed. A “ at the beginning of a further paragraph opens none.
    depth: i32,
    further: bool,
    /// 将第三条修改为…
    inserts: bool,
    /// Speaks of a change of any kind, or of what comes behind all changes.
    changes: bool,
}

impl Weight {
    fn of(text: &str) -> Self {
        const INSERTS: [&str; 6] = ["修改为", "改为", "增加", "作为第", "规定为", "表述为"];
        const CHANGES: [&str; 9] = ["修改", "增加", "删去", "删除", "改为", "调整", "合并", "废止", "施行"];
        let count = |mark: char| text.matches(mark).count() as i32;
        let depth = count('“') - count('”');
        // Long text inserts where it does so at its end or not at all.
        let inserts = (depth > 0 || text.ends_with(['：', ':'])) && INSERTS.iter().any(|word| text.contains(word));
        let changes = CHANGES.iter().any(|word| text.contains(word));
        Self { depth, further: text.starts_with('“'), inserts, changes }
    }
}

/// The first paragraph behind the quotation that begins in `at`; `at + 1` where there is none.
fn end(blocks: &[Block], weights: &[Weight], at: usize) -> usize {
    let reach = blocks.len().min(at + MAX_BLOCKS);
    let own = blocks[at].marker.as_ref();
    let resumes = |i: usize| match (own, &blocks[i].marker) {
        (Some(own), Some(next)) => weights[i].changes && next.shape == own.shape && next.number == own.number + 1,
        (None, None) => weights[i].inserts && !weights[i].further,
        _ => false,
    };
    // The first “ stands here or at the beginning of the next paragraph.
    let below = weights.get(at + 1).is_some_and(|next| next.further);
    if weights[at].depth > 0 || below {
        let first = if weights[at].depth > 0 { at } else { at + 1 };
        let mut depth = weights[first].depth;
        if depth <= 0 {
            return first + 1;
        }
        for i in (first + 1..reach).take_while(|&i| !resumes(i)) {
            depth += weights[i].depth - i32::from(weights[i].further);
            if depth <= 0 {
                return i + 1;
            }
        }
        return first + 1;
    }
    let begins = blocks.get(at + 1).and_then(|next| next.marker.as_ref()).is_some_and(|next| is_foreign(own, next));
    let ended = |i: usize| {
        let block = &blocks[i];
        let retold = title::is_possible(block) && title::is_complete(&block.text);
        resumes(i) || retold || date::whole(&block.text).is_some() || block.text.starts_with("本决定")
    };
    if begins { (at + 1..reach).find(|&i| ended(i)).unwrap_or(reach) } else { at + 1 }
}

/// A unit of a law cannot stand under a number of a decision, nor the article of a law anywhere but behind the one before.
fn is_foreign(own: Option<&Marker>, next: &Marker) -> bool {
    let article = next.shape == Shape::Article;
    match own {
        Some(own) if own.shape == Shape::Article => next.shape.is_division() || article && next.number != own.number + 1,
        Some(own) => !own.shape.is_division() && (article || next.shape.is_division()),
        None => article || next.shape.is_division(),
    }
}
