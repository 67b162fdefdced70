//! From bytes to a policy: the steps in order, and what is refused.

use crate::{
    DefinedName, Fault, Part, PartKind, Policy, ReadError, Shape, Source, Style,
    block::{self, Block},
    head, names,
    parts::{self, Draft, Use},
    quote, row, settle, title, tree,
};
use std::collections::HashMap;

/// Larger files are no text of a policy: the longest laws in force stay below 1 MiB.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Reads a document. Time and memory grow with its length; nothing is kept of a file that is refused.
pub fn read(bytes: &[u8]) -> Result<Policy, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooLarge { bytes: bytes.len(), limit: MAX_BYTES }.at(0));
    }
    let source = Source::decode(bytes)?;
    let mut blocks = block::blocks(row::rows(&source)?);
    refuse_hopeless(&blocks)?;
    quote::mark(&mut blocks);
    settle::settle(&mut blocks);
    let drafts = parts::divide(blocks);
    let parts = build_parts(drafts)?;
    let policy = assemble(parts, source);
    if policy.clauses().next().is_none() && !is_notice(&policy) {
        return Err(Fault::NoPolicy.at(0));
    }
    Ok(policy)
}

fn refuse_hopeless(blocks: &[Block]) -> Result<(), ReadError> {
    let first = blocks.first().ok_or(Fault::Empty.at(0))?;
    if blocks.len() == 1 {
        return Err(Fault::OneLine.at(first.lines.start));
    }
    let figures = |b: &Block| b.marker.as_ref().map_or(0, |m| m.above.len() + 1);
    match blocks.iter().find(|b| figures(b) > domain::ClauseId::MAX_DEPTH) {
        Some(deep) => Err(Fault::TooDeep { levels: figures(deep) }.at(deep.lines.start)),
        None => Ok(()),
    }
}

/// A notice in running text has no clauses, but the title of an official document and its addressee, number or date.
fn is_notice(policy: &Policy) -> bool {
    title::is_complete(&policy.title) && (policy.recipients.is_some() || policy.number.is_some() || policy.date.is_some())
}

fn build_parts(drafts: Vec<Draft>) -> Result<Vec<Part>, ReadError> {
    let several = drafts.len() > 1;
    let mut bare_given = false;
    let mut parts = Vec::with_capacity(drafts.len());
    for (number, draft) in (1..).zip(drafts) {
        let numbered = draft.blocks.iter().any(|(usage, _)| *usage == Use::Clause);
        let prefix = if numbered && bare_given { number } else { 0 };
        bare_given |= numbered;
        let lines = match (draft.blocks.first(), draft.blocks.last()) {
            (Some((_, first)), Some((_, last))) => first.lines.start..last.lines.end,
            _ => 0..0,
        };
        let kind = kind(&draft, number == 1 && several);
        let tree = tree::build(draft.blocks, prefix)?;
        parts.push(Part {
            number,
            prefix,
            kind,
            title: draft.title,
            prelude: tree.prelude,
            clauses: tree.clauses,
            closing: tree.closing,
            lines,
        });
    }
    Ok(parts)
}

fn kind(draft: &Draft, carries: bool) -> PartKind {
    let clause_of = |shape: Shape| {
        draft.blocks.iter().any(|(usage, b)| *usage == Use::Clause && b.marker.as_ref().is_some_and(|m| m.shape == shape))
    };
    let plain = !draft.blocks.iter().any(|(usage, _)| *usage == Use::Clause);
    if carries && (plain || title::is_letter(&draft.title)) {
        PartKind::Letter
    } else if draft.annex && !draft.named {
        PartKind::Annex
    } else if clause_of(Shape::Article) {
        PartKind::Law
    } else {
        PartKind::Plan
    }
}

fn assemble(parts: Vec<Part>, source: Source) -> Policy {
    let mut index = HashMap::new();
    for (p, part) in parts.iter().enumerate() {
        index.extend(part.clauses.iter().enumerate().map(|(c, clause)| (clause.id.clone(), (p, c))));
    }
    let law = parts
        .iter()
        .find(|part| !part.clauses.is_empty())
        .is_some_and(|part| part.clauses.iter().any(|c| c.shape == Shape::Article));
    let mut policy = Policy {
        title: String::new(),
        style: if law { Style::Law } else { Style::Plan },
        issuer: None,
        recipients: None,
        number: None,
        date: None,
        adoption: Vec::new(),
        parts,
        names: Vec::<DefinedName>::new(),
        source,
        index,
    };
    head::fill(&mut policy);
    policy.names = names::definitions(&policy);
    policy
}
