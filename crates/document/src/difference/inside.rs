//! What changed inside a block: its words, with what they look like and where they lead; and what it says besides words.

use super::flat::{self, Token};
use crate::{Block, Footnote, Target};
use domain::{DiffOp, edits};

/// What a word looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks<'a> {
    pub strong: bool,
    pub emphasis: bool,
    pub code: bool,
    /// The word is the label of a footnote.
    pub note: bool,
    pub link: Option<&'a Target>,
}

/// Words that stay, go or come together, and look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub op: DiffOp,
    pub text: String,
    pub marks: Marks<'a>,
}

/// Something that a block says besides its words: the level of a heading, the credit of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside<'a> {
    /// Those that differ.
    pub attributes: Vec<Attribute>,
    /// `Equal` and `Delete` joined are the old words, `Equal` and `Insert` the new ones.
    pub pieces: Vec<Piece<'a>>,
}

/// What a block or a footnote can be compared by.
pub trait Comparable {
    fn run<'a>(&'a self, out: &mut Vec<Token<'a>>);
    fn says(&self) -> Vec<(&'static str, String)>;
}

/// `None` stands for what is not there.
pub fn inside<'a, T: Comparable>(old: Option<&'a T>, new: Option<&'a T>) -> Inside<'a> {
    let run = |one: Option<&'a T>| {
        let mut out = Vec::new();
        one.into_iter().for_each(|one| one.run(&mut out));
        out
    };
    let says = |one: Option<&T>| one.map(Comparable::says).unwrap_or_default();
    Inside { attributes: attributes(&says(old), &says(new)), pieces: pieces(&run(old), &run(new)) }
}

fn attributes(old: &[(&'static str, String)], new: &[(&'static str, String)]) -> Vec<Attribute> {
    let find = |all: &[(&'static str, String)], name: &str| all.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone());
    let mut names: Vec<&'static str> = old.iter().chain(new).map(|(name, _)| *name).collect();
    names.dedup();
    let mut found: Vec<Attribute> = Vec::new();
    for name in names {
        let (old, new) = (find(old, name), find(new, name));
        if old != new && found.iter().all(|known| known.name != name) {
            found.push(Attribute { name, old, new });
        }
    }
    found
}

/// Of two texts that are no blocks, such as titles.
pub fn of_texts<'a>(old: &'a str, new: &'a str) -> Vec<Piece<'a>> {
    let run = |text| {
        let mut out = Vec::new();
        flat::words(text, Marks::default(), &mut out);
        out
    };
    pieces(&run(old), &run(new))
}

/// First by sentence, then by word, so that a long block costs little.
fn pieces<'a>(old: &[Token<'a>], new: &[Token<'a>]) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for (op, sentence) in edits(&sentences(old), &sentences(new)) {
        match op {
            DiffOp::Delete => gone.extend_from_slice(sentence),
            DiffOp::Insert => come.extend_from_slice(sentence),
            DiffOp::Equal => {
                replaced(&mut gone, &mut come, &mut out);
                sentence.iter().for_each(|token| push(DiffOp::Equal, *token, &mut out));
            }
        }
    }
    replaced(&mut gone, &mut come, &mut out);
    out
}

fn sentences<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    tokens.split_inclusive(|token| matches!(token.text, "。" | "；" | "，" | "：" | "\n" | "." | ";")).collect()
}

fn replaced<'a>(gone: &mut Vec<Token<'a>>, come: &mut Vec<Token<'a>>, out: &mut Vec<Piece<'a>>) {
    let found = edits(gone.as_slice(), come.as_slice());
    let changed = |at: Option<&(DiffOp, Token<'a>)>| at.is_some_and(|(op, _)| *op != DiffOp::Equal);
    let (mut went, mut came) = (Vec::new(), Vec::new());
    for (at, (op, token)) in found.iter().enumerate() {
        // One character that happens to stay between two changes would only tear them apart.
        let stray = *op == DiffOp::Equal && at > 0 && changed(found.get(at - 1)) && changed(found.get(at + 1));
        if *op == DiffOp::Equal && !stray {
            both(&mut went, &mut came, out);
            push(DiffOp::Equal, *token, out);
            continue;
        }
        if *op != DiffOp::Insert {
            went.push(*token);
        }
        if *op != DiffOp::Delete {
            came.push(*token);
        }
    }
    both(&mut went, &mut came, out);
    gone.clear();
    come.clear();
}

fn both<'a>(went: &mut Vec<Token<'a>>, came: &mut Vec<Token<'a>>, out: &mut Vec<Piece<'a>>) {
    went.drain(..).for_each(|token| push(DiffOp::Delete, token, out));
    came.drain(..).for_each(|token| push(DiffOp::Insert, token, out));
}

fn push<'a>(op: DiffOp, token: Token<'a>, out: &mut Vec<Piece<'a>>) {
    match out.last_mut() {
        Some(last) if last.op == op && last.marks == token.marks => last.text.push_str(token.text),
        _ => out.push(Piece { op, text: token.text.to_owned(), marks: token.marks }),
    }
}

impl Comparable for Footnote {
    fn run<'a>(&'a self, out: &mut Vec<Token<'a>>) {
        flat::all(&self.blocks, out);
    }

    fn says(&self) -> Vec<(&'static str, String)> {
        self.blocks.iter().flat_map(Comparable::says).collect()
    }
}

impl Comparable for Block {
    fn run<'a>(&'a self, out: &mut Vec<Token<'a>>) {
        flat::all(std::slice::from_ref(self), out);
    }

    /// Of the blocks inside too: two that differ say something different, or have other words.
    fn says(&self) -> Vec<(&'static str, String)> {
        let mut said: Vec<(&'static str, String)> = Vec::new();
        let mut more = |name, value: &str| match said.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => {
                all.push('\n');
                all.push_str(value);
            }
            None => said.push((name, value.to_owned())),
        };
        each(self, 0, &mut |block, depth| {
            // The children by their kinds and depths: the words do not tell a list from a quote.
            if depth > 0 {
                more("shape", &format!("{depth} {}", block.kind()));
            }
            match block {
                Block::Heading { level, anchor, .. } => {
                    more("level", &u8::from(*level).to_string());
                    more("anchor", anchor.as_str());
                }
                Block::List { ordered, start, .. } => {
                    more("ordered", &ordered.to_string());
                    more("start", &start.to_string());
                }
                Block::Quote { clause: Some(clause), .. } => more("clause", &clause.to_string()),
                Block::Table(table) => more("alignments", &format!("{:?}", table.alignments)),
                Block::Figure(figure) => {
                    more("picture", figure.picture.as_str());
                    more("alt", &figure.alt);
                    more("credit", &figure.credit);
                    more("licence", figure.licence.code());
                }
                Block::QuestionAndAnswer(question) => {
                    more("anchor", question.anchor.as_str());
                    question.outlet.iter().for_each(|outlet| more("outlet", outlet));
                    question.speaker.iter().for_each(|speaker| more("speaker", speaker));
                }
                Block::Quiz(quiz) => {
                    more("anchor", quiz.anchor.as_str());
                    more("quiz-kind", quiz.kind.code());
                    quiz.clause.iter().for_each(|clause| more("clause", &clause.to_string()));
                    let right = quiz.options.iter().zip(1..).filter(|(option, _)| option.right);
                    more("right", &right.map(|(_, number)| number.to_string()).collect::<Vec<_>>().join(", "));
                }
                Block::Formula(formula) => more("formula", &flat::formula(&formula.math)),
                Block::Embed { work } => more("work", work.as_str()),
                Block::CodeBlock { language: Some(language), .. } => more("language", language),
                _ => {}
            }
        });
        said
    }
}

fn each(block: &Block, depth: usize, visit: &mut dyn FnMut(&Block, usize)) {
    visit(block, depth);
    match block {
        Block::List { items, .. } => items.iter().flatten().for_each(|inner| each(inner, depth + 1, visit)),
        Block::Quote { blocks, .. } => blocks.iter().for_each(|inner| each(inner, depth + 1, visit)),
        Block::QuestionAndAnswer(question) => question.answer.iter().for_each(|inner| each(inner, depth + 1, visit)),
        _ => {}
    }
}
