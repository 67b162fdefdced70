//! How many rows a table has, and a digest of them that does not hang on their order, which the two databases see differently.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The sum, modulo 2²⁵⁶, of the SHA-256 of each row's line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    rows: u64,
    sum: [u8; 32],
}

/// As the manifest has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    pub table: String,
    pub rows: u64,
    pub digest: String,
}

impl Tally {
    /// `line` is a row as JSON, without the line's end.
    pub(crate) fn add(&mut self, line: &[u8]) {
        self.rows += 1;
        let mut carry = 0;
        for (sum, hash) in self.sum.iter_mut().zip(Sha256::digest(line)).rev() {
            let both = u16::from(*sum) + u16::from(hash) + carry;
            *sum = both as u8;
            carry = both >> 8;
        }
    }

    pub(crate) fn of(&self, table: &str) -> Counted {
        Counted { table: table.to_owned(), rows: self.rows, digest: hex::encode(self.sum) }
    }
}
