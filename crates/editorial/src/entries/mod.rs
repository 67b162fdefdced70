//! The vocabulary's entries: organisations, people, topics, campaigns, terms; read as they are, put and removed one at a time.

mod put;
mod read;
mod remove;
mod rules;

pub use put::put_entry;
pub use read::{VocabularyIs, read_vocabulary};
pub use remove::remove_entry;
pub(crate) use rules::leads_back;

use domain::{AuditSubject, Campaign, Entity, Organisation, Person, Slug, Term, Topic};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// One entry of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum VocabularyEntry {
    Organisation(Organisation),
    Person(Person),
    Topic(Topic),
    Campaign(Campaign),
    Term(Term),
}

impl VocabularyEntry {
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Organisation(entry) => &entry.slug,
            Self::Person(entry) => &entry.slug,
            Self::Topic(entry) => &entry.slug,
            Self::Campaign(entry) => &entry.slug,
            Self::Term(entry) => &entry.slug,
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Organisation(entry) => &entry.name,
            Self::Person(entry) => &entry.name,
            Self::Topic(entry) => &entry.name,
            Self::Campaign(entry) => &entry.name,
            Self::Term(entry) => &entry.name,
        }
    }

    /// What it says, in few characters: who changes it names what they saw.
    pub fn digest(&self) -> String {
        // A list of plain fields always becomes JSON.
        hex::encode(&Sha256::digest(serde_json::to_vec(self).unwrap_or_default())[..16])
    }

    fn subject(&self) -> AuditSubject {
        match self {
            Self::Organisation(_) => AuditSubject::Organisation,
            Self::Person(_) => AuditSubject::Person,
            Self::Topic(_) => AuditSubject::Topic,
            Self::Campaign(_) => AuditSubject::Campaign,
            Self::Term(_) => AuditSubject::Term,
        }
    }

    fn entity(&self) -> Entity {
        match self {
            Self::Organisation(_) => Entity::Organisation,
            Self::Person(_) => Entity::Person,
            Self::Topic(_) => Entity::Topic,
            Self::Campaign(_) => Entity::Campaign,
            Self::Term(_) => Entity::Term,
        }
    }
}
