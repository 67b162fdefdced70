//! Which words of a page are Simplified Chinese, tag by tag: the language of an element is its own or that of the nearest
//! around it.

use crate::tags::Tag;

/// The elements that are open and say something about the language of what is in them.
#[derive(Debug, Default)]
pub(crate) struct Languages<'a> {
    open: Vec<Said<'a>>,
}

#[derive(Debug)]
struct Said<'a> {
    element: &'a str,
    /// Elements of the same name that are open inside it.
    nested: usize,
    simplified: bool,
}

impl<'a> Languages<'a> {
    /// At this place.
    pub fn simplified(&self) -> bool {
        self.open.last().is_some_and(|said| said.simplified)
    }

    /// Goes into an element; true where its own attributes are in Simplified Chinese.
    pub fn enter(&mut self, tag: Tag<'a>) -> bool {
        let simplified = says(tag).unwrap_or(self.simplified());
        if tag.is_empty() {
            return simplified;
        }
        match (says(tag), self.open.last_mut()) {
            (Some(simplified), _) => self.open.push(Said { element: tag.name, nested: 0, simplified }),
            (None, Some(said)) if said.element == tag.name => said.nested += 1,
            (None, _) => {}
        }
        simplified
    }

    pub fn leave(&mut self, element: &str) {
        match self.open.last_mut() {
            Some(said) if said.element == element && said.nested == 0 => drop(self.open.pop()),
            Some(said) if said.element == element => said.nested -= 1,
            _ => {}
        }
    }
}

/// What is written for machines, and what is marked as not to be translated, is in no language at all.
fn says(tag: Tag<'_>) -> Option<bool> {
    if matches!(tag.name, "code" | "pre" | "kbd" | "samp" | "math") || tag.get("translate") == Some("no") {
        return Some(false);
    }
    tag.get("lang").map(|lang| lang == "zh-Hans")
}
