//! What is left of a withdrawn work: a tombstone, and a stub for readers that know none.

use super::{link, party};
use crate::{Withdrawal, extension, xml::Xml};
use domain::Language;

pub(super) fn write(xml: &mut Xml, withdrawal: &Withdrawal, of_feed: Language) {
    let at = withdrawal.at.rfc3339();
    let language = [("xml:lang", withdrawal.language.code())];
    let attributes = if withdrawal.language == of_feed { &[][..] } else { &language };
    xml.element("at:deleted-entry", &[("ref", &withdrawal.id), ("when", &at)], |xml| {
        party(xml, "at:by", &withdrawal.by);
        xml.text("at:comment", attributes, &withdrawal.notice);
    });
    xml.element("entry", attributes, |xml| {
        xml.text("id", &[], &withdrawal.id);
        xml.text("title", &[], &withdrawal.title);
        xml.text("published", &[], &withdrawal.published.rfc3339());
        xml.text("updated", &[], &at);
        link(xml, "alternate", &withdrawal.address, &[("type", "text/html")]);
        if let Some(other) = &withdrawal.other {
            link(xml, "related", &other.address, &[("type", "text/html"), ("title", &other.title)]);
        }
        party(xml, "author", &withdrawal.by);
        extension::withdrawn(xml, withdrawal);
        xml.text("content", &[("type", "text")], &withdrawal.notice);
    });
}
