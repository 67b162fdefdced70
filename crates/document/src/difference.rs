//! What leads from one document to another, block by block: a block that is new, gone, changed, or stands elsewhere now; and
//! inside a changed one, the very words.

mod align;
mod flat;
mod inside;

pub use flat::Token;
pub use inside::{Attribute, Comparable, Inside, Marks, Piece, inside, of_texts};

pub(crate) use align::{note_pairs, pairs};

use crate::{Block, Document, Footnote};
use align::{Aligned, align};

/// One step; the numbers are those of the blocks in either document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<T> {
    Same {
        old: usize,
        new: usize,
    },
    /// `to` is where it stands now, where it only moved.
    Gone {
        old: usize,
        to: Option<usize>,
    },
    New {
        new: usize,
        from: Option<usize>,
        now: T,
    },
    Changed {
        old: usize,
        new: usize,
        now: T,
    },
}

/// In the order of both documents. Footnotes go by their labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub blocks: Vec<Step<Block>>,
    pub footnotes: Vec<Step<Footnote>>,
}

impl Difference {
    /// True where the two are the same document.
    pub fn is_empty(&self) -> bool {
        let mut places = self.footnotes.iter().enumerate();
        self.blocks.iter().all(Step::is_same)
            && places.all(|(at, step)| matches!(step, Step::Same { old, new } if old == new && *new == at))
    }

    /// The new document out of the old one; `None` where it is not the old one.
    pub fn apply(&self, old: &Document) -> Option<Document> {
        Some(Document { blocks: apply(&self.blocks, &old.blocks)?, footnotes: apply(&self.footnotes, &old.footnotes)? })
    }
}

impl<T> Step<T> {
    pub fn is_same(&self) -> bool {
        matches!(self, Self::Same { .. })
    }
}

fn apply<T: Clone>(steps: &[Step<T>], old: &[T]) -> Option<Vec<T>> {
    let mut placed: Vec<(usize, T)> = Vec::new();
    let mut used = 0;
    for step in steps {
        match step {
            Step::Same { old: at, new } => placed.push((*new, old.get(*at)?.clone())),
            Step::New { new, now, .. } | Step::Changed { new, now, .. } => placed.push((*new, now.clone())),
            Step::Gone { .. } => {}
        }
        used += usize::from(!matches!(step, Step::New { .. }));
    }
    placed.sort_by_key(|(at, _)| *at);
    (used == old.len()).then(|| placed.into_iter().map(|(_, block)| block).collect())
}

pub fn difference(old: &Document, new: &Document) -> Difference {
    Difference { blocks: blocks(&old.blocks, &new.blocks), footnotes: footnotes(&old.footnotes, &new.footnotes) }
}

fn blocks(old: &[Block], new: &[Block]) -> Vec<Step<Block>> {
    let aligned = align(old, new);
    let left: Vec<usize> = aligned.iter().filter_map(|one| if let Aligned::Gone(at) = one { Some(*at) } else { None }).collect();
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for one in &aligned {
        if let Aligned::Come(to) = one
            && let Some(from) = left.iter().find(|from| old[**from] == new[*to] && moved.iter().all(|(taken, _)| taken != *from))
        {
            moved.push((*from, *to));
        }
    }
    let to = |at: usize| moved.iter().find(|(from, _)| *from == at).map(|(_, to)| *to);
    let from = |at: usize| moved.iter().find(|(_, to)| *to == at).map(|(from, _)| *from);
    let step = |one: Aligned| match one {
        Aligned::Pair(a, b) if old[a] == new[b] => Step::Same { old: a, new: b },
        Aligned::Pair(a, b) => Step::Changed { old: a, new: b, now: new[b].clone() },
        Aligned::Gone(a) => Step::Gone { old: a, to: to(a) },
        Aligned::Come(b) => Step::New { new: b, from: from(b), now: new[b].clone() },
    };
    aligned.into_iter().map(step).collect()
}

fn footnotes(old: &[Footnote], new: &[Footnote]) -> Vec<Step<Footnote>> {
    let gone = old.iter().enumerate().filter(|(_, note)| new.iter().all(|n| n.label != note.label));
    let gone = gone.map(|(at, _)| Step::Gone { old: at, to: None });
    let rest = new.iter().enumerate().map(|(at, note)| match old.iter().position(|o| o.label == note.label) {
        Some(was) if old[was] == *note => Step::Same { old: was, new: at },
        Some(was) => Step::Changed { old: was, new: at, now: note.clone() },
        None => Step::New { new: at, from: None, now: note.clone() },
    });
    gone.chain(rest).collect()
}
