//! Working copies as they were before a restore overwrote them; none is ever removed.

use crate::{Db, Write, sql::places, working_copies::WorkingCopyRow};
use anyhow::Result;
use sea_orm::FromQueryResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct KeptCopy {
    pub id: i64,
    pub based_on: Option<i64>,
    pub title: String,
    pub content: String,
    /// Markdown, as it was typed.
    pub body: String,
    pub at: i64,
    /// Who restored something in its place.
    pub by_name: Option<String>,
}

/// Keeps `copy` as it stands.
pub async fn keep(write: &Write, copy: &WorkingCopyRow) -> Result<()> {
    let columns = "work_id, based_on, title, content, body, account_id, at";
    let sql = format!("INSERT INTO kept_copies ({columns}) VALUES ({})", places(1, 7));
    let account = write.actor().account;
    write
        .run(
            &sql,
            [
                copy.work_id.into(),
                copy.based_on.into(),
                copy.title.clone().into(),
                copy.content.clone().into(),
                copy.body.clone().into(),
                account.into(),
                write.now().0.into(),
            ],
        )
        .await?;
    Ok(())
}

const KEPT: &str = "SELECT k.id, k.based_on, k.title, k.content, k.body, k.at, COALESCE(p.name, a.display_name) AS by_name \
     FROM kept_copies k LEFT JOIN accounts a ON a.id = k.account_id LEFT JOIN people p ON p.id = a.person_id WHERE k.work_id = $1";

/// The newest first.
pub async fn of_work(db: &Db, work_id: i64) -> Result<Vec<KeptCopy>> {
    db.all(&format!("{KEPT} ORDER BY k.id DESC"), [work_id.into()]).await
}

pub async fn one(db: &Db, work_id: i64, id: i64) -> Result<Option<KeptCopy>> {
    db.one(&format!("{KEPT} AND k.id = $2"), [work_id.into(), id.into()]).await
}
