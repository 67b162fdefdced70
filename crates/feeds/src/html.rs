//! HTML that may leave our site: every address in it is absolute.
//!
//! This is no sanitizer. It reads HTML that our own writer made, where attributes are quoted and `<` in text is
//! escaped; what it does not understand it leaves as it is.

use crate::Address;
use std::borrow::Cow;

/// The attributes of HTML that hold one address.
const SINGLE: [&str; 6] = ["href", "src", "poster", "cite", "data", "action"];

/// Article text for a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// `html` as it stands in the page at `page`, with `/works/x`, `#note-1`, `//host/x` and `srcset` made absolute.
    ///
    /// A stored entry is read far from its page, where a relative address points to the reader's own folder.
    pub fn resolved(html: &str, page: &Address) -> Self {
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            let (text, tag) = rest.split_at(open);
            out.push_str(text);
            let end = tag_end(tag);
            write_tag(&mut out, &tag[..end], page);
            rest = &tag[end..];
        }
        out.push_str(rest);
        Self(out)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The length of the tag that `html` begins with; a `>` inside quotes does not end it.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// Copies one tag, resolving the quoted values of attributes that hold addresses.
fn write_tag(out: &mut String, tag: &str, page: &Address) {
    let mut rest = tag;
    while let Some(equals) = rest.find('=') {
        let (before, after) = rest.split_at(equals + 1);
        out.push_str(before);
        rest = after;
        let Some(quote @ ('"' | '\'')) = after.chars().next() else { continue };
        let Some(length) = after[1..].find(quote) else { continue };
        let value = &after[1..=length];
        let name = before[..equals].rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or("").to_ascii_lowercase();
        out.push(quote);
        match name.as_str() {
            "srcset" => out.push_str(&candidates(value, page)),
            name if SINGLE.contains(&name) => out.push_str(&absolute(value, page)),
            _ => out.push_str(value),
        }
        out.push(quote);
        rest = &after[length + 2..];
    }
    out.push_str(rest);
}

/// What an attribute's value may be escaped with; the ampersand last, or an escaped escape would be read twice.
const ESCAPES: [(&str, &str); 6] =
    [("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];

/// One address, escaped as an attribute's value on both sides. One with a scheme of its own stays byte for byte.
fn absolute<'a>(value: &'a str, page: &Address) -> Cow<'a, str> {
    let plain = ESCAPES.iter().fold(value.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain));
    match page.join(&plain) {
        // A URL holds no `"`, `<` or `>` any more: they are percent-encoded.
        Some(url) if url::Url::parse(&plain).is_err() => Cow::Owned(url.as_str().replace('&', "&amp;").replace('\'', "&#39;")),
        _ => Cow::Borrowed(value),
    }
}

/// `a.webp 360w, b.webp 720w`: an address up to a space, then perhaps a descriptor up to a comma.
fn candidates(value: &str, page: &Address) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        if rest.is_empty() {
            return out.join(", ");
        }
        let (address, after) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let length = if address.ends_with(',') { 0 } else { after.find(',').unwrap_or(after.len()) };
        let (descriptor, after) = after.split_at(length);
        let address = absolute(address.trim_end_matches(','), page);
        out.push(format!("{address} {}", descriptor.trim()).trim_end().to_owned());
        rest = after;
    }
}
