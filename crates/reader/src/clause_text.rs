//! Official text in pieces: defined short names become links where their document is here, terms lead to their explanations.

use domain::TermMarks;
use pages::{Span, Text};
use policy::{Place, Policy, Slot, Target};
use std::{collections::HashMap, ops::Range};

/// The names in one policy, by place, and where their documents are; and the terms that a page marks in it, from the top
/// down.
pub struct Names<'a> {
    by_place: HashMap<Place, Vec<Named>>,
    pub terms: TermMarks<'a>,
}

struct Named {
    range: Range<usize>,
    full: String,
    href: Option<String>,
}

impl<'a> Names<'a> {
    /// `slugs` are the policies that are here, by title.
    pub fn new(policy: &Policy, slugs: &HashMap<String, String>, terms: TermMarks<'a>) -> Self {
        let mut by_place: HashMap<Place, Vec<Named>> = HashMap::new();
        for mention in policy.mentions() {
            let href = slugs.get(&mention.title).map(|slug| format!("{}/{slug}", pages::address::POLICIES));
            // A whole title that leads nowhere needs no mark; a short name is explained even so.
            if href.is_some() || matches!(mention.target, Target::Name(_)) {
                by_place.entry(mention.place).or_default().push(Named { range: mention.span, full: mention.title, href });
            }
        }
        Self { by_place, terms }
    }

    /// The text at `place` from byte `from` on. Asked for in the order of the policy, so that a term is marked where it first
    /// stands.
    pub fn text(&mut self, place: &Place, text: &str, from: usize) -> Text {
        let mut spans = Vec::new();
        let mut at = from;
        for named in self.by_place.get(place).into_iter().flatten().filter(|n| n.range.start >= from) {
            if named.range.start > at {
                plain(&mut self.terms, &text[at..named.range.start], &mut spans);
            }
            let words = text[named.range.clone()].to_owned();
            spans.push(Span::Name { text: words, full: named.full.clone(), href: named.href.clone() });
            at = named.range.end;
        }
        if at < text.len() {
            plain(&mut self.terms, &text[at..], &mut spans);
        }
        spans
    }

    /// The paragraphs of a clause before its children; a run-in heading is left out of the first.
    pub fn body(&mut self, part: u32, clause: &policy::Clause) -> Vec<Text> {
        let skip = if clause.run_in { clause.heading.len() } else { 0 };
        let texts = clause.body.iter().enumerate().map(|(i, paragraph)| {
            let place = Place { part, clause: Some(clause.id.clone()), slot: Slot::Body(i) };
            self.text(&place, &paragraph.text, if i == 0 { skip } else { 0 })
        });
        texts.collect()
    }
}

fn plain(terms: &mut TermMarks<'_>, words: &str, spans: &mut Vec<Span>) {
    let mut at = 0;
    for (place, slug) in terms.first(words) {
        if place.start > at {
            spans.push(Span::plain(&words[at..place.start]));
        }
        spans.push(Span::Term { text: words[place.clone()].to_owned(), slug: slug.clone() });
        at = place.end;
    }
    if at < words.len() {
        spans.push(Span::plain(&words[at..]));
    }
}
