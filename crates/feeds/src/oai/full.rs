//! A work in full: the entry of our Atom feeds, in an element of our own that has a schema to be checked against.

use crate::{Address, Entry, atom, extension, xml::Xml};

pub(super) const NAMESPACE: &str = extension::NAMESPACE;

pub(super) fn write(xml: &mut Xml, work: &Entry, schema: &Address) {
    let location = format!("{NAMESPACE} {schema}");
    let root = [
        ("xmlns:ly", NAMESPACE),
        ("xmlns", atom::NAMESPACE),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", &location),
        ("xml:lang", work.language.code()),
    ];
    xml.element("ly:work", &root, |xml| atom::write_entry(xml, work, work.language));
}
