//! A policy that has been read, and how to find a clause in it.

use crate::{Clause, DefinedName, Encoding, Mention, Paragraph, RelationHint, Role, Shape, Source, names, relations};
use domain::{ClauseId, Day};
use serde::Serialize;
use std::{collections::HashMap, ops::Range};

/// How the main part is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// 一、（一）1.（1）
    Plan,
    /// 第一章, 第一节, 第一条, （一）
    Law,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// The notice, order or decision that carries another part.
    Letter,
    Plan,
    Law,
    Annex,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Counted from 1 among all parts.
    pub number: u32,
    /// What the ids of its clauses carry: 0 for no prefix.
    pub prefix: u32,
    pub kind: PartKind,
    /// On one line.
    pub title: String,
    /// Everything before the first clause, in order; see [`Paragraph::role`].
    pub prelude: Vec<Paragraph>,
    /// In document order.
    pub clauses: Vec<Clause>,
    /// Everything after the last clause that belongs to none: signature, date, list of annexes, notes.
    pub closing: Vec<Paragraph>,
    pub lines: Range<usize>,
}

/// A document of record. Made by [`crate::read`] alone, so that what it says and what it writes cannot part.
#[derive(Debug, Clone, Serialize)]
pub struct Policy {
    /// On one line.
    pub title: String,
    pub style: Style,
    /// Several issuers are joined by 、.
    pub issuer: Option<String>,
    pub recipients: Option<String>,
    /// 国发〔2021〕9号
    pub number: Option<String>,
    /// Of the signature; of a law its latest adoption.
    pub date: Option<Day>,
    pub adoption: Vec<String>,
    pub parts: Vec<Part>,
    pub names: Vec<DefinedName>,
    #[serde(skip)]
    pub(crate) source: Source,
    #[serde(skip)]
    pub(crate) index: HashMap<ClauseId, (usize, usize)>,
}

impl Policy {
    pub fn encoding(&self) -> Encoding {
        self.source.encoding()
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    /// All clauses in document order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.parts.iter().flat_map(|part| &part.clauses)
    }

    /// Also accepts the prefixed alias of the part whose ids have no prefix: `p2.4.2.5` for `4.2.5`.
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.position(id).map(|(part, clause)| &self.parts[part].clauses[clause])
    }

    pub fn part_of(&self, id: &ClauseId) -> Option<&Part> {
        self.position(id).map(|(part, _)| &self.parts[part])
    }

    fn position(&self, id: &ClauseId) -> Option<(usize, usize)> {
        self.index.get(id).copied().or_else(|| {
            let bare = self.parts.iter().find(|part| part.prefix == 0 && !part.clauses.is_empty())?;
            let bare_id = (id.part() == bare.number).then(|| ClauseId::new(0, id.path().to_vec()).ok())??;
            self.index.get(&bare_id).copied()
        })
    }

    pub fn parent(&self, id: &ClauseId) -> Option<&Clause> {
        let (part, clause) = self.position(id)?;
        let clauses = &self.parts[part].clauses;
        clauses[clause].parent.map(|parent| &clauses[parent])
    }

    pub fn children(&self, id: &ClauseId) -> impl Iterator<Item = &Clause> {
        let found = self.position(id).map(|(part, clause)| (&self.parts[part].clauses, clause));
        found.into_iter().flat_map(|(clauses, clause)| clauses[clause].children.iter().map(move |&child| &clauses[child]))
    }

    /// 第十四条 is `article(14, 0)`, 第十二条之一 is `article(12, 1)`; the first one where several parts have such an article.
    pub fn article(&self, number: u32, inserted: u32) -> Option<&Clause> {
        self.clauses().find(|c| c.shape == Shape::Article && c.number == number && c.inserted == inserted)
    }

    /// Every 《…》 of the text, short names resolved.
    pub fn mentions(&self) -> Vec<Mention> {
        names::mentions(self)
    }

    /// What the text itself says about its relation to other documents.
    pub fn relations(&self) -> Vec<RelationHint> {
        relations::hints(self)
    }
}

impl Part {
    pub fn roots(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|c| c.parent.is_none())
    }

    pub fn children<'a>(&'a self, clause: &'a Clause) -> impl Iterator<Item = &'a Clause> {
        clause.children.iter().map(|&child| &self.clauses[child])
    }

    /// The running text before the first clause, without title, number, contents and the like.
    pub fn introduction(&self) -> impl Iterator<Item = &Paragraph> {
        self.prelude.iter().filter(|p| p.role == Role::Text)
    }
}
