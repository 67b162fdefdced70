//! The files in which the pages' words stand.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates")
}

/// What each message takes in, by the message's name. A line that is none of a message's is a fault.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(crates().join(format!("pages/messages/{language}.ftl"))).expect("a file of messages");
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut open = String::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if !line.starts_with(' ') {
            let (name, _) = line.split_once(" =").unwrap_or_else(|| panic!("{language}: no message: {line}"));
            assert!(messages.insert(name.to_owned(), BTreeSet::new()).is_none(), "{language}: {name} stands twice");
            open = name.to_owned();
        }
        let takes = line.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect());
        messages.get_mut(&open).expect("a message that this line goes on with").extend(takes.collect::<Vec<String>>());
    }
    messages
}

/// All that the pages and their door are written in.
fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("an entry").path()) {
        match entry.extension().and_then(|ending| ending.to_str()) {
            _ if entry.is_dir() => sources(&entry, text),
            Some("rs" | "html") => text.push_str(&fs::read_to_string(&entry).expect("a source")),
            _ => {}
        }
    }
}

#[test]
fn no_message_is_missing_in_a_language_and_none_takes_less_in_english() {
    let (chinese, english) = (messages("zh-Hans"), messages("en"));
    let names = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<_>>();
    let differ: Vec<String> = names(&chinese).symmetric_difference(&names(&english)).cloned().collect();
    assert!(differ.is_empty() && chinese.len() > 300, "in one language alone: {differ:?}");
    // A number that English needs for its plural, Chinese may leave unsaid; what Chinese says, English says too.
    for (name, takes) in &chinese {
        assert!(takes.is_subset(&english[name]), "{name} says {takes:?} in Chinese and {:?} in English", english[name]);
    }
}

#[test]
fn every_message_is_used() {
    let mut text = String::new();
    sources(&crates().join("pages/src"), &mut text);
    sources(&crates().join("reader/src"), &mut text);
    let words: BTreeSet<&str> = text
        .match_indices('.')
        .map(|(at, _)| &text[at + 1..])
        .map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default())
        .collect();
    let unused: Vec<String> =
        messages("en").into_keys().filter(|name| !words.contains(name.replace('-', "_").as_str())).collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
}

#[test]
fn a_number_brings_its_plural_and_its_commas() {
    let (chinese, english) = (pages::Speech::Chinese.words(), pages::Speech::English.words());
    assert_eq!(chinese.works_counted(1204), "1,204件作品");
    assert_eq!((english.works_counted(1), english.works_counted(1204)), ("1 work".into(), "1,204 works".into()));
    let chosen = [1, 2].map(|times| english.quiz_times(times));
    assert_eq!(chosen, ["chosen once", "chosen 2 times"]);
    assert_eq!(english.below_have_more(1), "1 more interpretation of the clauses below");
    // No mark of direction around what is filled in: it would stand in attributes too.
    assert_eq!(english.coverage_of("《云川方案》"), "《云川方案》: clauses interpreted");
}
