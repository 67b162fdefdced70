//! What helps while somebody writes: words that an organisation does not use, what editors decided about findings, what is
//! owed for an original, and where originals are named.

use crate::columns::{bare, belongs, by_bytes, create, index, refers, step, table, unique};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, FromQueryResult, Statement},
};
use std::collections::BTreeSet;

step!("m030_writing", manager, {
    create(
        manager,
        vec![
            // Of the organisation and of everything below it.
            table("house_words")
                .col(big_integer("organisation_id"))
                .col(by_bytes(manager, string("word")))
                .col(text("reason"))
                // What to write in its place.
                .col(text_null("replacement"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("house_words", "organisation_id", "organisations"))
                .foreign_key(&mut refers("house_words", "account_id", "accounts"))
                .take(),
            // Somebody looked at what was found, and lets it stand.
            bare("ignored_findings")
                .col(big_integer("work_id"))
                .col(string("fingerprint"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .primary_key(Index::create().col("work_id").col("fingerprint"))
                .foreign_key(&mut belongs("ignored_findings", "work_id", "works"))
                .foreign_key(&mut refers("ignored_findings", "account_id", "accounts"))
                .take(),
            // What is owed for an original, and until when it may be shown.
            bare("asset_rights")
                .col(big_integer("asset_id").primary_key())
                // What a text that shows it says, unless its editor says otherwise.
                .col(text("alt"))
                .col(text("credit"))
                .col(string_null("licence"))
                // The last day.
                .col(string_null("expires_on"))
                // That day is over.
                .col(boolean("expired"))
                // From then on it is left out of feeds.
                .col(boolean("withheld"))
                .col(text("note"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("asset_rights", "asset_id", "assets"))
                .foreign_key(&mut refers("asset_rights", "account_id", "accounts"))
                .take(),
            // Originals that a text names: its working copy, or some revision of it. Not tied to their rows: a save would have
            // to wait there for whoever is processing the original, and they for the save.
            bare("named_assets")
                .col(big_integer("work_id"))
                .col(big_integer("asset_id"))
                .col(boolean("in_copy"))
                .primary_key(Index::create().col("work_id").col("asset_id").col("in_copy"))
                .foreign_key(&mut belongs("named_assets", "work_id", "works"))
                .take(),
        ],
        vec![
            unique("house_words_once", "house_words", &["organisation_id", "word"]),
            index("ignored_findings_by_account", "ignored_findings", &["account_id"]),
            index("asset_rights_by_end", "asset_rights", &["expires_on"]),
            index("named_assets_by_asset", "named_assets", &["asset_id"]),
        ],
    )
    .await?;
    named(manager.get_connection()).await
});

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
