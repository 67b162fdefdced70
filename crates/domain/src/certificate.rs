//! What proves that a text was reviewed: a statement over its digest, signed by a key of the site. See docs/certificates.md.

use serde::{Deserialize, Serialize};

/// The one algorithm: RFC 8032.
pub const ED25519: &str = "Ed25519";

/// The file that is offered on the page of a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateFile {
    /// The very text that is signed: a [`Certified`] as JSON.
    pub statement: String,
    pub algorithm: String,
    /// The id of the key, its public half, and the signature; the two last in Base64.
    pub key: String,
    pub public_key: String,
    pub signature: String,
}

/// A statement. In this order and without white space, its JSON is what is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    #[serde(rename = "type")]
    pub kind: String,
    /// The work's id in every feed.
    pub work: String,
    pub title: String,
    /// SHA-256 of the certified text.
    pub digest: String,
    pub published: String,
    /// In the order of the stages; the names as they were then.
    pub reviews: Vec<CertifiedReview>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertifiedReview {
    pub stage: String,
    pub by: String,
    /// Of an expert from outside: institution and title, as they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    pub at: String,
}

impl CertifiedReview {
    /// The name, and where an expert comes from.
    pub fn named(&self) -> String {
        match &self.affiliation {
            Some(affiliation) => format!("{}（{affiliation}）", self.by),
            None => self.by.clone(),
        }
    }
}

impl Certified {
    pub const KIND: &str = "liangyi-review-certificate/1";
}

/// The public half of a key as a file that OpenSSL reads (RFC 8410), from its Base64. The twelve bytes before the key are
/// sixteen characters of Base64 by themselves.
pub fn public_key_pem(public: &str) -> String {
    format!("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA{public}\n-----END PUBLIC KEY-----\n")
}
