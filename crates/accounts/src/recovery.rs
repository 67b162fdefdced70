//! Recovery codes: for whoever has lost the app that makes the others. Shown once; only hashes are kept.

use crate::session::digest;

/// How many at once.
const CODES: usize = 10;
/// 24 letters of 32 are 120 bits: enough for a plain hash (NIST SP 800-63B asks for 112).
const LETTERS: usize = 24;

/// Ten new ones, in groups that can be read aloud.
pub fn generate() -> anyhow::Result<Vec<String>> {
    (0..CODES).map(|_| one()).collect()
}

fn one() -> anyhow::Result<String> {
    let mut random = [0u8; LETTERS];
    getrandom::fill(&mut random).map_err(|e| anyhow::anyhow!("the system gives no random bytes: {e}"))?;
    let letters: Vec<char> = random.iter().map(|b| char::from(crate::password::LETTERS[usize::from(b % 32)])).collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// What is kept of one; however it was typed.
pub fn hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    digest(&plain)
}

/// Whether it could be one: then it is looked for.
pub fn looks_like(code: &str) -> bool {
    code.chars().filter(char::is_ascii_alphanumeric).count() == LETTERS
}
