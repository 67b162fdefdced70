//! The audit log: entries chained by their hashes, which the database itself keeps from being changed or taken away.

use crate::columns::{bare, create, index, step};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

step!("m011_audit", manager, {
    create(
        manager,
        vec![
            // Without foreign keys: an entry outlives what it tells of.
            bare("audit_entries")
                .col(big_integer("seq").primary_key())
                .col(big_integer("at"))
                .col(big_integer_null("account_id"))
                // The name as it was then: an account's, or `command` and the like.
                .col(string("actor"))
                .col(string("network"))
                .col(string("act"))
                .col(string("subject"))
                .col(big_integer_null("subject_id"))
                .col(text("name"))
                .col(big_integer_null("organisation_id"))
                // JSON
                .col(text("detail"))
                .col(string("previous"))
                .col(string("digest"))
                .take(),
            // The last entry: one row, locked by who appends.
            bare("audit_head").col(integer("id").primary_key()).col(big_integer("seq")).col(string("digest")).take(),
            // The last entry of those that were pruned: the chain goes on from its hash.
            bare("audit_checkpoints").col(big_integer("seq").primary_key()).col(string("digest")).col(big_integer("at")).take(),
        ],
        vec![
            index("audit_entries_by_organisation", "audit_entries", &["organisation_id", "seq"]),
            index("audit_entries_by_account", "audit_entries", &["account_id", "seq"]),
            index("audit_entries_by_subject", "audit_entries", &["subject", "subject_id", "seq"]),
            index("audit_entries_by_time", "audit_entries", &["at"]),
        ],
    )
    .await?;
    let connection = manager.get_connection();
    let nothing = "0".repeat(64);
    connection.execute_unprepared(&format!("INSERT INTO audit_head (id, seq, digest) VALUES (1, 0, '{nothing}')")).await?;
    let triggers = match manager.get_database_backend() {
        DbBackend::Postgres => POSTGRES,
        _ => SQLITE,
    };
    for statement in triggers {
        connection.execute_unprepared(statement).await?;
    }
    Ok(())
});

// A checkpoint is taken only at an entry that is there, and only where it and all before it are older than 182 days by
// the database's own clock; entries go only up to the last checkpoint; nothing else ever goes or changes. 15724800000
// milliseconds are 182 days.

const SQLITE: &[&str] = &[
    // Before an insert, because REPLACE deletes without asking triggers.
    "CREATE TRIGGER audit_entries_insert BEFORE INSERT ON audit_entries \
     WHEN EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq) \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_entries_update BEFORE UPDATE ON audit_entries \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries \
     WHEN OLD.seq > (SELECT COALESCE(MAX(seq), 0) FROM audit_checkpoints) \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_checkpoints_insert BEFORE INSERT ON audit_checkpoints \
     WHEN EXISTS (SELECT 1 FROM audit_checkpoints WHERE seq >= NEW.seq) \
     OR NOT EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq AND digest = NEW.digest) \
     OR EXISTS (SELECT 1 FROM audit_entries WHERE seq <= NEW.seq \
         AND at > CAST(strftime('%s', 'now') AS INTEGER) * 1000 - 15724800000) \
     BEGIN SELECT RAISE(ABORT, 'the audit log is kept for 182 days'); END",
    "CREATE TRIGGER audit_checkpoints_update BEFORE UPDATE ON audit_checkpoints \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_checkpoints_delete BEFORE DELETE ON audit_checkpoints \
     BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ \
     BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE FUNCTION audit_prune() RETURNS trigger LANGUAGE plpgsql AS $$ \
     BEGIN \
         IF OLD.seq > (SELECT COALESCE(MAX(seq), 0) FROM audit_checkpoints) THEN \
             RAISE EXCEPTION 'the audit log is append-only'; \
         END IF; \
         RETURN OLD; \
     END $$",
    "CREATE FUNCTION audit_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$ \
     BEGIN \
         IF EXISTS (SELECT 1 FROM audit_checkpoints WHERE seq >= NEW.seq) \
             OR NOT EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq AND digest = NEW.digest) \
             OR EXISTS (SELECT 1 FROM audit_entries WHERE seq <= NEW.seq \
                 AND at > CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) - 15724800000) THEN \
             RAISE EXCEPTION 'the audit log is kept for 182 days'; \
         END IF; \
         RETURN NEW; \
     END $$",
    "CREATE TRIGGER audit_entries_update BEFORE UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_entries_delete BEFORE DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION audit_prune()",
    "CREATE TRIGGER audit_entries_truncate BEFORE TRUNCATE ON audit_entries \
     FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_checkpoints_insert BEFORE INSERT ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION audit_checkpoint()",
    "CREATE TRIGGER audit_checkpoints_update BEFORE UPDATE ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_checkpoints_delete BEFORE DELETE ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_checkpoints_truncate BEFORE TRUNCATE ON audit_checkpoints \
     FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
];
