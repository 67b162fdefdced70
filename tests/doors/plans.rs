//! What a page asks of the database does not go through all works: how SQLite means to carry out each statement of each kind of page.

use crate::site::{Folder, Site, Work, corpus::ITEMS, door::Door};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

const PAGES: [&str; 24] = [
    "/",
    "/policies",
    "/policies/plan",
    "/policies/plan/2.1",
    "/works",
    "/works/video",
    "/works/gone",
    "/kinds/article",
    "/genres/expert",
    "/topics/video",
    "/audiences/elderly",
    "/campaigns/month",
    "/organisations/green-hill",
    "/people/lin",
    "/languages/zh-Hans",
    "/search?q=a",
    "/feed.atom",
    "/policies/plan/feed.rss",
    "/topics/video/feed.json",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=genre:expert",
    "/works/video/republish",
    "/en/works/video",
    "/archive",
];

/// Tables that grow with the works.
const LARGE: [&str; 12] = [
    "works",
    "work_revisions",
    "working_copies",
    "work_listings",
    "work_heads",
    "work_people",
    "work_topics",
    "work_organisations",
    "clause_links",
    "corrections",
    "changes",
    "submissions",
];

/// The names by which a statement calls large tables.
fn large(sql: &str) -> BTreeSet<String> {
    let words: Vec<&str> = sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let named = words.windows(2).filter(|pair| LARGE.contains(&pair[0]));
    named.flat_map(|pair| pair.iter().map(|word| (*word).to_owned())).collect()
}

/// Where a step goes through a large table, or through all that is public, and not from one end of an index until it has enough.
fn goes_through_all(step: &str, sql: &str) -> bool {
    let mut words = step.split(' ');
    let (does, of) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let everything = does == "SCAN" || (does == "SEARCH" && step.ends_with("(state=?)"));
    everything && large(sql).contains(of) && !(step.contains(" INDEX ") && sql.contains(" LIMIT "))
}

#[tokio::test]
async fn no_page_goes_through_all_works() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.work(&Work::new("video", "读懂短视频").clause("plan#2.1"));
    folder.work(&Work::new("other", "另一篇").clause("plan#2.1"));
    folder.work(&Work::new("gone", "撤下的一篇").clause("plan#2.1"));
    folder.import(&site);
    site.run(&[&"withdraw", &"gone", &"--reason", &"数字有误。"]);
    let said = Arc::new(Mutex::new(BTreeSet::new()));
    let told = said.clone();
    let door = Door::over(site.db().await.watched(move |sql, _| {
        told.lock().unwrap().insert(sql.to_owned());
    }));
    for page in PAGES {
        let status = door.get(page).await.status;
        assert!([200, 404, 410].contains(&status), "{page}: {status}");
    }
    let statements = said.lock().unwrap().clone();
    assert!(statements.len() > 40, "only {} statements were told", statements.len());
    let raw = site.raw().await;
    let mut slow = Vec::new();
    for sql in statements {
        let plan = raw.query_all_raw(Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"))).await;
        let Ok(plan) = plan else { continue };
        for step in plan.iter().map(|row| row.try_get::<String>("", "detail").unwrap()) {
            if goes_through_all(&step, &sql) {
                slow.push(format!("{step}\n    {sql}"));
            }
        }
    }
    raw.close().await.unwrap();
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn a_statement_that_goes_through_all_works_is_told_from_one_that_does_not() {
    let sisters = "SELECT s.slug FROM works w JOIN works s ON COALESCE(s.original_id, s.id) = COALESCE(w.original_id, w.id) WHERE w.id = $1";
    assert!(goes_through_all("SEARCH s USING INDEX works_by_update (state=?)", sisters));
    assert!(goes_through_all("SCAN s", sisters));
    assert!(!goes_through_all("SEARCH w USING INTEGER PRIMARY KEY (rowid=?)", sisters));
    assert!(!goes_through_all(
        "SCAN works USING INDEX works_by_publication",
        "SELECT id FROM works ORDER BY published_at LIMIT 20"
    ));
    assert!(goes_through_all("SCAN works", "SELECT id FROM works LIMIT 20"));
    assert!(!goes_through_all("SCAN topics", "SELECT slug FROM topics"));
}
