//! Signing in with a passkey: by itself, where it says whose it is; or after the password.

use super::{Answer, Begun, PasskeyError, RelyingParty, public_key, read, verify::verify};
use crate::{
    Token,
    ceremony::{self, Kind},
    second_step, session,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{
    Db, Write, accounts,
    accounts::AccountRow,
    audit::{Actor, Entry},
    passkeys::{self, PasskeyRow},
    sessions, sign_ins,
};
use domain::{AuditAct, Timestamp};
use serde_json::json;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

/// Who signed in, and the token of the session.
pub struct SignedInBy {
    pub account: AccountRow,
    pub token: Token,
}

/// Asks for whatever passkey the browser has of this site.
pub async fn begin(db: &Db, now: Timestamp, site: &RelyingParty, network: &str) -> Result<Begun, PasskeyError> {
    let write = db.write(now).await?;
    let begun = ask(&write, site, Kind::SigningIn, None, network, None).await?;
    write.commit().await?;
    Ok(begun)
}

/// After the password: asks for one of this account's.
pub async fn begin_second_step(
    db: &Db,
    now: Timestamp,
    site: &RelyingParty,
    account: &AccountRow,
    network: &str,
) -> Result<Begun, PasskeyError> {
    let write = db.write(now).await?;
    let known = passkeys::of_account_in(&write, account.id).await?;
    let good = known.iter().filter(|row| row.flagged_at.is_none());
    let ids = good.map(|row| Ok(URL_SAFE_NO_PAD.encode(hex::decode(&row.credential_id)?))).collect::<anyhow::Result<Vec<_>>>()?;
    if ids.is_empty() {
        return Err(PasskeyError::Missing);
    }
    let begun = ask(&write, site, Kind::SecondStep, Some(account.id), network, Some(&ids)).await?;
    write.commit().await?;
    Ok(begun)
}

async fn ask(
    write: &Write,
    site: &RelyingParty,
    kind: Kind,
    account: Option<i64>,
    network: &str,
    ids: Option<&[String]>,
) -> Result<Begun, PasskeyError> {
    let (asked, state) = site.0.start_discoverable_authentication()?;
    let mut options = public_key(asked)?;
    if let Some(ids) = ids {
        options["allowCredentials"] = ids.iter().map(|id| json!({"type": "public-key", "id": id})).collect();
    }
    let token = Token::generate()?;
    ceremony::begin(write, kind, &token, account, network, &state).await?;
    Ok(Begun { ceremony: token, options })
}

/// A session with a new token, in place of the one that the browser held before: the passkey is both factors.
///
/// # Errors
/// [`PasskeyError::Gone`], [`PasskeyError::Unknown`], or why the answer was not taken.
pub async fn finish(
    db: &Db,
    now: Timestamp,
    site: &RelyingParty,
    given: Answer,
    browser: &str,
    network: &str,
    before: Option<&str>,
) -> Result<SignedInBy, PasskeyError> {
    let answer: PublicKeyCredential = read(given.credential)?;
    let mut write = db.by(Actor::door_from(network)).write(now).await?;
    let Some(taken) = ceremony::take::<DiscoverableAuthentication>(&write, Kind::SigningIn, &given.ceremony).await? else {
        return Err(PasskeyError::Gone);
    };
    let found = found(&write, &answer).await?;
    // Nobody was named before: the authenticator has to say whose it is, and be right.
    let named = site.0.identify_discoverable_authentication(&answer).ok().map(|(handle, _)| handle.to_string());
    let Some((row, account)) = found.filter(|(row, _)| named.as_ref() == Some(&row.user_handle)) else {
        write.commit().await?;
        return Err(PasskeyError::Unknown);
    };
    write.acts_as(&account);
    if let Err(error) = verify(&mut write, site, taken.state, &answer, &row, &account).await {
        write.commit().await?;
        return Err(error);
    }
    if let Some(before) = before.map(session::digest) {
        sessions::remove(&write, &before).await?;
        sign_ins::remove(&write, &before).await?;
    }
    let new = Token::generate()?;
    session::put(&write, &new, account.id, browser).await?;
    write.audit(Entry::account(AuditAct::SignedIn, &account).with("passkey", row.name.as_str()));
    write.commit().await?;
    Ok(SignedInBy { account, token: new })
}

/// In place of a code. `token` is what the browser holds since the password was right.
///
/// # Errors
/// As [`finish`]; after a few, the password is asked for again.
pub async fn finish_second_step(
    db: &Db,
    now: Timestamp,
    site: &RelyingParty,
    token: &str,
    account: &AccountRow,
    given: Answer,
) -> Result<Token, PasskeyError> {
    let answer: PublicKeyCredential = read(given.credential)?;
    let digest = session::digest(token);
    let Some(waiting) = sign_ins::find(db, &digest).await? else { return Err(PasskeyError::Gone) };
    let mut write = db.write(now).await?;
    let taken = ceremony::take::<DiscoverableAuthentication>(&write, Kind::SecondStep, &given.ceremony).await?;
    let Some(taken) = taken.filter(|taken| taken.account == Some(account.id)) else {
        write.commit().await?;
        return Err(PasskeyError::Gone);
    };
    let named = answer.get_user_unique_id().map(hex::encode);
    let own = |row: &PasskeyRow| {
        row.account_id == account.id && named.as_ref().is_none_or(|handle| *handle == row.user_handle.replace('-', ""))
    };
    let outcome = match found(&write, &answer).await?.filter(|(row, _)| own(row)) {
        Some((row, _)) => verify(&mut write, site, taken.state, &answer, &row, account).await.map(|()| row),
        None => {
            write.audit(Entry::account(AuditAct::PasskeyRefused, account).with("why", "of another account"));
            Err(PasskeyError::Unknown)
        }
    };
    let row = match outcome {
        Ok(row) => row,
        Err(error) => {
            sign_ins::fail(&write, &digest, second_step::FAILURES).await?;
            write.commit().await?;
            return Err(error);
        }
    };
    // Two at once with one token: one of them comes too late.
    if !sign_ins::remove(&write, &digest).await? {
        return Err(PasskeyError::Gone);
    }
    let new = Token::generate()?;
    session::put(&write, &new, account.id, &waiting.browser).await?;
    let told = Entry::account(AuditAct::SignedIn, account).with("second_factor", "passkey");
    write.audit(told.with("passkey", row.name.as_str()));
    write.commit().await?;
    Ok(new)
}

/// The passkey that answered, and whose it is.
async fn found(write: &Write, answer: &PublicKeyCredential) -> anyhow::Result<Option<(PasskeyRow, AccountRow)>> {
    let Some(row) = passkeys::by_credential(write, &hex::encode(answer.get_credential_id())).await? else { return Ok(None) };
    let account = accounts::by_id_in(write, row.account_id).await?.filter(|account| !account.disabled);
    Ok(account.map(|account| (row, account)))
}
