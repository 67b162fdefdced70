//! What changed between two texts, for showing side by side: first by sentence, then by character or word.
//!
//! The search for the shortest edit is Myers' ("An O(ND) Difference Algorithm", 1986). Its effort is bounded; texts that
//! have too little in common count as replaced.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffOp {
    Equal,
    Delete,
    Insert,
}

/// Pieces in order: `Equal` and `Delete` joined are `old`, `Equal` and `Insert` joined are `new`.
pub fn diff(old: &str, new: &str) -> Vec<(DiffOp, String)> {
    let mut pieces = Pieces::default();
    let (a, b) = (sentences(old), sentences(new));
    let (mut gone, mut come) = (String::new(), String::new());
    for (op, text) in edits(&a, &b) {
        match op {
            DiffOp::Delete => gone.push_str(text),
            DiffOp::Insert => come.push_str(text),
            DiffOp::Equal => {
                pieces.replaced(&gone, &come);
                gone.clear();
                come.clear();
                pieces.push(DiffOp::Equal, text);
            }
        }
    }
    pieces.replaced(&gone, &come);
    pieces.0
}

#[derive(Default)]
struct Pieces(Vec<(DiffOp, String)>);

impl Pieces {
    fn push(&mut self, op: DiffOp, text: &str) {
        match self.0.last_mut() {
            Some((last, joined)) if *last == op => joined.push_str(text),
            _ => self.0.push((op, text.to_owned())),
        }
    }

    fn replaced(&mut self, old: &str, new: &str) {
        let (a, b) = (words(old), words(new));
        let (mut gone, mut come) = (String::new(), String::new());
        let edits = edits(&a, &b);
        for (i, &(op, text)) in edits.iter().enumerate() {
            // One character that happens to stay between two changes would only tear them apart.
            let changed = |at: Option<&(DiffOp, &str)>| at.is_some_and(|(op, _)| *op != DiffOp::Equal);
            let stray = op == DiffOp::Equal && i > 0 && changed(edits.get(i - 1)) && changed(edits.get(i + 1));
            if op == DiffOp::Equal && !stray {
                self.push_pair(&mut gone, &mut come);
                self.push(DiffOp::Equal, text);
                continue;
            }
            if op != DiffOp::Insert {
                gone.push_str(text);
            }
            if op != DiffOp::Delete {
                come.push_str(text);
            }
        }
        self.push_pair(&mut gone, &mut come);
    }

    fn push_pair(&mut self, gone: &mut String, come: &mut String) {
        for (op, text) in [(DiffOp::Delete, gone), (DiffOp::Insert, come)] {
            if !text.is_empty() {
                self.push(op, text);
                text.clear();
            }
        }
    }
}

/// Cut behind each stop.
fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '；', '，', '：', '\n', '.', ';']).collect()
}

/// A Chinese character is a word; so is a run of Latin letters or figures.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let goes_on = c.is_ascii_alphanumeric() && chars.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric());
        if !goes_on {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words
}

/// Steps of effort per comparison; beyond them the texts count as replaced.
const EFFORT: usize = 4_000_000;

fn edits<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<(DiffOp, &'a str)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a_rest, b_rest) = (&a[head..], &b[head..]);
    let tail = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_mid, b_mid) = (&a_rest[..a_rest.len() - tail], &b_rest[..b_rest.len() - tail]);
    let equal = |words: &[&'a str]| words.iter().map(|&w| (DiffOp::Equal, w)).collect::<Vec<_>>();
    let mut all = equal(&a[..head]);
    all.extend(shortest(a_mid, b_mid).unwrap_or_else(|| {
        let gone = a_mid.iter().map(|&w| (DiffOp::Delete, w));
        gone.chain(b_mid.iter().map(|&w| (DiffOp::Insert, w))).collect()
    }));
    all.extend(equal(&a_rest[a_rest.len() - tail..]));
    all
}

/// Myers' greedy search; `None` where it would take more than [`EFFORT`].
fn shortest<'a>(a: &[&'a str], b: &[&'a str]) -> Option<Vec<(DiffOp, &'a str)>> {
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
fn walk_back<'a>(a: &[&'a str], b: &[&'a str], trace: &[Vec<isize>]) -> Vec<(DiffOp, &'a str)> {
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
