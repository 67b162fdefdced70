//! From runs, each with all its marks, to inlines inside inlines.

use crate::{FootnoteLabel, Inline, Target, markdown};

/// A stretch of text, or what stands between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub what: What,
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    pub target: Option<Target>,
    /// Who asked a question.
    pub asker: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text(String),
    Break,
    Note(FootnoteLabel),
}

impl Span {
    pub fn plain(what: What) -> Self {
        Self { what, strong: false, emphasis: false, code: false, target: None, asker: false }
    }

    fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            What::Break | What::Note(_) => None,
        }
    }

    fn marked(&self) -> bool {
        self.strong || self.emphasis || self.target.is_some()
    }
}

/// What no text may hold, and what only moved words apart.
pub(super) fn clean(text: &str) -> String {
    let kept = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => None,
        c => Some(c),
    };
    text.chars().filter_map(kept).collect()
}

/// The inlines of a paragraph; of a line where `breaks` is false. Empty where nobody would see anything.
pub(super) fn inlines(spans: Vec<Span>, breaks: bool) -> Vec<Inline> {
    let spans = tidy(spans, breaks);
    // Space is no code.
    let spans: Vec<Span> = spans
        .into_iter()
        .map(|span| {
            let code = span.code && span.text().is_some_and(|text| !text.trim().is_empty());
            Span { code, ..span }
        })
        .collect();
    let marks: [(bool, bool); 3] = [(true, true), (true, false), (false, false)];
    // Marks that Markdown could not tell from the signs around them are given up, never the words.
    for (strong, emphasis) in marks {
        let kept =
            spans.iter().cloned().map(|span| Span { strong: span.strong && strong, emphasis: span.emphasis && emphasis, ..span });
        let made = nest(&joined(kept.collect()), Inside::default());
        if markdown::keeps(&made) {
            return made;
        }
    }
    nest(
        &joined(spans.into_iter().map(|span| Span { strong: false, emphasis: false, code: false, ..span }).collect()),
        Inside::default(),
    )
}

fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        let Some(more) = span.text() else {
            out.push(span);
            continue;
        };
        match out.last_mut() {
            _ if more.is_empty() => {}
            Some(Span { what: What::Text(text), strong, emphasis, code, target, asker })
                if (&*strong, &*emphasis, &*code, &*target, &*asker)
                    == (&span.strong, &span.emphasis, &span.code, &span.target, &span.asker) =>
            {
                text.push_str(more)
            }
            _ => out.push(span),
        }
    }
    out
}

fn tidy(spans: Vec<Span>, breaks: bool) -> Vec<Span> {
    let flat = spans.into_iter().map(|span| match span.what {
        What::Break if !breaks => Span { what: What::Text(" ".to_owned()), ..span },
        _ => span,
    });
    let mut apart = Vec::new();
    for span in joined(flat.collect()) {
        set_space_apart(span, &mut apart);
    }
    let mut spans = joined(apart);
    for i in 0..spans.len() {
        trim(&mut spans, i);
    }
    let mut spans = joined(spans);
    while spans.first().is_some_and(|span| span.what == What::Break) {
        spans.remove(0);
    }
    while spans.last().is_some_and(|span| span.what == What::Break) {
        spans.pop();
    }
    for i in 0..spans.len() {
        take_marks_of_neighbours(&mut spans, i);
    }
    spans
}

/// Marks begin and end at words.
fn set_space_apart(span: Span, out: &mut Vec<Span>) {
    let Some(text) = span.text().filter(|_| span.marked() && !span.code) else { return out.push(span) };
    let words = text.trim();
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[before.len() + words.len()..];
    let space = |s: &str| Span::plain(What::Text(s.to_owned()));
    let (before, words, after) = (space(before), words.to_owned(), space(after));
    out.extend([before, Span { what: What::Text(words), ..span }, after]);
}

/// No space at the ends of a line.
fn trim(spans: &mut [Span], i: usize) {
    let edge = |at: Option<&Span>| at.is_none_or(|span| span.what == What::Break);
    let (first, last) = (edge(i.checked_sub(1).and_then(|i| spans.get(i))), edge(spans.get(i + 1)));
    if let What::Text(text) = &mut spans[i].what {
        let mut words = text.as_str();
        if first {
            words = words.trim_start();
        }
        if last {
            words = words.trim_end();
        }
        *text = words.to_owned();
    }
}

/// A break or a footnote is inside of what is on both sides of it.
fn take_marks_of_neighbours(spans: &mut [Span], i: usize) {
    if spans[i].text().is_some() {
        return;
    }
    let beside = |mark: fn(&Span) -> bool| {
        i > 0 && mark(&spans[i - 1]) && spans.get(i + 1).is_some_and(|next| mark(next) && next.text().is_some())
    };
    let (strong, emphasis) = (beside(|span| span.strong), beside(|span| span.emphasis));
    let span = &mut spans[i];
    (span.strong, span.emphasis, span.code, span.target) = (strong, emphasis, false, None);
}

#[derive(Clone, Copy, Default)]
struct Inside {
    link: bool,
    strong: bool,
    emphasis: bool,
}

/// What goes on the longest is outside.
fn nest(spans: &[Span], inside: Inside) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(span) = spans.get(at) {
        let stretch = |like: &dyn Fn(&Span) -> bool| spans[at..].iter().take_while(|span| like(span)).count();
        let link = match &span.target {
            Some(target) if !inside.link => stretch(&|other| other.target.as_ref() == Some(target)),
            _ => 0,
        };
        let emphasis = if inside.emphasis { 0 } else { stretch(&|other| other.emphasis) };
        let strong = if inside.strong { 0 } else { stretch(&|other| other.strong) };
        let most = link.max(emphasis).max(strong);
        if most == 0 {
            out.extend(leaf(span));
            at += 1;
            continue;
        }
        let part = &spans[at..at + most];
        out.extend(match &span.target {
            Some(target) if link == most => {
                let inlines = nest(part, Inside { link: true, ..inside });
                Some(Inline::Link { target: target.clone(), inlines })
            }
            _ if emphasis == most => Some(Inline::Emphasis { inlines: nest(part, Inside { emphasis: true, ..inside }) }),
            _ => Some(Inline::Strong { inlines: nest(part, Inside { strong: true, ..inside }) }),
        });
        at += most;
    }
    out
}

fn leaf(span: &Span) -> Option<Inline> {
    Some(match &span.what {
        What::Text(text) if text.is_empty() => return None,
        What::Text(text) if span.code => Inline::Code { text: text.clone() },
        What::Text(text) => Inline::Text { text: text.clone() },
        What::Break => Inline::LineBreak {},
        What::Note(label) => Inline::FootnoteReference { label: label.clone() },
    })
}
