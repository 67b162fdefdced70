//! Which block of one document is which of the other: equal ones, and those of one kind that have enough of their words in
//! common, in order, so that as much of the text as possible is paired. Of very many blocks, equal ones first.

use super::flat;
use crate::{Block, Footnote};
use domain::{DiffOp, edits};
use std::collections::HashMap;

/// One step along both sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aligned {
    Pair(usize, usize),
    Gone(usize),
    Come(usize),
}

/// Of 1000: what two blocks must have in common to be one block that was changed.
const ALIKE: u32 = 400;
/// Pairs of blocks that are held against each other between two equal ones; beyond, everything there counts as replaced.
const MOST: usize = 250_000;

pub(super) fn align(old: &[Block], new: &[Block]) -> Vec<Aligned> {
    // Equal blocks get equal numbers, so that the search compares numbers.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut number = |block: &Block| {
        let key = serde_json::to_string(block).unwrap_or_default();
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let a: Vec<usize> = old.iter().map(&mut number).collect();
    let b: Vec<usize> = new.iter().map(&mut number).collect();
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (to_a, to_b) = (a.len() - tail, b.len() - tail);
    let mut aligned: Vec<Aligned> = (0..head).map(|at| Aligned::Pair(at, at)).collect();
    let between = Between { old, new, a: &a, b: &b };
    if (to_a - head) * (to_b - head) <= MOST {
        between.pair((head..to_a).collect(), (head..to_b).collect(), &mut aligned);
    } else {
        between.by_shortest_edit(head, to_a, to_b, &mut aligned);
    }
    aligned.extend((0..tail).map(|at| Aligned::Pair(to_a + at, to_b + at)));
    aligned
}

/// For three documents put together: `(base, side)`, ascending.
pub(crate) fn pairs(old: &[Block], new: &[Block]) -> Vec<(usize, usize)> {
    let pair = |one| if let Aligned::Pair(a, b) = one { Some((a, b)) } else { None };
    align(old, new).into_iter().filter_map(pair).collect()
}

struct Between<'a> {
    old: &'a [Block],
    new: &'a [Block],
    /// The numbers of the blocks.
    a: &'a [usize],
    b: &'a [usize],
}

impl Between<'_> {
    /// Equal blocks first; what is alike is looked for only between them.
    fn by_shortest_edit(&self, head: usize, to_a: usize, to_b: usize, aligned: &mut Vec<Aligned>) {
        let (mut at, mut to) = (head, head);
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for (op, _) in edits(&self.a[head..to_a], &self.b[head..to_b]) {
            match op {
                DiffOp::Equal => {
                    self.pair(std::mem::take(&mut gone), std::mem::take(&mut come), aligned);
                    aligned.push(Aligned::Pair(at, to));
                }
                DiffOp::Delete => gone.push(at),
                DiffOp::Insert => come.push(to),
            }
            at += usize::from(op != DiffOp::Insert);
            to += usize::from(op != DiffOp::Delete);
        }
        self.pair(gone, come, aligned);
    }

    /// Pairs what is alike, in order, so that as much of the words as possible is.
    fn pair(&self, gone: Vec<usize>, come: Vec<usize>, aligned: &mut Vec<Aligned>) {
        let (rows, columns) = (gone.len(), come.len());
        let wide = columns + 1;
        let mut best = vec![0u64; (rows + 1) * wide];
        let mut worth = Vec::new();
        if rows * columns <= MOST {
            let left: Vec<Words> = gone.iter().map(|i| Words::of(&self.old[*i], self.a[*i])).collect();
            let right: Vec<Words> = come.iter().map(|i| Words::of(&self.new[*i], self.b[*i])).collect();
            worth = left.iter().flat_map(|a| right.iter().map(|b| a.worth(b))).collect();
            for i in (0..rows).rev() {
                for j in (0..columns).rev() {
                    let pair = worth[i * columns + j];
                    let paired = if pair > 0 { pair + best[(i + 1) * wide + j + 1] } else { 0 };
                    best[i * wide + j] = paired.max(best[(i + 1) * wide + j]).max(best[i * wide + j + 1]);
                }
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < rows || j < columns {
            let here = best[i * wide + j];
            let pair = if i < rows && j < columns && here > 0 { worth[i * columns + j] } else { 0 };
            if pair > 0 && here == pair + best[(i + 1) * wide + j + 1] {
                aligned.push(Aligned::Pair(gone[i], come[j]));
                (i, j) = (i + 1, j + 1);
            } else if i < rows && (j >= columns || here == best[(i + 1) * wide + j]) {
                aligned.push(Aligned::Gone(gone[i]));
                i += 1;
            } else {
                aligned.push(Aligned::Come(come[j]));
                j += 1;
            }
        }
    }
}

/// What a block is known by.
struct Words {
    number: usize,
    kind: std::mem::Discriminant<Block>,
    name: Option<String>,
    /// Pairs of neighbouring characters, sorted.
    grams: Vec<(char, char)>,
}

impl Words {
    fn of(block: &Block, number: usize) -> Self {
        let name = match block {
            Block::Heading { anchor, .. } => Some(anchor.to_string()),
            Block::QuestionAndAnswer(question) => Some(question.anchor.to_string()),
            Block::Quiz(quiz) => Some(quiz.anchor.to_string()),
            Block::Figure(figure) => Some(figure.picture.to_string()),
            Block::Embed { work } => Some(work.to_string()),
            _ => None,
        };
        let text: Vec<char> = flat::text(block).chars().filter(|c| !c.is_whitespace()).collect();
        let mut grams: Vec<(char, char)> = text.windows(2).map(|two| (two[0], two[1])).collect();
        if let [one] = text[..] {
            grams.push((one, one));
        }
        grams.sort_unstable();
        Self { number, kind: std::mem::discriminant(block), name, grams }
    }

    /// What it is worth to pair the two: the more they have in common and the longer they are, the more; 0 where they are not
    /// one block.
    fn worth(&self, other: &Self) -> u64 {
        let alike = if self.number == other.number { 1200 } else { self.alike(other) };
        let long = (self.grams.len() + other.grams.len()) as u64;
        if alike < ALIKE { 0 } else { u64::from(alike) * (long + 1) }
    }

    /// Of 1000, after Dice.
    fn alike(&self, other: &Self) -> u32 {
        if self.kind != other.kind {
            return 0;
        }
        if self.name.is_some() && self.name == other.name {
            return 1000;
        }
        let all = self.grams.len() + other.grams.len();
        if all == 0 {
            // Nothing but what is no text: breaks, formulas without words.
            return 1000;
        }
        let (mut i, mut j, mut both) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.grams.get(i), other.grams.get(j)) {
            both += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        (2000 * both / all) as u32
    }
}

/// A footnote is the one of its label.
pub(crate) fn note_pairs(old: &[Footnote], new: &[Footnote]) -> Vec<(usize, usize)> {
    let place = |note: &Footnote| new.iter().position(|n| n.label == note.label);
    old.iter().enumerate().filter_map(|(at, note)| Some((at, place(note)?))).collect()
}
