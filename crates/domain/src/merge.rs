//! Three states of one sequence put together: the one that both sides began from, the one that is published, and the one
//! that waits. What one side changed is taken; where both did, each in its own way, somebody has to choose.

/// One place of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged<T> {
    Settled(T),
    Conflict(Conflict<T>),
}

/// What the three have at one place; empty where it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict<T> {
    pub base: Vec<T>,
    pub published: Vec<T>,
    pub waiting: Vec<T>,
}

/// What is taken of a [`Conflict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Published,
    Waiting,
    /// The published one first.
    Both,
}

/// One side, and which of its elements is which of the base: pairs `(base, side)`, both ascending.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a, T> {
    pub elements: &'a [T],
    pub pairs: &'a [(usize, usize)],
}

impl<T: Clone> Line<'_, T> {
    /// What the side has of each element of a base of `len`, and what it has before each of them and at the end.
    fn places(&self, len: usize) -> (Vec<Option<T>>, Vec<Vec<T>>) {
        let (mut kept, mut added) = (vec![None; len], vec![Vec::new(); len + 1]);
        let (mut gap, mut next) = (0, self.pairs.iter().peekable());
        for (at, element) in self.elements.iter().enumerate() {
            match next.next_if(|(_, side)| *side == at) {
                Some((base, _)) => {
                    kept[*base] = Some(element.clone());
                    gap = base + 1;
                }
                None => added[gap].push(element.clone()),
            }
        }
        (kept, added)
    }
}

/// In the order of the base. An element that one side dropped and the other changed is a conflict, and so are different
/// additions at the same place.
pub fn merge<T: Clone + PartialEq>(base: &[T], published: Line<'_, T>, waiting: Line<'_, T>) -> Vec<Merged<T>> {
    let (kept_there, added_there) = published.places(base.len());
    let (kept_here, added_here) = waiting.places(base.len());
    let mut merged = Vec::new();
    for at in 0..=base.len() {
        place(&mut merged, &[], &added_there[at], &added_here[at]);
        if let Some(was) = base.get(at) {
            let side = |kept: &Vec<Option<T>>| kept[at].iter().cloned().collect::<Vec<_>>();
            place(&mut merged, std::slice::from_ref(was), &side(&kept_there), &side(&kept_here));
        }
    }
    merged
}

fn place<T: Clone + PartialEq>(merged: &mut Vec<Merged<T>>, base: &[T], published: &[T], waiting: &[T]) {
    let taken = if waiting == base || waiting == published {
        published
    } else if published == base {
        waiting
    } else {
        merged.push(Merged::Conflict(Conflict { base: base.to_vec(), published: published.to_vec(), waiting: waiting.to_vec() }));
        return;
    };
    merged.extend(taken.iter().cloned().map(Merged::Settled));
}

impl<T: Clone> Conflict<T> {
    pub fn take(&self, side: Side) -> Vec<T> {
        match side {
            Side::Published => self.published.clone(),
            Side::Waiting => self.waiting.clone(),
            Side::Both => self.published.iter().chain(&self.waiting).cloned().collect(),
        }
    }
}
