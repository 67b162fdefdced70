//! A record: what a harvester knows a work by, and the work in one of the forms.

use super::{Prefix, Repository, dublin_core, full};
use crate::{Entry, xml::Xml};
use domain::Timestamp;

#[derive(Clone, Debug)]
pub struct Header {
    /// The id that the work has in every feed.
    pub identifier: String,
    /// When the record last changed, or was deleted.
    pub datestamp: Timestamp,
    pub sets: Vec<String>,
    pub deleted: bool,
}

#[derive(Clone, Debug)]
pub struct Record {
    pub header: Header,
    /// `None` of a deleted one.
    pub work: Option<Box<Entry>>,
}

pub(super) fn write_header(xml: &mut Xml, header: &Header) {
    let status = if header.deleted { &[("status", "deleted")][..] } else { &[] };
    xml.element("header", status, |xml| {
        xml.text("identifier", &[], &header.identifier);
        xml.text("datestamp", &[], &header.datestamp.utc());
        for set in &header.sets {
            xml.text("setSpec", &[], set);
        }
    });
}

pub(super) fn write(xml: &mut Xml, repository: &Repository, prefix: Prefix, record: &Record) {
    xml.element("record", &[], |xml| {
        write_header(xml, &record.header);
        if let Some(work) = &record.work {
            xml.element("metadata", &[], |xml| match prefix {
                Prefix::DublinCore => dublin_core::write(xml, work, &repository.publisher),
                Prefix::Liangyi => full::write(xml, work, &repository.schema),
            });
        }
    });
}
