//! Lists: each is numbered by a definition of its own, so that none goes on with another.

use super::{Numbered, Writer};
use crate::{Block, docx::tag};

/// Word has nine levels.
const DEEPEST: usize = 8;

impl<'a> Writer<'a> {
    pub(super) fn list(&mut self, ordered: bool, start: u32, items: &'a [Vec<Block>], level: usize) {
        let level = level.min(DEEPEST);
        self.lists.push(Numbered { ordered, level, start });
        let number = self.lists.len();
        let properties = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        for item in items {
            let rest = match item.split_first() {
                Some((Block::Paragraph { inlines }, rest)) => {
                    self.open("ListParagraph", &properties);
                    self.inlines(inlines);
                    self.close();
                    rest
                }
                _ => {
                    self.open("ListParagraph", &properties);
                    self.close();
                    item.as_slice()
                }
            };
            self.more(rest, level);
        }
    }

    /// What else an item holds: lists below it as such, all else in a frame that says whose it is.
    fn more(&mut self, blocks: &'a [Block], level: usize) {
        for part in blocks.chunk_by(|a, b| matches!(a, Block::List { .. }) == matches!(b, Block::List { .. })) {
            if matches!(part.first(), Some(Block::List { .. })) {
                for block in part {
                    if let Block::List { ordered, start, items } = block {
                        self.list(*ordered, *start, items, level + 1);
                    }
                }
            } else {
                self.frame("列表项的内容", &format!("{}{level}", tag::ITEM), |writer| writer.blocks(part));
            }
        }
    }

    /// `numbering.xml` without its head.
    pub(super) fn numbering(&self) -> String {
        const BULLETS: [&str; 3] = ["•", "◦", "▪"];
        let mut out = String::new();
        for (list, id) in self.lists.iter().zip(1..) {
            out.push_str(&format!("<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"));
            for level in 0..=list.level {
                let start = if level == list.level { list.start } else { 1 };
                let (format, text) = match list.ordered {
                    true => ("decimal", format!("%{}.", level + 1)),
                    false => ("bullet", BULLETS[level % BULLETS.len()].to_owned()),
                };
                let indent = 420 * (level + 1);
                out.push_str(&format!(
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                     <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{indent}\" w:hanging=\"420\"/></w:pPr></w:lvl>"
                ));
            }
            out.push_str("</w:abstractNum>");
        }
        for id in 1..=self.lists.len() {
            out.push_str(&format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"));
        }
        out
    }
}
