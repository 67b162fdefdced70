//! What leads from one sequence to another: the same elements where they stay, what goes, what comes.
//!
//! The search for the shortest edit is Myers' ("An O(ND) Difference Algorithm", 1986). Its effort is bounded; sequences
//! that have too little in common count as replaced.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffOp {
    Equal,
    Delete,
    Insert,
}

/// Steps of effort per comparison; beyond them the texts count as replaced.
const EFFORT: usize = 4_000_000;

/// From `a` to `b`: `Equal` and `Delete` in order are `a`, `Equal` and `Insert` are `b`.
pub fn edits<T: Copy + PartialEq>(a: &[T], b: &[T]) -> Vec<(DiffOp, T)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a_rest, b_rest) = (&a[head..], &b[head..]);
    let tail = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_mid, b_mid) = (&a_rest[..a_rest.len() - tail], &b_rest[..b_rest.len() - tail]);
    let equal = |same: &[T]| same.iter().map(|&w| (DiffOp::Equal, w)).collect::<Vec<_>>();
    let mut all = equal(&a[..head]);
    all.extend(shortest(a_mid, b_mid).unwrap_or_else(|| {
        let gone = a_mid.iter().map(|&w| (DiffOp::Delete, w));
        gone.chain(b_mid.iter().map(|&w| (DiffOp::Insert, w))).collect()
    }));
    all.extend(equal(&a_rest[a_rest.len() - tail..]));
    all
}

/// Myers' greedy search; `None` where it would take more than [`EFFORT`].
fn shortest<T: Copy + PartialEq>(a: &[T], b: &[T]) -> Option<Vec<(DiffOp, T)>> {
    let (n, m) = (a.len() as isize, b.len() as isize);
    let most = (a.len() + b.len()).min(1000).min(EFFORT / (a.len() + b.len() + 1)) as isize;
    // furthest[k + most + 1]: how far in `a` the best path on diagonal k (= x − y) has come.
    let offset = most + 1;
    let mut furthest = vec![0isize; 2 * offset as usize + 1];
    let mut trace: Vec<Vec<isize>> = Vec::new();
    for d in 0..=most {
        trace.push(furthest[(offset - d) as usize..=(offset + d) as usize].to_vec());
        for k in (-d..=d).step_by(2) {
            let at = (k + offset) as usize;
            let down = k == -d || k != d && furthest[at - 1] < furthest[at + 1];
            let mut x = if down { furthest[at + 1] } else { furthest[at - 1] + 1 };
            while x < n && x - k < m && a[x as usize] == b[(x - k) as usize] {
                x += 1;
            }
            furthest[at] = x;
            if x >= n && x - k >= m {
                return Some(walk_back(a, b, &trace));
            }
        }
    }
    None
}

/// From the end of both texts to their beginning along the rounds of the search; `trace[d]` holds diagonals −d to d as
/// they were before round d.
fn walk_back<T: Copy + PartialEq>(a: &[T], b: &[T], trace: &[Vec<isize>]) -> Vec<(DiffOp, T)> {
    let (mut x, mut y) = (a.len() as isize, b.len() as isize);
    let mut edits = Vec::new();
    for (d, before) in trace.iter().enumerate().rev() {
        let d = d as isize;
        let reached = |k: isize| before.get((k + d) as usize).copied().unwrap_or(0);
        let k = x - y;
        let down = k == -d || k != d && reached(k - 1) < reached(k + 1);
        let from = if down { k + 1 } else { k - 1 };
        let (from_x, from_y) = if d == 0 { (0, 0) } else { (reached(from), reached(from) - from) };
        while x > from_x && y > from_y {
            x -= 1;
            y -= 1;
            edits.push((DiffOp::Equal, a[x as usize]));
        }
        if d > 0 {
            if down {
                y -= 1;
                edits.push((DiffOp::Insert, b[y as usize]));
            } else {
                x -= 1;
                edits.push((DiffOp::Delete, a[x as usize]));
            }
        }
    }
    edits.reverse();
    edits
}
