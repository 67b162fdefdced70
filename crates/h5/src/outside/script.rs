//! Scripts: strings that are an address and nothing else. No parser of the language; it only knows where strings, comments
//! and regular expressions begin and end.

use super::{Scan, address::outside};

/// Templates inside each other that are looked into.
const DEEPEST: usize = 32;

/// Names of vocabularies, which nothing loads: `createElementNS` wants them.
const VOCABULARIES: &str = "http://www.w3.org/";

pub(super) fn scan(text: &str, offset: usize, found: &mut Scan) {
    let mut reader = Reader { text, offset, found, at: 0, depth: 0, last: Last::Operator };
    // Each `}` too many is passed over.
    while reader.at < text.len() {
        reader.code();
        reader.at += 1;
    }
}

/// What stands before a slash tells whether it divides or begins a regular expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Value,
    Operator,
}

struct Reader<'a, 'b> {
    text: &'a str,
    offset: usize,
    found: &'b mut Scan,
    at: usize,
    /// Templates that are open.
    depth: usize,
    last: Last,
}

impl Reader<'_, '_> {
    /// Up to the `}` that closes what was open at the beginning, or the end.
    fn code(&mut self) {
        let bytes = self.text.as_bytes();
        let mut open = 0_usize;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' | b'\'' => self.string(byte),
                b'`' => self.template(),
                b'/' if bytes.get(self.at + 1) == Some(&b'/') => self.skip_to("\n"),
                b'/' if bytes.get(self.at + 1) == Some(&b'*') => self.skip_to("*/"),
                b'/' if self.last == Last::Operator => self.expression(),
                b'{' => {
                    open += 1;
                    self.step(Last::Operator);
                }
                b'}' if open == 0 => return,
                b'}' => {
                    open -= 1;
                    self.step(Last::Operator);
                }
                b')' | b']' => self.step(Last::Value),
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ if byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80 => self.word(),
                _ => self.step(Last::Operator),
            }
        }
    }

    fn step(&mut self, last: Last) {
        self.at += 1;
        self.last = last;
    }

    fn word(&mut self) {
        let bytes = self.text.as_bytes();
        let begin = self.at;
        while bytes.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'$' || *b >= 0x80) {
            self.at += 1;
        }
        const BEFORE: [&str; 9] = ["return", "typeof", "case", "in", "of", "do", "else", "void", "throw"];
        let keyword = BEFORE.contains(&&self.text[begin..self.at]);
        self.last = if keyword { Last::Operator } else { Last::Value };
    }

    fn skip_to(&mut self, end: &str) {
        self.at += self.text[self.at..].find(end).map_or(self.text.len() - self.at, |i| i + end.len());
    }

    /// A string ends with its line where nobody ended it.
    fn string(&mut self, quote: u8) {
        let bytes = self.text.as_bytes();
        let begin = self.at + 1;
        self.at = begin;
        while let Some(&byte) = bytes.get(self.at)
            && byte != quote
            && byte != b'\n'
        {
            self.at += if byte == b'\\' { 2 } else { 1 };
        }
        let end = self.at.min(bytes.len());
        self.told(begin, end);
        self.at = (end + 1).min(bytes.len());
        self.last = Last::Value;
    }

    fn template(&mut self) {
        let bytes = self.text.as_bytes();
        let begin = self.at + 1;
        self.at = begin;
        let mut first = None;
        while let Some(&byte) = bytes.get(self.at)
            && byte != b'`'
        {
            if byte == b'$' && bytes.get(self.at + 1) == Some(&b'{') && self.depth < DEEPEST {
                first.get_or_insert(self.at);
                self.at += 2;
                self.last = Last::Operator;
                self.depth += 1;
                self.code();
                self.depth -= 1;
                self.at += 1;
            } else {
                self.at += if byte == b'\\' { 2 } else { 1 };
            }
        }
        let end = self.at.min(bytes.len());
        self.told(begin, first.unwrap_or(end));
        self.at = (end + 1).min(bytes.len());
        self.last = Last::Value;
    }

    fn expression(&mut self) {
        let bytes = self.text.as_bytes();
        self.at += 1;
        let mut class = false;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\n' => break,
                b'\\' => self.at += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at = (self.at + 1).min(bytes.len());
        self.last = Last::Value;
    }

    /// A string between these places, which stand beside ASCII.
    fn told(&mut self, begin: usize, end: usize) {
        let Some(raw) = self.text.get(begin..end) else { return };
        let text = unescaped(raw);
        let plain = text.trim();
        if is_plain_address(plain) {
            self.found.text(self.offset + begin, plain);
        }
    }
}

/// One word that begins as an address: `// so it was` is none, nor is a namespace.
fn is_plain_address(text: &str) -> bool {
    let after = text.trim_start_matches(['/', '\\']);
    let host = after.starts_with(|c: char| c.is_alphanumeric() || c == '[') && after.contains(['.', ':']);
    let slashes = text.starts_with("//") || text.starts_with("\\\\") || text.starts_with("/\\");
    // `http:` alone is a word, `https://` alone is what an address is put together with.
    let scheme = text.contains("//");
    let address = if slashes { host } else { scheme };
    address && !text.contains(char::is_whitespace) && !text.starts_with(VOCABULARIES) && outside(text)
}

/// `\x68`, `\u0068`, `\u{68}` and `\/`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let coded = |digits: Option<&str>, length: usize| {
            digits.and_then(|d| u32::from_str_radix(d, 16).ok()).and_then(char::from_u32).map(|c| (c, length))
        };
        let braced = rest.strip_prefix("u{").and_then(|inner| inner.split_once('}')).map(|(digits, _)| digits);
        let code = match (rest.as_bytes().first(), braced) {
            (Some(b'x'), _) => coded(rest.get(1..3), 3),
            (Some(b'u'), Some(digits)) => coded(Some(digits), digits.len() + 3),
            (Some(b'u'), None) => coded(rest.get(1..5), 5),
            _ => None,
        };
        match code {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                let mut chars = rest.chars();
                match chars.next() {
                    Some('n' | 'r' | 't') => out.push(' '),
                    Some('\n') | None => {}
                    Some(c) => out.push(c),
                }
                rest = chars.as_str();
            }
        }
    }
    out.push_str(rest);
    out
}
