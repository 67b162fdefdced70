//! What a browser was asked to do elsewhere — by an authenticator, at another site — until it comes back: kept here, because
//! what it brings is worth something only once, and only for what was asked.

use crate::{Token, session::digest};
use db::{
    Write,
    ceremonies::{self, CeremonyRow},
};
use serde::{Serialize, de::DeserializeOwned};

/// Milliseconds for which the answer of an authenticator is waited for: 5 minutes.
pub(crate) const OF_PASSKEYS: i64 = 5 * 60 * 1000;
/// Signing in at another site takes longer: a password, a second factor, perhaps a telephone that is elsewhere.
pub(crate) const OF_PROVIDERS: i64 = 10 * 60 * 1000;

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Registering,
    SigningIn,
    SecondStep,
    Provider,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Registering => "register",
            Self::SigningIn => "sign-in",
            Self::SecondStep => "second-step",
            Self::Provider => "provider",
        }
    }

    fn patience(self) -> i64 {
        if let Self::Provider = self { OF_PROVIDERS } else { OF_PASSKEYS }
    }
}

pub(crate) struct Taken<S> {
    pub account: Option<i64>,
    pub state: S,
}

/// What the browser has to bring back is under `token`.
pub(crate) async fn begin(
    write: &Write,
    kind: Kind,
    token: &Token,
    account: Option<i64>,
    network: &str,
    state: &impl Serialize,
) -> anyhow::Result<()> {
    let row = CeremonyRow {
        digest: token.digest(),
        kind: kind.code().to_owned(),
        account_id: account,
        network: network.to_owned(),
        state: serde_json::to_string(state)?,
        expires_at: write.now().0 + kind.patience(),
    };
    ceremonies::add(write, &row).await
}

/// Uses it up, whatever comes of it. `None` where there is none of this kind, or it took too long.
pub(crate) async fn take<S: DeserializeOwned>(write: &Write, kind: Kind, token: &str) -> anyhow::Result<Option<Taken<S>>> {
    match ceremonies::take(write, kind.code(), &digest(token)).await? {
        Some(row) => Ok(Some(Taken { account: row.account_id, state: serde_json::from_str(&row.state)? })),
        None => Ok(None),
    }
}
