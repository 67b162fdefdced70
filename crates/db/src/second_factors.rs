//! Second factors — apps, and passkeys as far as they are one —, recovery codes, and who has to have one.

use crate::{Db, Write};
use anyhow::Result;
use domain::SecondFactorRule::{Everyone, Powerful};
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct SecondFactorRow {
    pub account_id: i64,
    /// In hexadecimal.
    pub secret: String,
    pub confirmed_at: Option<i64>,
    pub last_step: i64,
}

pub async fn find(write: &Write, account_id: i64) -> Result<Option<SecondFactorRow>> {
    write.one("SELECT * FROM second_factors WHERE account_id = $1", [account_id.into()]).await
}

/// Whether there is one that counts, and since when.
pub async fn confirmed_at(db: &Db, account_id: i64) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        confirmed_at: Option<i64>,
    }
    let row: Option<Row> = db.one("SELECT confirmed_at FROM second_factors WHERE account_id = $1", [account_id.into()]).await?;
    Ok(row.and_then(|row| row.confirmed_at))
}

/// What an account can show after its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Factors {
    /// An app that makes codes.
    pub app: bool,
    /// A passkey that is taken.
    pub passkey: bool,
    /// A passkey that is not taken any more, because somebody has a copy of it: a recovery code is asked for in its place.
    pub stopped: bool,
}

impl Factors {
    pub fn any(self) -> bool {
        self.app || self.passkey || self.stopped
    }
}

const APP: &str = "EXISTS (SELECT 1 FROM second_factors WHERE account_id = $1 AND confirmed_at IS NOT NULL)";
const PASSKEY: &str = "EXISTS (SELECT 1 FROM passkeys WHERE account_id = $1 AND flagged_at IS NULL)";
const STOPPED: &str = "EXISTS (SELECT 1 FROM passkeys WHERE account_id = $1 AND flagged_at IS NOT NULL)";

pub async fn of_account(db: &Db, account_id: i64) -> Result<Factors> {
    let sql = format!("SELECT {APP} AS app, {PASSKEY} AS passkey, {STOPPED} AS stopped");
    Ok(db.one(&sql, [account_id.into()]).await?.unwrap_or(Factors { app: true, passkey: true, stopped: true }))
}

pub async fn of_account_in(write: &Write, account_id: i64) -> Result<Factors> {
    let sql = format!("SELECT {APP} AS app, {PASSKEY} AS passkey, {STOPPED} AS stopped");
    Ok(write.one(&sql, [account_id.into()]).await?.unwrap_or(Factors { app: true, passkey: true, stopped: true }))
}

/// A new secret, which counts once it is confirmed. Recovery codes that stand beside passkeys stay.
pub async fn put(write: &Write, account_id: i64, secret: &str) -> Result<()> {
    remove_app(write, account_id).await?;
    let sql = "INSERT INTO second_factors (account_id, secret, last_step) VALUES ($1, $2, 0)";
    write.run(sql, [account_id.into(), secret.into()]).await?;
    Ok(())
}

pub async fn confirm(write: &Write, account_id: i64) -> Result<()> {
    let sql = "UPDATE second_factors SET confirmed_at = $2 WHERE account_id = $1";
    write.run(sql, [account_id.into(), write.now().0.into()]).await?;
    Ok(())
}

/// Uses a time step up; false where it, or a later one, was used before.
pub async fn use_step(write: &Write, account_id: i64, step: i64) -> Result<bool> {
    let sql = "UPDATE second_factors SET last_step = $2 WHERE account_id = $1 AND last_step < $2";
    Ok(write.run(sql, [account_id.into(), step.into()]).await? > 0)
}

pub async fn remove_app(write: &Write, account_id: i64) -> Result<()> {
    write.run("DELETE FROM second_factors WHERE account_id = $1", [account_id.into()]).await?;
    Ok(())
}

/// Recovery codes stand in for something else: where there is nothing else, they go.
pub async fn drop_lonely_codes(write: &Write, account_id: i64) -> Result<()> {
    if !of_account_in(write, account_id).await?.any() {
        write.run("DELETE FROM recovery_codes WHERE account_id = $1", [account_id.into()]).await?;
    }
    Ok(())
}

/// In place of all that there were.
pub async fn put_codes(write: &Write, account_id: i64, digests: &[String]) -> Result<()> {
    write.run("DELETE FROM recovery_codes WHERE account_id = $1", [account_id.into()]).await?;
    for digest in digests {
        let row = [digest.as_str().into(), account_id.into()];
        write.run("INSERT INTO recovery_codes (digest, account_id) VALUES ($1, $2)", row).await?;
    }
    Ok(())
}

/// Uses a recovery code up; false where it is none of the account's.
pub async fn use_code(write: &Write, account_id: i64, digest: &str) -> Result<bool> {
    let sql = "DELETE FROM recovery_codes WHERE account_id = $1 AND digest = $2";
    Ok(write.run(sql, [account_id.into(), digest.into()]).await? > 0)
}

pub async fn has_codes(write: &Write, account_id: i64) -> Result<bool> {
    Ok(write.number("SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1", [account_id.into()]).await? > 0)
}

pub async fn codes_left(db: &Db, account_id: i64) -> Result<i64> {
    db.number("SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1", [account_id.into()]).await
}

/// How an account stands to the rules of its organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Standing {
    /// It has a second factor: an app or a passkey.
    pub has: bool,
    /// A rule asks for one.
    pub asked: bool,
}

/// A rule holds for roles in its organisation and in everything below. A site's administrator holds every role everywhere,
/// so every rule asks them.
pub async fn standing(db: &Db, account_id: i64, admin: bool) -> Result<Standing> {
    let rule = if admin {
        format!("SELECT 1 FROM organisation_rules WHERE second_factor IN ('{Everyone}', '{Powerful}')")
    } else {
        format!(
            "SELECT 1 FROM up JOIN organisation_rules r ON r.organisation_id = up.organisation_id \
             WHERE r.second_factor = '{Everyone}' \
             OR (r.second_factor = '{Powerful}' AND up.role IN ('administrator', 'publisher'))"
        )
    };
    let sql = format!(
        "WITH RECURSIVE up (organisation_id, role) AS ( \
             SELECT organisation_id, role FROM memberships WHERE account_id = $1 \
             UNION SELECT o.parent_id, u.role FROM up u JOIN organisations o ON o.id = u.organisation_id \
                 WHERE o.parent_id IS NOT NULL) \
         SELECT ({APP} OR {PASSKEY}) AS has, \
             EXISTS ({rule}) AS asked"
    );
    Ok(db.one(&sql, [account_id.into()]).await?.unwrap_or(Standing { has: false, asked: true }))
}
