//! Which clauses are interpreted, by what, and which interpretations a new version of a policy may have outrun; and what
//! readers searched for in vain.

use crate::columns::{bare, belongs, by_bytes, create, index, refers, step};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, FromQueryResult, JsonValue, Statement},
};

step!("m014_coverage", manager, {
    create(
        manager,
        vec![
            // The clauses that a work names in its newest state, while that is not published.
            bare("draft_clauses")
                .col(big_integer("work_id"))
                .col(big_integer("policy_id"))
                .col(string("clause"))
                // Absent: the version that is current when it is handed in.
                .col(integer_null("version"))
                .col(string("genre"))
                .primary_key(Index::create().col("work_id").col("policy_id").col("clause"))
                .foreign_key(&mut belongs("draft_clauses", "work_id", "works"))
                .foreign_key(&mut belongs("draft_clauses", "policy_id", "policies"))
                .take(),
            // Somebody looked at a work whose clause was changed by this version, and it is still right.
            bare("stale_checks")
                .col(big_integer("work_id"))
                .col(big_integer("policy_id"))
                .col(integer("version"))
                // As the version before calls it.
                .col(string("clause"))
                .col(big_integer("account_id"))
                .col(big_integer("at"))
                .primary_key(Index::create().col("policy_id").col("version").col("work_id").col("clause"))
                .foreign_key(&mut belongs("stale_checks", "work_id", "works"))
                .foreign_key(&mut belongs("stale_checks", "policy_id", "policies"))
                .foreign_key(&mut refers("stale_checks", "account_id", "accounts"))
                .take(),
            // How often words were searched for in vain, by day in Beijing.
            bare("search_misses")
                .col(string("day"))
                .col(by_bytes(manager, string("words")))
                .col(big_integer("searches"))
                .primary_key(Index::create().col("day").col("words"))
                .take(),
        ],
        vec![
            index("draft_clauses_by_policy", "draft_clauses", &["policy_id", "clause"]),
            index("stale_checks_by_work", "stale_checks", &["work_id"]),
            // Everything that is asked of the links of a clause, without a look at the rows.
            index("clause_links_by_work_of_clause", "clause_links", &["policy_id", "version", "clause", "work_id"]),
            index("works_by_state", "works", &["state"]),
            index("submissions_by_close", "submissions", &["closed_at"]),
            index("corrections_by_time", "corrections", &["at"]),
        ],
    )
    .await?;
    manager.drop_index(Index::drop().name("clause_links_by_clause").table("clause_links").to_owned()).await?;
    let connection = manager.get_connection();
    // Works by clause and genre are a list of their own from now on, beside those by clause and kind.
    for (from, until, to, end, name) in [
        ("clause:", "clause;", "clausegenre:", "clausegenre;", 8),
        ("gone:clause:", "gone:clause;", "gone:clausegenre:", "gone:clausegenre;", 13),
    ] {
        connection
            .execute_unprepared(&format!(
                "INSERT INTO work_listings (list, published_at, work_id) \
                 SELECT '{to}' || substr(l.list, {name}) || '|' || w.genre, l.published_at, l.work_id \
                 FROM work_listings l JOIN works w ON w.id = l.work_id WHERE l.list >= '{from}' AND l.list < '{until}'"
            ))
            .await?;
        connection
            .execute_unprepared(&format!(
                "INSERT INTO listing_counts (list, works) SELECT list, COUNT(*) FROM work_listings \
                 WHERE list >= '{to}' AND list < '{end}' GROUP BY list"
            ))
            .await?;
    }
    drafts(connection).await
});

#[derive(FromQueryResult)]
struct Copy {
    work_id: i64,
    content: String,
}

/// What is being written now.
async fn drafts(connection: &SchemaManagerConnection<'_>) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    let open = "SELECT work_id, content FROM working_copies WHERE changed \
                UNION ALL SELECT r.work_id, r.content FROM work_revisions r JOIN works w ON w.id = r.work_id \
                WHERE w.published_revision IS NULL AND NOT EXISTS (SELECT 1 FROM working_copies c WHERE c.work_id = r.work_id) \
                AND r.number = (SELECT MAX(x.number) FROM work_revisions x WHERE x.work_id = r.work_id)";
    let copies = Copy::find_by_statement(Statement::from_string(backend, open)).all(connection).await?;
    for copy in copies {
        // What cannot be read names no clause; the studio says so when it is opened.
        let Ok(content) = copy.content.parse::<JsonValue>() else { continue };
        let genre = content["genre"].as_str().unwrap_or_default().to_owned();
        let links = content["clauses"].as_array().cloned().unwrap_or_default();
        for clause in links.iter().filter_map(|link| link["clause"].as_str()) {
            let Some((policy, clause)) = clause.split_once('#') else { continue };
            let (policy, version) = match policy.split_once('@') {
                Some((policy, version)) => (policy, version.parse::<i32>().ok()),
                None => (policy, None),
            };
            let values = [copy.work_id.into(), policy.into(), clause.into(), version.into(), genre.as_str().into()];
            let insert = "INSERT INTO draft_clauses (work_id, policy_id, clause, version, genre) \
                          SELECT $1, p.id, $3, $4, $5 FROM policies p WHERE p.slug = $2 ON CONFLICT DO NOTHING";
            connection.execute_raw(Statement::from_sql_and_values(backend, insert, values)).await?;
        }
    }
    Ok(())
}
