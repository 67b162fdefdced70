//! Words that organisations do not use: each list holds for its organisation and everything below it.

use crate::{Db, Write};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct HouseWordRow {
    pub word: String,
    pub reason: String,
    pub instead: Option<String>,
    /// Slug and name of the organisation that keeps it.
    pub organisation: String,
    pub organisation_name: String,
    /// Who entered it, and when.
    pub by_name: String,
    pub at: i64,
}

/// What holds in an organisation: its own words and those of everything above it. By word; of a word that several have, the
/// organisation's own comes first.
pub async fn of_organisation(db: &Db, organisation_id: i64) -> Result<Vec<HouseWordRow>> {
    db.all(
        "WITH RECURSIVE above (id, step) AS ( \
             SELECT id, 0 FROM organisations WHERE id = $1 \
             UNION SELECT o.parent_id, a.step + 1 FROM organisations o JOIN above a ON o.id = a.id \
                 WHERE o.parent_id IS NOT NULL AND a.step < 32) \
         SELECT w.word, w.reason, w.replacement AS instead, o.slug AS organisation, o.name AS organisation_name, \
             COALESCE(p.name, c.display_name) AS by_name, w.at \
         FROM house_words w JOIN above a ON a.id = w.organisation_id JOIN organisations o ON o.id = w.organisation_id \
         JOIN accounts c ON c.id = w.account_id LEFT JOIN people p ON p.id = c.person_id ORDER BY w.word, a.step",
        [organisation_id.into()],
    )
    .await
}

/// Adds a word, or says something else of it.
pub async fn put(
    write: &Write,
    organisation_id: i64,
    word: &str,
    reason: &str,
    instead: Option<&str>,
    account_id: i64,
) -> Result<()> {
    let sql = "INSERT INTO house_words (organisation_id, word, reason, replacement, account_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (organisation_id, word) DO UPDATE SET reason = excluded.reason, replacement = excluded.replacement, \
               account_id = excluded.account_id, at = excluded.at";
    let values = [organisation_id.into(), word.into(), reason.into(), instead.into(), account_id.into(), write.now().0.into()];
    write.run(sql, values).await?;
    Ok(())
}

/// False where it was not there.
pub async fn remove(write: &Write, organisation_id: i64, word: &str) -> Result<bool> {
    let sql = "DELETE FROM house_words WHERE organisation_id = $1 AND word = $2";
    Ok(write.run(sql, [organisation_id.into(), word.into()]).await? > 0)
}

/// How many words an organisation keeps itself.
pub async fn count(write: &Write, organisation_id: i64) -> Result<i64> {
    write.number("SELECT COUNT(*) FROM house_words WHERE organisation_id = $1", [organisation_id.into()]).await
}
