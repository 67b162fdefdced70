//! The first account of a site, made through a link that works once.

use crate::{AccountError, Password, Token, account::well_formed, session};
use db::{Db, accounts, accounts::AccountRow, audit::Entry, setups};
use domain::{AuditAct, Timestamp};

/// Milliseconds for which the link is good: 24 hours.
pub const GOOD_FOR: i64 = 24 * 60 * 60 * 1000;

/// A new link's token, in place of any before; `None` where there is an account already.
pub async fn offer(db: &Db, now: Timestamp) -> anyhow::Result<Option<Token>> {
    let write = db.write(now).await?;
    if accounts::any(&write).await? {
        return Ok(None);
    }
    let token = Token::generate()?;
    setups::put(&write, &token.digest(), now.0 + GOOD_FOR).await?;
    write.commit().await?;
    Ok(Some(token))
}

/// Makes the first account, an administrator. `hash` is of its password.
///
/// # Errors
/// [`AccountError::Setup`] where the link is none, was used, has expired, or there is an account already.
pub async fn accept(
    db: &Db,
    now: Timestamp,
    token: &str,
    name: &str,
    display_name: &str,
    hash: &str,
) -> Result<AccountRow, AccountError> {
    well_formed(name)?;
    let mut write = db.write(now).await?;
    if !setups::take(&write, &session::digest(token)).await? || accounts::any(&write).await? {
        return Err(AccountError::Setup);
    }
    let account = accounts::add(&write, name, display_name, hash, true).await?;
    write.acts_as(&account);
    write.audit(Entry::account(AuditAct::AccountAdded, &account).with("admin", true));
    write.commit().await?;
    Ok(account)
}

/// The slow part of [`accept`], for a thread that may block.
pub fn hash(password: &Password) -> anyhow::Result<String> {
    password.hash()
}
