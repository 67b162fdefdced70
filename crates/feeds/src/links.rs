//! Links in Atom's words; RSS borrows the element under a name of its own (`atom:link`).

use crate::{Address, Archives, Entry, Feed, xml::Xml};

/// `more` are attributes beside `rel` and `href`.
pub(crate) fn link(xml: &mut Xml, element: &str, rel: &str, address: &Address, more: &[(&str, &str)]) {
    let attributes: Vec<_> = [("rel", rel), ("href", address.as_str())].into_iter().chain(more.iter().copied()).collect();
    xml.empty(element, &attributes);
}

/// The ways from this document to others as a header has them (RFC 8288): itself, its hub (WebSub, section 4), its page and its
/// archives (RFC 5005).
pub fn link_header(feed: &Feed) -> String {
    let Archives { current, previous, next } = &feed.archives;
    let ways = [
        ("self", Some(&feed.self_address)),
        ("hub", feed.hub.as_ref()),
        ("alternate", Some(&feed.site_address)),
        ("next", feed.next_address.as_ref()),
        ("current", current.as_ref()),
        ("prev-archive", previous.as_ref()),
        ("next-archive", next.as_ref()),
    ];
    // A parsed address holds neither `>` nor a line break.
    let said: Vec<String> =
        ways.into_iter().filter_map(|(rel, address)| Some(format!("<{}>; rel=\"{rel}\"", address?))).collect();
    said.join(", ")
}

/// Where else an entry leads: its translations, its licence, the clauses that it interprets.
pub(crate) fn relations(xml: &mut Xml, element: &str, entry: &Entry) {
    for (language, address) in &entry.translations {
        link(xml, element, "alternate", address, &[("type", "text/html"), ("hreflang", language.code())]);
    }
    if let Some(licence) = &entry.licence {
        link(xml, element, "license", licence, &[]);
    }
    for clause in &entry.clauses {
        link(xml, element, "related", &clause.address, &[("type", "text/html"), ("title", &clause.title)]);
    }
}
