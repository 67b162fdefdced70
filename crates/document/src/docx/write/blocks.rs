//! Blocks as paragraphs with styles, and frames around those that belong together.

use super::{Writer, xml::escaped};
use crate::{Alignment, Block, Inline, Question, Quiz, Table, docx::tag};

/// Characters of a bookmark's name; longer ones Word cuts off.
const LONGEST_NAME: usize = 40;
/// Width between the margins, in twentieths of a point.
const WIDTH: usize = 8306;

impl<'a> Writer<'a> {
    /// A paragraph; `properties` are those behind its style, in the order of the standard.
    pub(super) fn open(&mut self, style: &str, properties: &str) {
        self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"));
    }

    pub(super) fn close(&mut self) {
        self.out.push_str("</w:p>\n");
    }

    /// A paragraph of our own words; none where there are none.
    pub(super) fn titled(&mut self, style: &str, text: &str) {
        if !text.trim().is_empty() {
            self.open(style, "");
            self.words(text.trim());
            self.close();
        }
    }

    fn line(&mut self, style: &str, inlines: &'a [Inline]) {
        self.open(style, "");
        self.inlines(inlines);
        self.close();
    }

    /// A content control. Programs show it as a faint box, or not at all.
    pub(super) fn frame(&mut self, name: &str, tag: &str, inside: impl FnOnce(&mut Self)) {
        let head = format!("<w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/>", escaped(name), escaped(tag));
        self.out.push_str(&format!("<w:sdt><w:sdtPr>{head}</w:sdtPr><w:sdtContent>\n"));
        inside(self);
        self.out.push_str("</w:sdtContent></w:sdt>\n");
    }

    pub(super) fn rule(&mut self) {
        self.open("HorizontalLine", "");
        self.close();
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, anchor, inlines } => {
                self.open(&format!("Heading{}", u8::from(*level) - 1), "");
                self.place(anchor.as_str());
                self.inlines(inlines);
                self.close();
            }
            Block::Paragraph { inlines } => self.line(self.paragraph, inlines),
            Block::List { ordered, start, items } => self.list(*ordered, *start, items, 0),
            Block::Quote { blocks, clause } => self.frame("引用", tag::QUOTE, |writer| {
                let around = std::mem::replace(&mut writer.paragraph, "Quote");
                writer.blocks(blocks);
                writer.paragraph = around;
                let Some(clause) = clause else { return };
                writer.open("QuoteSource", "");
                match writer.links.clauses.get(clause) {
                    Some(found) => {
                        let (href, name) = (writer.absolute(&found.href), format!("{} {}", found.label, found.heading));
                        writer.words("——");
                        writer.link_of(&href, &format!("clause:{clause}"), name.trim());
                    }
                    None => writer.words(&format!("——{clause}")),
                }
                writer.close();
            }),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::QuestionAndAnswer(question) => self.question(question),
            Block::Quiz(quiz) => self.quiz(quiz),
            Block::Formula(formula) => {
                self.leave_out("公式写成了文字说明，请在 Word 里用公式编辑器重新插入。");
                self.titled(self.paragraph, &formula.alt);
            }
            Block::Embed { work } => match self.links.works.get(work) {
                Some(found) => {
                    let (href, title) = (self.absolute(&found.href), found.title.clone());
                    self.open("EmbeddedWork", "");
                    self.link_of(&href, &format!("work:{work}"), &format!("延伸阅读：《{title}》"));
                    self.close();
                }
                None => self.leave_out(format!("嵌入的作品“{work}”没有发布，已略去。")),
            },
            Block::CodeBlock { language, text } => {
                let name = format!("{}{}", tag::CODE, language.as_deref().unwrap_or_default());
                self.frame("代码", &name, |writer| writer.code(text));
            }
            Block::ThematicBreak {} => self.rule(),
        }
    }

    /// A bookmark that links may lead to. No name of a bookmark has a hyphen, no anchor an underscore.
    fn place(&mut self, anchor: &str) {
        if anchor.len() <= LONGEST_NAME {
            let (id, name) = (self.next_id(), escaped(&anchor.replace('-', "_")));
            self.out.push_str(&format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{id}\"/>"));
        }
    }

    fn code(&mut self, text: &str) {
        self.open("HTMLPreformatted", "");
        for (i, line) in text.strip_suffix('\n').unwrap_or(text).split('\n').enumerate() {
            if i > 0 {
                self.out.push_str("<w:r><w:br/></w:r>");
            }
            for (j, part) in line.split('\t').enumerate() {
                if j > 0 {
                    self.out.push_str("<w:r><w:tab/></w:r>");
                }
                if !part.is_empty() {
                    self.words(part);
                }
            }
        }
        self.close();
    }

    fn question(&mut self, question: &'a Question) {
        self.frame("问答", tag::QUESTION, |writer| {
            writer.open("Question", "");
            writer.place(question.anchor.as_str());
            if let Some(outlet) = &question.outlet {
                writer.styled("Asker", &format!("{outlet}："));
            }
            writer.inlines(&question.question);
            writer.close();
            if let Some(speaker) = &question.speaker {
                writer.titled("Answerer", &format!("{speaker}："));
            }
            writer.blocks(&question.answer);
        });
    }

    fn quiz(&mut self, quiz: &'a Quiz) {
        self.leave_out("测验题在 Word 里不能作答，写成了题目、选项和解析。");
        self.line("Question", &quiz.question);
        for (option, letter) in quiz.options.iter().zip('A'..) {
            let mark = if option.right { "（正确）" } else { "" };
            self.titled(self.paragraph, &format!("{letter}. {}{mark}", option.text));
        }
        if !quiz.explanation.is_empty() {
            self.open(self.paragraph, "");
            self.words("解析：");
            self.inlines(&quiz.explanation);
            self.close();
        }
    }

    fn table(&mut self, table: &'a Table) {
        const SIDES: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];
        let borders: String = SIDES
            .iter()
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A8577\"/>"))
            .collect();
        let columns = table.header.len().max(1);
        let column = format!("<w:gridCol w:w=\"{}\"/>", WIDTH / columns);
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{}</w:tblGrid>\n",
            column.repeat(columns)
        ));
        for (i, row) in std::iter::once(&table.header).chain(&table.rows).enumerate() {
            // Said again on every page that the table goes on to.
            self.out.push_str(if i == 0 { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr>" });
            for (cell, alignment) in row.iter().zip(&table.alignments) {
                let side = match alignment {
                    Alignment::None => "",
                    Alignment::Left => "<w:jc w:val=\"left\"/>",
                    Alignment::Centre => "<w:jc w:val=\"center\"/>",
                    Alignment::Right => "<w:jc w:val=\"right\"/>",
                };
                self.out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", WIDTH / columns));
                self.open(if i == 0 { "TableHeader" } else { "TableText" }, side);
                self.inlines(cell);
                self.close();
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>\n");
        }
        // Two tables without a paragraph between them would be one, and nothing may end with a table.
        self.out.push_str("</w:tbl><w:p/>\n");
    }

    /// One note, numbered from 1.
    pub(super) fn note(&mut self, number: usize, blocks: &'a [Block]) {
        self.paragraph = "FootnoteText";
        self.out.push_str(&format!("<w:footnote w:id=\"{number}\">"));
        const MARK: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        match blocks.split_first() {
            Some((Block::Paragraph { inlines }, rest)) => {
                self.open("FootnoteText", "");
                self.out.push_str(MARK);
                self.words(" ");
                self.inlines(inlines);
                self.close();
                self.blocks(rest);
            }
            _ => {
                self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{MARK}</w:p>"));
                self.blocks(blocks);
            }
        }
        self.out.push_str("</w:footnote>\n");
    }
}
