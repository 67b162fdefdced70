//! Blocks.

use super::Writer;
use crate::{Alignment, Block, Inline, Question, Table, formula};
use domain::{ClauseRef, Slug};

impl<'a> Writer<'a> {
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
            self.tag("\n");
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, anchor, inlines } => {
                self.level = u8::from(*level);
                self.heading(self.level, Some(anchor.as_str()), inlines);
            }
            Block::Paragraph { inlines } => self.paragraph(inlines),
            Block::List { ordered, start, items } => self.list(*ordered, *start, items),
            Block::Quote { blocks, clause } => self.quote(blocks, clause.as_ref()),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::QuestionAndAnswer(question) => self.question(question),
            Block::Quiz(quiz) => self.quiz(quiz),
            Block::Formula(f) => self.formula(f),
            Block::Embed { work } => self.embed(work),
            Block::CodeBlock { language, text } => {
                self.tag(if self.links.plain { "<pre><code" } else { "<pre tabindex=\"0\"><code" });
                if let Some(language) = language {
                    self.class(&format!("language-{language}"));
                }
                self.tag(">");
                self.text(text);
                self.tag("</code></pre>");
            }
            Block::ThematicBreak {} => self.tag("<hr/>"),
        }
    }

    fn paragraph(&mut self, inlines: &'a [Inline]) {
        self.tag("<p>");
        self.inlines(inlines);
        self.tag("</p>");
    }

    pub(super) fn heading(&mut self, level: u8, id: Option<&str>, inlines: &'a [Inline]) {
        let level = level.saturating_add(self.links.heading_shift).min(6);
        self.tag(&format!("<h{level}"));
        if let Some(id) = id.filter(|_| !self.links.reprint) {
            self.attribute("id", id);
        }
        self.tag(">");
        self.exactly(|w| w.inlines(inlines));
        self.tag(&format!("</h{level}>"));
    }

    fn list(&mut self, ordered: bool, start: u32, items: &'a [Vec<Block>]) {
        let (open, close) = if ordered { ("<ol", "</ol>") } else { ("<ul", "</ul>") };
        self.tag(open);
        if ordered && start != 1 {
            self.attribute("start", &start.to_string());
        }
        self.tag(">\n");
        for item in items {
            self.tag("<li>");
            match item.split_first() {
                Some((Block::Paragraph { inlines }, rest)) if crate::tree::tight(items) => {
                    self.inlines(inlines);
                    rest.iter().for_each(|block| self.block(block));
                }
                _ => self.blocks(item),
            }
            self.tag("</li>\n");
        }
        self.tag(close);
    }

    fn quote(&mut self, blocks: &'a [Block], clause: Option<&ClauseRef>) {
        self.tag("<blockquote");
        let target = clause.and_then(|c| self.links.clauses.get(c));
        if let Some(target) = target {
            self.address("cite", &target.href);
        }
        if clause.is_some() {
            self.class("clause-quote");
        }
        self.tag(">\n");
        match clause {
            Some(_) => self.exactly(|w| w.blocks(blocks)),
            None => self.blocks(blocks),
        }
        if let Some(clause) = clause {
            let (open, close) = if self.links.reprint { ("<p>", "</p>\n") } else { ("<footer>", "</footer>\n") };
            self.tag(open);
            self.text(self.words.dash);
            self.tag("<cite>");
            match target {
                Some(target) => {
                    self.tag("<a");
                    self.address("href", &target.href);
                    self.tag(">");
                    self.text(format!("{} {}", target.label, target.heading).trim());
                    self.tag("</a>");
                }
                None => self.text(&clause.to_string()),
            }
            self.tag("</cite>");
            self.tag(close);
        }
        self.tag("</blockquote>");
    }

    fn table(&mut self, table: &'a Table) {
        self.tables += 1;
        if !self.links.plain {
            // Wide tables scroll sideways; the keyboard must reach what scrolls (WCAG 2.1.1).
            self.tag("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
            self.attribute("aria-label", &format!("{}{}", self.words.table, self.tables));
            self.tag(">");
        }
        self.tag("<table>\n<thead>");
        self.exactly(|w| w.row("th", &table.header, &table.alignments));
        self.tag("</thead>\n");
        if !table.rows.is_empty() {
            self.tag("<tbody>\n");
            for row in &table.rows {
                self.row("td", row, &table.alignments);
                self.tag("\n");
            }
            self.tag("</tbody>\n");
        }
        self.tag(if self.links.plain { "</table>" } else { "</table></div>" });
    }

    fn row(&mut self, cell: &'static str, row: &'a [Vec<Inline>], alignments: &[Alignment]) {
        self.tag("<tr>");
        for (inlines, alignment) in row.iter().zip(alignments) {
            self.tag("<");
            self.tag(cell);
            if cell == "th" {
                self.attribute("scope", "col");
            }
            match alignment {
                Alignment::None => {}
                Alignment::Left => self.class("align-left"),
                Alignment::Centre => self.class("align-centre"),
                Alignment::Right => self.class("align-right"),
            }
            self.tag(">");
            self.inlines(inlines);
            self.tag("</");
            self.tag(cell);
            self.tag(">");
        }
        self.tag("</tr>");
    }

    fn question(&mut self, q: &'a Question) {
        self.section(q.anchor.as_str(), "qa");
        self.heading(self.level + 1, None, &q.question);
        self.tag("\n");
        self.by("qa-outlet", self.words.asked_by, q.outlet.as_deref());
        self.by("qa-speaker", self.words.answered_by, q.speaker.as_deref());
        self.blocks(&q.answer);
        self.end_section();
    }

    /// Around what belongs together; editors of other sites know none.
    pub(super) fn section(&mut self, id: &str, class: &str) {
        if !self.links.reprint {
            self.tag("<section");
            self.attribute("id", id);
            self.class(class);
            self.tag(">\n");
        }
    }

    pub(super) fn end_section(&mut self) {
        if !self.links.reprint {
            self.tag("</section>");
        }
    }

    fn by(&mut self, class: &str, before: &str, name: Option<&str>) {
        if let Some(name) = name {
            self.tag("<p");
            self.class(class);
            self.tag(">");
            self.text(before);
            self.text(name);
            self.tag("</p>\n");
        }
    }

    fn formula(&mut self, f: &crate::Formula) {
        if self.links.reprint {
            // Few editors keep MathML, and what is left of it without its marks says something else.
            self.tag("<p>");
            self.text(&f.alt);
            return self.tag("</p>");
        }
        if !self.links.plain {
            self.tag("<div class=\"formula\" role=\"group\" tabindex=\"0\"");
            self.attribute("aria-label", &f.alt);
            self.tag(">");
        }
        let mut extra = vec![("alttext", f.alt.as_str())];
        if !f.math.attributes().contains_key("display") {
            extra.push(("display", "block"));
        }
        formula::write(&mut self.out, &f.math, &extra);
        if !self.links.plain {
            self.tag("</div>");
        }
    }

    fn embed(&mut self, work: &Slug) {
        let Some(target) = self.links.works.get(work) else {
            self.tag("<p");
            self.class("unavailable");
            self.tag(">");
            self.text(self.words.unavailable);
            return self.tag("</p>");
        };
        self.tag(if self.links.plain { "<p>" } else { "<p class=\"embed\"><span class=\"embed-kind\">" });
        self.text(if self.links.language.is_chinese() { target.kind.zh() } else { target.kind.en() });
        self.tag(if self.links.plain { " <a" } else { "</span> <a" });
        self.address("href", &target.href);
        self.tag(">");
        self.text(&target.title);
        self.tag("</a></p>");
    }
}
