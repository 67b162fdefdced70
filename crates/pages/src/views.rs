//! The menu of views in the header: one tap into the elderly view, one tap back, the sizes of its text, and the characters.

use crate::{Script, Speech, TextSize, Ui, Variant, address, head};
use askama::Template;

#[derive(Clone, Debug, Template)]
#[template(path = "parts/views.html")]
pub(crate) struct Views {
    t: &'static Ui,
    elder: bool,
    /// The same page in the other of the two views.
    other: String,
    search: String,
    steps: Vec<Step>,
    /// One character for those that the page is in now.
    script: &'static str,
    /// Empty on a page that is in one language whoever reads it.
    scripts: Vec<Written>,
}

/// The same page in some characters, or in English.
#[derive(Clone, Debug)]
struct Written {
    href: String,
    tag: &'static str,
    name: &'static str,
    current: bool,
}

/// One size of the elderly view's text.
#[derive(Clone, Debug)]
struct Step {
    href: String,
    label: &'static str,
    /// Said in place of the label.
    name: &'static str,
    current: bool,
}

impl Views {
    /// Of the page whose own path and query are `here`; `choice` where it can be read in other characters or in English.
    pub fn new(variant: Variant, here: &str, t: &'static Ui, choice: bool) -> Self {
        let sized = |text| variant.with_text(text).address(here);
        let step = |(text, label, name)| Step { href: sized(text), label, name, current: text == variant.text };
        let steps = [
            (TextSize::Large, "A", t.large_text),
            (TextSize::Larger, "A+", t.larger_text),
            (TextSize::Largest, "A++", t.largest_text),
        ];
        let written = |script: Script| Written {
            href: variant.with_script(script).address(here),
            tag: script.tag(),
            name: script.names().1,
            current: script == variant.script && !variant.is_english(),
        };
        let english = Written {
            href: variant.with_speech(Speech::English).address(here),
            tag: Speech::English.tag(),
            name: "English",
            current: variant.is_english(),
        };
        Self {
            t,
            elder: variant.is_elder(),
            other: sized(if variant.is_elder() { TextSize::Ordinary } else { TextSize::Large }),
            search: variant.address(address::SEARCH),
            steps: steps.map(step).into(),
            script: if variant.is_english() { "En" } else { variant.script.names().0 },
            scripts: if choice { Script::ALL.map(written).into_iter().chain([english]).collect() } else { Vec::new() },
        }
    }

    pub fn render(&self) -> String {
        head::write(self)
    }
}
