//! The words of a long image with their places: known when it is set, so that nobody has to read them out of the picture.

use document::{Block, Document, sheet::Sheet, text};
use domain::Panel;
use std::ops::Range;
use typst::foundations::Label;
use typst::utils::PicoStr;
use typst::{foundations::Selector, introspection::Introspector as _, layout::Abs};
use typst_layout::PagedDocument;

/// Blocks that are kept together.
pub type Group = Range<usize>;

/// Characters after which the next block begins a panel of its own; a heading always does.
const ENOUGH: usize = 120;

/// Of a panel, in points.
const ABOVE: f64 = 6.0;

/// All blocks of `body` in their order, parted at headings and where enough was said.
pub fn groups(body: &Document) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut said, mut only_headings) = (0, true);
    for (i, block) in body.blocks.iter().enumerate() {
        let heading = matches!(block, Block::Heading { .. });
        let begins = groups.is_empty() || (heading && !only_headings) || (said >= ENOUGH && !only_headings);
        if begins {
            groups.push(i..i + 1);
            (said, only_headings) = (0, true);
        } else if let Some(group) = groups.last_mut() {
            group.end = i + 1;
        }
        said += words(block).chars().count();
        only_headings &= heading;
    }
    groups
}

/// What stands in each panel, in the order of the template's marks.
pub fn texts(sheet: &Sheet, groups: &[Group]) -> Vec<String> {
    let paragraphs =
        |parts: &[String]| parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    let head = format!("{}\n{}\n{}　{}", sheet.kicker, sheet.title, sheet.organisation, sheet.published);
    let mut texts = vec![paragraphs(&[head, sheet.lead.clone(), sheet.notice.clone()])];
    texts.extend(groups.iter().map(|group| {
        paragraphs(&sheet.body.blocks[group.clone()].iter().map(|block| printed(block, sheet)).collect::<Vec<_>>())
    }));
    if !sheet.body.footnotes.is_empty() {
        let note = |(i, note): (usize, &document::Footnote)| {
            format!("[{}] {}", i + 1, note.blocks.iter().map(words).collect::<Vec<_>>().join("\n"))
        };
        texts.push(sheet.body.footnotes.iter().enumerate().map(note).collect::<Vec<_>>().join("\n"));
    }
    if !sheet.clauses.is_empty() {
        let clauses = sheet.clauses.iter().map(|c| format!("{} {}\n{}", c.policy, c.number, c.words));
        texts.push(paragraphs(&clauses.collect::<Vec<_>>()));
    }
    let credits: Vec<_> = sheet.credits.iter().map(|c| format!("{}：{}", c.role, c.names.join("、"))).collect();
    texts.push(paragraphs(&[credits.join("\n"), sheet.label.clone(), sheet.site.clone()]));
    texts
}

/// With the source that stands below the words of a clause, and the title of another work.
fn printed(block: &Block, sheet: &Sheet) -> String {
    let below = match block {
        Block::Quote { clause: Some(clause), .. } => sheet.names.get(clause).map(|name| format!("—— {name}")),
        Block::Embed { work } => sheet.works.get(work).cloned(),
        _ => None,
    };
    [words(block), below.unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A figure says what it shows, as its alternative text does.
fn words(block: &Block) -> String {
    let said = |who: &Option<String>, what: String| who.as_ref().map_or(what.clone(), |who| format!("{who}：{what}"));
    if let Block::QuestionAndAnswer(asked) = block {
        let answer = text::write(&Document { blocks: asked.answer.clone(), footnotes: Vec::new() });
        return [said(&asked.outlet, text::of_inlines(&asked.question)), said(&asked.speaker, answer.trim_end().to_owned())]
            .join("\n");
    }
    let written = text::write(&Document { blocks: vec![block.clone()], footnotes: Vec::new() });
    match block {
        Block::Figure(figure) => {
            [figure.alt.as_str(), written.trim_end()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("\n")
        }
        _ => written.trim_end().to_owned(),
    }
}

/// The panels of the long image, `height` rows tall: from one mark `<panel>` to the next. A template of an operator's own may
/// set other marks; then the whole picture is one panel.
pub fn place(set: &PagedDocument, scale: f64, height: u32, texts: &[String]) -> Vec<Panel> {
    // A mark stands where the letters' tops are reckoned to be; what they have above it is theirs too.
    let row = |y: Abs| (((y.to_pt() - ABOVE) * scale).round().max(0.0) as u32).min(height);
    let Some(label) = Label::new(PicoStr::intern("panel")) else { return Vec::new() };
    let marks: Vec<u32> = set
        .introspector()
        .query(&Selector::Label(label))
        .iter()
        .filter_map(|mark| set.introspector().elements().position(mark.location()?))
        .map(|position| row(position.point.y))
        .collect();
    let mut panels: Vec<Panel> = if marks.len() == texts.len() {
        let ends = marks.iter().skip(1).copied().chain([height]);
        marks.iter().zip(ends).zip(texts).map(|((top, bottom), text)| Panel { top: *top, bottom, text: text.clone() }).collect()
    } else {
        vec![Panel { top: 0, bottom: height, text: texts.join("\n\n") }]
    };
    panels.retain(|panel| !panel.text.is_empty() && panel.bottom > panel.top);
    panels
}
