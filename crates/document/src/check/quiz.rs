//! What a question with answers to choose from must hold. Each fault stands at its place.

use super::{
    Flaws,
    blocks::{Lines, full},
};
use crate::{Choice, Inline, Path, Quiz};
use domain::QuizKind;

/// More cannot be weighed against each other.
const MAX_OPTIONS: usize = 10;

pub(super) fn check(path: &Path, quiz: &Quiz, flaws: &mut Flaws) {
    full(&path.key("question"), &quiz.question, "question of the quiz", Lines::One, flaws);
    options(&path.key("options"), quiz, flaws);
    full(&path.key("explanation"), &quiz.explanation, "explanation of the quiz", Lines::Many, flaws);
    for key in [("question", &quiz.question), ("explanation", &quiz.explanation)] {
        notes(&path.key(key.0), key.1, flaws);
    }
}

fn options(path: &Path, quiz: &Quiz, flaws: &mut Flaws) {
    let options = &quiz.options;
    let right = options.iter().filter(|option| option.right).count();
    match options.len() {
        0 | 1 => flaws.add(path, "a quiz has at least two options; write each as - [ ] or, where it is right, as - [x]"),
        3.. if quiz.kind == QuizKind::TrueFalse => flaws.add(path, "a true-false question has two options"),
        n if n > MAX_OPTIONS => flaws.add(path, format!("a quiz has at most {MAX_OPTIONS} options")),
        _ => {}
    }
    if right == 0 && !options.is_empty() {
        flaws.add(path, "no option is right; mark it with - [x]");
    }
    if right > 1 && quiz.kind.takes_one() {
        flaws.add(path, format!("{right} options are right, but a {} question has one; say kind=multiple", quiz.kind));
    }
    for (i, option) in options.iter().enumerate() {
        let path = path.index(i);
        flaws.line(&path.key("text"), "the text of an option", &option.text);
        if options[..i].iter().any(|other| same(other, option)) {
            flaws.add(&path, format!("the option “{}” stands here twice", option.text));
        }
    }
}

fn same(a: &Choice, b: &Choice) -> bool {
    let words = |option: &Choice| option.text.split_whitespace().collect::<Vec<_>>().join(" ");
    !a.text.trim().is_empty() && words(a) == words(b)
}

/// The page on which it is answered has no footnotes.
fn notes(path: &Path, inlines: &[Inline], flaws: &mut Flaws) {
    for (i, inline) in inlines.iter().enumerate() {
        let path = path.index(i);
        match inline {
            Inline::FootnoteReference { .. } => flaws.add(&path, "a quiz refers to no footnote; say it in the explanation"),
            Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Link { inlines, .. } => {
                notes(&path.key("inlines"), inlines, flaws)
            }
            Inline::Text { .. } | Inline::Code { .. } | Inline::LineBreak {} => {}
        }
    }
}
