//! What changed between two descriptions of a work, field by field; and three of them put together.
//!
//! Fields go by their names in JSON; those of a video, a long image or an H5 page one by one, as
//! `video.captions`. What only acts may change (tag, state,
//! time of publication, reviews) is no field here.

use crate::{Conflict, DiffOp, Line, Merged, Side, WorkContent, edits, merge::merge};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Only acts change these.
const HELD: [&str; 4] = ["tag", "state", "published", "reviews"];
/// Lists whose elements stand for themselves: two people may each add one.
const LISTS: [&str; 8] = ["territories", "audiences", "topics", "campaigns", "channels", "people", "sources", "clauses"];
/// Fields whose own fields are told apart.
const NESTED: [&str; 3] = ["video", "long_image", "h5"];

/// `None` where the field is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub field: String,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// Empty where nothing that an editor may set differs.
pub fn content_difference(old: &WorkContent, new: &WorkContent) -> Vec<FieldChange> {
    let (old, new) = (fields(old), fields(new));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
    changed.map(|name| FieldChange { field: name.clone(), old: old.get(name).cloned(), new: new.get(name).cloned() }).collect()
}

/// A field that both sides changed, each in its own way.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldConflict {
    pub field: String,
    pub published: Option<Value>,
    pub waiting: Option<Value>,
}

/// The description with what both sides changed; in a conflict the waiting one's, until somebody chooses.
#[derive(Clone, Debug)]
pub struct ContentMerge {
    fields: Map<String, Value>,
    pub conflicts: Vec<FieldConflict>,
    held: WorkContent,
}

/// `base`: what both sides began from; where nothing is known of it, every difference is a conflict.
pub fn content_merge(base: Option<&WorkContent>, published: &WorkContent, waiting: &WorkContent) -> ContentMerge {
    let was = base.map(fields).unwrap_or_default();
    let (there, here) = (fields(published), fields(waiting));
    let names: BTreeSet<String> = was.keys().chain(there.keys()).chain(here.keys()).cloned().collect();
    let (mut merged, mut conflicts) = (Map::new(), Vec::new());
    for name in names {
        let (old, theirs, ours) = (was.get(&name), there.get(&name), here.get(&name));
        let taken = if ours == theirs || base.is_some() && ours == old {
            theirs.cloned()
        } else if base.is_some() && theirs == old {
            ours.cloned()
        } else if let Some(list) = LISTS.contains(&name.as_str()).then(|| elements(old, theirs, ours)).flatten() {
            Some(list).filter(|list| list.as_array().is_some_and(|list| !list.is_empty()))
        } else {
            conflicts.push(FieldConflict { field: name.clone(), published: theirs.cloned(), waiting: ours.cloned() });
            ours.cloned()
        };
        if let Some(value) = taken {
            merged.insert(name, value);
        }
    }
    ContentMerge { fields: merged, conflicts, held: waiting.clone() }
}

impl ContentMerge {
    /// `choose` is asked for each conflict by its field; of a field there is no both.
    ///
    /// # Errors
    /// Where the fields that were put together are no description of a work.
    pub fn resolve(&self, choose: &dyn Fn(&str) -> Side) -> Result<WorkContent, serde_json::Error> {
        let mut fields = self.fields.clone();
        for conflict in self.conflicts.iter().filter(|conflict| choose(&conflict.field) == Side::Published) {
            match &conflict.published {
                Some(value) => fields.insert(conflict.field.clone(), value.clone()),
                None => fields.remove(&conflict.field),
            };
        }
        let mut all = Map::new();
        for (name, value) in fields {
            match nested(&name) {
                Some((outer, inner)) => {
                    let object = all.entry(outer.to_owned()).or_insert_with(|| Value::Object(Map::new()));
                    if let Value::Object(object) = object {
                        object.insert(inner.to_owned(), value);
                    }
                }
                None => {
                    all.insert(name, value);
                }
            }
        }
        // Captions of a video that somebody took away have nothing to belong to, and words of an image likewise.
        all.retain(|name, value| !NESTED.contains(&name.as_str()) || value.get("original").is_some());
        if let Value::Object(held) = serde_json::to_value(&self.held)? {
            all.extend(held.into_iter().filter(|(name, _)| HELD.contains(&name.as_str())));
        }
        serde_json::from_value(Value::Object(all))
    }
}

/// `video.captions` is the field `captions` of `video`.
fn nested(name: &str) -> Option<(&str, &str)> {
    name.split_once('.').filter(|(outer, _)| NESTED.contains(outer))
}

fn fields(content: &WorkContent) -> Map<String, Value> {
    let Ok(Value::Object(all)) = serde_json::to_value(content) else { return Map::new() };
    let mut fields = Map::new();
    for (name, value) in all.into_iter().filter(|(name, _)| !HELD.contains(&name.as_str())) {
        match value {
            Value::Object(own) if NESTED.contains(&name.as_str()) => {
                fields.extend(own.into_iter().map(|(part, value)| (format!("{name}.{part}"), value)));
            }
            value => {
                fields.insert(name, value);
            }
        }
    }
    fields
}

/// Three lists put together element by element; `None` where they contradict each other.
fn elements(base: Option<&Value>, published: Option<&Value>, waiting: Option<&Value>) -> Option<Value> {
    let list = |value: Option<&Value>| value.map_or(Some(Vec::new()), |value| value.as_array().cloned());
    let (base, there, here) = (list(base)?, list(published)?, list(waiting)?);
    let (to_there, to_here) = (pairs(&base, &there), pairs(&base, &here));
    let merged = merge(&base, Line { elements: &there, pairs: &to_there }, Line { elements: &here, pairs: &to_here });
    let mut all: Vec<Value> = Vec::new();
    for one in merged {
        let more = match one {
            Merged::Settled(value) => vec![value],
            // Two additions do not contradict each other.
            Merged::Conflict(Conflict { base, published, waiting }) if base.is_empty() => [published, waiting].concat(),
            Merged::Conflict(_) => return None,
        };
        all.extend(more.into_iter().filter(|value| !all.contains(value)).collect::<Vec<_>>());
    }
    Some(Value::Array(all))
}

/// The elements that stay as they are.
fn pairs(old: &[Value], new: &[Value]) -> Vec<(usize, usize)> {
    let (a, b): (Vec<&Value>, Vec<&Value>) = (old.iter().collect(), new.iter().collect());
    let (mut at, mut to, mut pairs) = (0, 0, Vec::new());
    for (op, _) in edits(&a, &b) {
        if op == DiffOp::Equal {
            pairs.push((at, to));
        }
        at += usize::from(op != DiffOp::Insert);
        to += usize::from(op != DiffOp::Delete);
    }
    pairs
}
