//! A passkey that is not to be taken any more.

use super::PasskeyError;
use db::{Db, accounts::AccountRow, audit::Entry, passkeys, second_factors, sessions};
use domain::{AuditAct, Timestamp};

/// Every other browser is signed out: the device may be in other hands.
///
/// # Errors
/// [`PasskeyError::Missing`], or [`PasskeyError::LastWayIn`] where nobody could sign in by password or passkey any more.
pub async fn revoke(db: &Db, now: Timestamp, account: &AccountRow, id: i64, session: &str) -> Result<(), PasskeyError> {
    let mut write = db.write(now).await?;
    let known = passkeys::of_account_in(&write, account.id).await?;
    let row = known.iter().find(|row| row.id == id).ok_or(PasskeyError::Missing)?;
    let others = known.iter().any(|other| other.id != id && other.flagged_at.is_none());
    // One that is not taken any more lets nobody in as it is.
    if account.password_hash.is_empty() && !others && row.flagged_at.is_none() {
        return Err(PasskeyError::LastWayIn);
    }
    passkeys::remove(&write, id).await?;
    second_factors::drop_lonely_codes(&write, account.id).await?;
    sessions::remove_others(&write, account.id, session).await?;
    write.audit(Entry::account(AuditAct::PasskeyRevoked, account).with("passkey", row.name.as_str()));
    write.commit().await?;
    Ok(())
}
