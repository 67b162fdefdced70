//! Policies, their versions and clauses. The source text is the truth; clause rows are its projection for queries.

use crate::columns::{belongs, create, index, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*};

step!("m003_policies", manager, {
    create(
        manager,
        vec![
            table("policies")
                .col(string_uniq("slug"))
                .col(text("title"))
                .col(string_null("issuer"))
                .col(string_null("dated"))
                .col(integer("current_version"))
                .col(big_integer("created_at"))
                .take(),
            table("policy_versions")
                .col(big_integer("policy_id"))
                .col(integer("number"))
                .col(text("title"))
                .col(string_null("issuer"))
                .col(string_null("document_number"))
                .col(string_null("dated"))
                .col(binary("source"))
                .col(string("digest"))
                .col(big_integer("imported_at"))
                .foreign_key(&mut belongs("policy_versions", "policy_id", "policies"))
                .take(),
            table("clauses")
                .col(big_integer("version_id"))
                .col(string("clause"))
                .col(string_null("parent"))
                .col(integer("position"))
                .col(integer("level"))
                .col(string("marker"))
                .col(string("label"))
                .col(text("heading"))
                .col(text("body"))
                .foreign_key(&mut belongs("clauses", "version_id", "policy_versions"))
                .take(),
            table("policy_names")
                .col(big_integer("version_id"))
                .col(string("short_name"))
                .col(text("full_name"))
                .col(integer("mentions"))
                .foreign_key(&mut belongs("policy_names", "version_id", "policy_versions"))
                .take(),
            // The other policy may come later: its title is kept, and its id is filled in when it is here.
            table("policy_relations")
                .col(big_integer("policy_id"))
                .col(string("kind"))
                .col(text("target_title"))
                .col(big_integer_null("target_id"))
                .foreign_key(&mut belongs("policy_relations", "policy_id", "policies"))
                .foreign_key(&mut belongs("policy_relations", "target_id", "policies"))
                .take(),
            table("clause_mappings")
                .col(big_integer("policy_id"))
                .col(integer("from_version"))
                .col(integer("to_version"))
                .col(string_null("from_clause"))
                .col(string_null("to_clause"))
                .col(string("kind"))
                .col(double("similarity"))
                .foreign_key(&mut belongs("clause_mappings", "policy_id", "policies"))
                .take(),
            // A history: the newest row of a clause is its status. It is carried over to the clause's successors.
            table("clause_statuses")
                .col(big_integer("policy_id"))
                .col(integer("version"))
                .col(string("clause"))
                .col(string("status"))
                .col(string("since"))
                .col(text_null("evidence"))
                .col(text_null("note"))
                .col(big_integer("recorded_at"))
                .foreign_key(&mut belongs("clause_statuses", "policy_id", "policies"))
                .take(),
        ],
        vec![
            unique("policy_versions_by_number", "policy_versions", &["policy_id", "number"]),
            unique("clauses_by_version", "clauses", &["version_id", "clause"]),
            index("clauses_by_parent", "clauses", &["version_id", "parent"]),
            index("policy_names_by_version", "policy_names", &["version_id"]),
            index("policy_relations_by_policy", "policy_relations", &["policy_id"]),
            index("policy_relations_by_target", "policy_relations", &["target_id"]),
            index("clause_mappings_by_policy", "clause_mappings", &["policy_id", "to_version"]),
            index("clause_statuses_by_policy", "clause_statuses", &["policy_id", "version", "clause", "id"]),
        ],
    )
    .await
});
