//! A message and its signatures.

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use db::Position;
use domain::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

/// Of a secret in words.
const MARK: &str = "whsec_";

pub struct Message {
    /// The same at each attempt, so that a receiver knows what it had before.
    pub id: String,
    pub body: String,
}

impl Message {
    /// There is something new up to this place of the log, written at `at`.
    pub fn changes_available(webhook: i64, to: &Position, at: Timestamp) -> Self {
        let Position { epoch, seq } = to;
        let body = json!({"type": "changes.available", "timestamp": at.rfc3339(), "data": {"sequence": seq}});
        // An id holds no dot, because the dot parts what is signed.
        Self { id: format!("msg_{webhook}_{}_{seq}", epoch.replace('.', "_")), body: body.to_string() }
    }

    /// The headers that carry and sign it at `now`, once with each secret.
    pub fn headers(&self, secrets: &[&str], now: Timestamp) -> Result<[(&'static str, String); 4]> {
        let seconds = now.0.div_euclid(1000);
        let signatures: Result<Vec<String>> = secrets.iter().map(|secret| self.signature(secret, seconds)).collect();
        Ok([
            ("content-type", "application/json".to_owned()),
            ("webhook-id", self.id.clone()),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-signature", signatures?.join(" ")),
        ])
    }

    fn signature(&self, secret: &str, seconds: i64) -> Result<String> {
        let key = secret.strip_prefix(MARK).and_then(|words| STANDARD.decode(words).ok());
        let mut mac = Hmac::<Sha256>::new_from_slice(&key.context("the secret of a webhook is no whsec_…")?)?;
        mac.update(format!("{}.{seconds}.{}", self.id, self.body).as_bytes());
        Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}
