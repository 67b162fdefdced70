//! Official documents and their clauses: `https://schema.org/Legislation`.

use super::JsonLd;
use crate::{ClausePage, PolicyPage, PolicyRef, Site, address};
use domain::PolicyRelation;
use serde_json::{Value, json};

pub(crate) fn policy(page: &PolicyPage) -> JsonLd {
    let mut object = document(page.site, &page.policy);
    object["@context"] = "https://schema.org".into();
    object["version"] = page.version.number.into();
    // An outline for demonstration is not what its issuer published.
    if page.outline || page.policy.example {
        object["legislationLegalValue"] = "https://schema.org/UnofficialLegalValue".into();
    }
    for (name, kind) in [
        ("isBasedOn", PolicyRelation::BasedOn),
        ("legislationApplies", PolicyRelation::Implements),
        ("legislationChanges", PolicyRelation::Replaces),
    ] {
        let named = page.relations.iter().filter(|relation| relation.kind == kind && !relation.inbound);
        let others: Vec<Value> = named
            .map(|relation| match &relation.slug {
                Some(slug) => {
                    json!({"@type": "Legislation", "name": relation.title, "url": page.site.absolute(&address::policy(slug))})
                }
                None => json!({"@type": "Legislation", "name": relation.title}),
            })
            .collect();
        if !others.is_empty() {
            object[name] = others.into();
        }
    }
    JsonLd::new(&object)
}

/// One clause, with its words.
pub(crate) fn clause(page: &ClausePage) -> JsonLd {
    let words: String = page.row.text.iter().flatten().map(|span| span.words()).collect();
    JsonLd::new(&json!({
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": format!("{} {}", page.row.label, page.row.short_heading()),
        "url": page.site.absolute(&address::clause(&page.policy.slug, &page.row.id)),
        "inLanguage": "zh-Hans",
        "text": words,
        "isPartOf": document(page.site, &page.policy),
    }))
}

fn document(site: &Site, policy: &PolicyRef) -> Value {
    let mut object = json!({
        "@type": "Legislation",
        "name": policy.title,
        "url": site.absolute(&policy.href()),
        "inLanguage": "zh-Hans",
    });
    if let Some(number) = &policy.number {
        object["legislationIdentifier"] = number.as_str().into();
    }
    if let Some(issuer) = &policy.issuer {
        object["legislationPassedBy"] = json!({"@type": "Organization", "name": issuer});
    }
    if let Some(date) = policy.date {
        object["legislationDate"] = date.to_string().into();
    }
    object
}
