//! `numbering.xml`: what stands before a paragraph, and what number it is.

use super::{Node, numerals, xml};
use roxmltree::Document;
use std::collections::{HashMap, HashSet};

/// What a paragraph is counted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// As an item of a list, with the number as it is written where it stands before a heading.
    Number {
        number: u32,
        shown: String,
    },
    /// 一、 and （一） are part of what an official text says, so they stay words.
    Words(String),
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    /// `%1.%2`
    text: String,
    start: u32,
}

/// Of one definition, by its nine levels.
type Levels = Vec<Level>;

struct Numbered {
    /// The definition that it counts with.
    of: String,
    levels: Levels,
    /// Numbers that it begins anew with, by level.
    anew: HashMap<usize, u32>,
}

#[derive(Default)]
pub(super) struct Numbering {
    numbered: HashMap<String, Numbered>,
    /// The last number of each level, by definition: two that count with the same go on with each other.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashSet<String>,
}

const LEVELS: usize = 9;
/// More than any list of people has.
const MOST: u32 = 1_000_000;

impl Numbering {
    pub fn of(document: Option<&Document<'_>>) -> Self {
        let mut numbering = Self::default();
        let Some(document) = document else { return numbering };
        let root = document.root_element();
        let mut definitions: HashMap<&str, Levels> = HashMap::new();
        for node in root.children().filter(|node| xml::is(*node, "abstractNum")) {
            if let Some(id) = xml::attribute(node, "abstractNumId") {
                let mut levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
                node.children().filter(|child| xml::is(*child, "lvl")).for_each(|child| take_level(&mut levels, child));
                definitions.insert(id, levels);
            }
        }
        for node in root.children().filter(|node| xml::is(*node, "num")) {
            let (Some(id), Some(of)) = (xml::attribute(node, "numId"), xml::value(node, "abstractNumId")) else { continue };
            let mut levels = definitions.get(of).cloned().unwrap_or_else(|| vec![Level { start: 1, ..Level::default() }; LEVELS]);
            let mut anew = HashMap::new();
            for change in node.children().filter(|child| xml::is(*child, "lvlOverride")) {
                let level = xml::attribute(change, "ilvl").and_then(|level| level.parse::<usize>().ok());
                let start = xml::value(change, "startOverride").and_then(|start| start.parse().ok());
                anew.extend(level.zip(start).filter(|(level, _)| *level < LEVELS));
                if let Some(level) = xml::child(change, "lvl") {
                    take_level(&mut levels, level);
                }
            }
            numbering.numbered.insert(id.to_owned(), Numbered { of: of.to_owned(), levels, anew });
        }
        numbering
    }

    /// Counts one paragraph on; `None` where nothing stands before it.
    pub fn next(&mut self, id: &str, level: u8) -> Option<Mark> {
        let level = usize::from(level).min(LEVELS - 1);
        let numbered = self.numbered.get(id)?;
        let counters = self.counters.entry(numbered.of.clone()).or_default();
        if self.begun.insert(id.to_owned()) {
            for (level, start) in &numbered.anew {
                counters[*level] = start.checked_sub(1);
                if *start == 0 {
                    counters[*level] = None;
                }
            }
        }
        let now = match counters[level] {
            Some(before) => before.saturating_add(1),
            None => numbered.anew.get(&level).copied().unwrap_or(numbered.levels[level].start),
        };
        let now = now.min(MOST);
        counters[level] = Some(now);
        counters[level + 1..].fill(None);
        let counters = *counters;
        let own = &numbered.levels[level];
        match own.format.as_str() {
            "bullet" => Some(Mark::Bullet),
            "none" => Some(Mark::Words(own.text.clone())).filter(|_| !own.text.trim().is_empty() && !own.text.contains('%')),
            _ => {
                let shown = written(&numbered.levels, &counters, level);
                let words = numerals::chinese(&own.format, now).is_some();
                Some(if words { Mark::Words(shown) } else { Mark::Number { number: now, shown } })
            }
        }
    }
}

fn take_level(levels: &mut Levels, node: Node) {
    let Some(level) = xml::attribute(node, "ilvl").and_then(|level| level.parse::<usize>().ok()).filter(|level| *level < LEVELS)
    else {
        return;
    };
    levels[level] = Level {
        format: xml::value(node, "numFmt").unwrap_or("decimal").to_owned(),
        text: xml::value(node, "lvlText").unwrap_or_default().chars().take(60).collect(),
        start: xml::value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
    };
}

/// The text of a level with its numbers in it.
fn written(levels: &Levels, counters: &[Option<u32>; LEVELS], level: usize) -> String {
    let mut out = String::new();
    let mut signs = levels[level].text.chars().peekable();
    while let Some(sign) = signs.next() {
        let at = signs.peek().and_then(|c| c.to_digit(10)).filter(|digit| sign == '%' && (1..=9).contains(digit));
        match at {
            Some(digit) => {
                signs.next();
                let at = digit as usize - 1;
                let number = counters[at].unwrap_or(levels[at].start);
                out.push_str(&numerals::shown(&levels[at].format, number));
            }
            None => out.push(sign),
        }
    }
    out
}
