//! Words that are given as a policy's and are not quite.

use super::{
    CitedPolicy, Finding, FindingCode, Say, cited, dense, is_enough,
    nearest::{Index, nearest},
    spans::Spans,
    with_difference,
};
use document::Document;

/// Shorter ones are names and turns of phrase.
const SHORTEST: usize = 10;
/// Of the characters, as many may differ and it is still meant as a quote.
const NEAR: f32 = 0.25;
/// Cells of the tables of a whole text: what is beyond them is looked at when there is less.
const EFFORT: usize = 40_000_000;
/// Quotes in the text that are looked at.
const QUOTES: usize = 2000;
const REMEDY: &str = "请照原文改正；如果本来就是转述，请去掉引号或出处。";

pub fn find(body: &Document, spans: &Spans, policies: &[CitedPolicy], found: &mut Vec<Finding>) {
    blocks(body, policies, found);
    in_text(spans, policies, found);
}

/// Blocks that name their clause.
fn blocks(body: &Document, policies: &[CitedPolicy], found: &mut Vec<Finding>) {
    let mut effort = EFFORT;
    for quote in body.quotes() {
        if is_enough(found) {
            return;
        }
        let Some(clause) = cited(policies, &quote.clause) else { continue };
        let (said, is) = (dense(&quote.text), dense(&clause.words));
        if said.is_empty() || is.contains(&said) {
            continue;
        }
        let (words, text): (Vec<char>, Vec<char>) = (said.chars().collect(), is.chars().collect());
        effort = effort.saturating_sub(words.len() * text.len());
        let near = if effort > 0 { nearest(&words, &text) } else { None };
        let near = near.filter(|near| near.changes * 2 <= words.len());
        let message = match &near {
            Some(near) => format!("这段引文与条款“{}”的原文差{}处字。", clause.label, near.changes),
            None => format!("条款“{}”里没有这段话。", clause.label),
        };
        let finding = Say::warning(FindingCode::QuoteDiffers, message, REMEDY).block(&quote.path, &quote.text);
        found.push(match near {
            Some(near) => with_difference(finding, &near.words, &said),
            None => finding,
        });
    }
}

/// Words between quotation marks that are nearly those of some clause.
fn in_text(spans: &Spans, policies: &[CitedPolicy], found: &mut Vec<Finding>) {
    let clauses: Vec<(&str, String)> =
        policies.iter().flat_map(|p| &p.clauses).map(|clause| (clause.label.as_str(), dense(&clause.words))).collect();
    if clauses.is_empty() {
        return;
    }
    let texts: Vec<Vec<char>> = clauses.iter().map(|(_, words)| words.chars().collect()).collect();
    let index = Index::of(texts.iter().map(Vec::as_slice));
    let (mut effort, mut looked_at) = (EFFORT, 0);
    for span in spans.all.iter().filter(|span| !span.quoted) {
        for (from, to) in marked(&span.text) {
            looked_at += 1;
            if looked_at > QUOTES || is_enough(found) {
                return;
            }
            let inside: String = span.text.chars().skip(from).take(to - from).collect();
            // The mark at the end belongs to the sentence around as often as to the quote.
            let said = dense(&inside);
            let said = said.trim_end_matches(['。', '，', '；', '、', '：', '！', '？']);
            let words: Vec<char> = said.chars().collect();
            if words.len() < SHORTEST || clauses.iter().any(|(_, is)| is.contains(said)) {
                continue;
            }
            let Some(at) = index.likeliest(&words, 0.4) else { continue };
            effort = effort.saturating_sub(words.len() * texts[at].len());
            if effort == 0 {
                return;
            }
            let Some(near) = nearest(&words, &texts[at]) else { continue };
            if near.changes as f32 > NEAR * words.len() as f32 {
                continue;
            }
            let message = format!("引号里的话与条款“{}”的原文差{}处字。", clauses[at].0, near.changes);
            let finding = Say::warning(FindingCode::QuoteDiffers, message, REMEDY).at(span, (from, to));
            found.push(with_difference(finding, &near.words, said));
        }
    }
}

/// What stands between “ and ”, the outermost ones: from and to in characters.
pub fn marked(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in text.chars().enumerate() {
        match c {
            '“' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            '”' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push((start, at));
                }
            }
            _ => {}
        }
    }
    found
}
