//! A difference as the app shows it.

use document::{
    Block, Document, Target,
    difference::{Attribute as Said, Comparable, Inside, Piece as Words, Step, difference, inside, of_texts},
};
use domain::{DiffOp, FieldChange, WorkContent, content_difference};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Words that stay, go or come, and look the same.
#[derive(Serialize, ToSchema)]
pub struct Piece {
    /// equal, delete or insert
    op: &'static str,
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    strong: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    emphasis: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    code: bool,
    /// The label of a footnote.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    note: bool,
    /// Where the words lead, as the source has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Attribute {
    /// level, anchor, ordered, start, clause, picture, alt, credit, licence, outlet, speaker, formula, work, language or shape
    name: &'static str,
    #[schema(required)]
    old: Option<String>,
    #[schema(required)]
    new: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct BlockChange {
    /// same, new, gone, changed, moved-from or moved-to
    step: &'static str,
    /// As the tree has it: paragraph, heading …; footnote.
    kind: &'static str,
    attributes: Vec<Attribute>,
    pieces: Vec<Piece>,
}

#[derive(Serialize, ToSchema)]
pub struct ChangedField {
    field: String,
    /// Of a text.
    pieces: Vec<Piece>,
    /// Of a list, or of what is no text: what is there no more, and what is new.
    gone: Vec<String>,
    come: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Difference {
    /// Places that differ.
    changes: usize,
    fields: Vec<ChangedField>,
    /// In the order of the text; footnotes last.
    blocks: Vec<BlockChange>,
}

impl Difference {
    pub fn of(old: (&WorkContent, &Document), new: (&WorkContent, &Document)) -> Self {
        let fields: Vec<ChangedField> = content_difference(old.0, new.0).into_iter().map(field).collect();
        let found = difference(old.1, new.1);
        let mut blocks: Vec<BlockChange> =
            found.blocks.iter().map(|step| block(step, &old.1.blocks, &new.1.blocks, Block::kind)).collect();
        blocks.extend(found.footnotes.iter().map(|step| block(step, &old.1.footnotes, &new.1.footnotes, |_| "footnote")));
        let changes = fields.len() + blocks.iter().filter(|b| !matches!(b.step, "same" | "moved-from")).count();
        Self { changes, fields, blocks }
    }
}

fn block<T: Comparable>(step: &Step<T>, old: &[T], new: &[T], kind: fn(&T) -> &'static str) -> BlockChange {
    let (name, was, is) = match step {
        Step::Same { old: a, new: b } => ("same", Some(&old[*a]), Some(&new[*b])),
        Step::Changed { old: a, new: b, .. } => ("changed", Some(&old[*a]), Some(&new[*b])),
        Step::Gone { old: a, to: None } => ("gone", Some(&old[*a]), None),
        Step::Gone { old: a, to: Some(_) } => ("moved-from", Some(&old[*a]), Some(&old[*a])),
        Step::New { new: b, from: None, .. } => ("new", None, Some(&new[*b])),
        Step::New { new: b, from: Some(_), .. } => ("moved-to", Some(&new[*b]), Some(&new[*b])),
    };
    change(name, is.or(was).map_or("", kind), was, is)
}

fn change<T: Comparable>(step: &'static str, kind: &'static str, old: Option<&T>, new: Option<&T>) -> BlockChange {
    let Inside { attributes, pieces } = inside(old, new);
    BlockChange {
        step,
        kind,
        attributes: attributes.into_iter().map(attribute).collect(),
        pieces: pieces.into_iter().map(piece).collect(),
    }
}

/// What both sides of a conflict made of the same place; `None` where one dropped it.
pub fn contested(base: &[Block], side: &[Block]) -> Vec<BlockChange> {
    let (old, new) = (base.first(), side.first());
    match (old, new) {
        (None, None) => Vec::new(),
        (Some(_), Some(_)) => vec![change("changed", side.first().map_or("", Block::kind), old, new)],
        (Some(_), None) => vec![change("gone", base.first().map_or("", Block::kind), old, None)],
        (None, Some(_)) => side.iter().map(|one| change("new", one.kind(), None, Some(one))).collect(),
    }
}

/// As [`contested`], of a footnote.
pub fn contested_note(base: Option<&document::Footnote>, side: Option<&document::Footnote>) -> Vec<BlockChange> {
    let step = if side.is_none() { "gone" } else { "changed" };
    vec![change(step, "footnote", base, side)]
}

fn attribute(said: Said) -> Attribute {
    Attribute { name: said.name, old: said.old, new: said.new }
}

fn op(op: DiffOp) -> &'static str {
    match op {
        DiffOp::Equal => "equal",
        DiffOp::Delete => "delete",
        DiffOp::Insert => "insert",
    }
}

fn piece(words: Words<'_>) -> Piece {
    let marks = words.marks;
    Piece {
        op: op(words.op),
        text: words.text,
        strong: marks.strong,
        emphasis: marks.emphasis,
        code: marks.code,
        note: marks.note,
        link: marks.link.map(|target| match target {
            Target::Web { address } => address.to_string(),
            Target::Clause { clause } => format!("clause:{clause}"),
            Target::Work { work } => format!("work:{work}"),
            Target::Anchor { anchor } => format!("#{anchor}"),
        }),
    }
}

fn field(change: FieldChange) -> ChangedField {
    let text = |value: &Option<Value>| match value {
        None => Some(String::new()),
        Some(Value::String(text)) => Some(text.clone()),
        Some(_) => None,
    };
    if let (Some(old), Some(new)) = (text(&change.old), text(&change.new)) {
        let pieces = of_texts(&old, &new).into_iter().map(piece).collect();
        return ChangedField { field: change.field, pieces, gone: Vec::new(), come: Vec::new() };
    }
    let (old, new) = (lines(change.old.as_ref()), lines(change.new.as_ref()));
    let gone = old.iter().filter(|line| !new.contains(line)).cloned().collect::<Vec<_>>();
    let come = new.iter().filter(|line| !old.contains(line)).cloned().collect::<Vec<_>>();
    // The same lines in another order.
    let (gone, come) = if gone.is_empty() && come.is_empty() { (old, new) } else { (gone, come) };
    ChangedField { field: change.field, pieces: Vec::new(), gone, come }
}

/// One line for each element, in words as far as there are any.
pub fn lines(value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().flat_map(|one| lines(Some(one))).collect(),
        Some(Value::Object(all)) => vec![all.values().flat_map(|one| lines(Some(one))).collect::<Vec<_>>().join("　")],
        Some(Value::String(text)) => vec![text.clone()],
        Some(other) => vec![other.to_string()],
    }
}
