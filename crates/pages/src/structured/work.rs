//! Works: Article and its kin, CorrectionComment for what was put right, ClaimReview for what is debunked.

use super::JsonLd;
use crate::{CorrectionNote, WorkPage, address};
use domain::{Genre, Role, WorkKind};
use serde_json::{Value, json};

/// Of a work that is no film: `https://schema.org/Article`, and of a debunking `https://schema.org/ClaimReview` beside it.
pub(crate) fn work(page: &WorkPage) -> JsonLd {
    let mut article = common(page);
    article["@type"] = kind(page).into();
    article["headline"] = page.title.as_str().into();
    match page.genre {
        Genre::Debunk => JsonLd::new(&json!([article, claim(page)])),
        _ => JsonLd::new(&article),
    }
}

fn kind(page: &WorkPage) -> &'static str {
    match (page.kind, page.genre) {
        (WorkKind::H5, _) => "CreativeWork",
        (_, Genre::News | Genre::PressConference) => "NewsArticle",
        (_, Genre::Journal) => "ScholarlyArticle",
        _ => "Article",
    }
}

/// What `https://schema.org/CreativeWork` says of every work, without its type.
pub(super) fn common(page: &WorkPage) -> Value {
    let absolute = |path: &str| page.site.absolute(path);
    let address = absolute(&address::work(&page.slug));
    let organisation = |name: &str, href: String| json!({"@type": "Organization", "name": name, "url": absolute(&href)});
    let mut object = json!({
        "@context": "https://schema.org",
        "name": page.title,
        "description": page.lead,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": page.language.code(),
        "datePublished": page.published.rfc3339(),
        "isAccessibleForFree": true,
        "publisher": page.organisations.iter().map(|o| organisation(&o.name, o.href())).collect::<Vec<_>>(),
    });
    let mut add = |name: &str, values: Vec<Value>| {
        if !values.is_empty() {
            object[name] = values.into();
        }
    };
    add("author", people(page, &[Role::Author, Role::Interviewee, Role::Expert]));
    add("editor", people(page, &[Role::Editor]));
    add("translator", people(page, &[Role::Translator]));
    add(
        "about",
        page.topics.iter().map(|topic| json!({"@type": "Thing", "name": topic.label, "url": absolute(&topic.href)})).collect(),
    );
    add("audience", page.audiences.iter().map(|a| json!({"@type": "Audience", "audienceType": page.t().audience(a)})).collect());
    add("isBasedOn", page.clauses.iter().map(|clause| clause_of(page, clause)).collect());
    add("correction", page.corrections.iter().map(|note| correction(page, note)).collect());
    let sisters = |original: bool| {
        let of_kind = page.sisters.iter().filter(move |sister| sister.original == original);
        of_kind.map(|s| json!({"@type": "CreativeWork", "url": absolute(&s.href()), "inLanguage": s.language.code()})).collect()
    };
    add("translationOfWork", sisters(true));
    add("workTranslation", sisters(false));
    if let Some(updated) = page.updated {
        object["dateModified"] = updated.rfc3339().into();
    }
    if let Some(licence) = page.licence.address() {
        object["license"] = licence.into();
    }
    if let Some(image) = page.picture() {
        object["image"] =
            json!({"@type": "ImageObject", "url": absolute(&image.url), "width": image.width, "height": image.height});
    }
    object
}

fn people(page: &WorkPage, roles: &[Role]) -> Vec<Value> {
    let of_roles = page.credits.iter().filter(|credit| roles.contains(&credit.role)).flat_map(|credit| &credit.people);
    of_roles.map(|p| json!({"@type": "Person", "name": p.name, "url": page.site.absolute(&p.href())})).collect()
}

fn clause_of(page: &WorkPage, clause: &crate::LinkedClause) -> Value {
    json!({
        "@type": "Legislation",
        "name": format!("{}{}", clause.policy_title, clause.label),
        "url": page.site.absolute(&clause.href()),
    })
}

/// `https://schema.org/CorrectionComment`
fn correction(page: &WorkPage, note: &CorrectionNote) -> Value {
    let place = note.anchor.as_deref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    json!({
        "@type": "CorrectionComment",
        "text": note.reason,
        "datePublished": note.at.rfc3339(),
        "url": format!("{}{place}", page.site.absolute(&address::work(&page.slug))),
    })
}

/// What is said about the claim is the one-line answer.
fn claim(page: &WorkPage) -> Value {
    let by = page
        .organisations
        .first()
        .map(|o| json!({"@type": "Organization", "name": o.name, "url": page.site.absolute(&o.href())}));
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": page.site.absolute(&address::work(&page.slug)),
        "claimReviewed": page.title,
        "reviewRating": {"@type": "Rating", "alternateName": page.lead},
        "author": by,
        "datePublished": page.published.rfc3339(),
        "inLanguage": page.language.code(),
    })
}
