//! Whether rows that say the same thing twice say it alike: what acts write together, only damage takes apart.

use crate::Db;
use anyhow::Result;
use sea_orm::FromQueryResult;

/// Names of what disagrees that are told of one subject.
const NAMED: usize = 20;

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

/// What is asked of the change log and of the works' places in it, with the words for what is found.
const LOG: [(&str, &str); 2] = [
    (
        "numbers are missing in the change log",
        "SELECT CAST(h.seq AS TEXT) AS name FROM change_head h \
         WHERE h.seq <> (SELECT COALESCE(MAX(c.seq), 0) FROM changes c) \
         OR (SELECT COUNT(*) FROM changes c) <> h.seq - (SELECT COALESCE(MIN(c.seq), 1) FROM changes c) + 1",
    ),
    (
        "their last change is not the one that partners are told",
        "SELECT w.slug AS name FROM works w LEFT JOIN work_heads h ON h.work_id = w.id \
         LEFT JOIN (SELECT entity_id, MAX(seq) AS seq FROM changes WHERE entity = 'work' GROUP BY entity_id) l ON l.entity_id = w.id \
         WHERE COALESCE(h.seq, 0) <> COALESCE(l.seq, 0) ORDER BY w.slug",
    ),
];

/// The same of works and the lists, out of which feeds, sitemaps and pages are made.
const LISTS: [(&str, &str); 6] = [
    (
        "they are published without a text",
        "SELECT w.slug AS name FROM works w WHERE w.state <> 'draft' AND w.corrects IS NULL AND NOT EXISTS \
         (SELECT 1 FROM work_revisions r WHERE r.id = w.published_revision AND r.work_id = w.id) ORDER BY w.slug",
    ),
    (
        "they are withdrawn without a notice, or have one and are not",
        "SELECT w.slug AS name FROM works w WHERE (w.state = 'withdrawn') <> (EXISTS (SELECT 1 FROM corrections n \
         WHERE n.work_id = w.id AND n.lifted_at IS NULL AND n.kind IN ('retraction', 'removal'))) ORDER BY w.slug",
    ),
    (
        "they are published and in no list",
        "SELECT w.slug AS name FROM works w WHERE w.state = 'published' AND NOT EXISTS \
         (SELECT 1 FROM work_listings l WHERE l.work_id = w.id AND l.list NOT LIKE 'gone:%') ORDER BY w.slug",
    ),
    (
        "lists show them, or their notice, and should not",
        "SELECT DISTINCT w.slug AS name FROM work_listings l JOIN works w ON w.id = l.work_id \
         WHERE w.state <> CASE WHEN l.list LIKE 'gone:%' THEN 'withdrawn' ELSE 'published' END ORDER BY w.slug",
    ),
    (
        "the coverage of their organisations leaves them out (a worker mends that when it starts)",
        "SELECT DISTINCT w.slug AS name FROM work_listings l JOIN works w ON w.id = l.work_id \
         WHERE l.list >= 'clause:' AND l.list < 'clause;' AND EXISTS (SELECT 1 FROM work_organisations o WHERE o.work_id = w.id) \
         AND NOT EXISTS (SELECT 1 FROM work_listings p WHERE p.work_id = w.id AND p.list LIKE 'publishers:%') ORDER BY w.slug",
    ),
    (
        "lists are longer or shorter than their count says",
        "SELECT COALESCE(c.list, l.list) AS name FROM listing_counts c \
         FULL JOIN (SELECT list, COUNT(*) AS works FROM work_listings GROUP BY list) l ON l.list = c.list \
         WHERE COALESCE(c.works, 0) <> COALESCE(l.works, 0) ORDER BY 1",
    ),
];

/// What is wrong with the change log, in words; nothing where all is well.
pub async fn of_log(db: &Db) -> Result<Vec<String>> {
    wrong(db, &LOG).await
}

/// What is wrong with works and lists.
pub async fn of_lists(db: &Db) -> Result<Vec<String>> {
    wrong(db, &LISTS).await
}

async fn wrong(db: &Db, questions: &[(&str, &str)]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (words, sql) in questions {
        let names: Vec<Name> = db.all(sql, []).await?;
        if !names.is_empty() {
            let named: Vec<&str> = names.iter().take(NAMED).map(|row| row.name.as_str()).collect();
            let more = names.len() - named.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            found.push(format!("{words}: {}{more}", named.join(", ")));
        }
    }
    Ok(found)
}
