//! What somebody whom a provider vouches for is here: signed in, linked, let in by an invitation, or nobody.

use super::{OidcError, Vouched};
use crate::{Token, account::well_formed, invitation};
use db::{
    Db, accounts,
    accounts::AccountRow,
    audit::{Actor, Entry},
    identities, passkeys, sessions,
};
use domain::{AuditAct, Timestamp};

/// The account that is bound to them. One is made, without any role, where there is none and the operator says so.
///
/// # Errors
/// [`OidcError::Unknown`]
pub async fn sign_in(db: &Db, now: Timestamp, network: &str, vouched: &Vouched<'_>) -> Result<AccountRow, OidcError> {
    let provider = vouched.provider;
    let mut write = db.by(Actor::door_from(network)).write(now).await?;
    let unknown = || OidcError::Unknown { provider: provider.name.clone(), label: vouched.label.clone() };
    if let Some(row) = identities::find(&write, &provider.issuer, &vouched.subject).await? {
        let account = accounts::by_id_in(&write, row.account_id).await?.filter(|account| !account.disabled);
        let account = account.ok_or_else(unknown)?;
        identities::used(&write, row.id).await?;
        write.commit().await?;
        return Ok(account);
    }
    if !provider.makes_accounts {
        return Err(unknown());
    }
    let mut name = sign_in_name(&vouched.label, &provider.key);
    if accounts::find(&write, &name).await?.is_some() {
        let random = Token::generate()?;
        name = format!("{}-{}", name.chars().take(48).collect::<String>(), &random.reveal()[..8]);
    }
    let display_name: String = vouched.label.chars().take(40).collect();
    let account = accounts::add(&write, &name, &display_name, "", false).await?;
    write.acts_as(&account);
    write.audit(Entry::account(AuditAct::AccountAdded, &account).with("issuer", provider.issuer.as_str()));
    if !identities::add(&write, account.id, &provider.issuer, &vouched.subject, &vouched.label).await? {
        return Err(OidcError::Taken);
    }
    write.audit(told(AuditAct::IdentityLinked, &account, vouched));
    write.commit().await?;
    Ok(account)
}

/// Binds them to the account that is signed in.
///
/// # Errors
/// [`OidcError::Taken`] where they are another account already; [`OidcError::OtherBrowser`] where another account began it.
pub async fn link(db: &Db, now: Timestamp, account: &AccountRow, vouched: &Vouched<'_>) -> Result<(), OidcError> {
    if vouched.account != Some(account.id) {
        return Err(OidcError::OtherBrowser);
    }
    let mut write = db.write(now).await?;
    if !identities::add(&write, account.id, &vouched.provider.issuer, &vouched.subject, &vouched.label).await? {
        let row = identities::find(&write, &vouched.provider.issuer, &vouched.subject).await?;
        return if row.is_some_and(|row| row.account_id == account.id) { Ok(()) } else { Err(OidcError::Taken) };
    }
    write.audit(told(AuditAct::IdentityLinked, account, vouched));
    write.commit().await?;
    Ok(())
}

/// A new account with the roles of an invitation, bound to them; it has no password.
///
/// # Errors
/// Those of invitations, and [`OidcError::Taken`] where they are an account already.
pub async fn admit(
    db: &Db,
    now: Timestamp,
    network: &str,
    given: invitation::Invitee<'_>,
    vouched: &Vouched<'_>,
) -> Result<AccountRow, OidcError> {
    let acting = db.by(Actor::door_from(network));
    let (mut write, account) = invitation::admitting(&acting, now, given).await?;
    if !identities::add(&write, account.id, &vouched.provider.issuer, &vouched.subject, &vouched.label).await? {
        return Err(OidcError::Taken);
    }
    write.audit(told(AuditAct::IdentityLinked, &account, vouched));
    write.commit().await?;
    Ok(account)
}

/// Every other browser is signed out.
///
/// # Errors
/// [`OidcError::Missing`], or [`OidcError::LastWayIn`] where neither password nor passkey would be left: a provider may end, or
/// the operator may stop trusting it.
pub async fn unlink(db: &Db, now: Timestamp, account: &AccountRow, id: i64, session: &str) -> Result<(), OidcError> {
    let mut write = db.write(now).await?;
    let own = identities::of_account_in(&write, account.id).await?;
    let row = own.into_iter().find(|row| row.id == id).ok_or(OidcError::Missing)?;
    let keys = passkeys::of_account_in(&write, account.id).await?;
    if account.password_hash.is_empty() && keys.iter().all(|key| key.flagged_at.is_some()) {
        return Err(OidcError::LastWayIn);
    }
    identities::remove(&write, id).await?;
    sessions::remove_others(&write, account.id, session).await?;
    let told = Entry::account(AuditAct::IdentityUnlinked, account);
    write.audit(told.with("issuer", row.issuer).with("label", row.label));
    write.commit().await?;
    Ok(())
}

fn told(act: AuditAct, account: &AccountRow, vouched: &Vouched<'_>) -> Entry {
    let entry = Entry::account(act, account).with("issuer", vouched.provider.issuer.as_str());
    entry.with("label", vouched.label.as_str())
}

/// What the provider calls them as far as that is a name to sign in with here; else the provider's own key.
fn sign_in_name(label: &str, key: &str) -> String {
    let name = label.trim().to_lowercase();
    if well_formed(&name).is_ok() { name } else { format!("{key}-user") }
}
