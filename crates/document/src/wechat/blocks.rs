//! Blocks in the colours of the house.

use super::Writer;
use crate::{Alignment, Block, Figure, Question, Quiz, Table, html::escape};

const PARAGRAPH: &str = "margin:0 0 1em;font-size:16px;line-height:1.85;color:#1b1f24;";
const ASKED: &str = "margin:1.5em 0 0.6em;font-size:16px;line-height:1.75;font-weight:bold;color:#0e2a47;";
const SMALL: &str = "margin:0 0 1.2em;font-size:13px;line-height:1.6;color:#5f656d;text-align:center;";
const CELL: &str = "padding:0.4em 0.6em;border:1px solid #dad6cb;font-size:14px;line-height:1.6;";

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, inlines, .. } => {
                let (tag, size) = if u8::from(*level) <= 2 { ("h2", "20px") } else { ("h3", "17px") };
                let style = format!("margin:1.6em 0 0.8em;font-size:{size};line-height:1.4;font-weight:bold;color:#0e2a47;");
                self.words(tag, &style, inlines);
            }
            Block::Paragraph { inlines } => self.words("p", PARAGRAPH, inlines),
            Block::List { ordered, start, items } => self.list(*ordered, *start, items),
            Block::Quote { blocks, clause } => {
                let style = "margin:0 0 1.2em;padding:0.8em 1em 0.1em;border-left:3px solid #a3271b;background:#fbedea;";
                self.open("blockquote", style);
                self.blocks(blocks);
                if let Some(found) = clause.as_ref().and_then(|clause| self.links.clauses.get(clause)) {
                    let name = format!("{} {}", found.label, found.heading);
                    let to = self.absolute(&found.href);
                    self.open("p", "margin:0 0 0.8em;font-size:14px;line-height:1.6;color:#a3271b;text-align:right;");
                    self.text(&format!("——{}", name.trim()));
                    self.refer(format!("{}：{to}", name.trim()));
                    self.close("p");
                }
                self.close("blockquote");
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::QuestionAndAnswer(question) => self.question(question),
            Block::Quiz(quiz) => self.quiz(quiz),
            Block::Formula(formula) => {
                self.leave_out("公式写成了文字说明：公众号不能排公式。");
                self.element("p", SMALL, &formula.alt);
            }
            Block::Embed { work } => match self.links.works.get(work) {
                Some(found) => {
                    let to = format!("《{}》：{}", found.title, self.absolute(&found.href));
                    self.open("p", PARAGRAPH);
                    self.text(&format!("延伸阅读：《{}》", found.title));
                    self.refer(to);
                    self.close("p");
                }
                None => self.leave_out(format!("嵌入的作品“{work}”没有发布，已略去。")),
            },
            Block::CodeBlock { text, .. } => {
                let style =
                    "margin:0 0 1.2em;padding:0.8em 1em;background:#f3f1ea;font-size:13px;line-height:1.6;white-space:pre-wrap;";
                self.element("pre", style, text);
            }
            Block::ThematicBreak {} => self.out.push_str("<hr style=\"margin:2em 0;border:0;border-top:1px solid #dad6cb;\"/>\n"),
        }
    }

    fn list(&mut self, ordered: bool, start: u32, items: &'a [Vec<Block>]) {
        let tag = if ordered { "ol" } else { "ul" };
        // Only a number of ours.
        let first = if ordered && start != 1 { format!(" start=\"{start}\"") } else { String::new() };
        self.out.push_str(&format!("<{tag}{first} style=\"margin:0 0 1em;padding-left:1.6em;\">\n"));
        for item in items {
            self.open("li", "font-size:16px;line-height:1.85;color:#1b1f24;");
            self.blocks(item);
            self.close("li");
        }
        self.close(tag);
    }

    fn table(&mut self, table: &'a Table) {
        self.open("table", "margin:0 0 1.2em;border-collapse:collapse;width:100%;");
        self.out.push('\n');
        for (i, row) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
            self.out.push_str("<tr>");
            for (cell, alignment) in row.iter().zip(&table.alignments) {
                let side = match alignment {
                    Alignment::None | Alignment::Left => "left",
                    Alignment::Centre => "center",
                    Alignment::Right => "right",
                };
                let (tag, head) = if i == 0 { ("th", "background:#edf3fa;font-weight:bold;") } else { ("td", "") };
                self.words(tag, &format!("{CELL}{head}text-align:{side};"), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.close("table");
    }

    fn figure(&mut self, figure: &'a Figure) {
        match self.links.pictures.get(figure.picture.as_str()) {
            Some(picture) => {
                self.open("p", "margin:0 0 0.4em;text-align:center;");
                self.out.push_str("<img src=\"");
                let address = self.absolute(&picture.src);
                escape::attribute(&mut self.out, &address);
                self.out.push_str("\" alt=\"");
                escape::attribute(&mut self.out, &figure.alt);
                self.out.push_str("\" style=\"max-width:100%;height:auto;\"/>");
                self.close("p");
            }
            None => {
                self.leave_out(format!("图片“{}”还没有处理好，已写成文字。", figure.alt));
                self.element("p", SMALL, &format!("（图片：{}）", figure.alt));
            }
        }
        self.open("p", SMALL);
        self.inlines(&figure.caption);
        let space = if figure.caption.is_empty() { "" } else { "　" };
        self.text(&format!("{space}{}", figure.credit));
        self.close("p");
    }

    fn question(&mut self, question: &'a Question) {
        self.open("p", ASKED);
        if let Some(outlet) = &question.outlet {
            self.text(&format!("{outlet}："));
        }
        self.inlines(&question.question);
        self.close("p");
        if let Some(speaker) = &question.speaker {
            self.element("p", "margin:0 0 0.4em;font-size:16px;font-weight:bold;color:#454b53;", &format!("{speaker}："));
        }
        self.blocks(&question.answer);
    }

    fn quiz(&mut self, quiz: &'a Quiz) {
        self.leave_out("测验题不能在公众号里作答，写成了题目、选项和解析。");
        self.words("p", ASKED, &quiz.question);
        self.open("ul", "margin:0 0 1em;padding-left:1.6em;");
        for option in &quiz.options {
            self.element("li", "font-size:16px;line-height:1.85;color:#1b1f24;", &option.text);
        }
        self.close("ul");
        self.open("p", PARAGRAPH);
        self.text("解析：");
        self.inlines(&quiz.explanation);
        self.close("p");
    }
}
