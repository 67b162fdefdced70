//! What did not come along, counted by what it was.

/// So many places are named of one kind.
const PLACES: usize = 3;
/// So many kinds there can be: each is a sentence of ours.
const KINDS: usize = 60;

#[derive(Default)]
pub(super) struct Losses(Vec<Loss>);

struct Loss {
    what: String,
    count: usize,
    places: Vec<String>,
}

impl Losses {
    /// `place` is absent of what is lost all over.
    pub fn note(&mut self, what: impl Into<String>, place: Option<String>) {
        let what = what.into();
        if !self.0.iter().any(|loss| loss.what == what) {
            if self.0.len() >= KINDS {
                return;
            }
            self.0.push(Loss { what: what.clone(), count: 0, places: Vec::new() });
        }
        let Some(loss) = self.0.iter_mut().find(|loss| loss.what == what) else { return };
        loss.count += 1;
        if let Some(place) = place.filter(|place| loss.places.len() < PLACES && !loss.places.contains(place)) {
            loss.places.push(place);
        }
    }

    /// A sentence for each kind.
    pub fn said(self) -> Vec<String> {
        let sentence = |Loss { what, count, places }: Loss| match places.len() {
            0 => format!("{what}。"),
            _ if count == 1 => format!("{what}：{}。", places.join("、")),
            shown if count > shown => format!("{what}（{count} 处）：{}等。", places.join("、")),
            _ => format!("{what}（{count} 处）：{}。", places.join("、")),
        };
        self.0.into_iter().map(sentence).collect()
    }
}
