//! What an expert filled in: held against the rules, and shown again with what is wrong.

use domain::Verdict;
use serde::Deserialize;

/// Bytes of a form: both texts, each character written as nine, fit.
pub const LARGEST: usize = 64 << 10;
/// Characters of a note, and of what is declared.
const LONGEST: usize = 4000;
const LONGEST_INTERESTS: usize = 1000;

#[derive(Clone, Debug, Default, Deserialize)]
pub struct Filled {
    #[serde(default)]
    pub verdict: String,
    #[serde(default)]
    pub note: String,
    /// none or some
    #[serde(default)]
    pub declares: String,
    #[serde(default)]
    pub interests: String,
}

/// As it goes into the records.
pub struct Checked {
    pub verdict: Verdict,
    pub note: String,
    pub interests: String,
}

impl Filled {
    /// # Errors
    /// Every fault: the field, and what is wrong with it in words.
    pub fn check(&self) -> Result<Checked, Vec<(&'static str, String)>> {
        let mut faults = Vec::new();
        let verdict = self.verdict.parse::<Verdict>().ok();
        if verdict.is_none() {
            faults.push(("verdict", "请选择通过或退回。".to_owned()));
        }
        let note = self.note.trim();
        if verdict == Some(Verdict::Return) && note.is_empty() {
            faults.push(("note", "退回时请写明原因和修改建议。".to_owned()));
        }
        if note.chars().count() > LONGEST {
            faults.push(("note", format!("审核意见不超过{LONGEST}个字，现在有{}个。", note.chars().count())));
        }
        let said = self.interests.trim();
        let interests = match self.declares.as_str() {
            "none" => "声明没有利益关系".to_owned(),
            "some" if said.is_empty() => {
                faults.push(("interests", "请写明是什么利益关系。".to_owned()));
                String::new()
            }
            "some" if said.chars().count() > LONGEST_INTERESTS => {
                faults.push(("interests", format!("利益关系的说明不超过{LONGEST_INTERESTS}个字。")));
                String::new()
            }
            "some" => said.to_owned(),
            _ => {
                faults.push(("declares", "请声明有没有利益关系。".to_owned()));
                String::new()
            }
        };
        match (verdict, faults.is_empty()) {
            (Some(verdict), true) => Ok(Checked { verdict, note: note.to_owned(), interests }),
            _ => Err(faults),
        }
    }
}
