//! Documents that are heavy to write, kept by their paths: the back room writes them anew after changes, and doors hand them out.

use crate::{Db, Write};
use anyhow::Result;
use domain::Timestamp;
use sea_orm::FromQueryResult;

/// Up to where in the change log the documents go, and when the back room looked last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct State {
    pub seq: i64,
    pub built_at: i64,
}

/// `None` where the back room never wrote any.
pub async fn state(db: &Db) -> Result<Option<State>> {
    db.one("SELECT seq, built_at FROM built_documents WHERE path = ''", []).await
}

pub async fn get(db: &Db, path: &str) -> Result<Option<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let row: Option<Row> = db.one("SELECT body FROM built_documents WHERE path = $1 AND path <> ''", [path.into()]).await?;
    Ok(row.map(|row| row.body))
}

/// Those that there are.
pub async fn paths(db: &Db) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        path: String,
    }
    let rows: Vec<Row> = db.all("SELECT path FROM built_documents WHERE path <> '' ORDER BY path", []).await?;
    Ok(rows.into_iter().map(|row| row.path).collect())
}

pub async fn put(write: &Write, path: &str, body: &str, seq: i64) -> Result<()> {
    let sql = "INSERT INTO built_documents (path, body, seq, built_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (path) DO UPDATE SET body = excluded.body, seq = excluded.seq, built_at = excluded.built_at";
    write.run(sql, [path.into(), body.into(), seq.into(), write.now().0.into()]).await?;
    Ok(())
}

pub async fn remove(write: &Write, path: &str) -> Result<()> {
    write.run("DELETE FROM built_documents WHERE path = $1", [path.into()]).await?;
    Ok(())
}

/// All documents go up to this place of the log.
pub async fn set_state(write: &Write, seq: i64) -> Result<()> {
    put(write, "", "", seq).await
}

impl State {
    /// Whether a back room is at work: it looks more often than this.
    pub fn is_tended(&self, now: Timestamp) -> bool {
        now.0 - self.built_at < 5 * 60_000
    }
}
