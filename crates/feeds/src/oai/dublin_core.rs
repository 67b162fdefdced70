//! A work in the fifteen elements of Dublin Core, without qualifiers: what any library understands.

use crate::{Address, Entry, xml::Xml};

pub(super) const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";
pub(super) const SCHEMA: &str = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";

const ROOT: [(&str, &str); 4] = [
    ("xmlns:oai_dc", NAMESPACE),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xsi:schemaLocation", "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
];

pub(super) fn write(xml: &mut Xml, work: &Entry, publisher: &str) {
    xml.element("oai_dc:dc", &ROOT, |xml| {
        xml.text("dc:title", &[], &work.title);
        for author in &work.authors {
            xml.text("dc:creator", &[], &author.name);
        }
        for category in &work.categories {
            xml.text("dc:subject", &[], &category.label);
        }
        if let Some(summary) = &work.summary {
            xml.text("dc:description", &[], summary);
        }
        xml.text("dc:publisher", &[], publisher);
        for contributor in &work.contributors {
            xml.text("dc:contributor", &[], &contributor.name);
        }
        xml.text("dc:date", &[], &work.published.day().to_string());
        // Of the DCMI Type Vocabulary.
        xml.text("dc:type", &[], if work.video.is_some() { "MovingImage" } else { "Text" });
        xml.text("dc:format", &[], work.video.as_ref().map_or("text/html", |video| &video.media_type));
        xml.text("dc:identifier", &[], work.address.as_str());
        xml.text("dc:identifier", &[], &work.id);
        xml.text("dc:source", &[], work.reprint.source_address.as_ref().map_or(&work.reprint.source, Address::as_str));
        xml.text("dc:language", &[], work.language.code());
        for address in work.clauses.iter().map(|clause| &clause.address).chain(work.translations.iter().map(|(_, to)| to)) {
            xml.text("dc:relation", &[], address.as_str());
        }
        xml.text("dc:rights", &[], &work.rights);
        if let Some(licence) = &work.licence {
            xml.text("dc:rights", &[], licence.as_str());
        }
    });
}
