//! Originals and renditions of more kinds than pictures; how far a job has come.

use crate::columns::{bare, belongs, index, step};
use sea_orm_migration::{prelude::*, schema::*};

/// SQLite adds one column at a time.
async fn add(manager: &SchemaManager<'_>, table: &'static str, columns: Vec<ColumnDef>) -> Result<(), DbErr> {
    for column in columns {
        manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
    }
    Ok(())
}

step!("m008_videos", manager, {
    add(
        manager,
        "assets",
        vec![
            // Codes of `domain::AssetKind`.
            string("kind").default("picture").take(),
            // What `media-pipeline` found in the file and made of it; JSON. Absent of a picture.
            text_null("manifest").take(),
            big_integer_null("duration_ms").take(),
            // The AI-content label that is burnt into the renditions; codes of `domain::AiLabel`.
            string("ai").default("none").take(),
            // Whose library it stands in; absent for what an import brought.
            big_integer_null("organisation_id").take(),
            big_integer_null("account_id").take(),
        ],
    )
    .await?;
    add(
        manager,
        "renditions",
        vec![
            // Codes of `domain::RenditionRole`.
            string("role").default("picture").take(),
            // RFC 6381, of what plays.
            string_null("codec").take(),
            // Bits per second, on average.
            big_integer_null("bit_rate").take(),
            big_integer_null("duration_ms").take(),
            string_null("language").take(),
            // Of a poster that an editor asked for: the frame's place.
            big_integer_null("at_ms").take(),
        ],
    )
    .await?;
    add(
        manager,
        "jobs",
        vec![
            // The last words of `media-pipeline` on how far it is; JSON.
            text_null("progress").take(),
            // Somebody wants it stopped.
            boolean("cancelled").default(false).take(),
            // Jobs of organisations take turns.
            big_integer_null("organisation_id").take(),
            // Smaller goes first.
            integer("priority").default(0).take(),
            big_integer_null("claimed_at").take(),
        ],
    )
    .await?;
    manager.create_index(index("jobs_by_turn", "jobs", &["organisation_id", "claimed_at"])).await?;
    manager
        .create_table(
            // A revision that is to be published as soon as its video is ready.
            bare("awaited_videos")
                .col(big_integer("work_id").primary_key())
                .col(big_integer("revision_id"))
                .col(big_integer("asset_id"))
                // Why it was not, though the video is ready; in words.
                .col(text_null("reason"))
                .foreign_key(&mut belongs("awaited_videos", "work_id", "works"))
                .foreign_key(&mut belongs("awaited_videos", "revision_id", "work_revisions"))
                .foreign_key(&mut belongs("awaited_videos", "asset_id", "assets"))
                .take(),
        )
        .await?;
    manager.create_index(index("awaited_videos_by_asset", "awaited_videos", &["asset_id"])).await
});
