//! Which paragraph belongs to which part, and what it is for. The nesting of clauses is not decided here.

use crate::{
    Role, Shape,
    block::Block,
    contents, date,
    front::{self, Annex},
    names, page, title,
};
use std::{collections::HashSet, ops::Range};

/// A part before its clauses are nested.
#[derive(Debug)]
pub(crate) struct Draft {
    pub title: String,
    /// Stands under 附件.
    pub annex: bool,
    /// The letter announces it by name.
    pub named: bool,
    pub blocks: Vec<(Use, Block)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Clause,
    /// Text of the clause right before it whatever it looks like: quoted law, points of a list.
    Quoted,
    As(Role),
    /// A further line of the title that the block before begins.
    Wrapped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Up to the first running text or clause.
    Head,
    Body,
    /// From the date or the list of annexes on.
    Closing,
}

/// Parts in order; every block is in exactly one.
pub(crate) fn divide(blocks: Vec<Block>) -> Vec<Draft> {
    let contents = contents::find(&blocks);
    let mut divider = Divider {
        blocks: &blocks,
        drafts: vec![Open::default()],
        stage: Stage::Head,
        announced: HashSet::new(),
        front: String::new(),
    };
    let mut at = 0;
    while at < blocks.len() {
        at += if contents[at] { divider.put(at, 1, Use::As(Role::Contents)) } else { divider.step(at) };
    }
    let drafts = divider.drafts;
    let mut blocks = blocks.into_iter();
    drafts
        .into_iter()
        .map(|open| Draft {
            title: open.title,
            annex: open.annex,
            named: open.named,
            blocks: open.uses.into_iter().zip(blocks.by_ref()).collect(),
        })
        .collect()
}

#[derive(Debug, Default)]
pub(crate) struct Open {
    pub(crate) title: String,
    annex: bool,
    pub(crate) named: bool,
    pub(crate) uses: Vec<Use>,
    root: Option<Shape>,
    /// Has had its date.
    dated: bool,
}

pub(crate) struct Divider<'a> {
    pub(crate) blocks: &'a [Block],
    pub(crate) drafts: Vec<Open>,
    pub(crate) stage: Stage,
    /// Keys of the titles that the first part names in 《》.
    pub(crate) announced: HashSet<String>,
    /// Key of the first title.
    pub(crate) front: String,
}

impl Divider<'_> {
    pub(crate) fn part(&mut self) -> &mut Open {
        self.drafts.last_mut().expect("there is always an open part")
    }

    pub(crate) fn put(&mut self, at: usize, count: usize, usage: Use) -> usize {
        if self.drafts.len() == 1 && usage != Use::As(Role::Contents) {
            self.announce(at..at + count);
        }
        self.part().uses.extend(std::iter::repeat_n(usage, count));
        count
    }

    fn announce(&mut self, blocks: Range<usize>) {
        let text: String = self.blocks[blocks].iter().map(|b| b.text.as_str()).collect();
        self.announced.extend(names::quoted(&text).into_iter().map(|(_, name)| title::key(name)));
    }

    pub(crate) fn put_title(&mut self, at: usize, count: usize) -> usize {
        // A name that is wrapped with the title shows only when its lines are joined.
        if self.drafts.len() == 1 {
            self.announce(at..at + count);
        }
        self.put(at, 1, Use::As(Role::Title));
        if count > 1 {
            self.put(at + 1, count - 1, Use::Wrapped);
        }
        count
    }

    /// Files the block at `at` and, of a title, the blocks it is wrapped over; returns their number.
    fn step(&mut self, at: usize) -> usize {
        if self.blocks[at].quoted {
            self.stage = Stage::Body;
            return self.put(at, 1, Use::Quoted);
        }
        if let Some(count) = self.begin_part(at) {
            return count;
        }
        match self.stage {
            Stage::Head => self.head(at),
            Stage::Body | Stage::Closing => self.body(at),
        }
    }

    fn begin_part(&mut self, at: usize) -> Option<usize> {
        let blocks = self.blocks;
        let block = &blocks[at];
        let fresh = self.drafts.last().is_some_and(|part| part.title.is_empty() && !part.annex);
        if fresh && self.drafts.len() == 1 && !self.follows_preface(at) {
            return None;
        }
        if self.is_annex_start(at) {
            let title =
                if front::annex(&block.text) == Some(Annex::Titled) { crate::row::squeeze(&block.text) } else { String::new() };
            self.drafts.push(Open { annex: true, title, ..Open::default() });
            self.stage = Stage::Head;
            return Some(self.put(at, 1, Use::As(Role::Letterhead)));
        }
        let untitled = self.drafts.last().is_some_and(|part| part.title.is_empty());
        let apart = front::is_apart(&block.text) || page::is_note(&block.text);
        if untitled && !self.follows_preface(at) || !title::is_possible(block) || apart {
            return None;
        }
        if self.stage == Stage::Head && title::repeated(&blocks[at..], &self.drafts.last()?.title) > 0 {
            return None;
        }
        let (count, text) = title::take(&blocks[at..]);
        let key = title::key(&text);
        let long_enough = key.chars().count() >= 4;
        let announced = long_enough && self.announced.contains(&key);
        let whole = title::is_complete(&text) || block.heading == 1 || announced;
        if key == title::key(&self.drafts.last()?.title) || !whole {
            return None;
        }
        let named = announced || long_enough && self.front.contains(&key) && self.front != key;
        let begins = untitled
            || named && self.drafts.len() == 1
            || self.stage == Stage::Closing && self.has_text(at + count)
            || self.restarts(at + count);
        if !begins {
            return None;
        }
        self.drafts.push(Open { title: text, named, ..Open::default() });
        self.stage = Stage::Head;
        Some(self.put_title(at, count))
    }

    /// A letter that has lost its title, or a report of the news, and nothing numbered yet; then a title and its text.
    fn follows_preface(&self, at: usize) -> bool {
        let preface = self.drafts.len() == 1 && self.stage != Stage::Head && self.drafts[0].root.is_none();
        preface && title::is_possible(&self.blocks[at]) && {
            let (count, title) = title::take(&self.blocks[at..]);
            title::is_complete(&title) && self.has_text(at + count)
        }
    }

    /// 附件1 above a text, not in the list of annexes.
    fn is_annex_start(&self, at: usize) -> bool {
        let Some(kind) = front::annex(&self.blocks[at].text) else { return false };
        let next = self.blocks.get(at + 1);
        let listed = next.is_some_and(|b| {
            let item = b.marker.as_ref().is_some_and(|m| m.shape == Shape::Digit) && !b.ends_sentence() && b.chars() <= 80;
            item || front::annex(&b.text) == Some(Annex::Titled)
        });
        let dated = self.blocks[at + 1..].iter().take(16).any(|b| date::whole(&b.text).is_some());
        match kind {
            Annex::Label => next.is_some(),
            Annex::Colon => !listed && next.is_some() && (self.stage == Stage::Closing || !dated),
            Annex::Titled => {
                let behind = self.stage == Stage::Closing && (self.drafts.last().is_some_and(|part| part.dated) || !dated);
                behind && !listed && self.has_text(at + 1) && !self.blocks[at].text.contains("1.")
            }
        }
    }

    /// Running text or a clause comes soon.
    fn has_text(&self, at: usize) -> bool {
        self.blocks[at.min(self.blocks.len())..]
            .iter()
            .take(6)
            .any(|b| b.marker.is_some() || b.ends_sentence() && !page::is_note(&b.text))
    }

    /// The next number begins anew what the open part has counted already.
    fn restarts(&self, at: usize) -> bool {
        let root = self.drafts.last().and_then(|part| part.root);
        let next = self.blocks[at.min(self.blocks.len())..].iter().take(6).find_map(|b| b.marker.as_ref());
        root.is_some() && next.is_some_and(|m| m.number == 1 && Some(m.shape) == root)
    }

    pub(crate) fn body(&mut self, at: usize) -> usize {
        let blocks = self.blocks;
        let block = &blocks[at];
        // 2021年9月 dates a document below a name, and stands in many tables.
        let month = at > 0 && date::is_month(&block.text) && front::is_organisation(&blocks[at - 1].text);
        let whole = month || date::whole(&block.text).is_some();
        if whole || is_signed_date(block) {
            self.sign(at);
            self.part().dated = true;
            self.stage = Stage::Closing;
            let role = if whole { Role::Date } else { Role::Signature };
            return self.put(at, 1, Use::As(role));
        }
        if matches!(front::annex(&block.text), Some(Annex::Titled | Annex::Colon)) {
            self.stage = Stage::Closing;
            let items = blocks[at + 1..].iter().take_while(|b| is_annex_item(b)).count();
            return self.put(at, 1 + items, Use::As(Role::AnnexList));
        }
        if page::is_note(&block.text) {
            self.stage = Stage::Closing;
            return self.put(at, 1, Use::As(Role::Note));
        }
        let repeats = if self.part().root.is_none() { title::repeated(&blocks[at..], &self.part().title) } else { 0 };
        if repeats > 0 {
            // Below an announcement the text begins with its title.
            self.stage = Stage::Head;
            return self.put_title(at, repeats);
        }
        if let Some(marker) = &block.marker {
            self.stage = Stage::Body;
            self.part().root.get_or_insert(marker.shape);
            return self.put(at, 1, Use::Clause);
        }
        let root = self.part().root;
        if block.bullet && self.stage == Stage::Body && root.is_some_and(|root| root.rank() > Shape::Article.rank()) {
            return self.put(at, 1, Use::Quoted);
        }
        // Behind an announcement with a date of its own the text begins.
        let begins = root.is_none() && block.ends_sentence();
        let role = if self.stage == Stage::Closing && !begins { Role::Note } else { Role::Text };
        self.put(at, 1, Use::As(role))
    }

    /// The names above a date are the signature.
    fn sign(&mut self, at: usize) {
        let blocks = self.blocks;
        let part = self.part();
        let first = at - part.uses.len();
        for back in (first.max(at.saturating_sub(15))..at).rev() {
            let usage = &mut part.uses[back - first];
            let name = title::is_possible(&blocks[back]) && blocks[back].chars() <= 40;
            if !name || !matches!(usage, Use::As(Role::Text | Role::Note)) {
                break;
            }
            *usage = Use::As(Role::Signature);
        }
    }
}

/// 某某办公厅　2022年9月16日 on one line.
fn is_signed_date(block: &Block) -> bool {
    let Some(at) = block.text.char_indices().find(|&(_, c)| crate::row::is_space(c)).map(|(at, _)| at) else { return false };
    block.marker.is_none()
        && block.chars() <= 60
        && front::is_organisation(&block.text[..at])
        && date::whole(&block.text[at..]).is_some()
}

fn is_annex_item(block: &Block) -> bool {
    let counted =
        block.marker.as_ref().is_some_and(|m| matches!(m.shape, Shape::Digit | Shape::DigitBracket | Shape::HalfBracket));
    let short = block.chars() <= 80 && !block.text.contains('。');
    short && (counted || front::annex(&block.text) == Some(Annex::Titled))
}
