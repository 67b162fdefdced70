//! Where originals are named already, in a step of its own: on PostgreSQL the one that makes the table locks works and assets
//! until it ends, and this one reads every text.

use crate::columns::step;
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, FromQueryResult, Statement},
};
use std::collections::BTreeSet;

step!("m033_named_assets", manager, { named(manager.get_connection()).await });

#[derive(FromQueryResult)]
struct Text {
    id: i64,
    work_id: i64,
    content: String,
    body: String,
}

/// Texts that are looked at together.
const PAGE: u64 = 200;

/// What is there already.
async fn named(connection: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    for (in_copy, texts) in [
        (true, "SELECT work_id AS id, work_id, content, body FROM working_copies WHERE work_id > $1 ORDER BY work_id"),
        (false, "SELECT id, work_id, content, body FROM work_revisions WHERE id > $1 ORDER BY id"),
    ] {
        let mut last = 0;
        loop {
            let page = Statement::from_sql_and_values(backend, format!("{texts} LIMIT {PAGE}"), [last.into()]);
            let texts = Text::find_by_statement(page).all(connection).await?;
            let Some(end) = texts.last() else { break };
            last = end.id;
            for text in texts {
                for digest in digests(&text.content).chain(digests(&text.body)).collect::<BTreeSet<_>>() {
                    let insert = "INSERT INTO named_assets (work_id, asset_id, in_copy) \
                                  SELECT $1, a.id, $3 FROM assets a WHERE a.digest = $2 ON CONFLICT DO NOTHING";
                    let values = [text.work_id.into(), digest.into(), in_copy.into()];
                    connection.execute_raw(Statement::from_sql_and_values(backend, insert, values)).await?;
                }
            }
        }
    }
    Ok(())
}

/// Every run of 64 hexadecimal digits.
fn digests(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f')).filter(|run| run.len() == 64)
}
