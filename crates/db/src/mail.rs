//! To whom e-mail goes, of what and when; and letters to those who have no account or have not confirmed their address.

use crate::{Db, Write, jobs};
use anyhow::Result;
use domain::{MailChoice, MailKind, Timestamp};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};

/// The kinds of jobs; their payloads are [`ToAccount`] and [`ToAnybody`].
pub const NOTICES_JOB: &str = "mail";
pub const LETTER_JOB: &str = "letter";

#[derive(Serialize, Deserialize)]
pub struct ToAccount {
    pub account: i64,
}

#[derive(Serialize, Deserialize)]
pub struct ToAnybody {
    pub letter: i64,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct MailAddressRow {
    pub account_id: i64,
    pub address: String,
    pub confirmed_at: Option<i64>,
    /// SHA-256 of the token of the letter that asks.
    pub digest: Option<String>,
    pub asked_at: i64,
    /// Why the last letter did not arrive, in words.
    pub failure: Option<String>,
    pub failed_at: Option<i64>,
}

pub async fn address_of(db: &Db, account_id: i64) -> Result<Option<MailAddressRow>> {
    db.one("SELECT * FROM mail_addresses WHERE account_id = $1", [account_id.into()]).await
}

pub async fn address_in(write: &Write, account_id: i64) -> Result<Option<MailAddressRow>> {
    write.one("SELECT * FROM mail_addresses WHERE account_id = $1", [account_id.into()]).await
}

/// In place of any that there was; it has to be confirmed.
pub async fn put_address(write: &Write, account_id: i64, address: &str) -> Result<()> {
    let sql = "INSERT INTO mail_addresses (account_id, address, asked_at) VALUES ($1, $2, $3) \
               ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, asked_at = excluded.asked_at, \
               confirmed_at = NULL, digest = NULL, failure = NULL, failed_at = NULL";
    write.run(sql, [account_id.into(), address.into(), write.now().0.into()]).await?;
    Ok(())
}

/// With what was still to be told there.
pub async fn remove_address(write: &Write, account_id: i64) -> Result<()> {
    write.run("DELETE FROM mail_addresses WHERE account_id = $1", [account_id.into()]).await?;
    write.run("DELETE FROM mail_notices WHERE account_id = $1 AND closed_at IS NULL", [account_id.into()]).await?;
    Ok(())
}

/// The token of the letter that is about to be sent.
pub async fn set_token(write: &Write, account_id: i64, digest: &str) -> Result<()> {
    let sql = "UPDATE mail_addresses SET digest = $2, asked_at = $3 WHERE account_id = $1 AND confirmed_at IS NULL";
    write.run(sql, [account_id.into(), digest.into(), write.now().0.into()]).await?;
    Ok(())
}

/// The address of which the letter asks, where it is asked still.
pub async fn asked_by(db: &Db, digest: &str, since: Timestamp) -> Result<Option<MailAddressRow>> {
    let sql = "SELECT * FROM mail_addresses WHERE digest = $1 AND asked_at > $2";
    db.one(sql, [digest.into(), since.0.into()]).await
}

/// Whose it was; `None` where the token is none, or too old.
pub async fn confirm(write: &Write, digest: &str, since: Timestamp) -> Result<Option<i64>> {
    #[derive(FromQueryResult)]
    struct Whose {
        account_id: i64,
    }
    let sql = "UPDATE mail_addresses SET confirmed_at = $3, digest = NULL, failure = NULL, failed_at = NULL \
               WHERE digest = $1 AND asked_at > $2 RETURNING account_id";
    let found: Option<Whose> = write.one(sql, [digest.into(), since.0.into(), write.now().0.into()]).await?;
    Ok(found.map(|row| row.account_id))
}

/// Why a letter did not arrive; `None` where one did. An address that takes no mail at all has to be confirmed anew.
pub async fn note_outcome(write: &Write, account_id: i64, failure: Option<&str>, is_final: bool) -> Result<()> {
    let at = failure.map(|_| write.now().0);
    let sql = "UPDATE mail_addresses SET failure = $2, failed_at = $3, \
               confirmed_at = CASE WHEN $4 THEN NULL ELSE confirmed_at END WHERE account_id = $1";
    write.run(sql, [account_id.into(), failure.into(), at.into(), is_final.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Chosen {
    kind: String,
    choice: String,
}

/// What an account chose; what it said nothing of is not sent.
pub async fn choices(db: &Db, account_id: i64) -> Result<Vec<(MailKind, MailChoice)>> {
    let rows: Vec<Chosen> = db.all("SELECT kind, choice FROM mail_choices WHERE account_id = $1", [account_id.into()]).await?;
    let said = |kind: MailKind| rows.iter().find(|row| row.kind == kind.code()).and_then(|row| row.choice.parse().ok());
    Ok(MailKind::ALL.iter().map(|kind| (*kind, said(*kind).unwrap_or(MailChoice::Never))).collect())
}

/// What is not wanted any more is not told later either.
pub async fn choose(write: &Write, account_id: i64, kind: MailKind, choice: MailChoice) -> Result<()> {
    let sql = "INSERT INTO mail_choices (account_id, kind, choice) VALUES ($1, $2, $3) \
               ON CONFLICT (account_id, kind) DO UPDATE SET choice = excluded.choice";
    write.run(sql, [account_id.into(), kind.code().into(), choice.code().into()]).await?;
    if choice == MailChoice::Never {
        let sql = "DELETE FROM mail_notices WHERE account_id = $1 AND kind = $2 AND closed_at IS NULL";
        write.run(sql, [account_id.into(), kind.code().into()]).await?;
    }
    Ok(())
}

/// Somebody who is told of something.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Subscriber {
    pub account_id: i64,
    choice: String,
}

impl Subscriber {
    pub fn is_daily(&self) -> bool {
        self.choice == MailChoice::Daily.code()
    }
}

/// Who wants to be told of this, has confirmed an address and may sign in.
pub async fn subscribers(db: &Db, kind: MailKind) -> Result<Vec<Subscriber>> {
    let sql = "SELECT c.account_id, c.choice FROM mail_choices c JOIN mail_addresses m ON m.account_id = c.account_id \
               JOIN accounts a ON a.id = c.account_id WHERE c.kind = $1 AND c.choice <> 'never' AND m.confirmed_at IS NOT NULL \
               AND NOT a.disabled ORDER BY c.account_id";
    db.all(sql, [kind.code().into()]).await
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterKind {
    /// Whether an address is right.
    Confirm,
    /// An expert's link.
    Expert,
    /// An invitation of an account.
    Invitation,
}

impl LetterKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Expert => "expert",
            Self::Invitation => "invitation",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        [Self::Confirm, Self::Expert, Self::Invitation].into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Letter {
    pub id: i64,
    kind: String,
    pub subject_id: i64,
    pub address: String,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    pub failure: Option<String>,
}

impl Letter {
    pub fn kind(&self) -> Option<LetterKind> {
        LetterKind::of(&self.kind)
    }
}

/// Writes it down with its job.
pub async fn ask_letter(write: &Write, kind: LetterKind, subject_id: i64, address: &str) -> Result<()> {
    let sql = "INSERT INTO mail_letters (kind, subject_id, address, created_at) VALUES ($1, $2, $3, $4) RETURNING id";
    let values = [kind.code().into(), subject_id.into(), address.into(), write.now().0.into()];
    let letter = write.number(sql, values).await?;
    let payload = serde_json::to_string(&ToAnybody { letter })?;
    jobs::ask_in_turn(write, LETTER_JOB, &format!("{LETTER_JOB}:{letter}"), &payload, jobs::PARTNERS, None).await
}

pub async fn letter(db: &Db, id: i64) -> Result<Option<Letter>> {
    db.one("SELECT * FROM mail_letters WHERE id = $1", [id.into()]).await
}

/// The newest of each subject, by the subject.
pub async fn letters_about(db: &Db, kind: LetterKind, subjects: &[i64]) -> Result<Vec<Letter>> {
    let among = crate::sql::among("subject_id", Some(subjects));
    let sql = format!("SELECT * FROM mail_letters WHERE kind = $1 AND {among} ORDER BY id DESC");
    let mut letters: Vec<Letter> = db.all(&sql, [kind.code().into()]).await?;
    let mut seen = std::collections::HashSet::new();
    letters.retain(|letter| seen.insert(letter.subject_id));
    Ok(letters)
}

/// Letters about one subject since then.
pub async fn letters_since(write: &Write, kind: LetterKind, subject_id: i64, since: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM mail_letters WHERE kind = $1 AND subject_id = $2 AND created_at > $3";
    write.number(sql, [kind.code().into(), subject_id.into(), since.0.into()]).await
}

pub async fn letter_went(write: &Write, id: i64, failure: Option<&str>) -> Result<()> {
    let sent = failure.is_none().then(|| write.now().0);
    write
        .run("UPDATE mail_letters SET sent_at = $2, failure = $3 WHERE id = $1", [id.into(), sent.into(), failure.into()])
        .await?;
    Ok(())
}

/// Letters to this address are not wanted; `digest` is its SHA-256.
pub async fn refuse(write: &Write, digest: &str) -> Result<()> {
    let sql = "INSERT INTO mail_refusals (digest, at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
    write.run(sql, [digest.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn is_refused(db: &Db, digest: &str) -> Result<bool> {
    Ok(db.number("SELECT COUNT(*) FROM mail_refusals WHERE digest = $1", [digest.into()]).await? > 0)
}
