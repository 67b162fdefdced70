//! Relations to other documents that the text itself states. Hints for an editor: precise words only.

use crate::{Mention, Place, Policy};
use domain::PolicyRelation;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelationHint {
    pub kind: PolicyRelation,
    /// The other document, short names resolved; without 《》.
    pub title: String,
    pub place: Place,
}

/// Characters after a title within which its repeal is stated; a bound keeps long lists of titles linear.
const REACH: usize = 200;

/// Each relation once, at its first place.
pub(crate) fn hints(policy: &Policy) -> Vec<RelationHint> {
    let mut found: Vec<RelationHint> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut previous: Option<(Mention, Option<PolicyRelation>)> = None;
    for mention in policy.mentions() {
        let Some(text) = policy.text_at(&mention.place) else { continue };
        let listed = previous.take().filter(|(p, _)| p.place == mention.place && is_list(&text[p.span.end..mention.span.start]));
        let before = listed.as_ref().and_then(|(_, kind)| *kind).filter(|kind| *kind != PolicyRelation::Replaces);
        let kind = replaces(&text[mention.span.end..]).or_else(|| leads_to(&text[..mention.span.start])).or(before);
        if let Some(kind) = kind.filter(|_| mention.title != policy.title)
            && seen.insert((kind, mention.title.clone()))
        {
            found.push(RelationHint { kind, title: mention.title.clone(), place: mention.place.clone() });
        }
        previous = Some((mention, kind));
    }
    found
}

/// 《甲》、《乙》和《丙》 share the word before the first.
fn is_list(between: &str) -> bool {
    let bare = strip_brackets(between);
    matches!(bare.as_str(), "" | "、" | "和" | "及" | "以及" | "与")
}

/// The words right before a title; names of issuers may stand between: 根据国务院《…》.
fn leads_to(before: &str) -> Option<PolicyRelation> {
    let sentence = before.rsplit(['。', '；', '，', '：', '》', '、']).next().unwrap_or(before);
    let near = |word: &str| sentence.rfind(word).is_some_and(|at| sentence[at + word.len()..].chars().count() <= 20);
    if ["贯彻落实", "贯彻实施", "落实", "贯彻"].iter().any(|word| near(word)) {
        Some(PolicyRelation::Implements)
    } else if ["根据", "依据"].iter().any(|word| near(word)) {
        Some(PolicyRelation::BasedOn)
    } else {
        None
    }
}

/// 《…》（国发〔2010〕1号）同时废止
fn replaces(after: &str) -> Option<PolicyRelation> {
    let near = after.char_indices().nth(REACH).map_or(after, |(end, _)| &after[..end]);
    let sentence = strip_brackets(near.split(['。', '；']).next().unwrap_or(near));
    let end = ["同时废止", "予以废止", "即行废止", "自行废止", "停止执行"].iter().find_map(|word| sentence.find(word))?;
    // Other titles of the same list may stand between, other statements may not.
    (!sentence[..end].contains('，') || sentence[..end].trim_start().starts_with('，')).then_some(PolicyRelation::Replaces)
}

fn strip_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let keep = text.chars().filter(|&c| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    keep.collect()
}
