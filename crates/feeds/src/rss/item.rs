//! A work, or what is left of one, as an `item`.

use super::{escaped, film, link};
use crate::{Address, Entry, Withdrawal, extension, links::relations, xml::Xml};
use domain::{Language, Timestamp};

pub(super) fn published(xml: &mut Xml, entry: &Entry) {
    xml.element("item", &[], |xml| {
        // Before the item's own `link`: some readers take the last address of a page for that of the item.
        relations(xml, "atom:link", entry);
        name(xml, &entry.id, &entry.title, &entry.address);
        dates(xml, entry.published, entry.updated, entry.language);
        for author in &entry.authors {
            xml.text("dc:creator", &[], &author.name);
        }
        for contributor in &entry.contributors {
            xml.text("dc:contributor", &[], &contributor.name);
        }
        for category in &entry.categories {
            xml.text("category", &[("domain", category.scheme.as_str())], &category.label);
        }
        xml.text("dc:rights", &[], &entry.rights);
        extension::reprint(xml, &entry.reprint);
        extension::ai(xml, entry.ai, entry.language);
        for correction in &entry.corrections {
            extension::correction(xml, correction);
        }
        if let Some(video) = &entry.video {
            film::write(xml, video);
        }
        if let Some(summary) = &entry.summary {
            xml.text("description", &[], &escaped(summary));
        }
        xml.text("content:encoded", &[], entry.content.as_str());
    });
}

pub(super) fn withdrawn(xml: &mut Xml, withdrawal: &Withdrawal) {
    xml.element("item", &[], |xml| {
        if let Some(other) = &withdrawal.other {
            link(xml, "related", &other.address, &[("type", "text/html"), ("title", &other.title)]);
        }
        name(xml, &withdrawal.id, &withdrawal.title, &withdrawal.address);
        dates(xml, withdrawal.published, withdrawal.at, withdrawal.language);
        xml.text("dc:creator", &[], &withdrawal.by.name);
        extension::withdrawn(xml, withdrawal);
        xml.text("description", &[], &escaped(&withdrawal.notice));
        // Readers that keep the full text beside the summary would otherwise go on showing it.
        xml.text("content:encoded", &[], &escaped(&withdrawal.notice));
    });
}

fn name(xml: &mut Xml, id: &str, title: &str, address: &Address) {
    xml.text("title", &[], title);
    xml.text("link", &[], address.as_str());
    xml.text("guid", &[("isPermaLink", "false")], id);
}

fn dates(xml: &mut Xml, published: Timestamp, updated: Timestamp, language: Language) {
    xml.text("pubDate", &[], &published.http());
    xml.text("atom:updated", &[], &updated.rfc3339());
    xml.text("dc:language", &[], language.code());
}
