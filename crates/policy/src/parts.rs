//! Which paragraph belongs to which part, and what it is for. The nesting of clauses is not decided here.

use crate::{
    Role, Shape,
    block::Block,
    contents, date,
    front::{self, Annex},
    names, title,
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
    As(Role),
    /// A further line of the title that the block before begins.
    Wrapped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
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
struct Open {
    title: String,
    annex: bool,
    named: bool,
    uses: Vec<Use>,
    root: Option<Shape>,
}

struct Divider<'a> {
    blocks: &'a [Block],
    drafts: Vec<Open>,
    stage: Stage,
    /// Keys of the titles that the first part names in 《》.
    announced: HashSet<String>,
    /// Key of the first title.
    front: String,
}

impl Divider<'_> {
    fn part(&mut self) -> &mut Open {
        self.drafts.last_mut().expect("there is always an open part")
    }

    fn put(&mut self, at: usize, count: usize, usage: Use) -> usize {
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

    fn put_title(&mut self, at: usize, count: usize) -> usize {
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
        if fresh && self.drafts.len() == 1 {
            return None;
        }
        if self.is_annex_start(at) {
            let title =
                if front::annex(&block.text) == Some(Annex::Titled) { crate::row::squeeze(&block.text) } else { String::new() };
            self.drafts.push(Open { annex: true, title, ..Open::default() });
            self.stage = Stage::Head;
            return Some(self.put(at, 1, Use::As(Role::Letterhead)));
        }
        if self.drafts.last().is_some_and(|part| part.title.is_empty()) || !title::is_possible(block) {
            return None;
        }
        if self.stage == Stage::Head && title::repeated(&blocks[at..], &self.drafts.last()?.title) > 0 {
            return None;
        }
        let (count, text) = title::take(&blocks[at..]);
        let key = title::key(&text);
        if key == title::key(&self.drafts.last()?.title) || !(title::is_complete(&text) || block.heading == 1) {
            return None;
        }
        let long_enough = key.chars().count() >= 4;
        let named = long_enough && (self.announced.contains(&key) || self.front.contains(&key) && self.front != key);
        let begins = named && self.drafts.len() == 1
            || self.stage == Stage::Closing && self.has_text(at + count)
            || self.restarts(at + count);
        if !begins {
            return None;
        }
        self.drafts.push(Open { title: text, named, ..Open::default() });
        self.stage = Stage::Head;
        Some(self.put_title(at, count))
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
                self.stage == Stage::Closing && !listed && self.has_text(at + 1) && !self.blocks[at].text.contains("1.")
            }
        }
    }

    /// Running text or a clause comes soon.
    fn has_text(&self, at: usize) -> bool {
        self.blocks[at.min(self.blocks.len())..]
            .iter()
            .take(6)
            .any(|b| b.marker.is_some() || b.ends_sentence() && !front::is_note(&b.text))
    }

    /// The next number begins anew what the open part has counted already.
    fn restarts(&self, at: usize) -> bool {
        let root = self.drafts.last().and_then(|part| part.root);
        let next = self.blocks[at.min(self.blocks.len())..].iter().take(6).find_map(|b| b.marker.as_ref());
        root.is_some() && next.is_some_and(|m| m.number == 1 && Some(m.shape) == root)
    }

    fn head(&mut self, at: usize) -> usize {
        let blocks = self.blocks;
        let block = &blocks[at];
        let text = &block.text;
        let titled = !self.part().title.is_empty();
        let repeats = title::repeated(&blocks[at..], &self.part().title);
        let role = if front::is_record(text) && block.marker.is_none() {
            if let Some(recorded) = front::recorded_title(text).filter(|title| !titled && title::is_complete(title)) {
                return self.name(at, 1, crate::row::squeeze(recorded));
            }
            if front::is_number(text) { Role::Number } else { Role::Note }
        } else if front::is_number(text) {
            Role::Number
        } else if date::whole(text).is_some() {
            Role::Date
        } else if front::is_adoption(text) {
            Role::Adoption
        } else if front::is_recipients(text) && titled && block.marker.is_none() {
            self.stage = Stage::Body;
            Role::Recipients
        } else if title::is_possible(block) && !titled {
            return self.head_title(at);
        } else if titled && repeats > 0 {
            return self.put_title(at, repeats);
        } else if titled && title::is_possible(block) && block.chars() <= 40 && front::is_organisation(text) {
            Role::Signature
        } else if !titled && self.drafts.len() == 1 && block.marker.is_none() && block.chars() <= 60 && !text.contains('。') {
            // 热词搜索: and whatever else a page shows above the title.
            Role::Note
        } else {
            self.stage = Stage::Body;
            return self.body(at);
        };
        self.put(at, 1, Use::As(role))
    }

    fn head_title(&mut self, at: usize) -> usize {
        let blocks = self.blocks;
        // 国务院文件 stands above the number, not above the text.
        let numbered = blocks.get(at + 1).is_some_and(|next| front::is_number(&next.text));
        if blocks[at].text.ends_with("文件") && numbered {
            return self.put(at, 1, Use::As(Role::Letterhead));
        }
        let (count, text) = title::take(&blocks[at..]);
        if !title::is_complete(&text) && blocks[at].heading == 0 {
            // 发布时间：… of a web page, and an issuer set above the title.
            if text.contains(['：', ':']) {
                return self.put(at, 1, Use::As(Role::Note));
            }
            let above = (at + 1..blocks.len()).take(3).take_while(|&i| title::is_possible(&blocks[i]));
            if above.into_iter().any(|i| title::is_complete(&title::take(&blocks[i..]).1)) {
                return self.put(at, 1, Use::As(Role::Letterhead));
            }
        }
        self.name(at, count, text)
    }

    /// Gives the open part its title, which these blocks show.
    fn name(&mut self, at: usize, count: usize, title: String) -> usize {
        let key = title::key(&title);
        if self.drafts.len() == 1 {
            self.front.clone_from(&key);
        }
        let named = self.drafts.len() > 1 && (self.announced.contains(&key) || self.front.contains(&key));
        let part = self.part();
        part.title = title;
        part.named |= named;
        self.put_title(at, count)
    }

    fn body(&mut self, at: usize) -> usize {
        let blocks = self.blocks;
        let block = &blocks[at];
        if date::whole(&block.text).is_some() || is_signed_date(block) {
            self.sign(at);
            self.stage = Stage::Closing;
            let role = if date::whole(&block.text).is_some() { Role::Date } else { Role::Signature };
            return self.put(at, 1, Use::As(role));
        }
        if matches!(front::annex(&block.text), Some(Annex::Titled | Annex::Colon)) {
            self.stage = Stage::Closing;
            let items = blocks[at + 1..].iter().take_while(|b| is_annex_item(b)).count();
            return self.put(at, 1 + items, Use::As(Role::AnnexList));
        }
        if front::is_note(&block.text) {
            self.stage = Stage::Closing;
            return self.put(at, 1, Use::As(Role::Note));
        }
        if let Some(marker) = &block.marker {
            self.stage = Stage::Body;
            self.part().root.get_or_insert(marker.shape);
            return self.put(at, 1, Use::Clause);
        }
        let role = if self.stage == Stage::Closing { Role::Note } else { Role::Text };
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
