//! Where an account is told things by e-mail, and of what: chosen by itself, confirmed by a letter, stopped by a link.

use crate::session;
use db::{
    Db,
    accounts::AccountRow,
    audit::Entry,
    mail::{self, LetterKind, MailAddressRow},
};
use domain::{AuditAct, MailAddress, MailChoice, MailKind, Timestamp};

/// Milliseconds for which the link in the letter that asks is good: 3 days.
pub const GOOD_FOR: i64 = 3 * 24 * 60 * 60 * 1000;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Letters of a day that ask an account: an address that somebody else typed is not to be filled by them.
const ASKED_A_DAY: i64 = 5;

#[derive(Debug, thiserror::Error)]
pub enum MailingError {
    #[error("今天已经发了很多封确认邮件，请明天再试。")]
    TooMany,
    #[error("还没有填邮箱。")]
    NoAddress,
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// What an account wants. An address that is new has to be confirmed: a letter asks, and until then nothing else is sent there.
///
/// # Errors
/// [`MailingError::TooMany`] where too many letters asked on this day.
pub async fn set(
    db: &Db,
    now: Timestamp,
    account: &AccountRow,
    address: Option<&MailAddress>,
    choices: &[(MailKind, MailChoice)],
) -> Result<(), MailingError> {
    let mut write = db.write(now).await?;
    let known = mail::address_in(&write, account.id).await?;
    let is_new = known.as_ref().map(|row| row.address.as_str()) != address.map(MailAddress::as_str);
    if is_new {
        match address {
            Some(address) => {
                if asked_today(&write, account.id, now).await? >= ASKED_A_DAY {
                    return Err(MailingError::TooMany);
                }
                mail::put_address(&write, account.id, address.as_str()).await?;
                mail::ask_letter(&write, LetterKind::Confirm, account.id, address.as_str()).await?;
            }
            None => mail::remove_address(&write, account.id).await?,
        }
        write.audit(Entry::account(AuditAct::MailAddressSet, account));
    }
    for (kind, choice) in choices {
        mail::choose(&write, account.id, *kind, *choice).await?;
    }
    write.commit().await?;
    Ok(())
}

/// Another letter asks whether the address is right.
///
/// # Errors
/// [`MailingError::NoAddress`] where there is none to be confirmed, [`MailingError::TooMany`].
pub async fn ask_again(db: &Db, now: Timestamp, account: &AccountRow) -> Result<(), MailingError> {
    let write = db.write(now).await?;
    let known = mail::address_in(&write, account.id).await?.filter(|row| row.confirmed_at.is_none());
    let known = known.ok_or(MailingError::NoAddress)?;
    if asked_today(&write, account.id, now).await? >= ASKED_A_DAY {
        return Err(MailingError::TooMany);
    }
    mail::ask_letter(&write, LetterKind::Confirm, account.id, &known.address).await?;
    write.commit().await?;
    Ok(())
}

async fn asked_today(write: &db::Write, account: i64, now: Timestamp) -> anyhow::Result<i64> {
    mail::letters_since(write, LetterKind::Confirm, account, Timestamp(now.0 - DAY)).await
}

/// The address that a letter's token asks about, while it does.
pub async fn asked(db: &Db, now: Timestamp, token: &str) -> anyhow::Result<Option<MailAddressRow>> {
    mail::asked_by(db, &session::digest(token), Timestamp(now.0 - GOOD_FOR)).await
}

/// False where the token is none, or too old.
pub async fn confirm(db: &Db, now: Timestamp, token: &str) -> anyhow::Result<bool> {
    let write = db.write(now).await?;
    let confirmed = mail::confirm(&write, &session::digest(token), Timestamp(now.0 - GOOD_FOR)).await?;
    write.commit().await?;
    Ok(confirmed.is_some())
}

/// Nothing more is sent to the account; its address stays, so that it can choose again.
pub async fn stop(db: &Db, now: Timestamp, account: i64) -> anyhow::Result<()> {
    let write = db.write(now).await?;
    for kind in MailKind::ALL {
        mail::choose(&write, account, *kind, MailChoice::Never).await?;
    }
    write.commit().await?;
    Ok(())
}

/// No letters to this address any more; `digest` is what it is known by.
pub async fn refuse(db: &Db, now: Timestamp, digest: &str) -> anyhow::Result<()> {
    let write = db.write(now).await?;
    mail::refuse(&write, digest).await?;
    write.commit().await?;
    Ok(())
}
