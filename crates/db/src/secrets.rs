//! Words that all processes of a site share and nobody else knows.

use crate::Write;
use anyhow::{Context, Result};
use sea_orm::FromQueryResult;

/// The secret `name`; `fresh` becomes it where there was none.
pub async fn get_or_put(write: &Write, name: &str, fresh: &str) -> Result<String> {
    #[derive(FromQueryResult)]
    struct Row {
        value: String,
    }
    write
        .run("INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", [name.into(), fresh.into()])
        .await?;
    let row: Option<Row> = write.one("SELECT value FROM secrets WHERE name = $1", [name.into()]).await?;
    row.map(|row| row.value).context("a secret that was just written is not there")
}
