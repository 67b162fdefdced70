//! What lets somebody in by itself, sealed under a passphrase: Argon2id makes the key, XChaCha20-Poly1305 seals.
//!
//! It is held in memory whole: a site has as many of these rows as accounts.

use anyhow::{Context, Result, bail};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};

const MAGIC: &[u8] = b"liangyi keys 1\n";
const SALT: usize = 16;
const NONCE: usize = 24;
/// Memory for the key, in KiB: what each guess costs whoever stole a backup.
const MEMORY: u32 = 64 << 10;
const ROUNDS: u32 = 3;

/// Never shown, not even by `{:?}`.
pub struct Passphrase(String);

/// A file that is sealed with the rows, such as the key of certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    #[serde(rename = "file")]
    pub name: String,
    pub text: String,
}

impl Passphrase {
    const LEAST: usize = 12;

    /// # Errors
    /// Where it is too short to withstand guessing.
    pub fn new(text: &str) -> Result<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        if text.chars().count() < Self::LEAST {
            bail!("the passphrase has fewer than {} characters", Self::LEAST);
        }
        Ok(Self(text.to_owned()))
    }

    fn cipher(&self, salt: &[u8]) -> Result<XChaCha20Poly1305> {
        let failed = |error| anyhow::anyhow!("cannot make a key of the passphrase: {error}");
        let parameters = Params::new(MEMORY, ROUNDS, 1, Some(32)).map_err(failed)?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(self.0.as_bytes(), salt, &mut key)
            .map_err(failed)?;
        Ok(XChaCha20Poly1305::new(&key.into()))
    }

    /// `dice` gives bytes that were never given before.
    pub(crate) fn seal(&self, plain: &[u8], dice: fn() -> [u8; 16]) -> Result<Vec<u8>> {
        let (salt, random) = (dice(), [dice(), dice()].concat());
        let nonce: [u8; NONCE] = random[..NONCE].try_into()?;
        let mut sealed = [MAGIC, &salt, &nonce].concat();
        let payload = Payload { msg: plain, aad: &sealed };
        let text = self.cipher(&salt)?.encrypt(&XNonce::from(nonce), payload);
        sealed.extend(text.map_err(|_| anyhow::anyhow!("the keys are too large to be sealed"))?);
        Ok(sealed)
    }

    pub(crate) fn open(&self, sealed: &[u8]) -> Result<Vec<u8>> {
        let head = MAGIC.len() + SALT + NONCE;
        if !sealed.starts_with(MAGIC) || sealed.len() < head {
            bail!("the sealed keys are none that this program can read");
        }
        let (head, text) = sealed.split_at(head);
        let (salt, nonce) = head[MAGIC.len()..].split_at(SALT);
        let nonce: [u8; NONCE] = nonce.try_into()?;
        let opened = self.cipher(salt)?.decrypt(&XNonce::from(nonce), Payload { msg: text, aad: head });
        opened.ok().context("the passphrase is not the one that the keys of this backup were sealed with")
    }
}
