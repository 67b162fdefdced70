//! An attempt at the questions of a work: a signed word that the form carries, good for one count.
//!
//! Absent from it: who answers. It says what is asked, and when it was given out; nothing in it is known of a reader.

use crate::{Digest, Timestamp};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};

/// How long an attempt can be answered, in milliseconds: a form that was left open overnight is still good.
pub const ATTEMPT_LIFETIME: i64 = 24 * 60 * 60 * 1000;

/// Work, revision and time of issue; the digest of the questions; what makes it unlike any other.
const SAID: usize = 8 + 8 + 8 + 32 + 16;
const MAC: usize = 16;

/// The secret that all processes of a site share.
#[derive(Clone)]
pub struct AttemptKey(String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub work: i64,
    /// The published revision whose questions the form shows.
    pub revision: i64,
    pub issued: Timestamp,
    /// Of the questions, see [`quiz_digest`].
    pub questions: [u8; 32],
    /// Never given before.
    pub nonce: [u8; 16],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttemptError {
    #[error("这份答卷不是本站发出的，或者在途中被改动过，因此没有计分。请重新打开答题页作答。")]
    Foreign,
    #[error("这份答卷打开已经超过24小时，因此没有计分。请重新打开答题页作答。")]
    Expired,
}

/// Of all questions of a work, in their order.
pub fn quiz_digest<'a>(questions: impl IntoIterator<Item = &'a Digest>) -> [u8; 32] {
    let mut hash = Sha256::new();
    questions.into_iter().for_each(|question| hash.update(question.as_str().as_bytes()));
    hash.finalize().into()
}

/// What is kept of a word that was answered, so that it counts once.
pub fn attempt_digest(word: &str) -> Digest {
    Digest::from_bytes(&Sha256::digest(word.as_bytes()).into())
}

impl AttemptKey {
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    pub fn write(&self, attempt: &Attempt) -> String {
        let mut bytes = Vec::with_capacity(SAID + MAC);
        for number in [attempt.work, attempt.revision, attempt.issued.0] {
            bytes.extend(number.to_be_bytes());
        }
        bytes.extend(attempt.questions);
        bytes.extend(attempt.nonce);
        let mac = self.signed(&bytes).finalize().into_bytes();
        bytes.extend(&mac[..MAC]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What was signed, where this key signed it and its time is not over at `now`.
    pub fn read(&self, word: &str, now: Timestamp) -> Result<Attempt, AttemptError> {
        let bytes = URL_SAFE_NO_PAD.decode(word).map_err(|_| AttemptError::Foreign)?;
        let (said, mac) = bytes.split_at_checked(SAID).filter(|(_, mac)| mac.len() == MAC).ok_or(AttemptError::Foreign)?;
        self.signed(said).verify_truncated_left(mac).map_err(|_| AttemptError::Foreign)?;
        let number = |at: usize| i64::from_be_bytes(std::array::from_fn(|i| said[at * 8 + i]));
        let attempt = Attempt {
            work: number(0),
            revision: number(1),
            issued: Timestamp(number(2)),
            questions: std::array::from_fn(|i| said[24 + i]),
            nonce: std::array::from_fn(|i| said[56 + i]),
        };
        let age = now.0.saturating_sub(attempt.issued.0);
        if age < ATTEMPT_LIFETIME { Ok(attempt) } else { Err(AttemptError::Expired) }
    }

    fn signed(&self, bytes: &[u8]) -> Hmac<Sha256> {
        let mut signed = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).expect("any length is a key");
        signed.update(bytes);
        signed
    }
}
