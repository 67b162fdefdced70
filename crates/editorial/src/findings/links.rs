//! Links that lead a reader nowhere.

use super::{
    DeadLink, Finding, FindingCode, Say, is_enough,
    spans::{Spans, inlines_of},
};
use crate::outside_links::asked;
use document::{Document, Inline, Node, Target, text};
use domain::WorkContent;

pub fn find(content: &WorkContent, body: &Document, spans: &Spans, dead: &[DeadLink], found: &mut Vec<Finding>) {
    if dead.is_empty() {
        return;
    }
    let of = |address: &str| dead.iter().find(|one| one.address == address || one.address == asked(address));
    for source in &content.sources {
        if let Some(one) = source.url.as_deref().and_then(of) {
            found.push(say(one).field("sources", &source.title, (0, 0)));
        }
    }
    let mut links = Vec::new();
    body.walk(&mut |path, node| {
        let Node::Block(block) = node else { return };
        for (path, inlines) in inlines_of(path, block) {
            let mut at = 0;
            in_order(inlines, &mut at, &mut |from, to, address| links.push((path.clone(), from, to, address.to_owned())));
        }
    });
    for (path, from, to, address) in links {
        let Some((one, span)) = of(&address).zip(spans.all.iter().find(|span| span.path == path)) else { continue };
        if is_enough(found) {
            return;
        }
        found.push(say(one).at(span, (from, to)));
    }
}

fn say(one: &DeadLink) -> Say {
    let message = format!("链接打不开：{}（{}）。", one.why, one.address);
    let remedy = match one.own {
        true => "请改用“链接”里的作品或条款，它们会跟着地址走；不需要的请删去。",
        false => "请在浏览器里试一试。换成新的地址，或者引用存档；只是一时打不开的，可以忽略。",
    };
    Say::warning(FindingCode::DeadLink, message, remedy)
}

/// Characters of the text that each link to the web stands on, in the text that a reader sees.
fn in_order(inlines: &[Inline], at: &mut usize, visit: &mut dyn FnMut(usize, usize, &str)) {
    for inline in inlines {
        match inline {
            Inline::Link { target: Target::Web { address }, inlines } => {
                let from = *at;
                *at += text::of_inlines(inlines).chars().count();
                visit(from, *at, address.as_str());
            }
            Inline::Strong { inlines } | Inline::Emphasis { inlines } => in_order(inlines, at, visit),
            one => *at += text::of_inlines(std::slice::from_ref(one)).chars().count(),
        }
    }
}
