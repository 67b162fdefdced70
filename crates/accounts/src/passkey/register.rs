//! A new passkey of an account that is signed in.

use super::{Answer, Begun, MOST, PasskeyError, RelyingParty, public_key, read};
use crate::{
    Token,
    ceremony::{self, Kind},
    second_factor,
};
use db::{
    Db,
    accounts::AccountRow,
    audit::Entry,
    passkeys::{self, NewPasskey},
    second_factors, sessions,
};
use domain::{AuditAct, Timestamp};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

#[derive(Serialize, Deserialize)]
struct State {
    handle: Uuid,
    asked: PasskeyRegistration,
}

/// # Errors
/// [`PasskeyError::TooMany`]
pub async fn begin(
    db: &Db,
    now: Timestamp,
    site: &RelyingParty,
    account: &AccountRow,
    network: &str,
) -> Result<Begun, PasskeyError> {
    let write = db.write(now).await?;
    let known = passkeys::of_account_in(&write, account.id).await?;
    if known.len() >= MOST {
        return Err(PasskeyError::TooMany);
    }
    // One name for the account at all its authenticators; it says nothing of who that is.
    let handle = match known.first() {
        Some(row) => row.user_handle.parse::<Uuid>().map_err(anyhow::Error::from)?,
        None => Uuid::new_v4(),
    };
    let ids = known.iter().map(|row| hex::decode(&row.credential_id)).collect::<Result<Vec<_>, _>>();
    let ids = ids.map_err(anyhow::Error::from)?;
    let (asked, state) = site.0.start_passkey_registration(handle, &account.name, &account.display_name, Some(ids))?;
    let mut options = public_key(asked)?;
    // It is to be found without a name: the authenticator has to keep it.
    options["authenticatorSelection"]["residentKey"] = "required".into();
    options["authenticatorSelection"]["requireResidentKey"] = true.into();
    let token = Token::generate()?;
    ceremony::begin(&write, Kind::Registering, &token, Some(account.id), network, &State { handle, asked: state }).await?;
    write.commit().await?;
    Ok(Begun { ceremony: token, options })
}

/// The passkey counts from here on. Recovery codes, where the account has none yet: they stand in for it. Where it is the
/// first second factor, every other browser is signed out, because it came in without.
///
/// # Errors
/// [`PasskeyError::Gone`], [`PasskeyError::Taken`], or why the answer was not taken.
pub async fn finish(
    db: &Db,
    now: Timestamp,
    site: &RelyingParty,
    account: &AccountRow,
    name: &str,
    given: Answer,
    session: &str,
) -> Result<Option<Vec<String>>, PasskeyError> {
    let answer: RegisterPublicKeyCredential = read(given.credential)?;
    let mut write = db.write(now).await?;
    let taken = ceremony::take::<State>(&write, Kind::Registering, &given.ceremony).await?;
    let Some(taken) = taken.filter(|taken| taken.account == Some(account.id)) else {
        write.commit().await?;
        return Err(PasskeyError::Gone);
    };
    let passkey = match site.0.finish_passkey_registration(&answer, &taken.state.asked) {
        Ok(passkey) => passkey,
        Err(error) => {
            // Used up all the same.
            write.commit().await?;
            return Err(error.into());
        }
    };
    let before = second_factors::of_account_in(&write, account.id).await?;
    let new = NewPasskey {
        account_id: account.id,
        credential_id: &hex::encode(passkey.cred_id()),
        user_handle: &taken.state.handle.to_string(),
        name,
        credential: &serde_json::to_string(&passkey).map_err(anyhow::Error::from)?,
    };
    if !passkeys::add(&write, new).await? {
        write.commit().await?;
        return Err(PasskeyError::Taken);
    }
    let codes = match second_factors::has_codes(&write, account.id).await? {
        true => None,
        false => Some(second_factor::renew(&write, account.id).await?),
    };
    if !before.any() {
        sessions::remove_others(&write, account.id, session).await?;
        db::sign_ins::remove_of_account(&write, account.id).await?;
    }
    write.audit(Entry::account(AuditAct::PasskeyAdded, account).with("passkey", name));
    write.commit().await?;
    Ok(codes)
}
