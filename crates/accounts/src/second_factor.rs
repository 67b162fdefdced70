//! The second factor of an account: a code of an app by time, or else a recovery code. `passkey` has the other one.

use crate::{AccountError, qr, qr::Drawing, recovery, totp};
use db::{
    Db, Write,
    accounts::AccountRow,
    audit::Entry,
    passkeys,
    second_factors::{self, SecondFactorRow},
    sessions,
};
use domain::{AuditAct, Timestamp};

/// What an app needs to make codes; shown to its owner only.
pub struct Secret {
    /// To be typed: base 32.
    pub text: String,
    pub address: String,
    pub drawing: Drawing,
}

/// A new secret, which counts for nothing until [`confirm`]. `issuer` is what an app will show above the name.
///
/// # Errors
/// [`AccountError::SecondFactor`] where there is one that counts: it has to be turned off first.
pub async fn offer(db: &Db, now: Timestamp, account: &AccountRow, issuer: &str) -> Result<Secret, AccountError> {
    let mut secret = [0u8; totp::SECRET];
    getrandom::fill(&mut secret).map_err(|e| anyhow::anyhow!("the system gives no random bytes: {e}"))?;
    let write = db.write(now).await?;
    if second_factors::find(&write, account.id).await?.is_some_and(|row| row.confirmed_at.is_some()) {
        return Err(AccountError::SecondFactor);
    }
    second_factors::put(&write, account.id, &hex::encode(secret)).await?;
    write.commit().await?;
    let address = totp::address(&secret, issuer, &account.name);
    Ok(Secret { text: totp::base32(&secret), drawing: qr::draw(&address)?, address })
}

/// The app works: from here on it is asked for. The recovery codes; `None` where the code is wrong. Every other browser is
/// signed out, because it came in without.
pub async fn confirm(
    db: &Db,
    now: Timestamp,
    account: &AccountRow,
    code: &str,
    session: &str,
) -> Result<Option<Vec<String>>, AccountError> {
    let mut write = db.write(now).await?;
    let row = second_factors::find(&write, account.id).await?;
    let row = row.filter(|row| row.confirmed_at.is_none()).ok_or(AccountError::SecondFactor)?;
    if !app_says(&write, now, &row, code).await? {
        return Ok(None);
    }
    second_factors::confirm(&write, account.id).await?;
    let codes = renew(&write, account.id).await?;
    sessions::remove_others(&write, account.id, session).await?;
    write.audit(Entry::account(AuditAct::SecondFactorOn, account));
    write.commit().await?;
    Ok(Some(codes))
}

/// Ten new recovery codes in place of those there are; `None` where the code is wrong.
pub async fn renew_codes(db: &Db, now: Timestamp, account: &AccountRow, code: &str) -> Result<Option<Vec<String>>, AccountError> {
    let mut write = db.write(now).await?;
    if check(&mut write, account, code).await?.is_none() {
        return refuse(write, account).await.map(|()| None);
    }
    let codes = renew(&write, account.id).await?;
    write.audit(Entry::account(AuditAct::RecoveryCodesRenewed, account));
    write.commit().await?;
    Ok(Some(codes))
}

/// False where the code is wrong.
pub async fn turn_off(db: &Db, now: Timestamp, account: &AccountRow, code: &str) -> Result<bool, AccountError> {
    let mut write = db.write(now).await?;
    if check(&mut write, account, code).await?.is_none() {
        return refuse(write, account).await.map(|()| false);
    }
    second_factors::remove_app(&write, account.id).await?;
    second_factors::drop_lonely_codes(&write, account.id).await?;
    write.audit(Entry::account(AuditAct::SecondFactorOff, account));
    write.commit().await?;
    Ok(true)
}

/// By somebody who administers the account: its owner has lost app, passkeys and codes. Signs it out everywhere.
pub async fn take_off(db: &Db, now: Timestamp, account: &AccountRow) -> Result<(), AccountError> {
    let mut write = db.write(now).await?;
    second_factors::remove_app(&write, account.id).await?;
    passkeys::remove_of_account(&write, account.id).await?;
    second_factors::drop_lonely_codes(&write, account.id).await?;
    sessions::remove_of_account(&write, account.id).await?;
    db::sign_ins::remove_of_account(&write, account.id).await?;
    write.audit(Entry::account(AuditAct::SecondFactorOff, account).with("by", "administrator"));
    write.commit().await?;
    Ok(())
}

/// Which of the two it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    App,
    RecoveryCode,
}

impl Factor {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::RecoveryCode => "recovery-code",
        }
    }
}

/// Uses the code up, where it is right: nothing is taken twice. `None` where it is wrong. Recovery codes stand in for passkeys
/// too.
pub(crate) async fn check(write: &mut Write, account: &AccountRow, code: &str) -> anyhow::Result<Option<Factor>> {
    let app = second_factors::find(write, account.id).await?.filter(|row| row.confirmed_at.is_some());
    if let Some(row) = app
        && app_says(write, write.now(), &row, code).await?
    {
        return Ok(Some(Factor::App));
    }
    if recovery::looks_like(code) && second_factors::use_code(write, account.id, &recovery::hash(code)).await? {
        write.audit(Entry::account(AuditAct::RecoveryCodeUsed, account));
        return Ok(Some(Factor::RecoveryCode));
    }
    Ok(None)
}

/// Writes the failure down.
pub(crate) async fn refuse(mut write: Write, account: &AccountRow) -> Result<(), AccountError> {
    write.audit(Entry::account(AuditAct::SecondFactorFailed, account));
    write.commit().await?;
    Ok(())
}

async fn app_says(write: &Write, now: Timestamp, row: &SecondFactorRow, code: &str) -> anyhow::Result<bool> {
    let secret = hex::decode(&row.secret)?;
    match totp::step_of(&secret, code, now) {
        Some(step) => second_factors::use_step(write, row.account_id, step).await,
        None => Ok(false),
    }
}

/// Ten new recovery codes in place of all that there were.
pub(crate) async fn renew(write: &Write, account_id: i64) -> anyhow::Result<Vec<String>> {
    let codes = recovery::generate()?;
    let hashes: Vec<String> = codes.iter().map(|code| recovery::hash(code)).collect();
    second_factors::put_codes(write, account_id, &hashes).await?;
    Ok(codes)
}
