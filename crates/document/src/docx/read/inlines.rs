//! What stands in a paragraph beside its runs: links, fields, changes, bookmarks, formulas.

use super::{
    Node, Reader,
    run::Field,
    spans::{Span, What, clean},
    xml,
};
use crate::{Address, Anchor, Block, Figure, Target};

/// A paragraph's words, and what hung on them.
#[derive(Default)]
pub(super) struct Words {
    pub spans: Vec<Span>,
    pub figures: Vec<Figure>,
    /// From text boxes.
    pub boxes: Vec<Block>,
    pub anchor: Option<Anchor>,
}

impl<'a> Reader<'a> {
    pub(super) fn words(&mut self, paragraph: Node<'a>) -> Words {
        let mut words = Words { spans: std::mem::take(&mut self.carried), ..Words::default() };
        self.inside(paragraph, None, &mut words);
        words
    }

    /// A paragraph of code: its text alone, with its spaces.
    pub(super) fn code_line(&mut self, paragraph: Node<'a>) -> String {
        let mut line = String::new();
        for node in paragraph.descendants().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" if xml::is(node, "t") => line.push_str(node.text().unwrap_or_default()),
                "tab" if node.parent().is_some_and(|run| xml::is(run, "r")) => line.push('\t'),
                "br" | "cr" if node.parent().is_some_and(|run| xml::is(run, "r")) => line.push('\n'),
                _ => {}
            }
        }
        line.chars()
            .filter(|c| matches!(c, '\t' | '\n') || !c.is_control())
            .filter(|c| !matches!(c, '\u{fdd0}'..='\u{fdef}'))
            .collect()
    }

    pub(super) fn inside(&mut self, parent: Node<'a>, link: Option<&Target>, words: &mut Words) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" if xml::is(node, "r") => self.run(node, link, words),
                "hyperlink" => {
                    let target = self.hyperlink(node);
                    self.inside(node, target.as_ref().or(link), words);
                }
                "fldSimple" => self.simple_field(node, link, words),
                "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo" | "sdtContent" => {
                    if matches!(node.tag_name().name(), "ins" | "moveTo") {
                        self.note_changes();
                    }
                    self.inside(node, link, words);
                }
                "sdt" => {
                    let hint = xml::child(node, "sdtPr").is_some_and(|found| xml::child(found, "showingPlcHdr").is_some());
                    if let Some(content) = xml::child(node, "sdtContent").filter(|_| !hint) {
                        self.inside(content, link, words);
                    }
                }
                "AlternateContent" => self.chosen(node).into_iter().for_each(|choice| self.inside(choice, link, words)),
                "del" | "moveFrom" => self.note_changes(),
                "bookmarkStart" => self.bookmark(node, words),
                "oMath" | "oMathPara" => self.formula(node, words),
                _ => {}
            }
        }
    }

    fn note_changes(&mut self) {
        self.losses.note("修订按“全部接受”处理，删去的文字没有带进来", None);
    }

    fn bookmark(&mut self, node: Node<'a>, words: &mut Words) {
        let Some(name) = xml::attribute(node, "name") else { return };
        self.bookmark = Some(name.to_owned());
        if words.anchor.is_none() {
            words.anchor = name.replace('_', "-").parse().ok();
        }
    }

    fn formula(&mut self, node: Node<'a>, words: &mut Words) {
        let signs = node.descendants().filter(|inner| inner.tag_name().name() == "t").filter_map(|inner| inner.text());
        let text = clean(&signs.collect::<String>());
        if !text.trim().is_empty() {
            self.losses.note("公式只留下了其中的文字，请用“公式”重新插入", self.place(node));
            words.spans.push(Span::plain(What::Text(text)));
        }
    }

    fn simple_field(&mut self, node: Node<'a>, link: Option<&Target>, words: &mut Words) {
        let field = Field { instruction: xml::attribute(node, "instr").unwrap_or_default().to_owned(), result: true };
        if let Some(label) = self.note_of(&field) {
            return words.spans.push(Span::plain(What::Note(label)));
        }
        if field.is("TOC") {
            return;
        }
        let target = self.target_of(&field, node);
        self.inside(node, target.as_ref().or(link), words);
    }

    fn hyperlink(&mut self, node: Node<'a>) -> Option<Target> {
        let tip = xml::attribute(node, "tooltip").and_then(of_ours);
        let address = xml::reference(node, "id").and_then(|id| self.relations().address(id)).map(str::to_owned);
        let anchor = xml::attribute(node, "anchor").map(str::to_owned);
        match (tip, address, anchor) {
            (Some(target), ..) => Some(target),
            (None, Some(address), anchor) => {
                let whole = match anchor {
                    Some(anchor) if !address.contains('#') => format!("{address}#{anchor}"),
                    _ => address,
                };
                self.outside(&whole, node)
            }
            (None, None, Some(anchor)) => inside_of(&anchor),
            (None, None, None) => None,
        }
    }

    /// An address on the web, or `None` with a word about it.
    pub(super) fn outside(&mut self, address: &str, node: Node<'a>) -> Option<Target> {
        let written = address.trim().replace(' ', "%20");
        match written.parse::<Address>() {
            Ok(address) => Some(Target::Web { address }),
            Err(_) => {
                self.losses.note("链接的地址读者打不开，只留下了文字", self.place(node));
                None
            }
        }
    }
}

/// A place in the same text. Names of bookmarks have underscores where anchors have hyphens.
pub(super) fn inside_of(name: &str) -> Option<Target> {
    name.replace('_', "-").parse().ok().map(|anchor| Target::Anchor { anchor })
}

/// `clause:…` and `work:…`, as we write them beside a link.
fn of_ours(tip: &str) -> Option<Target> {
    if let Some(clause) = tip.strip_prefix("clause:") {
        return clause.parse().ok().map(|clause| Target::Clause { clause });
    }
    tip.strip_prefix("work:")?.parse().ok().map(|work| Target::Work { work })
}
