//! What a page of somebody else's says of our works: its marks, its links and its words. It is read as what it looks like, never
//! run; what cannot be made out is passed over.

use encoding_rs::{Encoding, UTF_8};
use serde_json::Value;
use std::collections::HashSet;

/// On any element: the work's id and, after a space, the number of the change that is shown.
const MARK: &str = "data-liangyi-copy";
/// The same as the content of a `meta` element of this name.
const META: &str = "liangyi-copy";
/// Bytes in which a page says its encoding (HTML, 13.2.3.2).
const PRESCAN: usize = 1024;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenPage {
    /// Ids of works and numbers of changes.
    marks: Vec<(String, i64)>,
    /// Numbers of works and of changes, as the counting picture of a reprint has them.
    counters: Vec<(i64, i64)>,
    addresses: HashSet<String>,
    /// Without any white space.
    words: String,
}

impl SeenPage {
    /// `media_type` as the answer's header has it.
    pub fn read(bytes: &[u8], media_type: &str) -> Self {
        let text = decode(bytes, media_type);
        let mut seen = Self::default();
        let mut rest = text.as_str();
        while let Some(open) = rest.find('<') {
            seen.say(&rest[..open]);
            rest = &rest[open..];
            rest = match rest.strip_prefix("<!--") {
                Some(comment) => comment.split_once("-->").map_or("", |(_, after)| after),
                None => seen.element(rest),
            };
        }
        seen.say(rest);
        seen
    }

    /// The number of the change of this work that the page shows, where it says.
    pub fn shows(&self, tag: &str, work: i64) -> Option<i64> {
        let marked = self.marks.iter().filter(|(own, _)| own == tag).map(|(_, seq)| *seq);
        marked.chain(self.counters.iter().filter(|(own, _)| *own == work).map(|(_, seq)| *seq)).max()
    }

    /// Whether an address on the page ends so.
    pub fn leads_to(&self, end: &str) -> bool {
        self.addresses.iter().any(|address| address.split(['?', '#']).next().is_some_and(|address| address.ends_with(end)))
    }

    /// Whether these words stand on the page, however they are set.
    pub fn says(&self, words: &str) -> bool {
        let words = bare(words);
        !words.is_empty() && self.words.contains(&words)
    }

    fn say(&mut self, text: &str) {
        self.words.push_str(&bare(&unescaped(text)));
    }

    /// Takes in the element that `html` begins with; what comes after it.
    fn element<'a>(&mut self, html: &'a str) -> &'a str {
        let (name, attributes, after) = tag(&html[1..]);
        if name.is_empty() {
            // A bare `<`.
            self.words.push('<');
            return &html[1..];
        }
        let value = |name: &str| attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        if let Some(mark) = value(MARK) {
            self.mark(mark);
        }
        match name.as_str() {
            "meta" if value("name").is_some_and(|name| name.eq_ignore_ascii_case(META)) => {
                self.mark(value("content").unwrap_or_default());
            }
            "a" | "link" => self.addresses.extend(value("href").map(str::to_owned)),
            "img" => self.counters.extend(value("src").and_then(counter)),
            "script" | "style" => {
                let (inside, after) = until_end(after, &name);
                if value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
                    && let Ok(value) = serde_json::from_str(inside)
                {
                    self.linked_data(&value);
                }
                return after;
            }
            _ => {}
        }
        after
    }

    fn mark(&mut self, text: &str) {
        let said =
            text.trim().split_once(char::is_whitespace).and_then(|(tag, seq)| Some((tag.to_owned(), seq.trim().parse().ok()?)));
        self.marks.extend(said);
    }

    /// schema.org: `identifier` is the work's id, `version` the number of the change.
    fn linked_data(&mut self, value: &Value) {
        match value {
            Value::Object(map) => {
                let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok());
                let said = map.get("identifier").and_then(Value::as_str).zip(map.get("version").and_then(number));
                self.marks.extend(said.map(|(tag, seq)| (tag.to_owned(), seq)));
                map.values().for_each(|value| self.linked_data(value));
            }
            Value::Array(list) => list.iter().for_each(|value| self.linked_data(value)),
            _ => {}
        }
    }
}

/// By the mark of byte order, the header, or what the page says at its beginning; UTF-8 where nothing does.
fn decode(bytes: &[u8], media_type: &str) -> String {
    let begin = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let label = |text: &str| {
        let (_, after) = text.split_once("charset=")?;
        let label: String = after
            .trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
            .collect();
        Encoding::for_label(label.as_bytes())
    };
    let encoding = label(&media_type.to_ascii_lowercase()).or_else(|| label(&begin)).unwrap_or(UTF_8);
    encoding.decode(bytes).0.into_owned()
}

/// Name, attributes and what follows, of the text behind a `<`; an empty name where it is no tag.
fn tag(text: &str) -> (String, Vec<(String, String)>, &str) {
    let name: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || "/!?-:".contains(*c)).collect();
    let mut rest = &text[name.len()..];
    let mut attributes = Vec::new();
    // A bare `<`: whoever calls goes on behind it, and a text full of them must not be read to its end for each.
    if name.is_empty() {
        return (name, attributes, rest);
    }
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let Some(first) = rest.chars().next() else { break };
        if first == '>' {
            rest = &rest[1..];
            break;
        }
        let length = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let own = rest[..length].to_ascii_lowercase();
        rest = rest[length..].trim_start();
        let Some(after) = rest.strip_prefix('=') else {
            attributes.push((own, String::new()));
            continue;
        };
        let after = after.trim_start();
        let (value, after) = match after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
        };
        attributes.push((own, unescaped(value)));
        rest = after;
    }
    (name.to_ascii_lowercase(), attributes, rest)
}

/// What stands in an element that holds no others, and what comes after it.
fn until_end<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    let ends =
        |at: usize| text.as_bytes()[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()));
    let at = text.match_indices("</").map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(text.len());
    text.split_at(at)
}

/// `…/reprints/12.gif?copy=345`
fn counter(address: &str) -> Option<(i64, i64)> {
    let (_, after) = address.rsplit_once("/reprints/")?;
    let (work, query) = after.split_once(".gif?")?;
    let seq = query.split('&').find_map(|one| one.strip_prefix("copy="))?;
    Some((work.parse().ok()?, seq.parse().ok()?))
}

/// The ampersand last, or an escaped escape would be read twice.
const ESCAPES: [(&str, &str); 8] = [
    ("&quot;", "\""),
    ("&#34;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

fn unescaped(text: &str) -> String {
    ESCAPES.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
