//! Passwords that are long enough and still among the first that anybody tries (NIST SP 800-63B, 3.1.1.2): repetitions, walks
//! over the keyboard, and words and dates that people put together.

use unicode_normalization::UnicodeNormalization;

/// Walks over a keyboard and along the alphabet, each also backwards.
const WALKS: [&str; 12] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiop1234567890",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qazwsxedcrfvtgbyhnujmikolp",
    "zaq12wsxcde34rfvbgt56yhnmju78ik",
    "!@#$%^&*()_+",
    "asdfghjkl;'zxcvbnm",
    "147258369963852741",
];

/// What is left of a password that is made of these alone, with digits and marks around, says nothing.
const WORDS: [&str; 44] = [
    "password",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "administrator",
    "admin",
    "root",
    "welcome",
    "letmein",
    "changeme",
    "secret",
    "default",
    "master",
    "iloveyou",
    "woaini",
    "wodemima",
    "mima",
    "liangyi",
    "kepu",
    "kexie",
    "nihao",
    "zhongguo",
    "beijing",
    "china",
    "dragon",
    "monkey",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "qwerty",
    "asdf",
    "zxcv",
    "qaz",
    "wsx",
    "test",
    "user",
    "guest",
    "login",
    "editor",
    "science",
    "love",
    "hello",
    "correcthorsebatterystaple",
];

/// Different characters that a password has at the least.
const DIFFERENT: usize = 5;

/// Whether somebody who guesses would come to it soon.
pub(crate) fn is_guessable(password: &str) -> bool {
    // Full-width letters are the same keys.
    let plain: String = password.nfkc().flat_map(char::to_lowercase).collect();
    let mut different: Vec<char> = plain.chars().collect();
    different.sort_unstable();
    different.dedup();
    different.len() < DIFFERENT || repeats(&plain) || walks(&plain) || words(&plain)
}

/// One piece of up to six characters again and again.
fn repeats(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    (1..=6).any(|length| letters.iter().enumerate().all(|(i, letter)| *letter == letters[i % length]) && letters.len() > length)
}

/// Made of at most three walks.
fn walks(plain: &str) -> bool {
    let mut rest = plain;
    for _ in 0..3 {
        let backwards = |walk: &&str| walk.chars().rev().collect::<String>();
        let all = WALKS.iter().map(|walk| (*walk).to_owned()).chain(WALKS.iter().map(backwards));
        // The longest beginning that is part of a walk.
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let longest = all.filter_map(|walk| ends.clone().take_while(|end| walk.contains(&rest[..*end])).last()).max();
        match longest {
            Some(end) if end >= 3 => rest = &rest[end..],
            _ => break,
        }
        if rest.is_empty() {
            return true;
        }
    }
    rest.chars().count() < 3 && rest.len() < plain.len()
}

/// Nothing but words that everybody takes, and digits and marks.
fn words(plain: &str) -> bool {
    let mut rest = plain.to_owned();
    for word in WORDS {
        rest = rest.replace(word, "");
    }
    rest.len() < plain.len() && !rest.chars().any(char::is_alphabetic)
}
