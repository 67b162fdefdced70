//! Certificates: signed by a key of the site, checked by anybody who has its public half. Ed25519 (RFC 8032).
//!
//! Absent from here: where the key is kept (the server's), and clocks.

use crate::Result;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use db::{Db, certificates};
use domain::{Act, CertificateFile, Certified, ED25519, Entity, Timestamp};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey, pkcs8::DecodePrivateKey};
use sha2::{Digest as _, Sha256};

/// The private half.
pub struct CertificateKey(SigningKey);

impl CertificateKey {
    /// From 32 bytes of chance.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// From a file as `openssl genpkey -algorithm ed25519` writes it.
    pub fn from_pem(pem: &str) -> Option<Self> {
        SigningKey::from_pkcs8_pem(pem.trim()).ok().map(Self)
    }

    /// PKCS#8 (RFC 8410), as OpenSSL reads it.
    pub fn to_pem(&self) -> String {
        let mut der = hex::decode("302e020100300506032b657004220420").unwrap_or_default();
        der.extend_from_slice(self.0.as_bytes());
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", BASE64.encode(der))
    }

    /// Base64 of the public half.
    pub fn public(&self) -> String {
        BASE64.encode(self.0.verifying_key().as_bytes())
    }

    /// By which certificates name it: the first 16 hexadecimal digits of the SHA-256 of the public half.
    pub fn id(&self) -> String {
        key_id(self.0.verifying_key().as_bytes())
    }

    fn sign(&self, statement: &str) -> String {
        BASE64.encode(self.0.sign(statement.as_bytes()).to_bytes())
    }
}

fn key_id(public: &[u8; 32]) -> String {
    hex::encode(&Sha256::digest(public)[..8])
}

/// Signs what publications left to be signed; how many. Many processes may do it at once: each certificate is signed once.
pub async fn sign_certificates(db: &Db, now: Timestamp, key: &CertificateKey) -> Result<usize> {
    let waiting = certificates::unsigned(db, 100).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let (mut write, mut signed) = (db.write(now).await?, 0);
    certificates::add_key(&write, &key.id(), &key.public()).await?;
    for one in waiting {
        if certificates::sign(&write, one.revision_id, &key.id(), &key.sign(&one.statement)).await? {
            signed += 1;
            // Its page shows the certificate from now on.
            write.log(Entity::Work, one.work_id, one.slug, Act::Updated);
        }
    }
    write.commit().await?;
    Ok(signed)
}

/// Why a certificate proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("this is no certificate: {0}")]
    Form(String),
    #[error("the certificate names the key {named}, but its public key is that of {found}")]
    Key { named: String, found: String },
    #[error("the signature is not that of this statement: the certificate was altered, or signed by another key")]
    Signature,
    #[error("the text is not the one that was certified: its SHA-256 is {found}, certified is {certified}")]
    Text { found: String, certified: String },
}

/// Checks the signature, and that the key is the one that is named. Whether that key is the site's is for who asks to say.
///
/// # Errors
/// Where anything was altered.
pub fn read_certificate(file: &str) -> std::result::Result<(CertificateFile, Certified), CertificateError> {
    let form = |why: String| CertificateError::Form(why);
    let file: CertificateFile = serde_json::from_str(file).map_err(|e| form(e.to_string()))?;
    if file.algorithm != ED25519 {
        return Err(form(format!("its algorithm is {}; {ED25519} is known", file.algorithm)));
    }
    let bytes = |name: &str, text: &str| BASE64.decode(text).map_err(|_| form(format!("the {name} is no Base64")));
    let public: [u8; 32] =
        bytes("public key", &file.public_key)?.try_into().map_err(|_| form("the public key is not 32 bytes long".to_owned()))?;
    let key = VerifyingKey::from_bytes(&public).map_err(|_| form("the public key is none".to_owned()))?;
    if key_id(&public) != file.key {
        return Err(CertificateError::Key { named: file.key, found: key_id(&public) });
    }
    let signature = bytes("signature", &file.signature)?;
    let signature = Signature::from_slice(&signature).map_err(|_| form("the signature is not 64 bytes long".to_owned()))?;
    key.verify_strict(file.statement.as_bytes(), &signature).map_err(|_| CertificateError::Signature)?;
    let certified = serde_json::from_str(&file.statement).map_err(|e| form(e.to_string()))?;
    Ok((file, certified))
}

/// # Errors
/// Where the text is another one.
pub fn check_text(certified: &Certified, text: &[u8]) -> std::result::Result<(), CertificateError> {
    let found = hex::encode(Sha256::digest(text));
    if found == certified.digest {
        return Ok(());
    }
    Err(CertificateError::Text { found, certified: certified.digest.clone() })
}
