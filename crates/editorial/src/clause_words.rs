//! The words of a clause in two versions, for showing side by side.

pub use policy::DiffOp;

/// Pieces in order: `Equal` and `Delete` joined are the old words, `Equal` and `Insert` joined the new ones.
pub fn clause_words(old: &str, new: &str) -> Vec<(DiffOp, String)> {
    policy::diff(old, new)
}
