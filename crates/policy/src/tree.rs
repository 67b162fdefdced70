//! The blocks of a part as a tree of clauses, and the rules by which a paragraph without a number finds its owner.
//!
//! Under a heading that stands alone every paragraph belongs to the heading, but for a last one that speaks of 以上工作.
//! In a law it belongs to its article, before and after the items. Run-in items are one paragraph each; what follows the last of them closes the outermost clause
//! that ends there: in `4.4.3`, text, `5` the text is of 四. Items that have had further paragraphs keep them.

use crate::{
    Clause, Fault, Paragraph, ReadError, Role, Shape,
    block::Block,
    front,
    heading::{self, Heading},
    marker::Marker,
    nest::{Nesting, OpenClause},
    number::Numbers,
    parts::Use,
};
use domain::ClauseId;

/// A part's paragraphs, each in one place.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub prelude: Vec<Paragraph>,
    pub clauses: Vec<Clause>,
    pub closing: Vec<Paragraph>,
}

/// `prefix` is what the ids carry.
pub(crate) fn build(blocks: Vec<(Use, Block)>, prefix: u32) -> Result<Tree, ReadError> {
    let is_clause = |(usage, _): &(Use, Block)| *usage == Use::Clause;
    let first = blocks.iter().position(is_clause).unwrap_or(blocks.len());
    let last = blocks.iter().rposition(is_clause).map_or(blocks.len(), |last| last + 1);
    let end_matter = |usage: Use| !matches!(usage, Use::Clause | Use::Quoted | Use::As(Role::Text | Role::Contents));
    let closing = (last..blocks.len()).find(|&i| end_matter(blocks[i].0)).unwrap_or(blocks.len());
    let markers = blocks
        .iter()
        .enumerate()
        .filter(|(_, item)| is_clause(item))
        .filter_map(|(i, (_, block))| Some((i, block.marker.as_ref()?)));
    let law = markers.clone().any(|(_, m)| m.shape == Shape::Article);
    let mut builder = Builder {
        nesting: Nesting::new(markers),
        law,
        prefix,
        tree: Tree::default(),
        open: Vec::new(),
        numbers: Numbers::default(),
        extended: vec![false],
    };
    let next_clause = next_clauses(&blocks);
    for (i, (usage, block)) in blocks.iter().enumerate() {
        match usage {
            Use::Clause => builder.clause(i, block, blocks.get(i + 1))?,
            Use::Wrapped => builder.wrapped(block),
            Use::Quoted if i < first => builder.tree.prelude.push(paragraph(Role::Text, block)),
            Use::Quoted => builder.quoted(paragraph(Role::Text, block)),
            Use::As(role) if i < first => builder.tree.prelude.push(paragraph(*role, block)),
            Use::As(role) if i >= closing => builder.tree.closing.push(paragraph(*role, block)),
            Use::As(role) => {
                let next = next_clause[i].and_then(|next| Some((next, blocks[next].1.marker.as_ref()?)));
                builder.text(paragraph(*role, block), next);
            }
        }
    }
    let mut tree = builder.tree;
    crate::label::label(&mut tree.clauses);
    Ok(tree)
}

/// For each block the next one after it that is a clause.
fn next_clauses(blocks: &[(Use, Block)]) -> Vec<Option<usize>> {
    let mut next = vec![None; blocks.len()];
    let mut seen = None;
    for i in (0..blocks.len()).rev() {
        next[i] = seen;
        if blocks[i].0 == Use::Clause {
            seen = Some(i);
        }
    }
    next
}

fn paragraph(role: Role, block: &Block) -> Paragraph {
    let text = if role == Role::Title { crate::row::squeeze(&block.text) } else { block.text.clone() };
    Paragraph { role, text, lines: block.lines.clone() }
}

struct Builder {
    nesting: Nesting,
    law: bool,
    prefix: u32,
    tree: Tree,
    open: Vec<OpenClause>,
    numbers: Numbers,
    /// Per parent (0 is the part, clause `c` is `c + 1`): a run-in child has had a further paragraph.
    extended: Vec<bool>,
}

impl Builder {
    fn clause(&mut self, at: usize, block: &Block, next: Option<&(Use, Block)>) -> Result<(), ReadError> {
        let Some(marker) = &block.marker else { return Ok(()) };
        let keep = self.nesting.keep(&self.open, marker, at);
        self.open.truncate(keep);
        let parent = self.open.last().map(|o| o.clause);
        let step = self.numbers.step(parent, marker);
        let mut path = parent.map_or(Vec::new(), |p| self.tree.clauses[p].id.path().to_vec());
        path.push(step);
        let levels = path.len();
        let id = ClauseId::new(self.prefix, path).map_err(|_| Fault::TooDeep { levels }.at(block.lines.start))?;
        let Heading { heading, run_in, body } = self.heading(marker, block, parent, next);
        let index = self.tree.clauses.len();
        self.tree.clauses.push(Clause {
            id,
            marker: block.text[..marker.len].to_owned(),
            shape: marker.shape,
            number: marker.number,
            inserted: marker.inserted,
            label: String::new(),
            level: levels,
            heading,
            run_in,
            body: body.map(|text| Paragraph { role: Role::Text, text, lines: block.lines.clone() }).into_iter().collect(),
            closing: Vec::new(),
            parent,
            children: Vec::new(),
            lines: block.lines.clone(),
        });
        self.extended.push(false);
        if let Some(parent) = parent {
            self.tree.clauses[parent].children.push(index);
        }
        self.open.push(OpenClause { clause: index, shape: marker.shape, number: marker.number });
        Ok(())
    }

    /// Titles stand before the clauses, so the last paragraph is the one that goes on.
    fn wrapped(&mut self, block: &Block) {
        if let Some(title) = self.tree.prelude.last_mut() {
            title.text = crate::row::squeeze(&(std::mem::take(&mut title.text) + &block.text));
            title.lines.end = block.lines.end;
        }
    }

    fn heading(&self, marker: &Marker, block: &Block, parent: Option<usize>, next: Option<&(Use, Block)>) -> Heading {
        let text_follows = next.is_some_and(|(usage, _)| matches!(usage, Use::Quoted | Use::As(Role::Text)));
        let sibling = match parent {
            Some(parent) => self.tree.clauses[parent].children.last().copied(),
            None => self.tree.clauses.iter().rposition(|c| c.parent.is_none()),
        };
        let after_run_in = sibling.is_some_and(|s| self.tree.clauses[s].run_in && self.tree.clauses[s].body.len() == 1);
        if marker.shape == Shape::Article {
            heading::of_article(block.rest(), text_follows)
        } else if marker.shape.is_division() {
            heading::alone(block.rest())
        } else if self.law && self.open.iter().any(|o| o.shape == Shape::Article) {
            heading::of_item(block.rest(), text_follows)
        } else {
            heading::of_plan(block.rest(), text_follows && !after_run_in)
        }
    }

    fn text(&mut self, paragraph: Paragraph, next: Option<(usize, &Marker)>) {
        match self.owner(&paragraph, next) {
            None => self.tree.closing.push(paragraph),
            Some(keep) => {
                self.open.truncate(keep);
                self.own(paragraph);
            }
        }
    }

    /// A quotation goes on with the clause that begins it: 将第三条修改为：“…
    fn quoted(&mut self, paragraph: Paragraph) {
        if self.tree.closing.is_empty() { self.own(paragraph) } else { self.tree.closing.push(paragraph) }
    }

    /// Gives the paragraph to the innermost open clause.
    fn own(&mut self, paragraph: Paragraph) {
        match self.open.last().map(|o| o.clause) {
            None => self.tree.closing.push(paragraph),
            Some(owner) => {
                let clause = &mut self.tree.clauses[owner];
                if clause.is_leaf() {
                    clause.lines.end = paragraph.lines.end;
                    if clause.run_in {
                        self.extended[clause.parent.map_or(0, |p| p + 1)] = true;
                    }
                    clause.body.push(paragraph);
                } else {
                    clause.closing.push(paragraph);
                }
            }
        }
    }

    /// How many clauses stay open so that the last of them owns the paragraph; `None` where it closes the whole part.
    fn owner(&mut self, paragraph: &Paragraph, next: Option<(usize, &Marker)>) -> Option<usize> {
        // What follows the end of the part is not of its last clause.
        if !self.tree.closing.is_empty() {
            return None;
        }
        // An unnumbered 附则 behind numbered divisions closes them all.
        if next.is_some() && self.open.len() > 1 && crate::row::squeeze(&paragraph.text) == "附则" {
            self.open.truncate(1);
            return Some(1);
        }
        if let Some(article) = self.open.iter().rposition(|o| o.shape == Shape::Article) {
            return Some(article + 1);
        }
        let leaf = self.open.last()?;
        let clause = &self.tree.clauses[leaf.clause];
        // 附则 above 本办法自发布之日起施行 would be nothing without it.
        let awaited = clause.is_leaf() && clause.body.is_empty() && clause.heading.chars().count() <= 10;
        if next.is_none() && front::is_set_ending(&paragraph.text) && !awaited {
            return None;
        }
        let ends = next.map_or(0, |(at, marker)| self.nesting.keep(&self.open, marker, at));
        if !clause.run_in || !clause.is_leaf() {
            let closes = looks_back(&paragraph.text) && !clause.body.is_empty() && ends + 1 < self.open.len();
            return Some(if closes { ends + 1 } else { self.open.len() });
        }
        let extended = self.extended[clause.parent.map_or(0, |p| p + 1)];
        let quoted = paragraph.text.starts_with('“');
        let own = quoted || ends + 1 >= self.open.len() && next.is_some() || extended && !looks_back(&paragraph.text);
        if own {
            return Some(self.open.len());
        }
        let lone = self.open.len() == 1;
        if lone && clause.parent.is_none() && self.numbers.count(None) > 1 {
            return None;
        }
        Some(ends + 1)
    }
}

/// 在做好以上重点工作的同时…: speaks of all items above, so it is none of theirs.
fn looks_back(text: &str) -> bool {
    let opening: String = text.chars().take(16).collect();
    let behind = ["以上", "上述"].iter().find_map(|word| opening.split_once(word)).map_or("", |(_, behind)| behind);
    // Not 5人以上的事件.
    ["工作", "任务", "各项", "措施", "要求", "事项", "意见", "政策"].iter().any(|what| behind.contains(what))
}
