//! Signing in by another site that vouches for people: OpenID Connect Core 1.0, the authorization code flow with PKCE.
//!
//! An account is bound to an issuer and its name for somebody (`iss` and `sub`). An address of e-mail binds nobody: whoever
//! can give themselves one elsewhere would be its owner here. What the other site says counts as the password does; a second
//! factor is asked for as ever. Absent from here: HTTP but through `outbound`, and what a browser is shown.

mod ask;
mod fetch;
mod identity;
mod provider;

pub use ask::{Asked, Came, Purpose, Vouched, ask, hear};
pub use identity::{admit, link, sign_in, unlink};
pub use provider::{Provider, Providers};

use crate::AccountError;

#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    #[error("there is no provider of this name")]
    NoProvider,
    #[error("{provider} cannot be asked: {why}")]
    Unreachable { provider: String, why: String },
    #[error("this was begun too long ago, or was answered already")]
    Gone,
    #[error("it was begun in another browser")]
    OtherBrowser,
    #[error("the answer is not of the provider that was asked")]
    MixedUp,
    #[error("{provider} does not take the code: {why}")]
    CodeRefused { provider: String, why: String },
    #[error("what {provider} says does not hold: {why}")]
    Untrue { provider: String, why: String },
    #[error("nobody here is {label} of {provider}")]
    Unknown { provider: String, label: String },
    #[error("it is linked with another account")]
    Taken,
    #[error("there is no password and no passkey: nobody could sign in")]
    LastWayIn,
    #[error("the account has no such link")]
    Missing,
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}
