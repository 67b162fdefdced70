//! A line that was wrapped in the source: between Chinese characters nothing was meant, elsewhere a space.

use super::Node;
use crate::count::is_han;
use comrak::nodes::NodeValue;

/// What a soft break becomes, from the characters before and behind it.
pub(super) fn joint(node: Node) -> &'static str {
    let beside = |next: fn(Node<'_>) -> Option<Node<'_>>, edge: fn(Node<'_>) -> Option<char>| {
        // A footnote's mark belongs to the word it follows.
        let mut at = next(node);
        while let Some(n) = at.filter(|n| matches!(n.data().value, NodeValue::FootnoteReference(_))) {
            at = next(n);
        }
        at.and_then(edge)
    };
    let before = beside(|n| n.previous_sibling(), last);
    let behind = beside(|n| n.next_sibling(), first);
    match (before, behind) {
        (Some(a), Some(b)) if joins(a, b) => "",
        _ => " ",
    }
}

fn joins(a: char, b: char) -> bool {
    (wide(a) && (wide(b) || shared(b))) || (shared(a) && wide(b))
}

/// Written without spaces around: letters of Chinese and Japanese, their punctuation, full-width forms.
fn wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}

/// Punctuation that Chinese has in common with other scripts: quotation marks, dash, ellipsis, middle dot.
fn shared(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '—' | '…' | '·')
}

fn first(node: Node) -> Option<char> {
    match &node.data().value {
        NodeValue::Text(text) => text.chars().next(),
        NodeValue::Code(code) => code.literal.chars().next(),
        _ => node.first_child().and_then(first),
    }
}

fn last(node: Node) -> Option<char> {
    match &node.data().value {
        NodeValue::Text(text) => text.chars().next_back(),
        NodeValue::Code(code) => code.literal.chars().next_back(),
        _ => node.last_child().and_then(last),
    }
}
