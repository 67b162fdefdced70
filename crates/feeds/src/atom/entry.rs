//! A published work as an `atom:entry`.

use super::{link, party};
use crate::{Entry, Video, extension, links::relations, xml::Xml};
use domain::Language;

/// Writes `entry`; its language is said only where it is not that of the feed.
pub(crate) fn write(xml: &mut Xml, entry: &Entry, of_feed: Language) {
    let language = [("xml:lang", entry.language.code())];
    let attributes = if entry.language == of_feed { &[][..] } else { &language };
    xml.element("entry", attributes, |xml| {
        xml.text("id", &[], &entry.id);
        xml.text("title", &[], &entry.title);
        xml.text("published", &[], &entry.published.rfc3339());
        xml.text("updated", &[], &entry.updated.rfc3339());
        links(xml, entry);
        if let Some(film) = &entry.video {
            video(xml, film);
        }
        for author in &entry.authors {
            party(xml, "author", author);
        }
        for contributor in &entry.contributors {
            party(xml, "contributor", contributor);
        }
        for category in &entry.categories {
            xml.empty("category", &[("scheme", category.scheme.as_str()), ("term", &category.term), ("label", &category.label)]);
        }
        xml.text("rights", &[], &entry.rights);
        extension::reprint(xml, &entry.reprint);
        extension::ai(xml, entry.ai, entry.language);
        for correction in &entry.corrections {
            extension::correction(xml, correction);
        }
        if let Some(summary) = &entry.summary {
            xml.text("summary", &[], summary);
        }
        xml.text("content", &[("type", "html")], entry.content.as_str());
    });
}

/// The file as an enclosure (RFC 4287, section 4.2.7.2), which any podcast program takes; its captions beside it.
fn video(xml: &mut Xml, video: &Video) {
    let bytes = video.bytes.to_string();
    link(xml, "enclosure", &video.file, &[("type", &video.media_type), ("length", &bytes)]);
    extension::video(xml, video);
}

fn links(xml: &mut Xml, entry: &Entry) {
    link(xml, "alternate", &entry.address, &[("type", "text/html"), ("hreflang", entry.language.code())]);
    relations(xml, "link", entry);
}
