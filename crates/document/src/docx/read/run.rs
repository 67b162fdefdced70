//! Runs: text with marks, and the fields that begin and end in them.

use super::{
    Node, Reader,
    inlines::{Words, inside_of},
    notes::Kind,
    scripts,
    spans::{Span, What, clean},
    xml,
};
use crate::{FootnoteLabel, Target};

/// What Word computes: its instruction, and whether its result is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub instruction: String,
    pub result: bool,
}

/// Bytes of an instruction; an address fits.
const LONGEST: usize = 4096;
/// Fields in fields; a table of contents has three.
const DEEPEST: usize = 32;

impl Field {
    pub fn is(&self, name: &str) -> bool {
        self.instruction.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case(name))
    }

    /// The words behind the name, quotation marks taken off.
    fn words(&self) -> Vec<&str> {
        let rest = self.instruction.trim().split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
        let mut words = Vec::new();
        let mut rest = rest.trim_start();
        while !rest.is_empty() {
            let (word, after) = match rest.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            };
            words.push(word);
            rest = after.trim_start();
        }
        words
    }
}

/// How a run looks.
#[derive(Clone, Copy)]
struct Look<'l> {
    strong: bool,
    emphasis: bool,
    code: bool,
    asker: bool,
    raised: bool,
    lowered: bool,
    link: Option<&'l Target>,
}

impl<'a> Reader<'a> {
    pub(super) fn run(&mut self, node: Node<'a>, link: Option<&Target>, words: &mut Words) {
        let properties = xml::child(node, "rPr");
        if properties.is_some_and(|found| xml::on(found, "vanish") == Some(true)) {
            if node.children().any(|inner| xml::is(inner, "t")) {
                self.losses.note("隐藏的文字没有带进来", self.place(node));
            }
            return;
        }
        let style = properties.and_then(|found| xml::value(found, "rStyle"));
        let on = |name: &str| properties.and_then(|found| xml::on(found, name));
        let script = properties.and_then(|found| xml::value(found, "vertAlign")).unwrap_or_default();
        let dotted = on("em").unwrap_or(false);
        let look = Look {
            strong: on("b").or_else(|| self.styles.strong(style?)).unwrap_or(false),
            emphasis: dotted || on("i").or_else(|| self.styles.emphasis(style?)).unwrap_or(false),
            code: style.is_some_and(|style| self.styles.code(style)),
            asker: style.is_some_and(|style| self.styles.asker(style)),
            raised: script == "superscript",
            lowered: script == "subscript",
            link,
        };
        if ["u", "strike", "dstrike", "highlight"].iter().any(|name| on(name) == Some(true)) && link.is_none() {
            self.losses.note("下划线、删除线、底色等样式没有带进来", None);
        }
        self.content(node, look, words);
    }

    fn content(&mut self, node: Node<'a>, look: Look<'_>, words: &mut Words) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "t" => self.text(part, part.text().unwrap_or_default(), look, words),
                "tab" | "ptab" => self.text(part, " ", look, words),
                "noBreakHyphen" => self.text(part, "-", look, words),
                "br" if matches!(xml::attribute(part, "type"), Some("page" | "column")) => {}
                "br" | "cr" => self.push(Span::plain(What::Break), words),
                "sym" => self.symbol(part, look, words),
                "fldChar" => self.field(part, words),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.result && field.instruction.len() < LONGEST)
                    {
                        field.instruction.push_str(part.text().unwrap_or_default());
                    }
                }
                "footnoteReference" => self.note_here(part, Kind::Footnote, words),
                "endnoteReference" => self.note_here(part, Kind::Endnote, words),
                "drawing" | "pict" | "object" => self.graphics(part, words),
                "AlternateContent" => {
                    self.chosen(part).into_iter().for_each(|choice| self.content(choice, look, words));
                }
                "ruby" => {
                    self.losses.note("注音没有带进来，只留下了正文", self.place(part));
                    let base = xml::child(part, "rubyBase");
                    base.into_iter().flat_map(|base| base.children()).filter(|run| xml::is(*run, "r")).for_each(|run| {
                        self.run(run, look.link, words);
                    });
                }
                _ => {}
            }
        }
    }

    /// Whether what is read now is shown at all.
    fn is_shown(&mut self) -> bool {
        if self.fields.iter().any(|field| field.is("TOC")) {
            self.losses.note("目录没有带进来，网站会按小标题另外生成", None);
            return false;
        }
        self.fields.iter().all(|field| field.result && !field.is("NOTEREF"))
    }

    fn push(&mut self, span: Span, words: &mut Words) {
        if self.is_shown() {
            words.spans.push(span);
        }
    }

    fn text(&mut self, node: Node<'a>, text: &str, look: Look<'_>, words: &mut Words) {
        if text.is_empty() || !self.is_shown() {
            return;
        }
        self.bookmark = None;
        let text = clean(text);
        let script = match (look.raised, look.lowered) {
            (true, _) => scripts::raised(&text),
            (_, true) => scripts::lowered(&text),
            _ => Some(text.clone()),
        };
        if script.is_none() {
            self.losses.note("有的上标、下标没有对应的字符，写成了平常的文字", self.place(node));
        }
        let fields = std::mem::take(&mut self.fields);
        let of_field = fields.iter().rev().find_map(|field| self.target_of(field, node));
        self.fields = fields;
        words.spans.push(Span {
            what: What::Text(script.unwrap_or(text)),
            strong: look.strong,
            emphasis: look.emphasis,
            code: look.code,
            target: look.link.cloned().or(of_field),
            asker: look.asker,
        });
    }

    /// A sign of a font that has no letters.
    fn symbol(&mut self, node: Node<'a>, look: Look<'_>, words: &mut Words) {
        const SIGNS: [(u32, &str); 14] = [
            (0xa8, "□"),
            (0x6f, "□"),
            (0xfe, "☑"),
            (0xfd, "☒"),
            (0xfc, "✓"),
            (0xfb, "✗"),
            (0x6c, "●"),
            (0x6e, "■"),
            (0x75, "◆"),
            (0xd8, "➢"),
            (0xe0, "→"),
            (0xb7, "·"),
            (0x2a, "*"),
            (0x52, "☑"),
        ];
        let code = xml::attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
        let of_font = if code & 0xf000 == 0xf000 { code & 0xff } else { code };
        match SIGNS.iter().find(|(known, _)| *known == of_font) {
            Some((_, sign)) => self.text(node, sign, look, words),
            None => self.losses.note("有的符号字体里的符号没有带进来", self.place(node)),
        }
    }

    fn field(&mut self, node: Node<'a>, words: &mut Words) {
        match xml::attribute(node, "fldCharType") {
            Some("begin") if self.fields.len() < DEEPEST => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(mut field) = self.fields.pop() else { return };
                field.result = true;
                if let Some(label) = self.note_of(&field) {
                    words.spans.push(Span::plain(What::Note(label)));
                }
                self.fields.push(field);
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// The footnote that is referred to once more.
    pub(super) fn note_of(&self, field: &Field) -> Option<FootnoteLabel> {
        if !field.is("NOTEREF") {
            return None;
        }
        self.notes.by_bookmark(field.words().first()?)
    }

    pub(super) fn target_of(&mut self, field: &Field, node: Node<'a>) -> Option<Target> {
        if !field.is("HYPERLINK") || !field.result {
            return None;
        }
        let words = field.words();
        let address = words.first().filter(|word| !word.starts_with('\\') && !word.is_empty());
        let after = |switch: &str| words.iter().position(|word| *word == switch).and_then(|at| words.get(at + 1));
        match (address, after("\\l")) {
            (Some(address), Some(anchor)) => self.outside(&format!("{address}#{anchor}"), node),
            (Some(address), None) => self.outside(address, node),
            (None, Some(anchor)) => inside_of(anchor),
            (None, None) => None,
        }
    }
}
