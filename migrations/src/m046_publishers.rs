//! What organisations publish together, counted by clause: coverage of some organisations without going through their works.

use crate::columns::{bare, belongs, by_bytes, create, index, step};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

step!("m046_publishers", manager, {
    create(
        manager,
        vec![
            // In which sets of organisations that publish together each of them stands.
            bare("publisher_sets")
                .col(big_integer("organisation_id"))
                .col(by_bytes(manager, string("publishers")))
                .primary_key(Index::create().col("organisation_id").col("publishers"))
                .foreign_key(&mut belongs("publisher_sets", "organisation_id", "organisations"))
                .take(),
        ],
        vec![index("publisher_sets_by_name", "publisher_sets", &["publishers"])],
    )
    .await?;
    let connection = manager.get_connection();
    let (joined, place) = match connection.get_database_backend() {
        DbBackend::Postgres => ("string_agg(CAST(o.organisation_id AS TEXT), ',' ORDER BY o.organisation_id)", "strpos"),
        _ => ("group_concat(o.organisation_id, ',')", "instr"),
    };
    // SQLite puts them together in the order in which it meets them.
    let sets = format!(
        "SELECT o.work_id, ',' || {joined} || ',' AS publishers \
         FROM (SELECT work_id, organisation_id FROM work_organisations ORDER BY work_id, organisation_id) o GROUP BY o.work_id"
    );
    connection
        .execute_unprepared(&format!(
            "INSERT INTO publisher_sets (organisation_id, publishers) SELECT DISTINCT o.organisation_id, s.publishers \
             FROM work_organisations o JOIN ({sets}) s ON s.work_id = o.work_id"
        ))
        .await?;
    let hash = format!("{place}(l.list, '#')");
    connection
        .execute_unprepared(&format!(
            "INSERT INTO work_listings (list, published_at, work_id) \
             SELECT 'publishers:' || substr(l.list, 8, {hash} - 7) || s.publishers || '|' || substr(l.list, {hash} + 1) || '|' \
             || w.kind || '|' || w.genre, l.published_at, l.work_id FROM work_listings l JOIN works w ON w.id = l.work_id \
             JOIN ({sets}) s ON s.work_id = l.work_id WHERE l.list >= 'clause:' AND l.list < 'clause;'"
        ))
        .await?;
    connection
        .execute_unprepared(
            "INSERT INTO listing_counts (list, works) SELECT list, COUNT(*) FROM work_listings \
             WHERE list >= 'publishers:' AND list < 'publishers;' GROUP BY list",
        )
        .await?;
    Ok(())
});
