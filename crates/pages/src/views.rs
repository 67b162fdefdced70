//! The menu of views in the header: one tap into the elderly view, one tap back, and the sizes of its text.

use crate::{TextSize, Ui, Variant, address, head};
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
    /// Of the page whose own path and query are `here`.
    pub fn new(variant: Variant, here: &str, t: &'static Ui) -> Self {
        let sized = |text| variant.with_text(text).address(here);
        let step = |(text, label, name)| Step { href: sized(text), label, name, current: text == variant.text };
        let steps = [
            (TextSize::Large, "A", t.large_text),
            (TextSize::Larger, "A+", t.larger_text),
            (TextSize::Largest, "A++", t.largest_text),
        ];
        Self {
            t,
            elder: variant.is_elder(),
            other: sized(if variant.is_elder() { TextSize::Ordinary } else { TextSize::Large }),
            search: variant.address(address::SEARCH),
            steps: steps.map(step).into(),
        }
    }

    pub fn render(&self) -> String {
        head::write(self)
    }
}
