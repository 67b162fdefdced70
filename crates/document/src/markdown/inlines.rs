//! Inlines, and where links may lead.

use super::{Node, Reader, attributes::Attributes, soft_break, source};
use crate::{Inline, MAX_DEPTH, Path, Target};
use comrak::nodes::NodeValue;

impl Reader<'_> {
    pub(super) fn inlines<'a>(&mut self, path: &Path, nodes: impl IntoIterator<Item = Node<'a>>) -> Vec<Inline> {
        self.inlines_at(path, nodes, 0)
    }

    fn inlines_at<'a>(&mut self, path: &Path, nodes: impl IntoIterator<Item = Node<'a>>, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        for node in nodes {
            let at = path.index(out.len());
            let inner = |reader: &mut Self| {
                if depth > MAX_DEPTH {
                    return vec![Inline::text("…")]; // The check refuses the depth; here it only must not be followed.
                }
                reader.inlines_at(&at.key("inlines"), node.children(), depth + 1)
            };
            let inline = match &node.data().value {
                NodeValue::Text(text) => {
                    self.look_for_leftovers(node, text);
                    push_text(&mut out, text);
                    continue;
                }
                NodeValue::Escaped => {
                    push_text(
                        &mut out,
                        node.first_child().and_then(|n| n.data().value.text().map(str::to_owned)).as_deref().unwrap_or(""),
                    );
                    continue;
                }
                NodeValue::SoftBreak => {
                    push_text(&mut out, soft_break::joint(node));
                    continue;
                }
                NodeValue::LineBreak => Inline::LineBreak {},
                NodeValue::Code(code) => Inline::Code { text: source::restore(&code.literal).replace('\t', " ") },
                NodeValue::Emph => Inline::Emphasis { inlines: inner(self) },
                NodeValue::Strong => Inline::Strong { inlines: inner(self) },
                NodeValue::FootnoteReference(reference) => {
                    self.referred.push(reference.name.clone());
                    match reference.name.parse() {
                        Ok(label) => Inline::FootnoteReference { label },
                        Err(e) => {
                            self.fault(node, e.to_string());
                            continue;
                        }
                    }
                }
                NodeValue::Link(link) => {
                    let target = self.target(node, &source::restore(&link.url));
                    if !link.title.is_empty() {
                        self.fault(node, "a link takes no title; say it in its words");
                    }
                    if Attributes::of(node).is_some() {
                        self.fault(node, "a link takes no attributes; write \\{ to mean a brace");
                    }
                    let inlines = inner(self);
                    match target {
                        Some(target) => Inline::Link { target, inlines },
                        None if self.foreign.is_some() => {
                            out.extend(inlines);
                            continue;
                        }
                        None => continue,
                    }
                }
                NodeValue::Image(_) => {
                    self.fault(node, "a picture stands in a paragraph of its own; put blank lines around it");
                    continue;
                }
                NodeValue::HtmlInline(html) => {
                    self.fault(node, format!("raw HTML has no place here: {}", excerpt(html)));
                    continue;
                }
                other => {
                    self.fault(node, format!("{} is not part of the format", other.xml_node_name()));
                    continue;
                }
            };
            self.note(&at, node);
            out.push(inline);
        }
        out
    }

    /// Text that was meant as something else and was not understood.
    fn look_for_leftovers(&mut self, node: Node, text: &str) {
        if let Some((_, rest)) = text.split_once("[^")
            && let Some((label, _)) = rest.split_once(']')
        {
            self.fault(
                node,
                format!(
                    "the footnote [^{}] is not defined; add a line “[^…]: …”, or write \\[ to mean a bracket",
                    excerpt(label)
                ),
            );
        }
        if text.contains("](") {
            self.fault(node, "this link or picture is not closed, or its address has spaces; write \\[ to mean a bracket");
        }
    }

    fn target(&mut self, node: Node, url: &str) -> Option<Target> {
        let parsed = if let Some(clause) = url.strip_prefix("clause:") {
            clause.parse().map(|clause| Target::Clause { clause }).map_err(|e| e.to_string())
        } else if let Some(work) = url.strip_prefix("work:") {
            work.parse().map(|work| Target::Work { work }).map_err(|e: domain::SlugError| e.to_string())
        } else if let Some(anchor) = url.strip_prefix('#') {
            anchor.parse().map(|anchor| Target::Anchor { anchor }).map_err(|e: crate::NameError| e.to_string())
        } else {
            url.parse()
                .map(|address| Target::Web { address })
                .map_err(|e: crate::AddressError| format!("{e}, clause:…, work:… or #anchor"))
        };
        parsed.map_err(|message| self.fault(node, message)).ok()
    }
}

/// Joins neighbours, so that one stretch of text is one node.
fn push_text(out: &mut Vec<Inline>, s: &str) {
    let s = source::restore(s).replace('\t', " ");
    match out.last_mut() {
        _ if s.is_empty() => {}
        Some(Inline::Text { text }) => text.push_str(&s),
        _ => out.push(Inline::Text { text: s }),
    }
}

pub(super) fn excerpt(s: &str) -> String {
    let line = s.lines().next().unwrap_or("");
    if line.chars().count() > 40 { line.chars().take(40).chain(['…']).collect() } else { line.to_owned() }
}
