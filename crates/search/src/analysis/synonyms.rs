//! Words beside which others are looked for: what people say and what documents write, names that changed, short names.
//!
//! A line of the list is `left⇥=⇥right`, either finds the other, or `left⇥>⇥right`, who asks for the left finds the right
//! too; `|` parts several words on one side. Only queries are widened, so a new line counts at once and for all documents.

use super::{fold, runs};
use std::{collections::HashMap, sync::LazyLock};

const FIELD: &str = include_str!("../../synonyms.tsv");

/// By the letters and digits of a word, folded: what to look for beside it, as written in the list.
#[derive(Default)]
pub(crate) struct Synonyms {
    others: HashMap<Vec<char>, Vec<String>>,
    /// Of the keys, in characters.
    longest: usize,
}

impl Synonyms {
    /// The field's own list.
    pub fn field() -> &'static Self {
        static FIELD_LIST: LazyLock<Synonyms> = LazyLock::new(|| {
            let mut own = Synonyms::default();
            own.read(FIELD).unwrap_or_else(|(line, given)| panic!("synonyms.tsv:{line} is no pair of words: {given}"));
            own
        });
        &FIELD_LIST
    }

    /// What to look for beside the word of these letters and digits.
    pub fn of(&self, content: &[char]) -> &[String] {
        self.others.get(content).map_or(&[], Vec::as_slice)
    }

    /// Takes in a pair; `both`: either finds the other.
    pub fn pair(&mut self, from: &str, to: &str, both: bool) {
        self.lead(&[from], &[to]);
        if both {
            self.lead(&[to], &[from]);
        }
    }

    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Takes in a list; on error the line that is none, and what stands there.
    fn read(&mut self, text: &str) -> Result<(), (usize, String)> {
        for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = || (i + 1, line.chars().take(40).collect());
            let [left, direction, right] = line.splitn(3, '\t').collect::<Vec<_>>().try_into().map_err(|_| wrong())?;
            let (left, right) = (words(left).ok_or_else(wrong)?, words(right).ok_or_else(wrong)?);
            self.lead(&left, &right);
            match direction {
                "=" => self.lead(&right, &left),
                ">" => {}
                _ => return Err(wrong()),
            }
        }
        Ok(())
    }

    /// Who asks for any word of `from` finds those of `to`.
    fn lead(&mut self, from: &[&str], to: &[&str]) {
        for word in from {
            let key = content(word);
            self.longest = self.longest.max(key.len());
            let others = self.others.entry(key).or_default();
            for other in to {
                if !others.iter().any(|known| known == other) {
                    others.push((*other).to_owned());
                }
            }
        }
    }
}

/// The words of one side; none where one of them is empty or a single character, which would widen far too much.
fn words(side: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = side.split('|').map(str::trim).collect();
    words.iter().all(|word| content(word).len() > 1).then_some(words)
}

fn content(word: &str) -> Vec<char> {
    let folded = fold(word);
    runs(&folded).iter().flat_map(|run| &folded[run.start..run.end]).map(|f| f.c).collect()
}
