//! OAI-PMH 2.0 (openarchives.org), the protocol of libraries and archives: every answer as a document.
//!
//! What is asked, found and refused is the door's business; here it becomes XML.

mod dublin_core;
mod full;
mod record;

pub use record::{Header, Record};

use crate::{Address, xml::Xml};
use domain::Timestamp;

const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/";
const ROOT: [(&str, &str); 3] = [
    ("xmlns", NAMESPACE),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xsi:schemaLocation", "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"),
];

/// The schema of the full format, to be served at [`Repository::schema`].
pub const SCHEMA: &str = include_str!("oai/work.xsd");

/// A form in which every record can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// Unqualified Dublin Core, which everybody must offer.
    DublinCore,
    /// Everything: the entry of our Atom feeds.
    Liangyi,
}

impl Prefix {
    pub const ALL: [Self; 2] = [Self::DublinCore, Self::Liangyi];

    pub fn code(self) -> &'static str {
        match self {
            Self::DublinCore => "oai_dc",
            Self::Liangyi => "liangyi",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prefix| prefix.code() == code)
    }
}

/// Why there is no answer, in the protocol's own codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the verb is missing, repeated or none of OAI-PMH 2.0")]
    Verb,
    #[error("{0}")]
    Argument(String),
    #[error("this resumptionToken was not given by this repository; begin the list anew")]
    ResumptionToken,
    #[error("there is no such metadataPrefix; ListMetadataFormats names them")]
    Format,
    #[error("no record has this identifier")]
    Identifier,
    #[error("no record lies between these days and in this set")]
    NoRecords,
}

impl Fault {
    fn code(&self) -> &'static str {
        match self {
            Self::Verb => "badVerb",
            Self::Argument(_) => "badArgument",
            Self::ResumptionToken => "badResumptionToken",
            Self::Format => "cannotDisseminateFormat",
            Self::Identifier => "idDoesNotExist",
            Self::NoRecords => "noRecordsMatch",
        }
    }
}

/// Who is asked.
#[derive(Clone, Debug)]
pub struct Repository {
    pub name: String,
    /// Where the protocol is spoken.
    pub base: Address,
    /// Where [`SCHEMA`] is.
    pub schema: Address,
    pub admin: String,
    /// No record has an older datestamp.
    pub earliest: Timestamp,
    /// Who publishes the works.
    pub publisher: String,
}

/// A part of the repository that can be harvested by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    pub spec: String,
    pub name: String,
}

/// A part of a list, and how the rest is had.
#[derive(Clone, Debug)]
pub struct Part<T> {
    pub items: Vec<T>,
    /// How many came before these.
    pub cursor: u64,
    /// Asks for the rest; `None` at the end.
    pub token: Option<String>,
}

#[derive(Clone, Debug)]
pub enum Answer {
    Identify,
    MetadataFormats,
    Sets(Vec<Set>),
    Headers(Part<Header>),
    Records(Prefix, Part<Record>),
    Record(Prefix, Box<Record>),
}

/// One response. `arguments` are those of the request, the verb among them; they are repeated but where they are at fault.
pub fn write(repository: &Repository, at: Timestamp, arguments: &[(String, String)], answer: &Result<Answer, Fault>) -> String {
    let mut xml = Xml::new();
    xml.element("OAI-PMH", &ROOT, |xml| {
        xml.text("responseDate", &[], &at.utc());
        let repeated: Vec<_> = match answer {
            Err(Fault::Verb | Fault::Argument(_)) => Vec::new(),
            _ => arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        };
        xml.text("request", &repeated, repository.base.as_str());
        match answer {
            Ok(answer) => write_answer(xml, repository, answer),
            Err(fault) => xml.text("error", &[("code", fault.code())], &fault.to_string()),
        }
    });
    xml.finish()
}

fn write_answer(xml: &mut Xml, repository: &Repository, answer: &Answer) {
    match answer {
        Answer::Identify => xml.element("Identify", &[], |xml| identify(xml, repository)),
        Answer::MetadataFormats => xml.element("ListMetadataFormats", &[], |xml| {
            metadata_format(xml, Prefix::DublinCore, dublin_core::SCHEMA, dublin_core::NAMESPACE);
            metadata_format(xml, Prefix::Liangyi, repository.schema.as_str(), full::NAMESPACE);
        }),
        Answer::Sets(sets) => xml.element("ListSets", &[], |xml| {
            for set in sets {
                xml.element("set", &[], |xml| {
                    xml.text("setSpec", &[], &set.spec);
                    xml.text("setName", &[], &set.name);
                });
            }
        }),
        Answer::Headers(part) => xml.element("ListIdentifiers", &[], |xml| {
            part.items.iter().for_each(|header| record::write_header(xml, header));
            resumption(xml, part);
        }),
        Answer::Records(prefix, part) => xml.element("ListRecords", &[], |xml| {
            part.items.iter().for_each(|record| record::write(xml, repository, *prefix, record));
            resumption(xml, part);
        }),
        Answer::Record(prefix, record) => xml.element("GetRecord", &[], |xml| record::write(xml, repository, *prefix, record)),
    }
}

fn identify(xml: &mut Xml, repository: &Repository) {
    xml.text("repositoryName", &[], &repository.name);
    xml.text("baseURL", &[], repository.base.as_str());
    xml.text("protocolVersion", &[], "2.0");
    xml.text("adminEmail", &[], &repository.admin);
    xml.text("earliestDatestamp", &[], &repository.earliest.utc());
    xml.text("deletedRecord", &[], "persistent");
    xml.text("granularity", &[], "YYYY-MM-DDThh:mm:ssZ");
    xml.text("compression", &[], "gzip");
}

fn metadata_format(xml: &mut Xml, prefix: Prefix, schema: &str, namespace: &str) {
    xml.element("metadataFormat", &[], |xml| {
        xml.text("metadataPrefix", &[], prefix.code());
        xml.text("schema", &[], schema);
        xml.text("metadataNamespace", &[], namespace);
    });
}

/// A list that fits in one answer has none; the last part of a longer one has an empty one (section 3.5).
fn resumption<T>(xml: &mut Xml, part: &Part<T>) {
    let cursor = part.cursor.to_string();
    match &part.token {
        Some(token) => xml.text("resumptionToken", &[("cursor", &cursor)], token),
        None if part.cursor > 0 => xml.empty("resumptionToken", &[("cursor", &cursor)]),
        None => {}
    }
}
