//! The way between the documents of a feed in XML (RFC 5005, section 4).

use crate::{Archives, links, xml::Xml};

pub(crate) const NAMESPACE: &str = "http://purl.org/syndication/history/1.0";

/// The links, by an `element` of Atom's; and in an archive the word that it is one.
pub(crate) fn write(xml: &mut Xml, element: &str, archives: &Archives, media_type: &str) {
    if archives.current.is_some() {
        xml.empty("fh:archive", &[]);
    }
    let Archives { current, previous, next } = archives;
    for (rel, address) in [("current", current), ("prev-archive", previous), ("next-archive", next)] {
        if let Some(address) = address {
            links::link(xml, element, rel, address, &[("type", media_type)]);
        }
    }
}
