//! What is looked up from the other side: the versions of a work in a language, the works of a campaign or an organisation, originals of a
//! kind, the submissions of a revision, what is still to be signed, jobs by their lane. Without these SQLite, which takes `state =
//! 'published'` to be rare, goes through all works. And the editions that are wanted, which were looked for among all articles.

use crate::columns::{bare, belongs, create, index, step};
use sea_orm_migration::{prelude::*, schema::big_integer};

step!("m048_lookups", manager, {
    let indexes = vec![
        index("works_in_languages", "works", &["original_id", "language", "state"]),
        index("work_campaigns_by_campaign", "work_campaigns", &["campaign_id", "work_id"]),
        index("work_topics_by_topic", "work_topics", &["topic_id", "work_id"]),
        index("work_channels_by_channel", "work_channels", &["channel_id", "work_id"]),
        index("work_organisations_by_organisation", "work_organisations", &["organisation_id", "work_id"]),
        index("submissions_by_revision", "submissions", &["revision_id"]),
        index("assets_by_kind", "assets", &["kind", "state", "id"]),
        index("link_checks_by_name", "link_checks", &["named_at"]),
        index("jobs_by_lane", "jobs", &["state", "priority", "run_after", "id"]),
        index("wanted_editions_by_change", "wanted_editions", &["changed_at", "work_id"]),
    ];
    let wanted_editions = bare("wanted_editions")
        .col(big_integer("work_id").primary_key())
        .col(big_integer("changed_at"))
        .foreign_key(&mut belongs("wanted_editions", "work_id", "works"))
        .take();
    create(manager, vec![wanted_editions], indexes).await?;
    for sql in [
        "CREATE INDEX certificates_unsigned ON certificates (revision_id) WHERE signature IS NULL",
        "CREATE INDEX assets_failed ON assets (id) WHERE state = 'failed'",
        "CREATE INDEX jobs_by_long_turn ON jobs (organisation_id, claimed_at) WHERE priority >= 10",
        "INSERT INTO wanted_editions (work_id, changed_at) SELECT w.id, w.updated_at FROM works w \
         WHERE w.state = 'published' AND w.kind = 'article' AND w.language IN ('zh-Hans', 'zh-Hant', 'en') AND NOT EXISTS ( \
             SELECT 1 FROM work_assets j JOIN assets a ON a.id = j.asset_id WHERE j.work_id = w.id AND a.kind = 'sheet')",
    ] {
        manager.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
});
