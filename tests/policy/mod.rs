//! Tests of `policy`.

mod amendments;
mod comparing;
mod encodings;
mod laws;
mod names;
mod pages;
mod plans;
mod properties;
mod refusals;
mod work_plan;

use policy::{Clause, Flow, Policy, Role};

/// A real document, or `None` with a printed reason where the data is not there.
fn real(name: &str) -> Option<Vec<u8>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/policies").join(name);
    std::fs::read(&path).inspect_err(|e| eprintln!("skipped: {name} is not there ({e})")).ok()
}

const REAL: [&str; 5] = [
    "work-plan-2022.txt",
    "kepu-law-2002.md",
    "kepu-law-2024.md",
    "kepu-regulation-beijing.md",
    "kepu-regulation-guangdong-2021.md",
];

/// Reads a document that must be accepted, and checks what holds for every accepted one.
fn read(text: &str) -> Policy {
    let policy = policy::read(text.as_bytes()).unwrap_or_else(|e| panic!("refused: {e}\n{text}"));
    assert_whole(&policy, text.as_bytes());
    policy
}

/// Written back byte for byte, every line owned once, ids unique and found again, parents and children in agreement.
fn assert_whole(policy: &Policy, bytes: &[u8]) {
    assert!(policy.write() == bytes, "not written back byte for byte");
    let mut next = 0;
    for lines in policy.owned_lines() {
        assert_eq!(lines.start, next, "a line is owned by nobody or twice");
        assert!(lines.end > lines.start, "an owner without lines");
        next = lines.end;
    }
    assert_eq!(next, policy.source().line_count());
    let mut seen = std::collections::HashSet::new();
    for part in &policy.parts {
        for (i, clause) in part.clauses.iter().enumerate() {
            assert!(seen.insert(clause.id.clone()), "{} twice", clause.id);
            assert_eq!(policy.clause(&clause.id), Some(clause));
            assert_eq!(clause.level, clause.id.depth());
            assert!(
                clause
                    .parent
                    .is_none_or(|p| p < i && part.clauses[p].children.contains(&i) && part.clauses[p].id.contains(&clause.id))
            );
            assert!(!clause.label.is_empty() && !clause.marker.is_empty());
            assert!(!clause.run_in || clause.body[0].text.starts_with(&clause.heading));
        }
        let starts: Vec<usize> = part
            .flow()
            .iter()
            .map(|step| match step {
                Flow::Clause(clause) => clause.lines.start,
                Flow::Closing(_, paragraph) => paragraph.lines.start,
            })
            .collect();
        assert!(starts.is_sorted());
    }
    for mention in policy.mentions() {
        let text = policy.text_at(&mention.place).expect("a mention stands in a text");
        let quoted = &text[mention.span.clone()];
        assert!(quoted.starts_with('《') && quoted.ends_with('》'), "{quoted}");
    }
}

/// The ids in order, joined by spaces.
fn ids(policy: &Policy) -> String {
    policy.clauses().map(|c| c.id.to_string()).collect::<Vec<_>>().join(" ")
}

fn clause<'a>(policy: &'a Policy, id: &str) -> &'a Clause {
    policy.clause(&id.parse().unwrap()).unwrap_or_else(|| panic!("no clause {id} among {}", ids(policy)))
}

fn closing(clause: &Clause) -> Vec<&str> {
    clause.closing.iter().map(|p| p.text.as_str()).collect()
}

fn of_role(paragraphs: &[policy::Paragraph], role: Role) -> Vec<&str> {
    paragraphs.iter().filter(|p| p.role == role).map(|p| p.text.as_str()).collect()
}
