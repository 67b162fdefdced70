//! Which clauses are interpreted: the numbers, who sees which, and the way from an empty cell to a new work.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Site, Work, corpus::ITEMS, now, on_both};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

fn works(site: &Site, works: &[Work]) {
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    works.iter().for_each(|work| {
        folder.work(work);
    });
    folder.import(site);
}

/// Works and which organisations publish them, with a comma and a space in between.
fn works_of(site: &Site, works: &[(Work, &str)]) {
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    for (at, (work, organisations)) in works.iter().enumerate() {
        let text = work.text().replace("organisations: [green-hill]", &format!("organisations: [{organisations}]"));
        folder.file(&format!("{at}.md"), text);
    }
    folder.import(site);
}

/// `kind clause|code works` and `first clause time`, as they are kept.
async fn kept(db: &db::Db, organisations: &[i64]) -> Vec<String> {
    let counts = db::coverage::of_organisations(db, 1, 1, organisations).await.unwrap();
    let by = |name: &str, counts: std::collections::HashMap<String, u64>| {
        counts.into_iter().map(|(cell, works)| format!("{name} {cell} {works}")).collect::<Vec<_>>()
    };
    let mut rows = [by("all", counts.all), by("kind", counts.kinds), by("genre", counts.genres)].concat();
    rows.extend(counts.first.into_iter().map(|(clause, at)| format!("first {clause} {at}")));
    rows.sort();
    rows
}

/// The same, by going through every work of every clause.
async fn counted(site: &Site, organisations: &[i64]) -> Vec<String> {
    let ids: Vec<String> = organisations.iter().map(i64::to_string).collect();
    let works = format!(
        "FROM work_listings l JOIN works w ON w.id = l.work_id WHERE l.list LIKE 'clause:1@1#%' AND EXISTS \
         (SELECT 1 FROM work_organisations o WHERE o.work_id = l.work_id AND o.organisation_id IN ({}))",
        ids.join(", ")
    );
    let cell = |name: &str, code: &str| {
        format!(
            "SELECT '{name} ' || substr(l.list, 12) || {code} || ' ' || COUNT(*) {works} GROUP BY '{name} ' || substr(l.list, 12) || {code}"
        )
    };
    let first = format!("SELECT 'first ' || substr(l.list, 12) || ' ' || MIN(l.published_at) {works} GROUP BY l.list");
    let sql = [cell("all", "''"), cell("kind", "'|' || w.kind"), cell("genre", "'|' || w.genre"), first].join(" UNION ALL ");
    let mut rows = site.texts(&sql).await;
    rows.sort();
    rows
}

fn clause<'a>(coverage: &'a Value, id: &str) -> &'a Value {
    coverage["clauses"].as_array().unwrap().iter().find(|clause| clause["id"] == id).unwrap_or_else(|| panic!("no clause {id}"))
}

/// The cell of a column by its code.
fn cell(coverage: &Value, id: &str, by: &str, code: &str) -> (u64, u64) {
    let at = coverage[by].as_array().unwrap().iter().position(|column| column["code"] == code).unwrap();
    let cell = &clause(coverage, id)[by][at];
    (cell["works"].as_u64().unwrap(), cell["drafts"].as_u64().unwrap())
}

fn all(coverage: &Value, id: &str) -> (u64, u64) {
    let cell = &clause(coverage, id)["all"];
    (cell["works"].as_u64().unwrap(), cell["drafts"].as_u64().unwrap())
}

on_both! {
    async fn each_cell_counts_published_works_and_the_drafts_that_the_account_may_see(site: &Site) {
        furnish(site);
        account(site, "writer", &[("green-hill", "author")]);
        account(site, "editor", &[("green-hill", "editor")]);
        account(site, "stranger", &[("blue-water", "editor")]);
        works(site, &[
            Work::new("one", "一").clause("plan#2.1").clause("plan#2.2"),
            Work::new("two", "二").clause("{clause: plan#2.1, passage: 每月制作四期}").clause("plan#2.1"),
            Work::new("two-en", "Two").language("en").line("translation_of: two").clause("plan#2.1"),
            Work::new("kept", "没有发布").clause("plan#2.3").draft(),
        ]);
        let server = site.serve();
        let [writer, editor, stranger] = ["writer", "editor", "stranger"].map(|name| Browser::signed_in(&server, name));
        writer.write("green-hill", "正在写");
        let seen = editor.json("GET", "/coverage?policy=plan", None);
        assert_eq!(all(&seen, "2.1"), (2, 1), "a work counts once, a translation not at all");
        assert_eq!(cell(&seen, "2.1", "kinds", "article"), (2, 1));
        assert_eq!(cell(&seen, "2.1", "kinds", "short-video"), (0, 0));
        assert_eq!(cell(&seen, "2.1", "genres", "expert"), (2, 0));
        assert_eq!(cell(&seen, "2.1", "genres", "explainer"), (0, 1), "a draft counts under the genre that it says now");
        assert_eq!((all(&seen, "2.2"), all(&seen, "2.3")), ((1, 0), (0, 1)));
        assert_eq!((clause(&seen, "2")["leaf"].as_bool(), clause(&seen, "2.1")["parent"].as_str()), (Some(false), Some("2")));

        let theirs = stranger.json("GET", "/coverage?policy=plan", None);
        assert_eq!((all(&theirs, "2.1"), all(&theirs, "2.3")), ((2, 0), (0, 0)), "drafts of others are nobody's business");
        let own = writer.json("GET", "/coverage?policy=plan", None);
        assert_eq!((all(&own, "2.1"), all(&own, "2.3")), ((2, 1), (0, 0)), "an author sees their own");

        let behind = editor.json("GET", "/coverage/works?policy=plan&clause=2.1&genre=expert", None);
        assert_eq!(behind["works"].as_array().unwrap().len(), 2);
        assert!(behind["works"].as_array().unwrap().iter().all(|work| work["seen"] == true && work["live"] == true));
        let drafts = editor.json("GET", "/coverage/works?policy=plan&clause=2.1&drafts=true&genre=explainer", None);
        assert_eq!((drafts["works"].as_array().unwrap().len(), drafts["works"][0]["title"].as_str()), (1, Some("正在写")));
        let none = stranger.json("GET", "/coverage/works?policy=plan&clause=2.1&drafts=true", None);
        assert_eq!(none["works"], json!([]));
        let public = stranger.json("GET", "/coverage/works?policy=plan&clause=2.1", None);
        assert_eq!(public["works"][0]["seen"], false, "what is public is listed, the studio's page of it is not theirs");

        site.run(&[&"withdraw", &"one", &"--reason", &"有误。"]);
        let after = editor.json("GET", "/coverage?policy=plan", None);
        assert_eq!((all(&after, "2.1"), all(&after, "2.2")), ((1, 1), (0, 0)));
        assert_eq!(cell(&after, "2.2", "genres", "expert"), (0, 0));
        site.run(&[&"reinstate", &"one"]);
        assert_eq!(all(&editor.json("GET", "/coverage?policy=plan", None), "2.2"), (1, 0));
    }

    async fn an_organisation_is_counted_with_all_below_it_for_those_who_may_see_it(site: &Site) {
        furnish(site);
        account(site, "author", &[("green-hill", "author")]);
        account(site, "city", &[("green-hill", "expert")]);
        account(site, "union", &[("river", "administrator")]);
        works_of(site, &[
            (Work::new("one", "一").clause("plan#2.1"), "green-hill"),
            (Work::new("two", "二").clause("plan#2.1"), "county"),
            (Work::new("three", "三").clause("plan#2.1").clause("plan#2.2"), "blue-water"),
        ]);
        let server = site.serve();
        let [author, city, union] = ["author", "city", "union"].map(|name| Browser::signed_in(&server, name));
        let of = |browser: &Browser, place: &str| browser.json("GET", &format!("/coverage?policy=plan&organisation={place}"), None);
        let own = of(&city, "green-hill");
        assert_eq!((all(&own, "2.1"), all(&own, "2.2")), ((2, 0), (0, 0)), "with the county");
        assert_eq!(cell(&own, "2.1", "genres", "expert"), (2, 0));
        assert_eq!(clause(&own, "2.1")["first"], "2026-10-08");
        assert_eq!(all(&of(&city, "county"), "2.1"), (1, 0));
        let members = of(&union, "river");
        assert_eq!((all(&members, "2.1"), all(&members, "2.2")), ((1, 0), (1, 0)), "a union's members");
        let names = |coverage: &Value| coverage["organisations"].as_array().unwrap().len();
        assert_eq!((names(&own), names(&members)), (2, 2));
        for (browser, place) in [(&author, "green-hill"), (&city, "blue-water"), (&city, "province"), (&union, "green-hill")] {
            for path in ["/coverage?policy=plan", "/coverage/export?policy=plan", "/coverage/works?policy=plan&clause=2.1"] {
                assert_eq!(browser.send("GET", &format!("{path}&organisation={place}"), None).status, 403, "{path} of {place}");
            }
        }
        let listed = city.json("GET", "/coverage/works?policy=plan&clause=2.1&organisation=county", None);
        assert_eq!((listed["works"].as_array().unwrap().len(), listed["works"][0]["slug"].as_str()), (1, Some("two")));
        assert_eq!(city.send("GET", "/coverage?policy=absent", None).status, 404);
    }

    async fn what_is_kept_by_organisations_is_what_going_through_the_works_gives(site: &Site) {
        furnish(site);
        let by = ["green-hill", "county", "blue-water", "green-hill, blue-water", "county, blue-water, green-hill", "blue-water, green-hill"];
        let some: Vec<(Work, &str)> = (0..18).map(|n| {
            let work = Work::new(&format!("w-{n}"), &format!("第{n}件")).published(&format!("2026-10-{:02} 09:00", 28 - n));
            let work = if n % 5 == 4 { work } else { work.clause(&format!("plan#2.{}", n % 3 + 1)) };
            (if n % 4 == 0 { work.clause("plan#2.1") } else { work }, by[n % by.len()])
        }).collect();
        works_of(site, &some);
        let db = site.db().await;
        let asked: [&[i64]; 8] = [&[1], &[2], &[3], &[4], &[2, 4], &[2, 3, 4], &[1, 5], &[99]];
        let equal = async |when: &str| {
            let mut rows = 0;
            for organisations in asked {
                let kept = kept(&db, organisations).await;
                assert_eq!(kept, counted(site, organisations).await, "{when}: {organisations:?}");
                rows += kept.len();
            }
            rows
        };
        let all = equal("published").await;
        assert!(all > 30, "{all}");
        let before_withdrawal = kept(&db, &[2]).await;
        for slug in ["w-0", "w-3", "w-16"] {
            site.run(&[&"withdraw", &slug, &"--reason", &"有误。"]);
        }
        equal("withdrawn").await;
        assert_ne!(kept(&db, &[2]).await, before_withdrawal);
        assert_eq!(site.number("SELECT COUNT(*) FROM work_listings WHERE list LIKE 'gone:publishers:%'").await, 0);
        site.run(&[&"reinstate", &"w-0"]);
        equal("brought back").await;
        let handed_on: Vec<(Work, &str)> = some.into_iter().take(4).map(|(work, _)| (work, "county, green-hill")).collect();
        works_of(site, &handed_on);
        equal("by others").await;

        // As a site that never had the step.
        let state = async || site.texts("SELECT list || ' ' || works FROM listing_counts WHERE works > 0 ORDER BY list").await;
        let before = state().await;
        let raw = site.raw().await;
        for sql in [
            "DELETE FROM work_listings WHERE list LIKE 'publishers:%'",
            "DELETE FROM listing_counts WHERE list LIKE 'publishers:%'",
            "DROP TABLE publisher_sets",
            "DELETE FROM seaql_migrations WHERE version = 'm046_publishers'",
        ] {
            raw.execute_unprepared(sql).await.unwrap();
        }
        raw.close().await.unwrap();
        site.run(&[&"migrate"]);
        assert_eq!(state().await, before);
        equal("after the step").await;

        // As a process of the version before publishes while this one serves.
        let raw = site.raw().await;
        for table in ["work_listings", "listing_counts"] {
            raw.execute_unprepared(&format!("DELETE FROM {table} WHERE list LIKE 'publishers:%'")).await.unwrap();
        }
        raw.close().await.unwrap();
        assert!(editorial::mend_lists(&db, now()).await.unwrap() > 10);
        assert_eq!((state().await, editorial::mend_lists(&db, now()).await.unwrap()), (before, 0));
        db.close().await.unwrap();
    }

    async fn a_work_is_begun_with_the_clause_and_the_genre_of_an_empty_cell(site: &Site) {
        furnish(site);
        account(site, "writer", &[("green-hill", "author")]);
        let server = site.serve();
        let writer = Browser::signed_in(&server, "writer");
        let begin = |clause: &str, genre: &str| json!({"kind": "article", "title": "为空格写的", "organisation": "green-hill", "clause": clause, "genre": genre});
        let begun = writer.json("POST", "/works", Some(&begin("plan#2.3", "debunk")));
        let work = writer.json("GET", &format!("/works/{}", begun["id"]), None);
        assert_eq!((work["content"]["genre"].as_str(), &work["content"]["clauses"]), (Some("debunk"), &json!([{"clause": "plan#2.3"}])));
        let coverage = writer.json("GET", "/coverage?policy=plan", None);
        assert_eq!((all(&coverage, "2.3"), cell(&coverage, "2.3", "genres", "debunk")), ((0, 1), (0, 1)));
        assert!(writer.refused(422, "POST", "/works", Some(&begin("plan#9.9", "debunk"))).contains("没有条款“plan#9.9”"));
        assert_eq!(writer.send("POST", "/works", Some(&begin("plan#2.3", "neither"))).status, 422);
        assert_eq!(writer.send("POST", "/works", Some(&begin("plan", "debunk"))).status, 422);
    }

    async fn a_draft_stands_under_the_clause_that_continues_its_own(site: &Site) {
        furnish(site);
        works(site, &[Work::new("kept", "按旧版写的").clause("plan@1#2.3").draft()]);
        account(site, "editor", &[("green-hill", "author"), ("green-hill", "editor")]);
        let server = site.serve();
        let editor = Browser::signed_in(&server, "editor");
        // It names 2.1 of whichever version is current.
        editor.write("green-hill", "没说哪一版");
        let then = editor.json("GET", "/coverage?policy=plan", None);
        assert_eq!((all(&then, "2.1"), all(&then, "2.3")), ((0, 1), (0, 1)));
        let [first, second, third] = ITEMS;
        site.import_policy(&[third, first, second]);
        let now = editor.json("GET", "/coverage?policy=plan", None);
        assert_eq!((now["version"].as_i64(), all(&now, "2.1"), all(&now, "2.3")), (Some(2), (0, 2), (0, 0)), "2.3 is 2.1 now");
        let drafts = editor.json("GET", "/coverage/works?policy=plan&clause=2.1&drafts=true", None);
        assert!(drafts["works"].as_array().unwrap().iter().any(|work| work["slug"] == "kept"), "{drafts}");
    }

    async fn what_is_due_is_said_in_working_days(site: &Site) {
        furnish(site);
        // The plan is of Thursday, the 1st of October 2026.
        works(site, &[
            Work::new("soon", "很快").clause("plan#2.1").published("2026-10-09 09:00"),
            Work::new("late", "晚了").clause("plan#2.2").published("2026-10-13 09:00"),
        ]);
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE policy_versions SET dated = '2026-10-01'").await.unwrap();
        raw.close().await.unwrap();
        account(site, "editor", &[("green-hill", "editor")]);
        std::fs::write(site.path("calendar.txt"), "2026-10-02..2026-10-08 休 国庆节\n2026-10-10 班\n").unwrap();
        let calendar = site.path("calendar.txt");
        {
            let server = site.serve_with(&[("LIANGYI_CALENDAR", calendar.to_str().unwrap())], &[]);
            let editor = Browser::signed_in(&server, "editor");
            let coverage = editor.json("GET", "/coverage?policy=plan", None);
            assert_eq!((coverage["due"]["last"].as_str(), coverage["due"]["within"].as_u64()), (Some("2026-10-12"), Some(3)));
            let of = |id: &str| (clause(&coverage, id)["days"].as_u64(), clause(&coverage, id)["late"].as_bool().unwrap());
            assert_eq!((of("2.1"), of("2.2")), ((Some(1), false), (Some(4), true)));
            assert_eq!(of("2.3").0, None);
            let csv = editor.get("/coverage/export?policy=plan").text();
            let line = csv.lines().find(|line| line.starts_with("2.2,")).unwrap().to_owned();
            assert!(csv.starts_with('\u{feff}') && line.contains(",1,0,2026-10-13,4,是,"), "{line}");
        }
        {
            let server = site.serve();
            let coverage = Browser::signed_in(&server, "editor").json("GET", "/coverage?policy=plan", None);
            assert_eq!(coverage["due"]["last"], "2026-10-06", "without a list only weekends are taken out");
            assert!(coverage["due"]["without_holidays"].as_array().unwrap().contains(&json!(2026)));
        }
        std::fs::write(site.path("calendar.txt"), "2026-10-02 frei\n").unwrap();
        let refused = site.output_of(site.command().env("LIANGYI_CALENDAR", &calendar).arg("serve"));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains("LIANGYI_CALENDAR") && said.contains("line 1"), "{said}");
    }

    async fn the_step_that_brings_the_coverage_finds_what_was_there_before(site: &Site) {
        furnish(site);
        works(site, &[
            Work::new("one", "一").clause("plan#2.1").clause("plan#2.2"),
            Work::new("gone", "撤").clause("plan#2.1"),
            Work::new("kept", "没有发布").clause("plan#2.3").draft(),
        ]);
        site.run(&[&"withdraw", &"gone", &"--reason", &"有误。"]);
        account(site, "writer", &[("green-hill", "author")]);
        {
            let server = site.serve();
            Browser::signed_in(&server, "writer").write("green-hill", "正在写");
        }
        let state = async || (
            site.texts("SELECT list || ' ' || works FROM listing_counts WHERE works > 0 ORDER BY list").await,
            site.texts("SELECT clause || ' ' || genre || ' ' || COALESCE(version, 0) FROM draft_clauses ORDER BY work_id, clause").await,
        );
        let before = state().await;
        assert!(before.0.iter().any(|list| list.starts_with("clausegenre:")) && before.1.len() == 2, "{before:?}");
        // As a site that never had the step.
        let raw = site.raw().await;
        for sql in [
            "DELETE FROM work_listings WHERE list LIKE '%clausegenre:%'",
            "DELETE FROM listing_counts WHERE list LIKE '%clausegenre:%'",
            "DROP TABLE draft_clauses",
            "DROP TABLE stale_checks",
            "DROP TABLE search_misses",
            "DROP INDEX clause_links_by_work_of_clause",
            "DROP INDEX works_by_state",
            "DROP INDEX submissions_by_close",
            "DROP INDEX corrections_by_time",
            "CREATE INDEX clause_links_by_clause ON clause_links (policy_id, version, clause)",
            "DELETE FROM seaql_migrations WHERE version = 'm014_coverage'",
        ] {
            raw.execute_unprepared(sql).await.unwrap();
        }
        raw.close().await.unwrap();
        site.run(&[&"migrate"]);
        assert_eq!(state().await, before);
    }
}
