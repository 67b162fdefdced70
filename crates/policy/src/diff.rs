//! What changed between two texts, for showing side by side: first by sentence, then by character or word.

use domain::{DiffOp, edits};

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
