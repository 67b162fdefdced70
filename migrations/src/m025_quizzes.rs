//! How questions were answered, as counts; and which attempts were counted already. Nothing is kept of who answered.

use crate::columns::{bare, belongs, create, index, step};
use sea_orm_migration::{prelude::*, schema::*};

step!("m025_quizzes", manager, {
    create(
        manager,
        vec![
            // The digest of a signed word that was answered, until the word itself is no longer good.
            bare("quiz_attempts").col(string("digest").primary_key()).col(big_integer("expires_at")).take(),
            // By the digest of what was asked: another question begins at nought.
            bare("quiz_tallies")
                .col(big_integer("work_id"))
                .col(string("question"))
                .col(big_integer("answered"))
                .col(big_integer("correct"))
                .primary_key(Index::create().col("work_id").col("question"))
                .foreign_key(&mut belongs("quiz_tallies", "work_id", "works"))
                .take(),
            bare("quiz_choices")
                .col(big_integer("work_id"))
                .col(string("question"))
                // The place of the option, from nought.
                .col(big_integer("choice"))
                .col(big_integer("times"))
                .primary_key(Index::create().col("work_id").col("question").col("choice"))
                .foreign_key(&mut belongs("quiz_choices", "work_id", "works"))
                .take(),
        ],
        vec![index("quiz_attempts_by_end", "quiz_attempts", &["expires_at"])],
    )
    .await
});
