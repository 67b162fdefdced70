//! Second factors and who has to have one; invitations; links by which a password is set anew.

use crate::columns::{bare, belongs, create, index, step, table};
use sea_orm_migration::{prelude::*, schema::*};

step!("m012_second_factors", manager, {
    create(
        manager,
        vec![
            bare("second_factors")
                .col(big_integer("account_id").primary_key())
                // Of TOTP (RFC 6238), in hexadecimal. It has to be known in the clear to check a code.
                .col(string("secret"))
                // It counts from here on; absent until one code was right.
                .col(big_integer_null("confirmed_at"))
                // The time step of the last code that was taken: none is taken twice.
                .col(big_integer("last_step"))
                .foreign_key(&mut belongs("second_factors", "account_id", "accounts"))
                .take(),
            bare("recovery_codes")
                // SHA-256 of 120 random bits.
                .col(string("digest").primary_key())
                .col(big_integer("account_id"))
                .foreign_key(&mut belongs("recovery_codes", "account_id", "accounts"))
                .take(),
            // Browsers that gave the right password and not yet the second factor: no sessions, so that whoever knows
            // nothing of second factors takes none of them for one.
            bare("sign_ins")
                .col(string("digest").primary_key())
                .col(big_integer("account_id"))
                .col(string("browser"))
                .col(integer("failures"))
                .col(big_integer("expires_at"))
                .foreign_key(&mut belongs("sign_ins", "account_id", "accounts"))
                .take(),
            bare("organisation_rules")
                .col(big_integer("organisation_id").primary_key())
                .col(string("second_factor"))
                .foreign_key(&mut belongs("organisation_rules", "organisation_id", "organisations"))
                .take(),
            table("invitations")
                .col(string_uniq("digest"))
                .col(big_integer("organisation_id"))
                .col(string("display_name"))
                // Codes with commas between.
                .col(string("roles"))
                .col(big_integer_null("person_id"))
                .col(big_integer("invited_by"))
                .col(big_integer("created_at"))
                .col(big_integer("expires_at"))
                // Accepted or revoked.
                .col(big_integer_null("closed_at"))
                .col(big_integer_null("account_id"))
                .foreign_key(&mut belongs("invitations", "organisation_id", "organisations"))
                .foreign_key(&mut belongs("invitations", "invited_by", "accounts"))
                .take(),
            bare("password_links")
                .col(big_integer("account_id").primary_key())
                .col(string_uniq("digest"))
                .col(big_integer("expires_at"))
                .foreign_key(&mut belongs("password_links", "account_id", "accounts"))
                .take(),
        ],
        vec![
            index("recovery_codes_by_account", "recovery_codes", &["account_id"]),
            index("invitations_by_organisation", "invitations", &["organisation_id", "id"]),
            index("memberships_by_organisation", "memberships", &["organisation_id", "role"]),
        ],
    )
    .await
});
