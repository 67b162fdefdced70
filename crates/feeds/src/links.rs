//! Links in Atom's words; RSS borrows the element under a name of its own (`atom:link`).

use crate::{Address, Entry, xml::Xml};

/// `more` are attributes beside `rel` and `href`.
pub(crate) fn link(xml: &mut Xml, element: &str, rel: &str, address: &Address, more: &[(&str, &str)]) {
    let attributes: Vec<_> = [("rel", rel), ("href", address.as_str())].into_iter().chain(more.iter().copied()).collect();
    xml.empty(element, &attributes);
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
