//! The terms of an invented county.

use super::words::slug;
use pages::{GlossaryEntry, GlossaryPage, Site, TermNote};

/// One with everything a term can have.
pub fn term() -> TermNote {
    TermNote {
        slug: slug("equal-importance"),
        name: "同等重要".into(),
        name_en: Some("of equal importance".into()),
        about: "部署、投入和考核都要一并考虑。".into(),
        about_en: Some("Planned, paid for and judged together.".into()),
        source: "《云川县科学普及促进办法》第四条".into(),
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let full =
        GlossaryEntry { term: term(), also: vec!["同样重要".into()], clause: Some("/policies/yunchuan-plan-2026/1".into()) };
    let short = TermNote { slug: slug("open-labs"), name: "开放实验室".into(), name_en: None, about_en: None, ..term() };
    let bare = GlossaryEntry { term: short, also: Vec::new(), clause: None };
    vec![
        ("glossary", GlossaryPage { site, terms: vec![full, bare] }.render()),
        ("glossary-empty", GlossaryPage { site, terms: Vec::new() }.render()),
    ]
}
