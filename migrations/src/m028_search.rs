//! What editors settle beside the ranking of search, and what many readers ask. Nothing is kept of who asks.

use crate::columns::{bare, belongs, create, index, refers, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m028_search", manager, {
    create(
        manager,
        vec![
            table("search_rules")
                .col(string("kind"))
                // The query of a pin or block, empty for every query; the word for which another stands. As typed, and as search
                // compares it.
                .col(string("words"))
                .col(string("words_key"))
                // The other word of a pair.
                .col(string_null("other"))
                .col(string_null("other_key"))
                .col(boolean("two_way").default(false))
                // The last day of a pin.
                .col(string_null("until"))
                .col(string("note"))
                .col(big_integer("added_by"))
                .col(big_integer("added_at"))
                .col(big_integer_null("removed_by"))
                .col(big_integer_null("removed_at"))
                .foreign_key(&mut refers("search_rules", "added_by", "accounts"))
                .foreign_key(&mut refers("search_rules", "removed_by", "accounts"))
                .take(),
            // What is pinned or left out: a work, or a clause of the version that was current then.
            bare("search_rule_targets")
                .col(big_integer("rule_id"))
                .col(integer("position"))
                .col(big_integer_null("work_id"))
                .col(big_integer_null("policy_id"))
                .col(integer_null("version"))
                .col(string_null("clause"))
                .primary_key(Index::create().col("rule_id").col("position"))
                .foreign_key(&mut belongs("search_rule_targets", "rule_id", "search_rules"))
                .foreign_key(&mut belongs("search_rule_targets", "work_id", "works"))
                .foreign_key(&mut belongs("search_rule_targets", "policy_id", "policies"))
                .take(),
            // By day in Beijing, of queries that enough networks asked on it.
            bare("popular_queries")
                .col(string("day"))
                .col(string("words"))
                .col(big_integer("sources"))
                .primary_key(Index::create().col("day").col("words"))
                .take(),
        ],
        vec![index("search_rules_by_end", "search_rules", &["removed_at", "id"])],
    )
    .await
});
