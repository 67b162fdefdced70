//! What stands above the text of a part: letterhead, title, number, adoption, addressee, and what a web page adds.

use crate::{
    Role,
    block::Block,
    date, front, page,
    parts::{Divider, Stage, Use},
    title,
};

/// Paragraphs that a web page may put above a title.
const MAX_HEAD: usize = 80;

impl Divider<'_> {
    /// Files the block at `at` while no text has come yet; returns the number of blocks it takes.
    pub(crate) fn head(&mut self, at: usize) -> usize {
        let blocks = self.blocks;
        let block = &blocks[at];
        let text = &block.text;
        let titled = !self.part().title.is_empty();
        let repeats = title::repeated(&blocks[at..], &self.part().title);
        let field = at > 0 && page::is_open_record(&blocks[at - 1].text);
        let role = if page::is_record(text) && block.marker.is_none() {
            if let Some(recorded) = page::recorded_title(text).filter(|title| !titled && title::is_complete(title)) {
                return self.name(at, 1, crate::row::squeeze(recorded));
            }
            if front::is_number(text) { Role::Number } else { Role::Note }
        } else if page::is_note(text) && block.marker.is_none() {
            Role::Note
        } else if front::is_number(text) {
            Role::Number
        } else if date::whole(text).is_some() {
            Role::Date
        } else if front::is_adoption(text) {
            Role::Adoption
        } else if front::is_recipients(text) && (titled || text.contains(['各', '全'])) && block.marker.is_none() {
            self.stage = Stage::Body;
            Role::Recipients
        } else if field && block.marker.is_none() && block.chars() <= 40 && !title::is_complete(text) {
            Role::Note
        } else if title::is_possible(block) && !titled {
            return self.head_title(at);
        } else if titled && repeats > 0 {
            return self.put_title(at, repeats);
        } else if titled && title::is_possible(block) && block.chars() <= 40 && front::is_organisation(text) {
            Role::Signature
        } else if titled && title::is_possible(block) && title::is_letter(&title::take(&blocks[at..]).1) {
            // The letter that published it, below the title of a collection.
            let count = title::take(&blocks[at..]).0;
            return self.put(at, count, Use::As(Role::Letterhead));
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
        let issue = blocks[at].text.ends_with("公报") && blocks.get(at + 1).is_some_and(|next| next.text.ends_with('期'));
        let letterhead = issue || blocks[at].text.ends_with("文件") && !blocks[at].text.contains("关于");
        if letterhead && (numbered || self.title_below(at + 1).is_some()) {
            return self.put(at, 1, Use::As(Role::Letterhead));
        }
        let (count, text) = title::take(&blocks[at..]);
        if !title::is_complete(&text) && blocks[at].heading == 0 {
            // 发布时间：… of a web page, its navigation, and an issuer set above the title.
            if text.contains(['：', ':']) {
                return self.put(at, 1, Use::As(Role::Note));
            }
            if let Some(distance) = self.title_below(at + 1) {
                let role = if distance < 3 { Role::Letterhead } else { Role::Note };
                return self.put(at, 1, Use::As(role));
            }
        }
        self.name(at, count, text)
    }

    /// How many paragraphs stand between this and a whole title, if no text comes before it.
    fn title_below(&self, at: usize) -> Option<usize> {
        let blocks = &self.blocks[at.min(self.blocks.len())..];
        let text =
            |b: &Block| b.marker.as_ref().is_some_and(|m| !m.doubtful) || b.text.contains('。') || front::is_recipients(&b.text);
        let head = blocks.iter().take(MAX_HEAD).take_while(|b| !text(b)).count();
        (0..head).find(|&i| {
            let recorded = page::recorded_title(&blocks[i].text).is_some_and(title::is_complete);
            recorded || title::is_possible(&blocks[i]) && title::is_complete(&title::take(&blocks[i..]).1)
        })
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
}
