//! Sessions: a random token in the browser, its digest here, so that a copy of the database signs nobody in.

use db::{Db, Write, accounts::AccountRow, audit::Entry, sessions, sessions::SessionRow};
use domain::{AuditAct, Timestamp};
use sha2::{Digest, Sha256};

/// Milliseconds after which a browser that was not seen has to sign in again: 12 hours.
pub const IDLE: i64 = 12 * 60 * 60 * 1000;
/// Milliseconds after which every browser has to: 14 days.
pub const LONGEST: i64 = 14 * 24 * 60 * 60 * 1000;
/// How often a session notes that it is used, in milliseconds: a write for every request would serve nobody.
const NOTED: i64 = 60 * 1000;

/// The token that a browser holds: 32 random bytes in hexadecimal.
pub struct Token(String);

impl Token {
    pub fn generate() -> anyhow::Result<Self> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("the system gives no random bytes: {e}"))?;
        Ok(Self(hex::encode(bytes)))
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}

/// What is stored of a token.
pub fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// A session that counts, and whose it is.
pub struct SignedIn {
    pub session: SessionRow,
    pub account: AccountRow,
}

/// Begins a session with a new token, in place of the one that the browser held before.
pub async fn begin(db: &Db, now: Timestamp, account_id: i64, browser: &str, before: Option<&str>) -> anyhow::Result<Token> {
    let token = Token::generate()?;
    let mut write = db.write(now).await?;
    if let Some(before) = before {
        sessions::remove(&write, &digest(before)).await?;
    }
    put(&write, &token, account_id, browser).await?;
    if let Some(account) = db::accounts::by_id_in(&write, account_id).await? {
        write.audit(Entry::account(AuditAct::SignedIn, &account));
    }
    write.commit().await?;
    Ok(token)
}

pub(crate) async fn put(write: &Write, token: &Token, account_id: i64, browser: &str) -> anyhow::Result<()> {
    sessions::remove_expired(write).await?;
    let now = write.now().0;
    let row = SessionRow {
        digest: token.digest(),
        account_id,
        browser: browser.chars().take(200).collect(),
        created_at: now,
        seen_at: now,
        expires_at: now + LONGEST,
    };
    sessions::add(write, row).await
}

/// Who holds this token; `None` where it is none of ours, has expired, or its account may not sign in.
pub async fn find(db: &Db, now: Timestamp, token: &str) -> anyhow::Result<Option<SignedIn>> {
    // No look at the database for what cannot be a token.
    if token.len() != 64 {
        return Ok(None);
    }
    let Some((session, account)) = sessions::find(db, &digest(token)).await? else { return Ok(None) };
    if account.disabled || session.expires_at <= now.0 || session.seen_at + IDLE <= now.0 {
        return Ok(None);
    }
    if session.seen_at + NOTED <= now.0 {
        let write = db.write(now).await?;
        sessions::touch(&write, &session.digest).await?;
        write.commit().await?;
    }
    Ok(Some(SignedIn { session, account }))
}

pub async fn end(db: &Db, now: Timestamp, digest: &str) -> anyhow::Result<()> {
    let write = db.write(now).await?;
    sessions::remove(&write, digest).await?;
    write.commit().await?;
    Ok(())
}
