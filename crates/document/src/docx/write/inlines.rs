//! Inlines as runs, each with all its marks.

use super::{Part, Writer, xml::escaped};
use crate::{FootnoteLabel, Inline, Target};

#[derive(Clone, Copy, Default)]
struct Look {
    strong: bool,
    emphasis: bool,
    link: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        self.looking(inlines, Look::default());
    }

    fn looking(&mut self, inlines: &'a [Inline], look: Look) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.run(text, look, None),
                Inline::Code { text } => self.run(text, look, Some("HTMLCode")),
                Inline::Strong { inlines } => self.looking(inlines, Look { strong: true, ..look }),
                Inline::Emphasis { inlines } => self.looking(inlines, Look { emphasis: true, ..look }),
                Inline::Link { target, inlines } => self.link(target, inlines, look),
                Inline::LineBreak {} => self.out.push_str("<w:r><w:br/></w:r>"),
                Inline::FootnoteReference { label } => self.reference(label),
            }
        }
    }

    fn run(&mut self, text: &str, look: Look, style: Option<&str>) {
        let style = style.or(look.link.then_some("Hyperlink"));
        let mut marks = style.map(|style| format!("<w:rStyle w:val=\"{style}\"/>")).unwrap_or_default();
        if look.strong {
            marks.push_str("<w:b/><w:bCs/>");
        }
        if look.emphasis {
            marks.push_str("<w:i/><w:iCs/>");
        }
        let marks = if marks.is_empty() { marks } else { format!("<w:rPr>{marks}</w:rPr>") };
        self.out.push_str(&format!("<w:r>{marks}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text)));
    }

    /// Words of our own, with a style of characters.
    pub(super) fn styled(&mut self, style: &str, text: &str) {
        self.run(text, Look::default(), Some(style));
    }

    pub(super) fn words(&mut self, text: &str) {
        self.run(text, Look::default(), None);
    }

    fn link(&mut self, target: &Target, inlines: &'a [Inline], look: Look) {
        let opening = match target {
            Target::Web { address } => Some(self.opening(address.as_str(), None)),
            Target::Anchor { anchor } => {
                let name = escaped(&anchor.as_str().replace('-', "_"));
                Some(format!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">"))
            }
            Target::Clause { clause } => {
                let href = self.links.clauses.get(clause).map(|found| self.absolute(&found.href));
                href.map(|href| self.opening(&href, Some(&format!("clause:{clause}"))))
            }
            Target::Work { work } => {
                let href = self.links.works.get(work).map(|found| self.absolute(&found.href));
                href.map(|href| self.opening(&href, Some(&format!("work:{work}"))))
            }
        };
        match opening {
            Some(opening) => {
                self.out.push_str(&opening);
                self.looking(inlines, Look { link: true, ..look });
                self.out.push_str("</w:hyperlink>");
            }
            None => {
                self.leave_out("有的链接指向还没有公开的内容，只留下了文字。");
                self.looking(inlines, look);
            }
        }
    }

    /// Of a link to an address; `tip` names what stands there, for us and for whoever points at it.
    pub(super) fn opening(&mut self, address: &str, tip: Option<&str>) -> String {
        let id = self.relate("hyperlink", address.to_owned(), true);
        let tip = tip.map(|tip| format!(" w:tooltip=\"{}\"", escaped(tip))).unwrap_or_default();
        format!("<w:hyperlink r:id=\"{id}\"{tip} w:history=\"1\">")
    }

    /// A link of our own words.
    pub(super) fn link_of(&mut self, address: &str, tip: &str, words: &str) {
        let opening = self.opening(address, Some(tip));
        self.out.push_str(&opening);
        self.run(words, Look { link: true, ..Look::default() }, None);
        self.out.push_str("</w:hyperlink>");
    }

    fn reference(&mut self, label: &FootnoteLabel) {
        let Some((number, times, so_far)) = self.notes.get_mut(label).filter(|_| self.part == Part::Body) else { return };
        *so_far += 1;
        let (number, times, so_far) = (*number, *times, *so_far);
        const MARK: &str = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
        let run = format!("<w:r>{MARK}<w:footnoteReference w:id=\"{number}\"/></w:r>");
        if so_far > 1 {
            // A note stands once in a file; whoever means it again refers to the first reference.
            let field = format!("<w:fldSimple w:instr=\" NOTEREF _Note{number} \\f \\h \">");
            return self.out.push_str(&format!("{field}<w:r>{MARK}<w:t>{number}</w:t></w:r></w:fldSimple>"));
        }
        if times == 1 {
            return self.out.push_str(&run);
        }
        let id = self.next_id();
        let begin = format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"_Note{number}\"/>");
        self.out.push_str(&format!("{begin}{run}<w:bookmarkEnd w:id=\"{id}\"/>"));
    }
}
