//! The certificate of a published text as a file, the text that it certifies, and the keys that ever signed.

use crate::{
    Failure,
    page::{Answer, Page},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use anyhow::Context;
use db::{
    Db, certificates,
    works::{self, Lookup, Published},
};
use domain::{CertificateFile, Certified, ED25519, Slug, Timestamp, public_key_pem, revision_bytes};
use pages::CertificateNote;
use serde_json::json;

const JSON: &str = "application/json; charset=utf-8";
const BYTES: &str = "application/octet-stream";

async fn found(db: &Db, slug: &Slug) -> Result<(Published, CertificateFile), Failure> {
    let Lookup::Found(work) = works::lookup(db, slug.as_str()).await? else { return Err(Failure::NotFound) };
    let row = certificates::of_revision(db, work.revision.id).await?.ok_or(Failure::NotFound)?;
    let keys = certificates::keys(db).await?;
    let key = keys.into_iter().find(|key| key.id == row.key_id).context("a certificate whose key is not there")?;
    let file = CertificateFile {
        statement: row.statement,
        algorithm: ED25519.to_owned(),
        key: row.key_id,
        public_key: key.public_key,
        signature: row.signature,
    };
    Ok((*work, file))
}

pub async fn certificate(db: Data<Db>, slug: Path<Slug>) -> Result<Answer, Failure> {
    let (_, file) = found(&db, &slug).await?;
    let text = serde_json::to_string_pretty(&file).map_err(anyhow::Error::from)?;
    Ok(Answer::Page(Page::new(StatusCode::OK, JSON, text + "\n")))
}

/// The bytes of which the certificate has the digest.
pub async fn certified(db: Data<Db>, slug: Path<Slug>) -> Result<Answer, Failure> {
    let (work, _) = found(&db, &slug).await?;
    let bytes = revision_bytes(&work.revision.content, &work.revision.body.to_json()).map_err(anyhow::Error::from)?;
    Ok(Answer::Page(Page::new(StatusCode::OK, BYTES, String::from_utf8(bytes).map_err(anyhow::Error::from)?)))
}

/// Old ones too: what they signed stays good.
pub async fn keys(db: Data<Db>) -> Result<Page, Failure> {
    let keys = certificates::keys(&db).await?.into_iter().map(|key| {
        json!({
            "id": key.id,
            "algorithm": ED25519,
            "public_key": key.public_key,
            "pem": public_key_pem(&key.public_key),
            "since": Timestamp(key.created_at).rfc3339(),
        })
    });
    let all = json!({"keys": keys.collect::<Vec<_>>()});
    Ok(Page::new(StatusCode::OK, JSON, serde_json::to_string_pretty(&all).map_err(anyhow::Error::from)? + "\n"))
}

/// What the page of a work says of its certificate.
pub async fn note(db: &Db, revision: i64) -> anyhow::Result<Option<CertificateNote>> {
    let Some(row) = certificates::of_revision(db, revision).await? else { return Ok(None) };
    let said: Certified = serde_json::from_str(&row.statement)?;
    let mut reviews = Vec::new();
    for review in said.reviews {
        reviews.push((review.stage.parse()?, review.named(), review.at.parse()?));
    }
    Ok(Some(CertificateNote { digest: said.digest, key: row.key_id, reviews }))
}
