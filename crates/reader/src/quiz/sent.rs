//! What a form sent. Whatever is in it that the form cannot send is passed over.

use document::Quiz;
use pages::QuizQuestion;

/// Names and values.
pub struct Sent(pub Vec<(String, String)>);

impl Sent {
    pub fn attempt(&self) -> &str {
        self.0.iter().find(|(name, _)| name == "attempt").map_or("", |(_, word)| word)
    }

    /// For each question the places of the options that were chosen, in order and each once.
    pub fn answers(&self, asked: &[&Quiz]) -> Vec<Vec<usize>> {
        asked.iter().map(|quiz| self.chosen(quiz)).collect()
    }

    fn chosen(&self, quiz: &Quiz) -> Vec<usize> {
        let field = QuizQuestion::field(quiz.anchor.as_str(), quiz.kind);
        let values = self.0.iter().filter(|(name, _)| *name == field).filter_map(|(_, value)| value.parse().ok());
        let mut chosen: Vec<usize> = values.filter(|at| *at < quiz.options.len()).collect();
        if quiz.kind.takes_one() {
            chosen.truncate(1);
        }
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}
