//! The small words that sample pages share.

use domain::{ClauseId, Day, Slug, Timestamp};
use pages::{ClauseLink, OrganisationRef, PersonRef};

pub fn slug(text: &str) -> Slug {
    text.parse().expect("a sample slug")
}

pub fn clause(id: &str) -> ClauseId {
    id.parse().expect("a sample clause")
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a sample day")
}

pub fn time(text: &str) -> Timestamp {
    text.parse().expect("a sample time")
}

pub fn person(key: &str, name: &str, title: &str) -> PersonRef {
    let organisation = Some("云川县科学技术协会（示例）".into());
    PersonRef { slug: slug(key), name: name.into(), title: Some(title.into()), organisation, example: true }
}

pub fn organisation(key: &str, name: &str, works: Option<u64>) -> OrganisationRef {
    OrganisationRef { slug: slug(key), name: name.into(), works, example: true }
}

pub fn clause_link(id: &str, label: &str, heading: &str, works: Option<u64>) -> ClauseLink {
    ClauseLink {
        policy: slug("yunchuan-plan-2026"),
        policy_title: String::new(),
        clause: clause(id),
        label: label.into(),
        heading: heading.into(),
        works,
    }
}

/// With the policy's short name in front, as on pages that are not about it.
pub fn clause_chip(id: &str, label: &str) -> ClauseLink {
    ClauseLink { policy_title: "《云川方案》".into(), ..clause_link(id, label, "", None) }
}
