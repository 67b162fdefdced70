//! The cheapest way from the beginning of a stretch to its end, in steps of words (Viterbi 1967).

/// What two words add that no document has side by side.
const APART: f32 = 4.0;

/// A word for the letters or characters from `from` to `to`.
pub(crate) struct Step {
    pub from: usize,
    pub to: usize,
    pub cost: f32,
    pub word: String,
}

pub(crate) struct Way<'a> {
    joined: &'a dyn Fn(char, char) -> bool,
    steps: Vec<Reached>,
    /// By place: the steps that end there.
    ending: Vec<Vec<usize>>,
}

/// A step at the end of the cheapest way to it.
struct Reached {
    step: Step,
    before: Option<usize>,
    /// Of the whole way.
    cost: f32,
}

impl<'a> Way<'a> {
    /// `joined` says whether two characters stand side by side anywhere.
    pub fn new(length: usize, joined: &'a dyn Fn(char, char) -> bool) -> Self {
        Self { joined, steps: Vec::new(), ending: vec![Vec::new(); length + 1] }
    }

    /// Steps are to be offered in the order of their beginnings. One that no way leads to is passed over.
    pub fn step(&mut self, step: Step) {
        let (before, cost) = if step.from == 0 {
            (None, step.cost)
        } else {
            let costs =
                self.ending[step.from].iter().map(|before| (*before, self.steps[*before].cost + self.between(*before, &step)));
            let Some((before, cost)) = costs.min_by(|a, b| a.1.total_cmp(&b.1)) else { return };
            (Some(before), cost + step.cost)
        };
        self.ending[step.to].push(self.steps.len());
        self.steps.push(Reached { step, before, cost });
    }

    fn between(&self, before: usize, step: &Step) -> f32 {
        match (self.steps[before].step.word.chars().next_back(), step.word.chars().next()) {
            (Some(left), Some(right)) if !(self.joined)(left, right) => APART,
            _ => 0.0,
        }
    }

    /// The words from beginning to end, where there is a way.
    pub fn steps(&self) -> Option<Vec<&str>> {
        let last = self.ending.last()?.iter().copied().min_by(|a, b| self.steps[*a].cost.total_cmp(&self.steps[*b].cost));
        let mut words = Vec::new();
        let mut at = Some(last?);
        while let Some(reached) = at.map(|at| &self.steps[at]) {
            words.push(reached.step.word.as_str());
            at = reached.before;
        }
        words.reverse();
        Some(words)
    }
}
