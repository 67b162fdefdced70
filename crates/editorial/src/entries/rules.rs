//! What an entry has to be, beside what its type says: names that can be shown, ties that lead somewhere and in no circle.

use super::{VocabularyEntry, VocabularyIs};
use domain::{Organisation, OrganisationKind, Slug, Term};
use std::collections::{BTreeSet, HashMap};

const LONGEST_NAME: usize = 80;
const LONGEST_ABOUT: usize = 2000;
const MOST_FIELDS: usize = 20;
const MOST_SPELLINGS: usize = 10;
/// An explanation is read beside the text that it belongs to.
const LONGEST_TERM: usize = 300;
/// English takes about three letters for a Chinese character.
const LONGEST_TERM_EN: usize = 900;

/// Each fault: the field, and what is wrong with it in words.
pub(super) fn faults(entry: &VocabularyEntry, is: &VocabularyIs) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    let (name_en, about) = match entry {
        VocabularyEntry::Organisation(o) => (&o.name_en, &o.about),
        VocabularyEntry::Person(p) => (&p.name_en, &p.about),
        VocabularyEntry::Topic(t) => (&t.name_en, &t.about),
        VocabularyEntry::Campaign(c) => (&c.name_en, &c.about),
        VocabularyEntry::Term(t) => (&t.name_en, &t.about),
    };
    faults.extend(words("name", entry.name(), LONGEST_NAME, true));
    faults.extend(name_en.as_ref().and_then(|text| words("name_en", text, LONGEST_NAME, true)));
    faults.extend(words("about", about, LONGEST_ABOUT, false));
    match entry {
        VocabularyEntry::Organisation(o) => faults.extend(ties(o, is)),
        VocabularyEntry::Person(p) => {
            faults.extend(words("title", &p.title, LONGEST_NAME, false));
            faults.extend(p.interests.as_ref().and_then(|text| words("interests", text, LONGEST_ABOUT, true)));
            if p.fields.len() > MOST_FIELDS {
                faults.push(("fields", format!("研究领域最多写{MOST_FIELDS}个。")));
            }
            faults.extend(p.fields.iter().find_map(|text| words("fields", text, LONGEST_NAME, true)));
            if let Some(slug) = p.organisation.as_ref().filter(|slug| !known(is, slug)) {
                faults.push(("organisation", format!("没有叫“{slug}”的组织。")));
            }
        }
        VocabularyEntry::Campaign(c) if c.starts > c.ends => faults.push(("ends", "结束的日子比开始的早。".into())),
        VocabularyEntry::Term(t) => faults.extend(term(t, is)),
        VocabularyEntry::Campaign(_) | VocabularyEntry::Topic(_) => {}
    }
    faults
}

/// A term has an explanation that says where it stands, and nobody else's spelling.
fn term(entry: &Term, is: &VocabularyIs) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    faults.extend(words("about", &entry.about, LONGEST_TERM, true));
    faults.extend(entry.about_en.as_ref().and_then(|text| words("about_en", text, LONGEST_TERM_EN, true)));
    faults.extend(words("source", &entry.source, LONGEST_TERM, true));
    if entry.also.len() > MOST_SPELLINGS {
        faults.push(("also", format!("其他写法最多写{MOST_SPELLINGS}个。")));
    }
    faults.extend(entry.also.iter().find_map(|text| words("also", text, LONGEST_NAME, true)));
    for (field, spelling) in [("name", &entry.name)].into_iter().chain(entry.also.iter().map(|text| ("also", text))) {
        let writes = |other: &&Term| other.slug != entry.slug && (other.name == *spelling || other.also.contains(spelling));
        if let Some(other) = is.terms.iter().find(writes) {
            faults.push((field, format!("“{spelling}”已经是术语“{}”的写法。", other.name)));
        }
    }
    faults
}

fn known(is: &VocabularyIs, slug: &Slug) -> bool {
    is.organisations.iter().any(|o| o.slug == *slug)
}

fn words(field: &'static str, text: &str, longest: usize, needed: bool) -> Option<(&'static str, String)> {
    let count = text.chars().count();
    if needed && text.trim().is_empty() {
        return Some((field, "这里不能为空。".into()));
    }
    if count > longest {
        return Some((field, format!("这里最多{longest}个字，现在有{count}个。")));
    }
    // What is said about something may have paragraphs.
    let odd = |c: char| c.is_control() && !(c == '\n' && field.starts_with("about"));
    text.chars().any(odd).then(|| (field, "这里有看不见的控制字符，请重新输入。".into()))
}

fn ties(entry: &Organisation, is: &VocabularyIs) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    if let Some(parent) = &entry.parent {
        if !known(is, parent) && *parent != entry.slug {
            faults.push(("parent", format!("没有叫“{parent}”的组织。")));
        } else if is_above_itself(entry, is) {
            faults.push(("parent", "上级不能是它自己，也不能是它的下级。".into()));
        }
    }
    if !entry.members.is_empty() && entry.kind != OrganisationKind::Union {
        faults.push(("members", "只有联合体才有成员单位。".into()));
    }
    if entry.members.contains(&entry.slug) {
        faults.push(("members", "联合体不能是自己的成员。".into()));
    }
    if let Some(slug) = entry.members.iter().find(|slug| !known(is, slug) && **slug != entry.slug) {
        faults.push(("members", format!("没有叫“{slug}”的组织。")));
    }
    faults
}

fn is_above_itself(entry: &Organisation, is: &VocabularyIs) -> bool {
    let parent_of = |o: &'_ Organisation| Some((o.slug.to_string(), o.parent.as_ref()?.to_string()));
    let mut parents: HashMap<String, String> = is.organisations.iter().filter_map(parent_of).collect();
    parents.extend(parent_of(entry));
    leads_back(entry.slug.as_str(), &parents)
}

/// Whether following the parents of `slug` leads to itself; a circle further up is not its own.
pub(crate) fn leads_back(slug: &str, parents: &HashMap<String, String>) -> bool {
    let (mut at, mut seen) = (slug, BTreeSet::new());
    while let Some(parent) = parents.get(at) {
        if parent == slug {
            return true;
        }
        if !seen.insert(parent) {
            return false;
        }
        at = parent;
    }
    false
}
