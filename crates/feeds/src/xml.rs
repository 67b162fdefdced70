//! Writing XML 1.0 in UTF-8: escaping, and nothing that a parser must refuse.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::borrow::Cow;

/// A document being written. Characters stay characters; only what XML needs escaped is.
pub(crate) struct Xml(Writer<Vec<u8>>);

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    pub(crate) fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    /// `<name …>` and, after what `inside` writes, `</name>`.
    pub(crate) fn element(&mut self, name: &str, attributes: Attributes, inside: impl FnOnce(&mut Self)) {
        self.write(Event::Start(start(name, attributes)));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// `<name …>text</name>`
    pub(crate) fn text(&mut self, name: &str, attributes: Attributes, text: &str) {
        let text = allowed(text);
        self.element(name, attributes, |xml| xml.write(Event::Text(BytesText::new(&text))));
    }

    /// `<name …/>`
    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes) {
        self.write(Event::Empty(start(name, attributes)));
    }

    pub(crate) fn finish(self) -> String {
        let mut text = String::from_utf8(self.0.into_inner()).expect("only strings were written");
        text.push('\n');
        text
    }

    fn write(&mut self, event: Event) {
        self.0.write_event(event).expect("writing to memory does not fail");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(key, value) in attributes {
        start.push_attribute((key, allowed(value)));
    }
    start
}

/// `text` without the characters that XML 1.0 forbids even as references (section 2.2, Char); a feed with one of them
/// is lost as a whole. Text pasted from office programs brings U+000B and U+0000.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(is_allowed) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter(|&c| is_allowed(c)).collect()) }
}
