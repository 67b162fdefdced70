//! Signing in where there is a second factor: after the password a browser holds a token that is no session, and gives it
//! with the code for one that is.

use crate::{AccountError, Token, second_factor, session};
use db::{Db, accounts, accounts::AccountRow, audit::Entry, sessions, sign_ins, sign_ins::SignInRow};
use domain::{AuditAct, Timestamp};

/// Milliseconds for which the code is waited for: 10 minutes.
pub const PATIENCE: i64 = 10 * 60 * 1000;
/// Wrong codes after which the password is asked for again.
pub(crate) const FAILURES: i32 = 5;

/// The password was right. Whatever session the browser held before ends.
pub async fn begin(db: &Db, now: Timestamp, account_id: i64, browser: &str, before: Option<&str>) -> anyhow::Result<Token> {
    let token = Token::generate()?;
    let write = db.write(now).await?;
    if let Some(before) = before {
        sessions::remove(&write, &session::digest(before)).await?;
        sign_ins::remove(&write, &session::digest(before)).await?;
    }
    let row = SignInRow {
        digest: token.digest(),
        account_id,
        browser: browser.chars().take(200).collect(),
        failures: 0,
        expires_at: now.0 + PATIENCE,
    };
    sign_ins::add(&write, &row).await?;
    write.commit().await?;
    Ok(token)
}

/// Who gave the password with which this token came; `None` where it is none, or waited too long.
pub async fn find(db: &Db, now: Timestamp, token: &str) -> anyhow::Result<Option<AccountRow>> {
    if token.len() != 64 {
        return Ok(None);
    }
    let Some(row) = sign_ins::find(db, &session::digest(token)).await?.filter(|row| row.expires_at > now.0) else {
        return Ok(None);
    };
    Ok(accounts::by_id(db, row.account_id).await?.filter(|account| !account.disabled))
}

/// A session with a new token; `None` where the code is wrong.
pub async fn finish(
    db: &Db,
    now: Timestamp,
    token: &str,
    account: &AccountRow,
    code: &str,
) -> Result<Option<Token>, AccountError> {
    let digest = session::digest(token);
    let Some(row) = sign_ins::find(db, &digest).await? else { return Ok(None) };
    let mut write = db.write(now).await?;
    let Some(factor) = second_factor::check(&mut write, account, code).await? else {
        sign_ins::fail(&write, &digest, FAILURES).await?;
        second_factor::refuse(write, account).await?;
        return Ok(None);
    };
    // Two at once with one token: one of them comes too late.
    if !sign_ins::remove(&write, &digest).await? {
        return Ok(None);
    }
    let new = Token::generate()?;
    session::put(&write, &new, account.id, &row.browser).await?;
    write.audit(Entry::account(AuditAct::SignedIn, account).with("second_factor", factor.code()));
    write.commit().await?;
    Ok(Some(new))
}
