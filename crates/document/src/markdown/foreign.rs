//! Markdown from elsewhere, taken into a work: what this format has no place for is left out and told, its words stay.

use super::{Fault, MAX_SOURCE, Reader, options, source};
use crate::{Block, Document, Flaw, Inline, check, text};
use comrak::{Arena, nodes::NodeValue};

/// How a text from elsewhere is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Foreign {
    /// Added to every heading's level, where the first is not the title's alone.
    pub shift: u8,
}

/// A text, as far as it could be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// From its front matter, or from a heading of the first level at its beginning.
    pub title: Option<String>,
    pub document: Document,
    /// What was left out or is not yet right, in the order of the lines.
    pub faults: Vec<Fault>,
}

/// # Errors
/// Only of what no text may hold, and of what is too long.
pub fn take(source: &str) -> Result<Taken, Vec<Fault>> {
    if source.len() > MAX_SOURCE {
        return Err(vec![Fault { line: 1, message: format!("the text is larger than {MAX_SOURCE} bytes; split the work") }]);
    }
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(source).replace("\r\n", "\n").replace('\r', "\n");
    let (named, source) = without_front_matter(&source);
    let (headed, source) = without_title(&source);
    let source = source::prepare(&source)?;
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &source, &options());
    let of_first_level =
        |node: &comrak::nodes::Node| matches!(&node.data().value, NodeValue::Heading(heading) if heading.level == 1);
    let shift = u8::from(root.descendants().any(|node| of_first_level(&node)));
    let mut reader = Reader::new(&source);
    reader.foreign = Some(Foreign { shift });
    let mut document = reader.document(root);
    let Reader { mut faults, lines, .. } = reader;
    leave_out_unowed(&mut document.blocks);
    let pictures =
        root.descendants().filter(|node| matches!(&node.data().value, NodeValue::Image(link) if !is_of_library(&link.url)));
    let at: Vec<u32> = pictures.map(|node| u32::try_from(node.data().sourcepos.start.line).unwrap_or(u32::MAX)).collect();
    // One word about a picture is enough: it is not here.
    faults.retain(|fault| !at.contains(&fault.line) || !fault.message.contains("picture"));
    faults.extend(at.into_iter().map(|line| Fault { line, message: PICTURE.to_owned() }));
    faults.extend(check::check(&document).into_iter().map(|Flaw { path, message }| Fault { line: lines.of(&path), message }));
    faults.sort();
    faults.dedup();
    let title = named.or(headed).map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    Ok(Taken { title, document, faults })
}

/// A picture stands in another file, which was not brought along.
const PICTURE: &str = "the picture does not come along: put it in from the library";

/// What stood for a picture, and the pictures themselves.
fn leave_out_unowed(blocks: &mut Vec<Block>) {
    blocks.retain_mut(|block| match block {
        Block::Figure(figure) => is_of_library(figure.picture.as_str()),
        Block::List { items, .. } => {
            items.iter_mut().for_each(leave_out_unowed);
            items.retain(|item| !item.is_empty());
            !items.is_empty()
        }
        Block::Quote { blocks, .. } => {
            leave_out_unowed(blocks);
            !blocks.is_empty()
        }
        Block::Paragraph { inlines } => !text::of_inlines(inlines).trim().is_empty(),
        _ => true,
    });
}

/// A picture that a text of ours names: by the digest of its original.
fn is_of_library(name: &str) -> bool {
    name.parse::<domain::Digest>().is_ok()
}

/// Lines stay where they are, so that faults are told with theirs.
fn without_front_matter(source: &str) -> (Option<String>, String) {
    let mut lines = source.split('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return (None, source.to_owned());
    }
    let Some(end) = lines.position(|line| matches!(line.trim_end(), "---" | "...")).filter(|end| *end < 200) else {
        return (None, source.to_owned());
    };
    let head: Vec<&str> = source.split('\n').skip(1).take(end).collect();
    // A line between two rules is no front matter.
    if !head.iter().any(|line| line.contains(':')) {
        return (None, source.to_owned());
    }
    let title =
        head.iter().find_map(|line| line.strip_prefix("title:")).map(|title| title.trim().trim_matches(['"', '\'']).to_owned());
    let rest = source.split('\n').enumerate().map(|(i, line)| if i < end + 2 { "" } else { line });
    (title, rest.collect::<Vec<_>>().join("\n"))
}

fn without_title(source: &str) -> (Option<String>, String) {
    let first = source.split('\n').position(|line| !line.trim().is_empty());
    let title = first.and_then(|at| source.split('\n').nth(at)).and_then(|line| line.strip_prefix("# "));
    let Some(title) = title else { return (None, source.to_owned()) };
    let rest = source.split('\n').enumerate().map(|(i, line)| if Some(i) == first { "" } else { line });
    let title = title.trim().trim_end_matches('#').trim_end().replace(['*', '`'], "");
    (Some(title), rest.collect::<Vec<_>>().join("\n"))
}

/// What a reader would see of a block of HTML.
pub(super) fn words_of_html(html: &str) -> Option<Block> {
    let mut words = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                words.push(' ');
            }
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let hidden = ["<script", "<style", "<!--"].iter().any(|start| html.trim_start().to_ascii_lowercase().starts_with(start));
    (!words.is_empty() && !hidden).then(|| Block::Paragraph { inlines: vec![Inline::text(source::restore(&words))] })
}
