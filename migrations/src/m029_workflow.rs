//! Beside the three reviews: experts from outside, who review one submission each by a link; what went out before its reviews;
//! acts upon many works; comments on what is under review.

use crate::columns::{bare, belongs, create, index, refers, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m029_workflow", manager, {
    // Whether its publishers may publish before the reviews are done.
    let force = ColumnDef::new("force_publish").boolean().not_null().default(false).take();
    manager.alter_table(Table::alter().table("organisation_rules").add_column(force).take()).await?;
    create(
        manager,
        vec![
            // Who they are. An account stands for each, which cannot sign in: what keeps the three reviewers and the authors
            // apart keeps them apart too.
            bare("outside_experts")
                .col(big_integer("account_id").primary_key())
                .col(text("name"))
                .col(text("institution"))
                .col(text("title"))
                .col(text_null("email"))
                .col(big_integer("created_at"))
                .foreign_key(&mut refers("outside_experts", "account_id", "accounts"))
                .take(),
            table("expert_links")
                .col(big_integer("work_id"))
                .col(big_integer("submission_id"))
                .col(string("stage"))
                // Whose link it is.
                .col(big_integer("expert_id"))
                // SHA-256 of the token, which is shown once.
                .col(string("digest"))
                // Who invited, and what they said.
                .col(big_integer("account_id"))
                .col(text("note"))
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                .col(big_integer_null("revoked_at"))
                .col(big_integer_null("used_at"))
                // As declared with the decision.
                .col(text_null("interests"))
                .col(big_integer("opened"))
                .col(big_integer_null("opened_at"))
                .foreign_key(&mut belongs("expert_links", "work_id", "works"))
                .foreign_key(&mut belongs("expert_links", "submission_id", "submissions"))
                .foreign_key(&mut refers("expert_links", "expert_id", "accounts"))
                .foreign_key(&mut refers("expert_links", "account_id", "accounts"))
                .take(),
            bare("forced_publications")
                // What the public reads since.
                .col(big_integer("revision_id").primary_key())
                .col(big_integer("work_id"))
                .col(big_integer("submission_id"))
                .col(big_integer("account_id"))
                .col(text("reason"))
                .col(big_integer("at"))
                .foreign_key(&mut belongs("forced_publications", "revision_id", "work_revisions"))
                .foreign_key(&mut belongs("forced_publications", "work_id", "works"))
                .foreign_key(&mut belongs("forced_publications", "submission_id", "submissions"))
                .foreign_key(&mut refers("forced_publications", "account_id", "accounts"))
                .take(),
            table("bulk_acts")
                .col(big_integer("account_id"))
                .col(string("act"))
                // What the act needs besides, as JSON.
                .col(text("details"))
                .col(big_integer("created_at"))
                .col(big_integer_null("finished_at"))
                .col(boolean("stopped"))
                // Whose worker died, or has not begun, is claimed after that.
                .col(big_integer("leased_until"))
                .foreign_key(&mut refers("bulk_acts", "account_id", "accounts"))
                .take(),
            bare("bulk_items")
                .col(big_integer("bulk_id"))
                .col(big_integer("work_id"))
                .col(integer("position"))
                .col(string("state"))
                // What became of it.
                .col(text_null("words"))
                .col(big_integer_null("at"))
                .primary_key(Index::create().col("bulk_id").col("work_id"))
                .foreign_key(&mut belongs("bulk_items", "bulk_id", "bulk_acts"))
                .foreign_key(&mut belongs("bulk_items", "work_id", "works"))
                .take(),
            table("review_comments")
                .col(big_integer("work_id"))
                // The comment that it answers; absent of the first of a thread.
                .col(big_integer_null("thread_id"))
                // The words that it is about, and in which place of the text they stood: 0 the title, 1 the lead, then the blocks.
                .col(text_null("quote"))
                .col(integer_null("place"))
                .col(text("words"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                // Of the first of a thread.
                .col(big_integer_null("resolved_at"))
                .col(big_integer_null("resolved_by"))
                .foreign_key(&mut belongs("review_comments", "work_id", "works"))
                .foreign_key(&mut belongs("review_comments", "thread_id", "review_comments"))
                .foreign_key(&mut refers("review_comments", "account_id", "accounts"))
                .foreign_key(&mut refers("review_comments", "resolved_by", "accounts"))
                .take(),
        ],
        vec![
            index("review_comments_by_work", "review_comments", &["work_id"]),
            index("review_comments_by_thread", "review_comments", &["thread_id"]),
            index("bulk_acts_by_account", "bulk_acts", &["account_id"]),
            index("bulk_items_by_state", "bulk_items", &["bulk_id", "state", "position"]),
            index("bulk_items_by_work", "bulk_items", &["work_id"]),
            index("forced_publications_by_work", "forced_publications", &["work_id"]),
            unique("forced_publications_by_submission", "forced_publications", &["submission_id"]),
            unique("outside_experts_by_name", "outside_experts", &["name", "institution"]),
            unique("expert_links_by_digest", "expert_links", &["digest"]),
            index("expert_links_by_submission", "expert_links", &["submission_id"]),
            index("expert_links_by_work", "expert_links", &["work_id"]),
        ],
    )
    .await
});
