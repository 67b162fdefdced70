//! Short names that a document defines for itself, and every place where it names a document.

use crate::{Place, Policy, row};
use serde::Serialize;
use std::{collections::HashMap, ops::Range};

/// （以下简称《意见》）
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinedName {
    /// Without 《》: 意见, 科普.
    pub short: String,
    /// What it abbreviates: the title without 《》, or the phrase.
    pub full: String,
    pub is_document: bool,
    pub defined_at: Place,
    /// Bytes of the short name (with 《》 if it has them) in the text at `defined_at`.
    pub span: Range<usize>,
}

/// What a 《…》 names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// By its short name: position in [`Policy::names`].
    Name(usize),
    /// By its own title.
    Title,
}

/// One 《…》 in the text, outermost brackets only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mention {
    pub target: Target,
    /// The full title of the document, short names resolved; without 《》.
    pub title: String,
    pub place: Place,
    /// Bytes in the text at `place`, 《 and 》 included.
    pub span: Range<usize>,
}

const DEFINERS: [&str; 8] = ["以下简称为", "以下简称", "以下统称为", "以下统称", "以下合称", "以下称", "下称", "简称"];

/// Longer than this is a sentence, not a name.
const MAX_SHORT: usize = 40;

/// Outermost 《…》 of a text: byte ranges with the brackets, and what stands inside. Nesting is not followed.
pub(crate) fn quoted(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push((start..at + c.len_utf8(), row::trim(&text[start + '《'.len_utf8()..at])));
                }
            }
            _ => {}
        }
    }
    found
}

pub(crate) fn definitions(policy: &Policy) -> Vec<DefinedName> {
    policy.texts().flat_map(|(place, text)| in_text(&place, text)).collect()
}

fn in_text(place: &Place, text: &str) -> Vec<DefinedName> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("称").map(|at| from + at) {
        from = at + "称".len();
        let Some((begin, end)) = definer(text, at) else { continue };
        from = end;
        found.extend(define(place, text, begin, end));
    }
    found
}

/// The defining word around the 称 at `at`: it must stand in a bracket, or behind a comma with 以下.
fn definer(text: &str, at: usize) -> Option<(usize, usize)> {
    DEFINERS.iter().find_map(|word| {
        let head = &word[..word.find("称")?];
        let begin = at.checked_sub(head.len())?;
        (text.is_char_boundary(begin) && text[begin..].starts_with(word)).then_some((begin, begin + word.len()))
    })
}

fn define(place: &Place, text: &str, begin: usize, end: usize) -> Option<DefinedName> {
    // Between the bracket and the word stands nothing, or another form of the name: （英文名称…，以下简称…）.
    let near = text[..begin].char_indices().rev().take(40).take_while(|&(_, c)| !"）)。".contains(c));
    let open = near.filter(|&(_, c)| c == '（' || c == '(').map(|(at, _)| at).next()?;
    let rest = &text[end..];
    let stop = rest.char_indices().take(MAX_SHORT + 4).find(|&(_, c)| "）)，；。".contains(c))?.0;
    let raw = rest[..stop].trim_start_matches(['：', ':']);
    let lead = stop - raw.len();
    let short = raw.trim_matches(|c| "“”‘’\"「」《》".contains(c) || row::is_space(c));
    if short.is_empty() || short.chars().count() > MAX_SHORT {
        return None;
    }
    let before = row::trim(&text[..open]);
    let title = title_at_end(before);
    let is_document = raw.contains('《') || title.is_some();
    let full = title.map_or_else(|| phrase(before, short), str::to_owned);
    Some(DefinedName { short: short.to_owned(), full, is_document, defined_at: place.clone(), span: end + lead..end + stop })
}

/// What stands in the 《…》 right before a bracket. Titles are short: looking further back would make a text full of
/// definitions slow.
fn title_at_end(before: &str) -> Option<&str> {
    before.ends_with('》').then_some(())?;
    let mut depth = 0usize;
    for (at, c) in before.char_indices().rev().take(200) {
        match c {
            '》' => depth += 1,
            '《' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&before[at + c.len_utf8()..before.len() - '》'.len_utf8()]);
        }
    }
    None
}

/// The shortest end of the clause of text before the bracket that holds the short name's characters in order:
/// 开展科学技术普及（以下称科普） → 科学技术普及; the whole of it where there is none.
fn phrase(before: &str, short: &str) -> String {
    let near = before.char_indices().rev().take(60).take_while(|&(_, c)| !"，。；：、“”《》（）,;:".contains(c));
    let phrase = &before[near.last().map_or(before.len(), |(at, _)| at)..];
    if phrase.ends_with(short) {
        return phrase.to_owned();
    }
    let mut wanted = short.chars().rev().peekable();
    for (at, c) in phrase.char_indices().rev() {
        wanted.next_if_eq(&c);
        if wanted.peek().is_none() {
            return phrase[at..].to_owned();
        }
    }
    phrase.to_owned()
}

pub(crate) fn mentions(policy: &Policy) -> Vec<Mention> {
    // A name holds from its definition on; before it the first definition does.
    let mut current: HashMap<&str, usize> = HashMap::new();
    for (i, name) in policy.names.iter().enumerate().filter(|(_, name)| name.is_document) {
        current.entry(&name.short).or_insert(i);
    }
    let mut defined = policy.names.iter().enumerate().peekable();
    let mut mentions = Vec::new();
    for (place, text) in policy.texts() {
        while let Some((i, name)) = defined.next_if(|(_, name)| name.defined_at == place) {
            if name.is_document {
                current.insert(&name.short, i);
            }
        }
        for (span, inner) in quoted(text) {
            let target = current.get(inner).map_or(Target::Title, |&i| Target::Name(i));
            let title = match target {
                Target::Name(i) => policy.names[i].full.clone(),
                Target::Title => inner.to_owned(),
            };
            mentions.push(Mention { target, title, place: place.clone(), span });
        }
    }
    mentions
}
