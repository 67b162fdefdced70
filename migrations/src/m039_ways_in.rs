//! Ways to sign in besides the password: passkeys, and what other sites vouch for (OIDC). And the audit log is kept for six months
//! whichever six they are.

use crate::columns::{bare, belongs, create, index, step, table, unique};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

step!("m039_ways_in", manager, {
    create(
        manager,
        vec![
            table("passkeys")
                .col(big_integer("account_id"))
                // As authenticators call it, in hexadecimal.
                .col(string_uniq("credential_id"))
                // As authenticators call the account: random, the same of all passkeys of an account.
                .col(string("user_handle"))
                .col(string("name"))
                // JSON: the public key, and how often it was used as far as it says.
                .col(text("credential"))
                .col(big_integer("created_at"))
                .col(big_integer_null("used_at"))
                // Its counter went backwards: it may have been copied, and is not taken any more.
                .col(big_integer_null("flagged_at"))
                .foreign_key(&mut belongs("passkeys", "account_id", "accounts"))
                .take(),
            // What was asked of an authenticator or another site and waits for its answer.
            bare("ceremonies")
                // SHA-256 of what the browser gives back with the answer.
                .col(string("digest").primary_key())
                .col(string("kind"))
                // Absent where nobody is known yet.
                .col(big_integer_null("account_id"))
                // That it was begun from: none fills the table.
                .col(string("network"))
                // JSON: the challenge and what it was asked for.
                .col(text("state"))
                .col(big_integer("expires_at"))
                .foreign_key(&mut belongs("ceremonies", "account_id", "accounts"))
                .take(),
            table("identities")
                .col(big_integer("account_id"))
                .col(string("issuer"))
                .col(string("subject"))
                // What the issuer called its user when it was linked, to be recognised by; nobody is found by it.
                .col(string("label"))
                .col(big_integer("created_at"))
                .col(big_integer_null("used_at"))
                .foreign_key(&mut belongs("identities", "account_id", "accounts"))
                .take(),
        ],
        vec![
            index("passkeys_by_account", "passkeys", &["account_id", "id"]),
            index("ceremonies_by_network", "ceremonies", &["network", "expires_at"]),
            index("ceremonies_by_end", "ceremonies", &["expires_at"]),
            unique("identities_by_subject", "identities", &["issuer", "subject"]),
            index("identities_by_account", "identities", &["account_id", "id"]),
        ],
    )
    .await?;
    let kept = match manager.get_database_backend() {
        DbBackend::Postgres => KEPT_ON_POSTGRES,
        _ => KEPT_ON_SQLITE,
    };
    for statement in kept {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
});

// What `m011_audit` says of checkpoints, for 184 days, 15897600000 milliseconds: six months have that many in the second half of
// a year, and the 182 of before fell short of them.

const KEPT_ON_SQLITE: &[&str] = &[
    "DROP TRIGGER audit_checkpoints_insert",
    "CREATE TRIGGER audit_checkpoints_insert BEFORE INSERT ON audit_checkpoints \
     WHEN EXISTS (SELECT 1 FROM audit_checkpoints WHERE seq >= NEW.seq) \
     OR NOT EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq AND digest = NEW.digest) \
     OR EXISTS (SELECT 1 FROM audit_entries WHERE seq <= NEW.seq \
         AND at > CAST(strftime('%s', 'now') AS INTEGER) * 1000 - 15897600000) \
     BEGIN SELECT RAISE(ABORT, 'the audit log is kept for 184 days'); END",
];

const KEPT_ON_POSTGRES: &[&str] = &["CREATE OR REPLACE FUNCTION audit_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$ \
     BEGIN \
         IF EXISTS (SELECT 1 FROM audit_checkpoints WHERE seq >= NEW.seq) \
             OR NOT EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq AND digest = NEW.digest) \
             OR EXISTS (SELECT 1 FROM audit_entries WHERE seq <= NEW.seq \
                 AND at > CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) - 15897600000) THEN \
             RAISE EXCEPTION 'the audit log is kept for 184 days'; \
         END IF; \
         RETURN NEW; \
     END $$"];
