//! How works are read: every number is the sum of what lies behind it, and nobody sees those of another organisation.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Site, Work, on_both};
use sea_orm::ConnectionTrait;
use serde_json::Value;

/// Two works of 青山市 and one of its county, with three days of readings and copies.
async fn counted(site: &Site) {
    furnish(site);
    for (name, role) in [("city", "editor"), ("writer", "author")] {
        account(site, name, &[("green-hill", role)]);
    }
    account(site, "county", &[("county", "editor")]);
    account(site, "far", &[("blue-water", "editor")]);
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    folder.work(&Work::new("one", "=一")).work(&Work::new("two", "二"));
    let county = Work::new("three", "三").text().replace("organisations: [green-hill]", "organisations: [county]");
    folder.file("three.md", county);
    folder.import(site);
    let raw = site.raw().await;
    let readings =
        [("one", "2026-10-01", 5, 2), ("one", "2026-10-02", 3, 3), ("two", "2026-10-02", 4, 0), ("three", "2026-10-03", 7, 1)];
    for (slug, day, views, ends) in readings {
        let sql = format!(
            "INSERT INTO work_readings (work_id, day, views, completions) SELECT id, '{day}', {views}, {ends} FROM works WHERE slug = '{slug}'"
        );
        raw.execute_unprepared(&sql).await.unwrap();
    }
    for (slug, day, host, views) in
        [("one", "2026-10-02", "daily.example", 6), ("two", "2026-10-02", "daily.example", 1), ("two", "2026-10-03", "", 2)]
    {
        let sql = format!(
            "INSERT INTO work_reprints (work_id, day, host, views) SELECT id, '{day}', '{host}', {views} FROM works WHERE slug = '{slug}'"
        );
        raw.execute_unprepared(&sql).await.unwrap();
    }
    for (day, words, searches) in [("2026-10-01", "量子", 2), ("2026-10-02", "量子", 2), ("2026-10-02", "只一次", 1)] {
        let sql = format!("INSERT INTO search_misses (day, words, searches) VALUES ('{day}', '{words}', {searches})");
        raw.execute_unprepared(&sql).await.unwrap();
    }
    raw.close().await.unwrap();
}

fn sums(found: &Value) -> [i64; 4] {
    ["read", "views", "completions", "reprints"].map(|name| found[name].as_i64().unwrap())
}

/// Of the rows of a list.
fn sum(rows: &Value, name: &str) -> i64 {
    rows.as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).sum()
}

on_both! {
    async fn every_number_is_the_sum_of_the_list_behind_it(site: &Site) {
        counted(site).await;
        let server = site.serve();
        let city = Browser::signed_in(&server, "city");
        let month = "from=2026-10-01&until=2026-10-31";
        let asked = |more: &str| city.json("GET", &format!("/analytics?{month}&{more}"), None);
        let all = asked("");
        assert_eq!(sums(&all), [3, 19, 6, 9]);
        for name in ["views", "completions", "reprints"] {
            assert_eq!((sum(&all["days"], name), sum(&all["works"], name)), (all[name].as_i64().unwrap(), all[name].as_i64().unwrap()), "{name}");
        }
        assert_eq!(sum(&all["hosts"], "reprints"), 9);
        // Behind a day are its works, behind a work its days, behind a host the works that it shows.
        for day in all["days"].as_array().unwrap() {
            let text = day["day"].as_str().unwrap();
            let works = city.json("GET", &format!("/analytics?from={text}&until={text}"), None)["works"].clone();
            assert_eq!((sum(&works, "views"), sum(&works, "reprints")), (day["views"].as_i64().unwrap(), day["reprints"].as_i64().unwrap()), "{text}");
        }
        for work in all["works"].as_array().unwrap() {
            let one = asked(&format!("work={}", work["id"]));
            assert_eq!((&one["work"], sum(&one["days"], "views")), (&work["title"], work["views"].as_i64().unwrap()));
        }
        assert_eq!(sums(&asked("host=daily.example")), [2, 0, 0, 7]);
        assert_eq!(sums(&asked("host=-")), [1, 0, 0, 2]);

        let searches = |more: &str| city.json("GET", &format!("/analytics/searches?{month}&{more}"), None);
        let missed = searches("");
        assert_eq!((missed["words"].as_array().unwrap().len(), sum(&missed["days"], "searches")), (1, 4), "what one person searched for is not told");
        assert_eq!(sum(&searches("words=%E9%87%8F%E5%AD%90")["days"], "searches"), 4);
        assert_eq!(searches("words=%E5%8F%AA%E4%B8%80%E6%AC%A1")["days"], serde_json::json!([]));

        let file = |table: &str| city.get(&format!("/analytics/export?{month}&table={table}")).text();
        assert!(file("days").contains("2026-10-02,7,3,7\r\n"), "{}", file("days"));
        assert!(file("works").contains("'=一,one,") && file("hosts").contains("daily.example,2,7") && file("searches").contains("量子,4,2026-10-02"));
        assert_eq!(city.send("GET", "/analytics/export?table=people", None).status, 400);

        let report = city.json("GET", &format!("/reports?{month}"), None);
        let row = report["rows"].as_array().unwrap().iter().find(|row| row["organisation"]["slug"] == "green-hill").unwrap();
        assert_eq!(row["reprinted"], 2);
        let behind = city.json("GET", &format!("/reports/works?{month}&organisation=green-hill&alone=true&what=reprinted"), None);
        let slugs: Vec<_> = behind["works"].as_array().unwrap().iter().map(|work| work["slug"].as_str().unwrap()).collect();
        assert_eq!(slugs, ["two", "one"], "the last one opened first");
    }

    async fn readings_are_seen_by_their_own_organisation_and_those_above_it(site: &Site) {
        counted(site).await;
        let server = site.serve();
        let [city, county, far, writer] = ["city", "county", "far", "writer"].map(|name| Browser::signed_in(&server, name));
        let asked = |who: &Browser<'_>, more: &str| sums(&who.json("GET", &format!("/analytics?from=2026-10-01&until=2026-10-31&{more}"), None));
        assert_eq!(asked(&county, ""), [1, 7, 1, 0]);
        assert_eq!(asked(&city, "organisation=county"), [1, 7, 1, 0]);
        assert_eq!(asked(&far, ""), [0, 0, 0, 0]);
        assert_eq!(asked(&writer, ""), [0, 0, 0, 0]);
        county.refused(403, "GET", "/analytics?organisation=green-hill", None);
        let one = site.number("SELECT id FROM works WHERE slug = 'one'").await;
        for who in [&county, &far] {
            who.refused(404, "GET", &format!("/analytics?work={one}"), None);
            who.refused(404, "GET", &format!("/analytics/export?table=days&work={one}"), None);
        }
        writer.refused(403, "GET", "/analytics/searches", None);
    }
}
