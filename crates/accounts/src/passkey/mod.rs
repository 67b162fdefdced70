//! Passkeys (WebAuthn Level 3): registered, used to sign in by themselves or after the password, revoked.
//!
//! Whoever has one was recognised by the authenticator too (a finger, a face, a PIN), so it is both factors at once. Absent
//! from here: attestation. Which maker's authenticator it is decides nothing.

mod register;
mod revoke;
mod sign_in;
mod verify;

pub use register::{begin as begin_registration, finish as finish_registration};
pub use revoke::revoke;
pub use sign_in::{SignedInBy, begin as begin_sign_in, begin_second_step, finish as finish_sign_in, finish_second_step};

use crate::{Token, ceremony::OF_PASSKEYS};
use serde_json::Value;
use std::time::Duration;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder, WebauthnError};

/// Passkeys of one account; enough for every device, too few to fill a page.
pub const MOST: usize = 20;

/// The site as authenticators know it: passkeys are bound to its host for good.
pub struct RelyingParty(Webauthn);

impl RelyingParty {
    /// `None` where browsers make no passkeys: without https (but for localhost), or where the host is a number.
    pub fn of(base_url: &str, name: &str) -> Option<Self> {
        let url = Url::parse(base_url).ok()?;
        let host = url.domain()?;
        if url.scheme() != "https" && host != "localhost" && !host.ends_with(".localhost") {
            return None;
        }
        let builder = WebauthnBuilder::new(host, &url).ok()?;
        let builder = builder.rp_name(name).timeout(Duration::from_millis(OF_PASSKEYS.unsigned_abs()));
        builder.build().ok().map(Self)
    }
}

/// What the browser is asked to do, and what it brings back with the answer.
pub struct Begun {
    pub ceremony: Token,
    /// `publicKey` of `navigator.credentials.create` or `get`, its bytes in base64url.
    pub options: Value,
}

/// What a browser brings back.
pub struct Answer {
    /// As in [`Begun`].
    pub ceremony: String,
    /// The credential as `toJSON` writes it (WebAuthn Level 3, section 5.1).
    pub credential: Value,
}

#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    #[error("this was begun too long ago, or was answered already")]
    Gone,
    #[error("the passkey is of no account of this site")]
    Unknown,
    #[error("the answer came from a page of another site")]
    OtherSite,
    #[error("the authenticator did not see who holds it")]
    NotVerified,
    #[error("the answer does not fit what was asked: {0}")]
    Unfit(String),
    #[error("its counter went backwards: it may have been copied, and is not taken any more")]
    Copied,
    #[error("it is registered already")]
    Taken,
    #[error("an account has {MOST} passkeys at most")]
    TooMany,
    #[error("there is no password and no other passkey: nobody could sign in")]
    LastWayIn,
    #[error("the account has no such passkey")]
    Missing,
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::InvalidRPOrigin | WebauthnError::InvalidRPIDHash | WebauthnError::CredentialCrossOrigin => {
                Self::OtherSite
            }
            WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => Self::NotVerified,
            WebauthnError::CredentialPossibleCompromise => Self::Copied,
            error => Self::Unfit(error.to_string()),
        }
    }
}

/// JSON of the browser as the type it has to be.
fn read<T: serde::de::DeserializeOwned>(answer: Value) -> Result<T, PasskeyError> {
    serde_json::from_value(answer).map_err(|error| PasskeyError::Unfit(error.to_string()))
}

/// The options alone: the browser is given them under a name of its own.
fn public_key(response: impl serde::Serialize) -> anyhow::Result<Value> {
    Ok(serde_json::to_value(response)?["publicKey"].take())
}
