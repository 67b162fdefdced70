//! The fields of the front matter. The parser stops at the first that is wrong; an editor wants to hear of all of them.

use crate::Faults;
use domain::WorkContent;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// What could be read.
pub(super) struct Fields {
    pub content: WorkContent,
    /// Keys whose faults were told; they hold a stand-in.
    pub broken: BTreeSet<String>,
}

/// Stand-ins for required fields, so that the others can still be looked at.
const STAND_INS: [(&str, &str); 10] = [
    ("slug", "stand-in"),
    ("title", "…"),
    ("lead", "…"),
    ("kind", "article"),
    ("genre", "news"),
    ("language", "zh-Hans"),
    ("organisations", "[]"),
    ("state", "draft"),
    ("licence", "reserved"),
    ("ai", "none"),
];

/// Takes out each field that is wrong, tells its fault, and goes on with the rest; `None` where no sense can be made.
pub(super) fn read(front: &str, file: &str, faults: &mut Faults) -> Option<Fields> {
    let mut lines: Vec<String> = front.lines().map(str::to_owned).collect();
    let mut broken = BTreeSet::new();
    // Every round takes out a field or puts one in, so there are fewer rounds than this.
    for _ in 0..lines.len() + STAND_INS.len() + 1 {
        let error = match serde_saphyr::from_str::<WorkContent>(&(lines.join("\n") + "\n")) {
            Ok(content) => return Some(Fields { content, broken }),
            Err(error) => error,
        };
        let words = plain_words(&error);
        if let Some(field) = missing(&words) {
            let (name, value) = STAND_INS.iter().find(|(name, _)| *name == field)?;
            if broken.insert((*name).to_owned()) {
                faults.add(file, Some(1), format!("the field {name} is missing"));
            }
            lines.push(format!("{name}: {value}"));
            continue;
        }
        let at = error.location().map_or(0, |at| at.line() as usize);
        let told = Some(at as u32 + 1);
        let Some(key) = take_out(&mut lines, at) else {
            faults.add(file, told, words);
            return None;
        };
        faults.add(file, told, format!("{key}: {words}"));
        broken.insert(key);
    }
    None
}

/// The front matter without the field `key`, and that field without the rest; every line stays in its place.
pub(super) fn split(front: &str, key: &str) -> (String, Option<String>) {
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let Some(start) = front.lines().position(begins) else { return (front.to_owned(), None) };
    let end = front.lines().enumerate().skip(start + 1).find(|(_, line)| is_key(line)).map_or(usize::MAX, |(i, _)| i);
    let only = |wanted: bool| {
        let lines = front.lines().enumerate().map(|(i, line)| if (start..end).contains(&i) == wanted { line } else { "" });
        lines.flat_map(|line| [line, "\n"]).collect::<String>()
    };
    (only(false), Some(only(true)))
}

/// The field `key` that [`split`] took out; `None` where it cannot be read, which is told.
pub(super) fn read_alone<T: DeserializeOwned>(text: &str, key: &str, file: &str, faults: &mut Faults) -> Option<T> {
    match serde_saphyr::from_str::<T>(text) {
        Ok(front) => Some(front),
        Err(error) => {
            let line = error.location().map_or(0, |at| at.line() as u32) + 1;
            faults.add(file, Some(line), format!("{key}: {}", plain_words(&error)));
            None
        }
    }
}

fn is_key(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphabetic()) && line.contains(':')
}

fn missing(words: &str) -> Option<&str> {
    words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next())
}

/// Blanks the top-level field that covers line `at`, counted from 1, or the last one above it; its key.
fn take_out(lines: &mut [String], at: usize) -> Option<String> {
    let start = (0..at.min(lines.len())).rev().find(|&i| is_key(&lines[i]))?;
    let key = lines[start].split(':').next()?.to_owned();
    let end = (start + 1..lines.len()).find(|&i| is_key(&lines[i])).unwrap_or(lines.len());
    lines[start..end].iter_mut().for_each(String::clear);
    Some(key)
}

/// The parser's message without its picture of the source and without its place, which it counts from where the YAML
/// begins: the first line says what is wrong.
pub(super) fn plain_words(error: &serde_saphyr::Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or(&text).trim_start_matches("error: ");
    match first.strip_prefix("line ").and_then(|rest| rest.split_once(": ")) {
        Some((place, words)) if place.contains("column") => words.to_owned(),
        _ => first.to_owned(),
    }
}
