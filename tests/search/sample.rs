//! Works, clauses and an index to search them in.

use domain::{Audience, Genre, Language, Timestamp, WorkKind};
use search::{ClauseDoc, ClauseLink, Fragment, Hit, Index, Op, Passage, Position, Query, Results, WorkDoc};
use std::path::Path;
use tempfile::TempDir;

pub fn work(id: i64, title: &str, body: &[&str]) -> WorkDoc {
    WorkDoc {
        id,
        slug: format!("work-{id}").parse().unwrap(),
        title: title.into(),
        lead: String::new(),
        headings: Vec::new(),
        passages: body
            .iter()
            .enumerate()
            .map(|(i, text)| Passage { anchor: Some(format!("p{i}")), time: None, text: (*text).into() })
            .collect(),
        people: Vec::new(),
        organisation_names: Vec::new(),
        clauses: Vec::new(),
        kind: WorkKind::Article,
        genre: Genre::Expert,
        audiences: vec![Audience::Public],
        topics: Vec::new(),
        campaigns: Vec::new(),
        organisations: Vec::new(),
        policies: Vec::new(),
        language: Language::ZhHans,
        published: Timestamp(1_790_000_000_000 + id),
    }
}

pub fn clause(id: &str, label: &str, heading: &str, text: &str) -> ClauseDoc {
    ClauseDoc {
        policy: "work-plan-2022".parse().unwrap(),
        policy_title: "关于新时代进一步加强科学技术普及工作的意见工作方案".into(),
        policy_names: vec!["工作方案".into()],
        clause: id.parse().unwrap(),
        label: label.into(),
        heading: heading.into(),
        text: text.into(),
        path: Vec::new(),
    }
}

pub fn link(clause: &str, label: &str) -> ClauseLink {
    ClauseLink {
        policy: "work-plan-2022".parse().unwrap(),
        policy_names: vec!["工作方案".into()],
        clause: clause.parse().unwrap(),
        label: label.into(),
    }
}

pub fn at(seq: u64) -> Position {
    Position { epoch: "test".into(), seq }
}

/// The folder goes when the first of the two is dropped.
pub fn index_of(works: Vec<WorkDoc>) -> (TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    index.apply(works.into_iter().map(|work| Op::Work(Box::new(work))).collect(), at(1)).unwrap();
    (dir, index)
}

pub fn open(dir: &Path) -> Index {
    Index::open(dir, None).unwrap().index
}

pub fn ask(index: &Index, text: &str) -> Results {
    index.search(&Query { text: text.into(), limit: 20, ..Query::default() }).unwrap()
}

/// The ids of the works found, best first.
pub fn works(results: &Results) -> Vec<i64> {
    let id = |hit: &Hit| match hit {
        Hit::Work(work) => Some(work.id),
        Hit::Clause(_) => None,
    };
    results.hits.iter().filter_map(id).collect()
}

/// `Fragment`s in one line, hits in brackets.
pub fn line(fragments: &[Fragment]) -> String {
    fragments.iter().map(|f| if f.hit { format!("[{}]", f.text) } else { f.text.clone() }).collect()
}
