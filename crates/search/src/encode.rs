//! Works and clauses as documents of the index.

use crate::{
    ClauseDoc, ClauseLink, Result, WorkDoc,
    analysis::{Text, fold, numbers},
    near::signature,
    schema::{CLAUSES, Fields, WORKS},
};
use domain::ClauseId;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use tantivy::TantivyDocument;

/// What is stored beside the terms.
#[derive(Serialize, Deserialize)]
pub(crate) enum Record<'a> {
    Work(Cow<'a, WorkDoc>),
    Clause(Cow<'a, ClauseDoc>),
}

pub(crate) fn work(fields: &Fields, work: &WorkDoc) -> Result<TantivyDocument> {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.owner, Fields::work_owner(work.id));
    doc.add_text(fields.scope, WORKS);
    doc.add_i64(fields.id, work.id);
    doc.add_u64(fields.ordinal, 0);
    doc.add_i64(fields.published, work.published.0);
    if let Some([a, b]) = signature(work) {
        doc.add_u64(fields.near_a, a);
        doc.add_u64(fields.near_b, b);
    }
    doc.add_bytes(fields.record, &serde_json::to_vec(&Record::Work(Cow::Borrowed(work)))?);

    let mut body = Text::default();
    let names = work.people.iter().chain(&work.organisation_names).chain(clause_names(&work.clauses));
    for text in [&work.lead].into_iter().chain(&work.headings).chain(work.passages.iter().map(|p| &p.text)).chain(names) {
        body.add(text);
    }
    texts(&mut doc, fields, &work.title, body);
    for link in &work.clauses {
        for key in keys(&link.clause, &link.label) {
            doc.add_text(fields.refs, key);
        }
    }

    let mut code = |field, code: &str| doc.add_text(field, code);
    code(fields.kind, work.kind.code());
    code(fields.genre, work.genre.code());
    code(fields.language, work.language.code());
    distinct(work.audiences.iter().map(|a| a.code())).for_each(|a| code(fields.audience, a));
    distinct(work.topics.iter().map(|s| s.as_str())).for_each(|s| code(fields.topic, s));
    distinct(work.campaigns.iter().map(|s| s.as_str())).for_each(|s| code(fields.campaign, s));
    distinct(work.organisations.iter().map(|s| s.as_str())).for_each(|s| code(fields.organisation, s));
    let policies = work.policies.iter().chain(work.clauses.iter().map(|link| &link.policy));
    distinct(policies.map(|s| s.as_str())).for_each(|s| code(fields.policy, s));
    Ok(doc)
}

/// `ordinal` is the clause's place in its policy, from 1.
pub(crate) fn clause(fields: &Fields, policy_id: i64, ordinal: u64, clause: &ClauseDoc) -> Result<TantivyDocument> {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.owner, Fields::policy_owner(policy_id));
    doc.add_text(fields.scope, CLAUSES);
    doc.add_text(fields.policy, clause.policy.as_str());
    doc.add_i64(fields.id, policy_id);
    doc.add_u64(fields.ordinal, ordinal);
    doc.add_bytes(fields.record, &serde_json::to_vec(&Record::Clause(Cow::Borrowed(clause)))?);

    let mut body = Text::default();
    let names = [&clause.label, &clause.policy_title].into_iter().chain(&clause.policy_names).chain(&clause.path);
    for text in [&clause.text].into_iter().chain(names) {
        body.add(text);
    }
    texts(&mut doc, fields, &clause.heading, body);
    for key in keys(&clause.clause, &clause.label) {
        doc.add_text(fields.number, key);
    }
    Ok(doc)
}

fn texts(doc: &mut TantivyDocument, fields: &Fields, title: &str, body: Text) {
    let mut heading = Text::default();
    heading.add(title);
    for (text, words, grams) in [(heading, fields.title_words, fields.title_grams), (body, fields.words, fields.grams)] {
        let text = text.into_string();
        doc.add_text(words, &text);
        doc.add_text(grams, &text);
        doc.add_text(fields.chars, text);
    }
}

/// Labels and policy names, each once, however many clauses share them.
fn clause_names(links: &[ClauseLink]) -> impl Iterator<Item = &String> {
    let mut names: Vec<_> = links.iter().flat_map(|link| link.policy_names.iter().chain([&link.label])).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter()
}

/// A facet counts a document once for a value.
fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.into_iter()
}

/// The clause's id, and its label where that says something else, as 第十四条 does.
fn keys(clause: &ClauseId, label: &str) -> Vec<String> {
    let mut keys = vec![clause.to_string()];
    keys.extend(numbers(&fold(label)).into_iter().filter_map(|n| n.keys.into_iter().next()));
    keys.sort_unstable();
    keys.dedup();
    keys
}
