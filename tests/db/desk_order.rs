//! Lists of the studio are looked for from one end, and give what going through all works gives.

use crate::site::{Folder, Site, corpus::ITEMS, on_both};
use db::{
    Db,
    work_desks::{self, Which},
};
use domain::{DeskState, Timestamp};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::sync::{Arc, Mutex};

const WORKS: i64 = 1500;

/// Works of all states and of two organisations, a third of them with a working copy, many changed at the same time.
async fn fill(raw: &DatabaseConnection, account: i64) {
    let up_to = format!("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {WORKS})");
    let state = "CASE WHEN n % 7 = 0 THEN 'draft' WHEN n % 11 = 0 THEN 'withdrawn' ELSE 'published' END";
    for sql in [
        format!(
            "INSERT INTO works (id, tag, slug, kind, state, language, genre, title, lead, minutes, published_at, updated_at, created_at) \
             {up_to} SELECT n, 'tag:' || n, 'w-' || n, 'article', {state}, 'zh-Hans', 'expert', CASE WHEN n % 250 = 0 THEN '罕见' ELSE '常见' END || n, \
             '', 1, CASE WHEN n % 7 = 0 THEN NULL ELSE n END, (n * 37) % 100, 0 FROM c"
        ),
        format!(
            "INSERT INTO working_copies (work_id, version, changed, title, content, body, account_id, updated_at) \
             SELECT id, 1, FALSE, title, '{{}}', '{{}}', {account}, (id * 53) % 120 FROM works WHERE id % 3 = 0"
        ),
        "INSERT INTO work_holders (work_id, organisation_id, position) SELECT id, CASE WHEN id % 40 = 0 THEN 2 ELSE 1 END, 0 FROM works".to_owned(),
        format!(
            "INSERT INTO submissions (work_id, revision_id, state, account_id, submitted_at) \
             SELECT r.work_id, r.id, CASE WHEN r.work_id % 14 = 0 THEN 'submitted' ELSE 'published' END, {account}, 0 FROM work_revisions r"
        ),
    ] {
        if sql.starts_with("INSERT INTO submissions") {
            let revisions = "INSERT INTO work_revisions (work_id, number, digest, content, body, created_at) \
                             SELECT id, 1, 'd' || id, '{}', '{}', 0 FROM works WHERE id % 14 = 0 OR id % 5 = 0";
            raw.execute_unprepared(revisions).await.unwrap();
        }
        raw.execute_unprepared(&sql).await.unwrap();
    }
}

/// Every page of a list, one after the other.
async fn pages(db: &Db, account: i64, which: &Which) -> Vec<i64> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = work_desks::list(db, account, &Which { after, ..which.clone() }).await.unwrap();
        let Some(last) = page.last() else { return ids };
        after = Some((last.updated_at, last.id));
        ids.extend(page.iter().map(|desk| desk.id));
    }
}

async fn slow(site: &Site, condition: &str) -> Vec<i64> {
    let sql = format!(
        "SELECT CAST(w.id AS TEXT) FROM works w LEFT JOIN working_copies c ON c.work_id = w.id WHERE {condition} \
         ORDER BY COALESCE(c.updated_at, w.updated_at) DESC, w.id DESC"
    );
    site.texts(&sql).await.iter().map(|id| id.parse().unwrap()).collect()
}

on_both! {
    async fn a_list_of_the_studio_is_the_same_from_either_end_and_reads_along_indexes(site: &Site) {
        site.import_policy(&ITEMS);
        let folder = Folder::new();
        folder.file("organisations.yaml", "- {slug: green-hill, name: 甲（示例）, kind: city, example: true}\n- {slug: other, name: 乙（示例）, kind: city, example: true}\n");
        folder.import(site);
        let (plain, raw) = (site.db().await, site.raw().await);
        let write = plain.write(Timestamp(1)).await.unwrap();
        let account = db::accounts::add(&write, "reader", "reader", "no password", false).await.unwrap().id;
        write.commit().await.unwrap();
        fill(&raw, account).await;
        let said = Arc::new(Mutex::new(Vec::new()));
        let told = said.clone();
        let db = plain.watched(move |sql, _| told.lock().unwrap().push(sql.to_owned()));

        let submitted = "EXISTS (SELECT 1 FROM submissions s WHERE s.work_id = w.id AND s.state = 'submitted')";
        let held = |by: i64| format!("EXISTS (SELECT 1 FROM work_holders h WHERE h.work_id = w.id AND h.organisation_id = {by})");
        let of = |by: i64| Which { all_of: Some(vec![by]), limit: 90, ..Which::default() };
        let open = format!("(w.state <> 'withdrawn' AND {submitted})");
        let cases = [
            (Which { limit: 70, ..Which::default() }, "1 = 1".to_owned()),
            (Which { title: Some("罕见".into()), limit: 4, ..Which::default() }, "w.title LIKE '%罕见%'".to_owned()),
            (of(1), held(1)),
            (of(2), held(2)),
            (Which { states: vec![DeskState::Submitted], limit: 9, ..Which::default() }, open.clone()),
            (Which { states: vec![DeskState::Draft], limit: 50, ..Which::default() }, format!("w.state = 'draft' AND NOT {open}")),
            (Which { states: vec![DeskState::Withdrawn], limit: 50, ..Which::default() }, "w.state = 'withdrawn'".to_owned()),
            (Which { states: vec![DeskState::Published, DeskState::Submitted], limit: 300, ..Which::default() }, format!("w.state = 'published' OR {open}")),
            (Which { between: Some((100, 200)), limit: 30, ..Which::default() }, "w.state = 'published' AND w.published_at >= 100 AND w.published_at < 200".to_owned()),
        ];
        for (which, condition) in cases {
            let given = pages(&db, account, &which).await;
            assert!(given.len() > 3, "{which:?}");
            assert_eq!(given, slow(site, &condition).await, "{which:?}");
        }
        let statements = said.lock().unwrap().clone();
        let walked = statements.iter().find(|sql| sql.contains("UNION ALL SELECT * FROM (SELECT w.id, w.updated_at")).unwrap();
        if site.postgres().is_none() {
            let plan = raw.query_all_raw(Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {walked}"))).await.unwrap();
            let plan: Vec<String> = plan.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
            for index in ["works_by_change", "working_copies_by_change"] {
                assert!(plan.iter().any(|step| step.starts_with("SEARCH") && step.contains(index)), "{index}: {plan:#?}");
            }
        }
        raw.close().await.unwrap();
        db.close().await.unwrap();
    }
}
