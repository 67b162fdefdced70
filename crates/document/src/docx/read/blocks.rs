//! Paragraphs, and the frames that stand around some of them.

use super::{
    Node, Reader,
    assemble::{Item, Piece, assemble},
    inlines::Words,
    numbering::Mark,
    package::Part,
    spans::{Span, What, inlines},
    styles::{self, Role},
    xml,
};
use crate::{Block, Inline, MAX_DEPTH, Question, Target, docx::tag, text};
use domain::ClauseRef;

/// Characters of a heading. Longer ones are paragraphs to which somebody gave a level of the outline.
const LONGEST_HEADING: usize = 120;

/// What the blocks being read stand in.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// Lists and quotations around them.
    pub depth: usize,
    pub headings: bool,
    /// The top of the text.
    pub top: bool,
    /// In a quotation, whose own style says nothing more.
    pub quoted: bool,
}

impl Around {
    pub fn body() -> Self {
        Self { depth: 0, headings: true, top: true, quoted: false }
    }

    /// In something else, with `depth` lists and quotations around it.
    pub fn inner(self, depth: usize) -> Self {
        Self { depth, headings: false, top: false, ..self }
    }
}

/// A paragraph, with what its style and its own properties say.
pub(super) struct Paragraph {
    role: Role,
    number: Option<(String, u8)>,
    ruled: bool,
    /// Its end was taken away.
    runs_on: bool,
}

impl Paragraph {
    /// The numbering that counts it, and its level.
    pub fn into_number(self) -> Option<(String, u8)> {
        self.number
    }
}

impl<'a> Reader<'a> {
    pub(super) fn blocks(&mut self, parent: Node<'a>, around: Around) -> Vec<Block> {
        let mut pieces = Vec::new();
        self.pieces(parent, around, &mut pieces);
        let rest = std::mem::take(&mut self.carried);
        if blank(&rest) {
            add_notes(&mut pieces, rest);
        } else {
            pieces.push(Piece::Block(Block::Paragraph { inlines: inlines(rest, true) }));
        }
        assemble(pieces)
    }

    pub(super) fn pieces(&mut self, parent: Node<'a>, around: Around, out: &mut Vec<Piece>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" if xml::is(node, "p") => self.paragraph(node, around, out),
                "tbl" if xml::is(node, "tbl") => self.table(node, around, out),
                "sdt" => self.frame(node, around, out),
                "ins" | "moveTo" | "customXml" | "smartTag" | "sdtContent" => self.pieces(node, around, out),
                "AlternateContent" => self.chosen(node).into_iter().for_each(|choice| self.pieces(choice, around, out)),
                "altChunk" => self.losses.note("嵌入的另一份文档没有带进来", None),
                "sectPr" if node.children().any(|part| xml::is(part, "headerReference") || xml::is(part, "footerReference")) => {
                    self.losses.note("页眉和页脚没有带进来", None)
                }
                _ => {}
            }
        }
    }

    /// The one of several forms of the same thing that is the newest.
    pub(super) fn chosen(&self, node: Node<'a>) -> Option<Node<'a>> {
        let named = |name: &str| node.children().find(|child| child.tag_name().name() == name);
        named("Choice").or_else(|| named("Fallback"))
    }

    /// A content control.
    fn frame(&mut self, node: Node<'a>, around: Around, out: &mut Vec<Piece>) {
        let Some(content) = xml::child(node, "sdtContent") else { return };
        let properties = xml::child(node, "sdtPr");
        if properties.is_some_and(|found| xml::child(found, "showingPlcHdr").is_some()) {
            return;
        }
        let gallery =
            properties.and_then(|found| xml::child(found, "docPartObj")).and_then(|part| xml::value(part, "docPartGallery"));
        if gallery == Some("Table of Contents") {
            return self.lose_contents();
        }
        let said = properties.and_then(|found| xml::value(found, "tag")).unwrap_or_default();
        if said == tag::QUOTE && around.depth + 1 < MAX_DEPTH {
            let mut inner = Vec::new();
            self.pieces(content, Around { quoted: true, ..around.inner(around.depth + 1) }, &mut inner);
            let source = inner.iter().position(|piece| matches!(piece, Piece::Source(..))).map(|at| inner.remove(at));
            let clause = source.and_then(|piece| if let Piece::Source(clause, _) = piece { clause } else { None });
            let blocks = assemble(inner);
            if !blocks.is_empty() {
                out.push(Piece::Block(Block::Quote { blocks, clause }));
            }
        } else if said == tag::QUESTION && around.top {
            out.extend(self.question(content, around).into_iter().map(Piece::Block));
        } else if let Some(language) = said.strip_prefix(tag::CODE) {
            let lines: Vec<String> = content.children().filter(|child| xml::is(*child, "p")).map(|p| self.code_line(p)).collect();
            let text = lines.join("\n");
            let language = Some(language).filter(|l| crate::check::is_language(l)).map(str::to_owned);
            let text = if text.is_empty() { text } else { format!("{text}\n") };
            out.push(Piece::Block(Block::CodeBlock { language, text }));
        } else if let Some(level) = said.strip_prefix(tag::ITEM).and_then(|level| level.parse::<u8>().ok()) {
            let depth = (around.depth + usize::from(level) + 1).min(MAX_DEPTH);
            let blocks = self.blocks(content, around.inner(depth));
            out.push(Piece::More(level, blocks));
        } else {
            self.pieces(content, around, out);
        }
    }

    /// One block, but where it is no whole question and answer.
    fn question(&mut self, content: Node<'a>, around: Around) -> Vec<Block> {
        let (mut asked, mut outlet, mut speaker, mut anchor) = (Vec::new(), None, None, None);
        let mut answer = Vec::new();
        for node in content.children().filter(Node::is_element) {
            let role = if xml::is(node, "p") { self.look_at(node).role } else { Role::Body };
            match role {
                Role::Question if answer.is_empty() => {
                    let words = self.words(node);
                    let (asker, question): (Vec<Span>, Vec<Span>) = words.spans.into_iter().partition(|span| span.asker);
                    outlet = line_of(asker).or(outlet);
                    anchor = words.anchor.or(anchor);
                    asked.extend(question);
                }
                Role::Answerer if answer.is_empty() => speaker = line_of(self.words(node).spans).or(speaker),
                _ => {
                    let around = Around { headings: true, ..around.inner(around.depth + 1) };
                    // Pieces of a whole: a paragraph alone would end every list.
                    self.piece_of(node, around, &mut answer);
                }
            }
        }
        let (question, answer) = (inlines(asked, true), assemble(answer));
        if text::of_inlines(&question).trim().is_empty() || answer.is_empty() {
            let asked = Block::Paragraph { inlines: question };
            let asked = (!text::of_block(&asked).trim().is_empty()).then_some(asked);
            return asked.into_iter().chain(answer).collect();
        }
        let anchor = self.structure.question(anchor);
        vec![Block::QuestionAndAnswer(Question { anchor, outlet, speaker, question, answer })]
    }

    fn piece_of(&mut self, node: Node<'a>, around: Around, out: &mut Vec<Piece>) {
        match node.tag_name().name() {
            "p" if xml::is(node, "p") => self.paragraph(node, around, out),
            "tbl" if xml::is(node, "tbl") => self.table(node, around, out),
            "sdt" => self.frame(node, around, out),
            _ => self.pieces(node, around, out),
        }
    }

    pub(super) fn look_at(&self, node: Node<'a>) -> Paragraph {
        let properties = xml::child(node, "pPr");
        let style = properties.and_then(|found| xml::value(found, "pStyle"));
        let outline = properties.and_then(|found| xml::value(found, "outlineLvl")).and_then(|level| level.parse().ok());
        let own = properties.and_then(styles::number);
        let of_style = self.styles.number(style);
        let id = own.as_ref().and_then(|(id, _)| id.clone()).or_else(|| of_style.as_ref().and_then(|(id, _)| id.clone()));
        let level = own.and_then(|(_, level)| level).or_else(|| of_style.and_then(|(_, level)| level)).unwrap_or(0);
        let borders = properties.and_then(|found| xml::child(found, "pBdr"));
        let ruled = borders.is_some_and(|found| ["bottom", "top"].iter().any(|side| xml::on_border(found, side)));
        let end = properties.and_then(|found| xml::child(found, "rPr"));
        let runs_on = end.is_some_and(|end| xml::child(end, "del").is_some() || xml::child(end, "moveFrom").is_some());
        let number = id.filter(|id| id != "0").map(|id| (id, level));
        Paragraph { role: self.styles.role(style, outline), number, ruled, runs_on }
    }

    fn paragraph(&mut self, node: Node<'a>, around: Around, out: &mut Vec<Piece>) {
        if self.part == Part::Body {
            self.paragraphs += 1;
        }
        let looked = self.look_at(node);
        let mark = looked.number.as_ref().and_then(|(id, level)| self.numbering.next(id, *level));
        if looked.role == Role::Code {
            return out.push(Piece::Code(self.code_line(node)));
        }
        let mut words = self.words(node);
        if looked.runs_on {
            return self.carried.append(&mut words.spans);
        }
        let Words { spans, figures, boxes, anchor } = words;
        let before = out.len();
        let level = looked.number.as_ref().map(|(_, level)| *level);
        self.place_words(&looked, mark, spans, anchor, around, out);
        let in_item = level.filter(|_| matches!(out.get(before), Some(Piece::Item(_))));
        let after: Vec<Block> = figures.into_iter().map(Block::Figure).chain(boxes).collect();
        match in_item {
            _ if after.is_empty() => {}
            Some(level) => out.push(Piece::More(bounded(level, around), after)),
            None => out.extend(after.into_iter().map(Piece::Block)),
        }
        self.begun |= self.part == Part::Body && out.len() > before;
    }

    fn place_words(
        &mut self,
        looked: &Paragraph,
        mark: Option<Mark>,
        mut spans: Vec<Span>,
        anchor: Option<crate::Anchor>,
        around: Around,
        out: &mut Vec<Piece>,
    ) {
        let blank = blank(&spans);
        let at_top = around.top && self.part == Part::Body;
        match looked.role {
            Role::Contents if !blank => return self.lose_contents(),
            Role::Contents | Role::Colophon => return,
            Role::Title if at_top && !self.begun && self.title.is_none() => {
                self.title = line_of(spans);
                return;
            }
            Role::Subtitle if at_top && !self.begun && self.title.is_some() && self.lead.is_none() => {
                self.lead = line_of(spans);
                return;
            }
            _ => {}
        }
        if blank {
            add_notes(out, spans);
            if looked.role == Role::Rule || looked.ruled {
                out.push(Piece::Block(Block::ThematicBreak {}));
            } else if let Some((id, level)) =
                looked.number.clone().filter(|_| matches!(mark, Some(Mark::Bullet | Mark::Number { .. })))
            {
                // What follows may be all that the item has.
                out.push(Piece::Item(item(mark, id, bounded(level, around), Vec::new())));
            }
            return;
        }
        let heading = match looked.role {
            Role::Heading(level) => Some(level),
            Role::Title => Some(1),
            _ => None,
        };
        if let Some(level) = heading.filter(|_| around.headings) {
            before_words(&mut spans, mark.as_ref(), true);
            if let Some(block) = self.heading(level, anchor, &spans) {
                return out.push(Piece::Block(block));
            }
        } else if !matches!(mark, Some(Mark::Bullet | Mark::Number { .. })) {
            before_words(&mut spans, mark.as_ref(), false);
        }
        let line = matches!(looked.role, Role::Caption);
        let made = inlines(spans, !line);
        match (looked.role, looked.number.clone()) {
            (Role::Caption, _) => out.push(Piece::Caption(made)),
            (Role::Credit, _) => out.push(Piece::Credit(text::of_inlines(&made))),
            (Role::QuoteSource, _) => out.push(Piece::Source(clause_in(&made), made)),
            (Role::Embed, _) if around.top => out.push(Piece::Block(embed(made))),
            (Role::Quote, None) if !around.quoted && around.depth + 1 < MAX_DEPTH => {
                out.push(Piece::Quoted(Block::Paragraph { inlines: made }))
            }
            (Role::Continue(level), _) => out.push(Piece::More(bounded(level, around), vec![Block::Paragraph { inlines: made }])),
            (_, Some((id, level))) if matches!(mark, Some(Mark::Bullet | Mark::Number { .. })) && heading.is_none() => {
                out.push(Piece::Item(item(mark, id, bounded(level, around), vec![Block::Paragraph { inlines: made }])))
            }
            (Role::ListParagraph, None) => match out.last() {
                Some(Piece::Item(Item { level, .. }) | Piece::More(level, _)) => {
                    let level = *level;
                    out.push(Piece::More(level, vec![Block::Paragraph { inlines: made }]))
                }
                _ => out.push(Piece::Block(Block::Paragraph { inlines: made })),
            },
            _ => out.push(Piece::Block(Block::Paragraph { inlines: made })),
        }
    }

    fn heading(&mut self, level: u8, anchor: Option<crate::Anchor>, spans: &[Span]) -> Option<Block> {
        let mut spans = spans.to_vec();
        let is_text = |span: &Span| matches!(&span.what, What::Text(text) if !text.trim().is_empty());
        // Headings are bold as they are.
        if spans.iter().filter(|span| is_text(span)).all(|span| span.strong) {
            spans.iter_mut().for_each(|span| span.strong = false);
        }
        let made = inlines(spans, false);
        let count = text::of_inlines(&made).chars().count();
        (1..=LONGEST_HEADING).contains(&count).then(|| self.structure.heading(level, anchor, made))
    }

    fn lose_contents(&mut self) {
        self.losses.note("目录没有带进来，网站会按小标题另外生成", None);
    }

    /// Where the paragraph that is being read stands, for whoever looks for it.
    pub(super) fn place(&self, node: Node<'a>) -> Option<String> {
        let paragraph = node.ancestors().find(|node| xml::is(*node, "p")).unwrap_or(node);
        let words = xml::excerpt(paragraph);
        let at = match self.part {
            Part::Body => format!("第 {} 段", self.paragraphs),
            Part::Footnotes | Part::Endnotes => "注释里".to_owned(),
        };
        Some(if words.is_empty() { at } else { format!("{at}“{words}”") })
    }
}

fn blank(spans: &[Span]) -> bool {
    !spans.iter().any(|span| matches!(&span.what, What::Text(text) if !text.trim().is_empty()))
}

/// A footnote's number on a line of its own belongs to the words before it. Where there are none the note itself goes to
/// the end of the text, as any does whose number was lost.
fn add_notes(pieces: &mut [Piece], spans: Vec<Span>) {
    let before = match pieces.last_mut() {
        Some(Piece::Block(block) | Piece::Quoted(block)) => Some(block),
        Some(Piece::Item(Item { blocks, .. }) | Piece::More(_, blocks)) => blocks.last_mut(),
        _ => None,
    };
    if let Some(Block::Paragraph { inlines }) = before {
        inlines.extend(spans.into_iter().filter_map(|span| match span.what {
            What::Note(label) => Some(Inline::FootnoteReference { label }),
            What::Text(_) | What::Break => None,
        }));
    }
}

/// Lists end where no more may stand in each other.
fn bounded(level: u8, around: Around) -> u8 {
    level.min(MAX_DEPTH.saturating_sub(around.depth + 1) as u8)
}

fn item(mark: Option<Mark>, key: String, level: u8, blocks: Vec<Block>) -> Item {
    match mark {
        Some(Mark::Number { number, .. }) => Item { level, ordered: true, number, key, blocks },
        _ => Item { level, ordered: false, number: 1, key, blocks },
    }
}

/// What Word counts and the tree does not, as words.
fn before_words(spans: &mut Vec<Span>, mark: Option<&Mark>, heading: bool) {
    let shown = match mark {
        Some(Mark::Words(shown)) => shown,
        Some(Mark::Number { shown, .. }) if heading => shown,
        _ => return,
    };
    let space = if shown.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '．') { " " } else { "" };
    spans.insert(0, Span::plain(What::Text(format!("{}{space}", shown.trim()))));
}

fn line_of(spans: Vec<Span>) -> Option<String> {
    let words = text::of_inlines(&inlines(spans, false));
    let words = words.trim().trim_end_matches('：').chars().take(400).collect::<String>();
    (!words.trim().is_empty()).then(|| words.trim().to_owned())
}

fn clause_in(inlines: &[Inline]) -> Option<ClauseRef> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Link { target: Target::Clause { clause }, .. } => Some(clause.clone()),
        Inline::Strong { inlines } | Inline::Emphasis { inlines } => clause_in(inlines),
        _ => None,
    })
}

fn embed(inlines: Vec<Inline>) -> Block {
    match inlines.as_slice() {
        [Inline::Link { target: Target::Work { work }, .. }] => Block::Embed { work: work.clone() },
        _ => Block::Paragraph { inlines },
    }
}
