//! What a page asks of the database does not go through all works: how SQLite means to carry out each statement of each kind of page.

use crate::site::{Folder, Site, Work, corpus::ITEMS, door::Door};
use db::{
    Db,
    harvest::{HarvestSet, Selection},
    jobs::Lane,
};
use domain::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

const PAGES: [&str; 28] = [
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
    "/en",
    "/en/works",
    "/en/topics/video",
    "/courses",
];

/// Tables that grow with the works.
const LARGE: [&str; 16] = [
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
    "assets",
    "work_assets",
    "jobs",
    "certificates",
];

/// Indexes of a part: originals that cannot be made, editions that are wanted, what is to be signed.
const PARTS: [&str; 3] = ["assets_failed", "wanted_editions", "certificates_unsigned"];

/// The names by which a statement calls large tables.
fn large(sql: &str) -> BTreeSet<String> {
    let words: Vec<&str> = sql.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let named = words.windows(2).filter(|pair| LARGE.contains(&pair[0]));
    named.flat_map(|pair| pair.iter().map(|word| (*word).to_owned())).collect()
}

/// A step of a plan.
struct Step {
    id: i32,
    parent: i32,
    detail: String,
}

/// Where a step goes through a large table, or through all that is public, and not from one end of an index until it has enough.
fn goes_through_all(step: &Step, plan: &[Step], sql: &str) -> bool {
    let mut words = step.detail.split(' ');
    let (does, of) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let everything = does == "SCAN" || (does == "SEARCH" && step.detail.ends_with("(state=?)"));
    // Of a part alone, which is small whatever the table holds.
    let everything = everything && !PARTS.iter().any(|part| step.detail.contains(part));
    let ordered = plan.iter().all(|other| other.detail != "USE TEMP B-TREE FOR ORDER BY");
    let enough = step.detail.contains(" INDEX ") && sql.contains(" LIMIT ") && ordered && !is_inside(step, plan);
    everything && large(sql).contains(of) && !enough
}

/// It is done once for each row of something else.
fn is_inside(step: &Step, plan: &[Step]) -> bool {
    let above = plan.iter().find(|other| other.id == step.parent);
    above.is_some_and(|above| above.detail.contains("CORRELATED") || is_inside(above, plan))
}

/// The statements of them that go through all of a large table, each with the step that does.
async fn slow(site: &Site, statements: BTreeSet<String>) -> Vec<String> {
    let raw = site.raw().await;
    let mut slow = Vec::new();
    for sql in statements {
        let plan = raw.query_all_raw(Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"))).await;
        let Ok(plan) = plan else { continue };
        let step = |row: &QueryResult| Step {
            id: row.try_get("", "id").unwrap(),
            parent: row.try_get("", "parent").unwrap(),
            detail: row.try_get("", "detail").unwrap(),
        };
        let plan: Vec<Step> = plan.iter().map(step).collect();
        let through = plan.iter().filter(|step| goes_through_all(step, &plan, &sql));
        slow.extend(through.map(|step| format!("{}\n    {sql}", step.detail)));
    }
    raw.close().await.unwrap();
    slow
}

/// What was said to the database.
type Said = Arc<Mutex<BTreeSet<String>>>;

async fn watched(site: &Site) -> (Db, Said) {
    let said = Said::default();
    let told = said.clone();
    let db = site.db().await.watched(move |sql, _| {
        told.lock().unwrap().insert(sql.to_owned());
    });
    (db, said)
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
    let (db, said) = watched(&site).await;
    let door = Door::over(db);
    for page in PAGES {
        let status = door.get(page).await.status;
        assert!([200, 404, 410].contains(&status), "{page}: {status}");
    }
    let statements = said.lock().unwrap().clone();
    assert!(statements.len() > 40, "only {} statements were told", statements.len());
    let slow = slow(&site, statements).await;
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// What a worker looks for again and again, and what a file, a video or a harvester asks of the database.
#[tokio::test]
async fn nothing_that_is_done_every_second_goes_through_all_works() {
    let site = Site::new();
    let (db, said) = watched(&site).await;
    let now = Timestamp(1_790_000_000_000);
    for lane in [Lane::Network, Lane::Partners, Lane::Short, Lane::Long] {
        assert_eq!(db::jobs::claim(&db, lane, now, now).await.unwrap(), None);
    }
    assert!(db::assets::without_av1(&db).await.unwrap().is_none());
    assert!(db::assets::without_words(&db).await.unwrap().is_none());
    assert!(db::assets::without_copies(&db).await.unwrap().is_none());
    assert_eq!(db::editions::due(&db).await.unwrap(), None);
    assert!(db::certificates::unsigned(&db, 10).await.unwrap().is_empty());
    assert!(db::bulk_acts::claim(&db, now, now).await.unwrap().is_none());
    assert!(db::schedules::due(&db, now.0, 10).await.unwrap().is_empty());
    assert!(db::webhooks::behind(&db).await.unwrap().is_empty());
    assert!(db::websub::behind(&db, 0, now).await.unwrap().is_empty());
    assert!(db::assets::public_rendition(&db, "key", "file").await.unwrap().is_none());
    assert!(matches!(db::h5_pages::public(&db, "key", "index.html").await.unwrap(), db::h5_pages::Lookup::Missing));
    assert!(db::videos::next_in_campaign(&db, 1, 10).await.unwrap().is_none());
    for set in [None, Some(HarvestSet::Policy(1))] {
        let selection = Selection { from: Some(1), until: Some(2), set };
        assert!(db::harvest::after(&db, &selection, 0, 10).await.unwrap().is_empty());
    }
    let statements = said.lock().unwrap().clone();
    let slow = slow(&site, statements).await;
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn a_statement_that_goes_through_all_works_is_told_from_one_that_does_not() {
    let sisters = "SELECT s.slug FROM works w JOIN works s ON COALESCE(s.original_id, s.id) = COALESCE(w.original_id, w.id) WHERE w.id = $1";
    let found = |steps: &[(i32, &str)], sql: &str| {
        let step = |(n, (parent, detail)): (usize, &(i32, &str))| Step {
            id: n as i32 + 1,
            parent: *parent,
            detail: (*detail).to_owned(),
        };
        let plan: Vec<Step> = steps.iter().enumerate().map(step).collect();
        plan.iter().any(|step| goes_through_all(step, &plan, sql))
    };
    assert!(found(&[(0, "SEARCH s USING INDEX works_by_update (state=?)")], sisters));
    assert!(found(&[(0, "SCAN s")], sisters));
    assert!(!found(&[(0, "SEARCH w USING INTEGER PRIMARY KEY (rowid=?)")], sisters));
    let newest = "SELECT id FROM works ORDER BY published_at LIMIT 20";
    let walked = (0, "SCAN works USING INDEX works_by_publication");
    assert!(!found(&[walked], newest));
    assert!(found(&[walked, (0, "USE TEMP B-TREE FOR ORDER BY")], newest), "it is sorted before it is cut");
    let inside = (1, "SCAN works USING INDEX works_by_publication");
    assert!(found(&[(0, "CORRELATED SCALAR SUBQUERY 1"), inside], newest), "for each row of something else");
    assert!(found(&[(0, "SCAN works")], "SELECT id FROM works LIMIT 20"));
    assert!(!found(&[(0, "SCAN topics")], "SELECT slug FROM topics"));
}
