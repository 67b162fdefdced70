//! A picture in a paragraph of its own, with what is owed to it.

use super::{Node, Reader, attributes::Attributes, options, source};
use crate::{Block, Figure, Inline, Path, text};
use comrak::{Arena, nodes::NodeValue};

impl Reader<'_> {
    pub(super) fn figure(&mut self, path: &Path, image: Node) -> Block {
        if image.next_sibling().is_some() {
            self.fault(
                image,
                "a picture and its {…} stand in a paragraph of their own, and the attributes are key=value or key=\"value\"",
            );
        }
        let NodeValue::Image(link) = &image.data().value else { return Block::ThematicBreak {} };
        let mut attributes = Attributes::of(image).unwrap_or_default();
        let credit = attributes.take("credit");
        let licence = attributes.take("licence");
        attributes.finish(self, image, "credit, licence");
        let words = self.inlines(&path.key("alt"), image.children());
        let alt = text::of_inlines(&words).replace('\n', " ").trim().to_owned();
        let caption = self.caption(path, image, &source::restore(&link.title));

        let mut missing = Vec::new();
        if alt.is_empty() {
            missing.push("alternative text in the square brackets");
        }
        if credit.as_ref().is_none_or(|c| c.trim().is_empty()) {
            missing.push("credit=\"…\"");
        }
        if licence.is_none() {
            missing.push("licence=…");
        }
        if !missing.is_empty() {
            self.fault(image, format!("the picture lacks {}", missing.join(" and ")));
        }
        let picture = source::restore(&link.url).parse().map_err(|e: crate::NameError| self.fault(image, e.to_string()));
        let licence = licence.map(|l| l.parse().map_err(|e: domain::UnknownTerm| self.fault(image, e.to_string())));
        match (picture, licence, credit) {
            (Ok(picture), Some(Ok(licence)), Some(credit)) if missing.is_empty() => {
                Block::Figure(Figure { picture, alt, caption, credit: credit.trim().to_owned(), licence })
            }
            // A text from elsewhere loses it without a trace in its own order.
            _ if self.foreign.is_some() => Block::Paragraph { inlines: Vec::new() },
            _ => Block::ThematicBreak {},
        }
    }

    /// The title of the image is a line of Markdown in itself. Read behind the mark of a heading it can be nothing but
    /// inlines, whatever it begins with.
    fn caption(&mut self, path: &Path, image: Node, title: &str) -> Vec<Inline> {
        let mut options = options();
        options.extension.header_attributes = false;
        let arena = Arena::new();
        let line = format!("## {}", title.split_whitespace().collect::<Vec<_>>().join(" "));
        let root = comrak::parse_document(&arena, &line, &options);
        let Some(heading) = root.first_child() else { return Vec::new() };
        self.line = Some(self.line_of(image));
        let caption = self.inlines(&path.key("caption"), heading.children());
        self.line = None;
        caption
    }
}
