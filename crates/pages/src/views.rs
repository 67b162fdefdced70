//! The menu of views in the header: one tap into the elderly view, one tap back, the sizes of its text, and the characters.

use crate::{Script, TextSize, Ui, Variant, address, head};
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
    /// Empty on a page in another language.
    scripts: Vec<Written>,
}

/// The same page in some characters.
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
    /// Of the page whose own path and query are `here`; `simplified` where its words can be written in other characters.
    pub fn new(variant: Variant, here: &str, t: &'static Ui, simplified: bool) -> Self {
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
            current: script == variant.script,
        };
        Self {
            t,
            elder: variant.is_elder(),
            other: sized(if variant.is_elder() { TextSize::Ordinary } else { TextSize::Large }),
            search: variant.address(address::SEARCH),
            steps: steps.map(step).into(),
            script: variant.script.names().0,
            scripts: if simplified { Script::ALL.map(written).into() } else { Vec::new() },
        }
    }

    pub fn render(&self) -> String {
        head::write(self)
    }
}
