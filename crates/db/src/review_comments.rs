//! Comments on a work under review: threads about words of its text.

use crate::{Db, Write};
use anyhow::{Context, Result};
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct CommentRow {
    pub id: i64,
    /// The first of its thread; `None` of that one itself.
    pub thread_id: Option<i64>,
    pub quote: Option<String>,
    /// Where the words stood when the comment was made.
    pub place: Option<i32>,
    pub words: String,
    pub account_id: i64,
    pub by_name: String,
    pub at: i64,
    pub resolved_at: Option<i64>,
    pub resolved_by: Option<String>,
}

/// Of a work, in the order in which they were made.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<CommentRow>> {
    db.all(
        "SELECT c.id, c.thread_id, c.quote, c.place, c.words, c.account_id, COALESCE(p.name, a.display_name) AS by_name, c.at, \
         c.resolved_at, COALESCE(q.name, b.display_name) AS resolved_by \
         FROM review_comments c JOIN accounts a ON a.id = c.account_id LEFT JOIN people p ON p.id = a.person_id \
         LEFT JOIN accounts b ON b.id = c.resolved_by LEFT JOIN people q ON q.id = b.person_id \
         WHERE c.work_id = $1 ORDER BY c.id",
        [work_id.into()],
    )
    .await
}

/// The first of a thread, or an answer to one; its id. With words that it is about comes their place.
pub async fn add(
    write: &Write,
    (work_id, thread_id): (i64, Option<i64>),
    about: Option<(&str, i32)>,
    words: &str,
    account_id: i64,
) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Id {
        id: i64,
    }
    let sql = "INSERT INTO review_comments (work_id, thread_id, quote, place, words, account_id, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
    let values = [
        work_id.into(),
        thread_id.into(),
        about.map(|(quote, _)| quote.to_owned()).into(),
        about.map(|(_, place)| place).into(),
        words.into(),
        account_id.into(),
        write.now().0.into(),
    ];
    let Id { id } = write.one(sql, values).await?.context("a comment got no id")?;
    Ok(id)
}

/// Whether this is the first of a thread about the work.
pub async fn is_thread(write: &Write, work_id: i64, id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM review_comments WHERE id = $1 AND work_id = $2 AND thread_id IS NULL";
    Ok(write.number(sql, [id.into(), work_id.into()]).await? > 0)
}

/// Comments of a work, answers too.
pub async fn count(write: &Write, work_id: i64) -> Result<i64> {
    write.number("SELECT COUNT(*) FROM review_comments WHERE work_id = $1", [work_id.into()]).await
}

/// A thread is done with, by this account; `None`: it is open again.
pub async fn set_resolved(write: &Write, id: i64, by: Option<i64>) -> Result<()> {
    let sql = "UPDATE review_comments SET resolved_at = $2, resolved_by = $3 WHERE id = $1";
    write.run(sql, [id.into(), by.map(|_| write.now().0).into(), by.into()]).await?;
    Ok(())
}
