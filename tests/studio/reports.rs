//! The supervision report: every number is right, opens what is behind it, and is shown to those who may see it alone.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Site, Work, on_both};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

fn row<'a>(report: &'a Value, slug: &str) -> &'a Value {
    report["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["organisation"]["slug"] == slug)
        .unwrap_or_else(|| panic!("no {slug} in {report}"))
}

/// Slugs behind a number.
fn behind(browser: &Browser, query: &str) -> Vec<String> {
    let found = browser.json("GET", &format!("/reports/works?{query}"), None);
    found["works"].as_array().unwrap().iter().map(|work| work["slug"].as_str().unwrap().to_owned()).collect()
}

const HOUR: i64 = 3_600_000;

/// Ten submissions of one work, published on the 9th of October 2026: the nth took n hours to each station.
async fn submissions(site: &Site) {
    let raw = site.raw().await;
    let one = async |sql: String| raw.execute_unprepared(&sql).await.unwrap();
    let at = "2026-10-09 12:00".parse::<domain::Timestamp>().unwrap().0;
    for n in 1..=10 {
        let begun = at - n * 4 * HOUR;
        one(format!(
            "INSERT INTO submissions (work_id, revision_id, state, account_id, submitted_at, closed_at) \
             SELECT w.id, w.published_revision, 'published', (SELECT MIN(id) FROM accounts), {begun}, {at} FROM works w WHERE w.slug = 'one'"
        )).await;
        for (k, (stage, name)) in [("first", "city"), ("second", "union"), ("final", "author")].into_iter().enumerate() {
            one(format!(
                "INSERT INTO submission_reviews (submission_id, stage, account_id, verdict, note, at) \
                 SELECT MAX(s.id), '{stage}', (SELECT id FROM accounts WHERE name = '{name}'), 'pass', '', {} FROM submissions s",
                begun + (k as i64 + 1) * n * HOUR
            ))
            .await;
        }
    }
    raw.close().await.unwrap();
}

on_both! {
    async fn each_number_is_right_and_opens_the_list_behind_it(site: &Site) {
        furnish(site);
        for (name, role) in [("city", "publisher"), ("union", "editor"), ("author", "author")] {
            account(site, name, &[("green-hill", role)]);
        }
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS);
        folder
            .work(&Work::new("one", "一").clause("plan#2.1").clause("plan#2.2").published("2026-10-08 09:00"))
            .work(&Work::new("two", "二").clause("plan#2.1").clause("plan#2").published("2026-10-12 09:00"))
            .work(&Work::new("old", "旧").published("2025-10-12 09:00"))
            .work(&Work::new("county", "县").clause("plan#2.3").published("2026-10-08 09:00"));
        folder.import(site);
        let raw = site.raw().await;
        for sql in [
            "UPDATE policy_versions SET dated = '2026-10-01'",
            "UPDATE policies SET dated = '2026-10-01'",
            "UPDATE work_organisations SET organisation_id = (SELECT id FROM organisations WHERE slug = 'county') \
             WHERE work_id = (SELECT id FROM works WHERE slug = 'county')",
        ] {
            raw.execute_unprepared(sql).await.unwrap();
        }
        raw.close().await.unwrap();
        submissions(site).await;
        site.run(&[&"correct", &"one", &"--reason", &"年份有误。"]);
        site.run(&[&"correct", &"one", &"--reason", &"又一处。"]);
        site.run(&[&"correct", &"two", &"--reason", &"在核实。", &"--kind", &"expression-of-concern"]);
        site.run(&[&"withdraw", &"old", &"--reason", &"依据不足。"]);
        let server = site.serve();
        let city = Browser::signed_in(&server, "city");
        // The notices are of today, whenever that is.
        let report = city.json("GET", "/reports?from=2026-01-01&until=2099-12-31&policy=plan", None);
        let own = row(&report, "green-hill");
        let number = |name: &str| own[name].as_u64().unwrap();
        assert_eq!((number("covered"), report["clauses"].as_u64()), (2, Some(6)), "2 is a division and not to be covered");
        assert_eq!(own["days"], 5, "Thursday to Thursday");
        assert_eq!((number("published"), number("reviewed")), (2, 1));
        assert_eq!((number("corrections"), number("concerns"), number("retractions"), number("removals")), (1, 1, 1, 0));
        let spread = |name: &str| (own["times"][name]["count"].as_i64(), own["times"][name]["median"].as_i64(), own["times"][name]["p90"].as_i64());
        for station in ["first", "second", "last", "published"] {
            assert_eq!(spread(station), (Some(10), Some(5 * HOUR), Some(9 * HOUR)), "{station}");
        }
        assert_eq!(spread("whole"), (Some(10), Some(20 * HOUR), Some(36 * HOUR)));
        let county = row(&report, "county");
        assert_eq!((county["covered"].as_u64(), county["published"].as_u64(), &county["times"]["whole"]), (Some(1), Some(1), &Value::Null));

        let of = |what: &str, more: &str| behind(&city, &format!("organisation=green-hill&from=2026-01-01&until=2099-12-31&policy=plan&what={what}{more}"));
        assert_eq!(of("published", "&alone=true"), ["two", "one"]);
        assert_eq!(of("published", "").len(), 3, "with the county below");
        assert_eq!(of("reviewed", "&alone=true"), ["one"]);
        assert_eq!(of("covered", "&alone=true"), ["two", "one"]);
        assert_eq!((of("correction", ""), of("expression-of-concern", ""), of("retraction", "")), (vec!["one".to_owned()], vec!["two".to_owned()], vec!["old".to_owned()]));
        assert_eq!(of("removal", ""), Vec::<String>::new());

        let early = city.json("GET", "/reports?from=2026-10-01&until=2026-10-10&policy=plan&organisation=green-hill", None);
        assert_eq!((row(&early, "green-hill")["published"].as_u64(), row(&early, "green-hill")["covered"].as_u64()), (Some(1), Some(2)));
        let before = city.json("GET", "/reports?from=2026-01-01&until=2026-09-30&policy=plan", None);
        assert_eq!((row(&before, "green-hill")["covered"].as_u64(), &row(&before, "green-hill")["days"]), (Some(0), &Value::Null));
        let csv = city.get("/reports/export?from=2026-01-01&until=2099-12-31&policy=plan").text();
        let line = csv.lines().find(|line| line.contains("青山市科协")).unwrap().to_owned();
        assert!(csv.starts_with('\u{feff}') && line.contains(",2,6,5,2,1,5.0,9.0,5.0,9.0,5.0,9.0,5.0,9.0,20.0,36.0,1,1,1,0,0,0,"), "{line}");
    }

    async fn a_report_is_for_those_who_may_see_the_organisation(site: &Site) {
        furnish(site);
        account(site, "author", &[("province", "author")]);
        account(site, "city", &[("green-hill", "expert")]);
        account(site, "none", &[]);
        let server = site.serve();
        let [author, city, none] = ["author", "city", "none"].map(|name| Browser::signed_in(&server, name));
        let slugs = |browser: &Browser| {
            let report = browser.json("GET", "/reports", None);
            report["rows"].as_array().unwrap().iter().map(|row| row["organisation"]["slug"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(slugs(&city), ["green-hill", "county"]);
        assert_eq!((slugs(&author), slugs(&none)), (Vec::new(), Vec::new()));
        for path in ["/reports?organisation=blue-water", "/reports/export?organisation=province", "/reports/works?organisation=river&what=published"] {
            assert_eq!(city.send("GET", path, None).status, 403, "{path}");
        }
        assert_eq!(city.send("GET", "/reports/searches", None).status, 200);
        for outside in [&author, &none] {
            assert_eq!(outside.send("GET", "/reports/searches", None).status, 403);
            assert_eq!(behind(outside, "what=published"), Vec::<String>::new());
        }
        assert_eq!(city.send("GET", "/reports?from=2026-10-02&until=2026-10-01", None).status, 400);
        assert_eq!(city.send("GET", "/reports?from=yesterday", None).status, 400);
        assert_eq!(city.send("GET", "/reports/works?what=reprints", None).status, 400);
    }

    async fn readings_are_told_to_those_who_may_see_the_organisation_the_most_read_work_first(site: &Site) {
        furnish(site);
        account(site, "city", &[("green-hill", "editor")]);
        account(site, "author", &[("green-hill", "author")]);
        account(site, "beside", &[("blue-water", "publisher")]);
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS);
        folder.work(&Work::new("one", "一")).work(&Work::new("two", "二"));
        folder.import(site);
        let raw = site.raw().await;
        for (slug, day, views, completions) in [("one", "2026-10-08", 5, 2), ("one", "2026-10-09", 1, 1), ("two", "2026-10-09", 9, 0)] {
            let sql = format!(
                "INSERT INTO work_readings (work_id, day, views, completions) SELECT id, '{day}', {views}, {completions} FROM works WHERE slug = '{slug}'"
            );
            raw.execute_unprepared(&sql).await.unwrap();
        }
        for (slug, day, host, views) in [("one", "2026-10-08", "a.example", 3), ("one", "2026-10-09", "a.example", 4), ("two", "2026-10-09", "", 2)] {
            let sql = format!("INSERT INTO work_reprints (work_id, day, host, views) SELECT id, '{day}', '{host}', {views} FROM works WHERE slug = '{slug}'");
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.close().await.unwrap();
        let server = site.serve();
        let [city, author, beside] = ["city", "author", "beside"].map(|name| Browser::signed_in(&server, name));
        let told = |browser: &Browser<'_>, query: &str| {
            let report = browser.json("GET", &format!("/reports/readings?{query}"), None);
            let works = report["works"].as_array().unwrap().iter();
            let works = works.map(|w| format!("{} {} {}", w["slug"].as_str().unwrap(), w["views"], w["completions"])).collect::<Vec<_>>();
            (works, report["read"].as_u64().unwrap(), report["views"].as_u64().unwrap(), report["completions"].as_u64().unwrap())
        };
        let copies = |browser: &Browser<'_>, query: &str| {
            let report = browser.json("GET", &format!("/reports/readings?{query}"), None);
            let told = report["reprints"].as_array().unwrap().iter();
            let told = told.map(|c| format!("{} {} {}", c["slug"].as_str().unwrap(), c["host"].as_str().unwrap(), c["views"])).collect::<Vec<_>>();
            (told, ["reprinted", "reprint_hosts", "reprint_views"].map(|name| report[name].as_u64().unwrap()))
        };
        let two = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
        assert_eq!(told(&city, "from=2026-10-01&until=2026-10-31"), (two("two 9 0", "one 6 3"), 2, 15, 3));
        assert_eq!(told(&city, "from=2026-10-01&until=2026-10-08"), (vec!["one 5 2".to_owned()], 1, 5, 2));
        assert_eq!(told(&city, "from=2026-10-01&until=2026-10-31&organisation=county"), (Vec::new(), 0, 0, 0));
        assert_eq!(copies(&city, "from=2026-10-01&until=2026-10-31"), (two("one a.example 7", "two  2"), [2, 1, 9]));
        assert_eq!(copies(&city, "from=2026-10-01&until=2026-10-08"), (vec!["one a.example 3".to_owned()], [1, 1, 3]));
        for nobody in [&author, &beside] {
            assert_eq!(told(nobody, "from=2026-10-01&until=2026-10-31"), (Vec::new(), 0, 0, 0));
            assert_eq!(copies(nobody, "from=2026-10-01&until=2026-10-31"), (Vec::new(), [0, 0, 0]));
        }
        assert_eq!(city.send("GET", "/reports/readings?organisation=province", None).status, 403);
    }

    async fn searches_in_vain_are_counted_without_whose_they_were(site: &Site) {
        furnish(site);
        account(site, "city", &[("green-hill", "editor")]);
        let server = site.serve();
        let city = Browser::signed_in(&server, "city");
        let search = |words: &str| server.page(&format!("/search?q={}", encoded(words)));
        // First of all: what is written down every few seconds may be written between any two of these.
        search("只搜了一次的词");
        for _ in 0..3 {
            assert!(search("量子纠缠").contains("量子纠缠"));
            search("13800138000");
            search("a@example.org");
            search("短视频");
        }
        server.wait("counted", || city.json("GET", "/reports/searches", None)["misses"].as_array().unwrap().len() == 1);
        let found = city.json("GET", "/reports/searches", None);
        assert_eq!((found["misses"][0]["words"].as_str(), found["misses"][0]["searches"].as_i64()), (Some("量子纠缠"), Some(3)));
        assert_eq!(found["least"], 3);
        let kept = site.texts("SELECT words FROM search_misses ORDER BY words").await;
        assert_eq!(kept.len(), 2, "numbers and addresses are not written down: {kept:?}");
        assert_eq!(city.json("GET", "/reports/searches?from=2020-01-01&until=2020-12-31", None)["misses"], json!([]));
    }

    async fn an_inbox_names_the_last_day_of_what_is_first_to_interpret_a_clause(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        account(site, "zhou", &[("green-hill", "editor")]);
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS);
        folder.work(&Work::new("one", "一").clause("plan#2.1"));
        folder.import(site);
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE policy_versions SET dated = '2026-10-01'").await.unwrap();
        raw.close().await.unwrap();
        let server = site.serve();
        let [lin, zhou] = ["lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let again = lin.write("green-hill", "已经有人解读过");
        let first = lin.write("green-hill", "第一个解读");
        let mut work = lin.json("GET", &format!("/works/{first}"), None);
        work["content"]["clauses"] = json!([{"clause": "plan#2.2"}]);
        let save = json!({"version": work["version"], "content": work["content"], "body": work["body"]});
        lin.json("PUT", &format!("/works/{first}"), Some(&save));
        for id in [again, first] {
            lin.json("POST", &format!("/works/{id}/submit"), None);
        }
        let inbox = zhou.json("GET", "/inbox", None);
        let waiting: Vec<i64> = inbox["waiting"].as_array().unwrap().iter().map(|work| work["id"].as_i64().unwrap()).collect();
        assert_eq!(waiting, [first, again], "what has a last day goes first");
        assert_eq!(inbox["deadlines"].as_array().unwrap().len(), 1);
        let one = &inbox["deadlines"][0];
        assert_eq!((one["work"].as_i64(), one["last"].as_str(), one["policy"]["slug"].as_str()), (Some(first), Some("2026-10-06"), Some("plan")));
    }
}

fn encoded(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
