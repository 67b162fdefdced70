//! One-time passwords by time: RFC 6238 over RFC 4226, with what every app understands — SHA-1, six digits, 30 seconds.

use domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;

/// Milliseconds of a time step.
const STEP: i64 = 30_000;
/// Steps before and after the present one whose code is taken: clocks differ, and people type slowly.
const SLACK: i64 = 1;
/// Bytes of a secret; RFC 4226 recommends 160 bits.
pub const SECRET: usize = 20;

pub fn step_at(now: Timestamp) -> i64 {
    now.0.div_euclid(STEP)
}

/// The six digits of a step.
pub fn code(secret: &[u8], step: i64) -> u32 {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    // RFC 4226, 5.3: the low four bits of the last byte say where four bytes are taken.
    let at = usize::from(hash[19] & 15);
    let four = u32::from_be_bytes([hash[at], hash[at + 1], hash[at + 2], hash[at + 3]]);
    (four & 0x7fff_ffff) % 1_000_000
}

/// The step whose code this is, near `now`; spaces that an app shows between the digits do not count.
pub fn step_of(secret: &[u8], given: &str, now: Timestamp) -> Option<i64> {
    let digits: String = given.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let given: u32 = digits.parse().ok()?;
    let present = step_at(now);
    (present - SLACK..=present + SLACK).find(|step| code(secret, *step) == given)
}

/// RFC 4648 without padding, as apps take it typed.
pub fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits = bytes.len() * 8;
    let bit = |i: usize| bytes.get(i / 8).is_some_and(|byte| byte >> (7 - i % 8) & 1 == 1);
    let letter = |first: usize| (first..first + 5).fold(0, |value, i| value << 1 | usize::from(bit(i)));
    (0..bits).step_by(5).map(|first| char::from(LETTERS[letter(first)])).collect()
}

/// What a QR code of it says to an app.
pub fn address(secret: &[u8], issuer: &str, name: &str) -> String {
    let plain = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (issuer, name) = (plain(issuer), plain(name));
    format!("otpauth://totp/{issuer}:{name}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30", base32(secret))
}
