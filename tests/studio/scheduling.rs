//! Times of publication: kept by the back room, exactly once, however many look; moved, called off, said when not kept. And
//! links for a preview.

use super::desks::{Browser, account, furnish};
use crate::site::{Site, http, now, on_both};
use domain::Timestamp;
use serde_json::json;

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in [("lin", "author"), ("zhou", "editor"), ("he", "expert"), ("su", "publisher")] {
        account(site, name, &[("green-hill", role)]);
    }
}

fn in_minutes(minutes: i64) -> String {
    Timestamp(now().0 + minutes * 60_000).minute()
}

/// A work that three people passed; its id.
fn approved(browsers: &[Browser<'_>; 4], title: &str) -> i64 {
    let [lin, zhou, he, su] = browsers;
    let id = lin.write("green-hill", title);
    lin.json("POST", &format!("/works/{id}/submit"), None);
    for (reviewer, stage) in [(zhou, "first"), (he, "second"), (su, "final")] {
        assert_eq!(reviewer.review(id, stage, "pass", "").status, 200, "{stage}");
    }
    id
}

on_both! {
    async fn what_is_scheduled_goes_out_at_its_minute_once_and_not_before(site: &Site) {
        staff(site);
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let browsers = ["lin", "zhou", "he", "su"].map(|name| Browser::signed_in(&server, name));
        let [lin, zhou, _, su] = &browsers;
        let id = approved(&browsers, "到点才发");
        let at = |act: &str| format!("/works/{id}/{act}");
        let time = |minutes: i64, embargo: bool| json!({"at": in_minutes(minutes), "embargo": embargo});
        assert!(su.refused(422, "PUT", &at("schedule"), Some(&time(-5, false))).contains("已经过去"));
        assert!(su.refused(422, "PUT", &at("schedule"), Some(&json!({"at": "明天"}))).contains("2026-12-01 09:00"));
        lin.refused(403, "PUT", &at("schedule"), Some(&time(60, false)));
        let work = su.json("PUT", &at("schedule"), Some(&time(60, true)));
        assert_eq!(work["schedule"]["embargo"], true);
        assert!(work["schedule"]["at"].as_str().unwrap().ends_with(":00+08:00"), "{}", work["schedule"]);
        assert!(su.refused(422, "POST", &at("publish"), None).contains("禁发期"));

        // Moved, seen in its month, called off.
        let moved = Timestamp(now().0 + 90 * 60_000);
        su.json("PUT", &at("schedule"), Some(&json!({"at": moved.minute()})));
        let month = moved.day().to_string()[..7].to_owned();
        let entries = su.json("GET", &format!("/calendar?month={month}"), None)["entries"].clone();
        assert_eq!((&entries[0]["work"]["id"], &entries[0]["movable"], &entries[0]["scheduled"]), (&json!(id), &json!(true), &json!(true)));
        assert_eq!(lin.json("GET", &format!("/calendar?month={month}"), None)["entries"][0]["movable"], false);
        assert_eq!(su.json("GET", "/calendar?month=2019-01", None)["entries"], json!([]));
        su.refused(400, "GET", "/calendar?month=2019-13", None);
        assert_eq!(su.json("DELETE", &at("schedule"), None)["schedule"], json!(null));
        su.refused(422, "DELETE", &at("schedule"), None);
        su.json("PUT", &at("schedule"), Some(&time(60, false)));
        let slug = work["content"]["slug"].as_str().unwrap().to_owned();

        // Several look at once, before its time and after.
        let db = site.db().await;
        assert_eq!(editorial::publish_due(&db, Timestamp(now().0)).await.unwrap(), (0, 0));
        let due = Timestamp(now().0 + 61 * 60_000);
        let looks = futures::future::join_all((0..6).map(|_| editorial::publish_due(&db, due))).await;
        assert_eq!(looks.into_iter().map(|look| look.unwrap().0).sum::<usize>(), 1, "exactly one of them published it");
        assert_eq!(editorial::publish_due(&db, due).await.unwrap(), (0, 0));
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions WHERE published_at IS NOT NULL").await, 1);
        assert_eq!(site.number("SELECT COUNT(*) FROM schedules").await, 0);
        server.within_a_second("out", || server.get(&format!("/works/{slug}")).status == 200);

        // A pass that is taken back keeps it from going out, and the publisher is told.
        let id = approved(&browsers, "被收回的");
        su.json("PUT", &format!("/works/{id}/schedule"), Some(&json!({"at": in_minutes(60)})));
        lin.refused(403, "POST", &format!("/works/{id}/take-back"), Some(&json!({"note": "有误"})));
        zhou.refused(422, "POST", &format!("/works/{id}/take-back"), Some(&json!({"note": " "})));
        zhou.json("POST", &format!("/works/{id}/take-back"), Some(&json!({"note": "第二段的数字有误。"})));
        assert_eq!(editorial::publish_due(&db, due).await.unwrap(), (0, 1));
        assert_eq!(editorial::publish_due(&db, due).await.unwrap(), (0, 0), "it is not tried for ever");
        let told = su.json("GET", &format!("/works/{id}"), None);
        assert!(told["schedule"]["problem"].as_str().unwrap().contains("没有通过三审"), "{told}");
        assert_eq!((told["state"].as_str(), told["may"]["call_off"].as_bool()), (Some("returned"), Some(true)));
        assert!(su.json("GET", "/inbox", None)["waiting"].to_string().contains("被收回的"), "it waits for the publisher");
        su.json("DELETE", &format!("/works/{id}/schedule"), None);
        db.close().await.unwrap();
    }

    async fn the_back_room_keeps_the_time(site: &Site) {
        staff(site);
        let server = site.serve();
        let browsers = ["lin", "zhou", "he", "su"].map(|name| Browser::signed_in(&server, name));
        let id = approved(&browsers, "自己发");
        let slug = browsers[3].json("GET", &format!("/works/{id}"), None)["content"]["slug"].as_str().unwrap().to_owned();
        browsers[3].json("PUT", &format!("/works/{id}/schedule"), Some(&json!({"at": in_minutes(60)})));
        use sea_orm::ConnectionTrait;
        let raw = site.raw().await;
        raw.execute_unprepared(&format!("UPDATE schedules SET at = {}", now().0 - 1000)).await.unwrap();
        raw.close().await.unwrap();
        let page = format!("/works/{slug}");
        server.wait("out", || server.get(&page).status == 200);
    }

    async fn a_preview_is_seen_by_who_has_the_link_until_it_is_over(site: &Site) {
        staff(site);
        let server = site.serve();
        let (lin, zhou) = (Browser::signed_in(&server, "lin"), Browser::signed_in(&server, "zhou"));
        let id = lin.write("green-hill", "还没发的稿子");
        let links = format!("/works/{id}/previews");
        assert!(lin.refused(422, "POST", &links, Some(&json!({"note": " ", "hours": 24}))).contains("给谁看"));
        lin.refused(422, "POST", &links, Some(&json!({"note": "专家", "hours": 0})));
        let shared = lin.json("POST", &links, Some(&json!({"note": "王专家", "hours": 24})));
        let url = shared["url"].as_str().unwrap();
        let path = url[url.find("/preview/").unwrap()..].to_owned();
        let seen = server.get(&path);
        assert_eq!(seen.status, 200);
        assert!(seen.text().contains("还没发的稿子") && seen.text().contains("这是还没有发布的预览"));
        assert_eq!(seen.header("cache-control"), Some("no-store"));
        assert!(seen.header("x-robots-tag").unwrap().contains("noindex"));
        assert_eq!(seen.header("referrer-policy"), Some("no-referrer"));
        let listed = zhou.json("GET", &links, None)["links"][0].clone();
        assert_eq!((listed["note"].as_str(), listed["opened"].as_i64(), listed["good"].as_bool()), (Some("王专家"), Some(1), Some(true)));
        let token = &path["/preview/".len()..];
        assert!(!site.texts("SELECT digest FROM preview_links").await[0].contains(token), "only its hash is kept");
        assert_eq!(server.get(&format!("/preview/{}", "0".repeat(64))).status, 404);
        assert_eq!(server.get(&format!("{path}/media/{}/a.webp", "0".repeat(32))).status, 404);

        zhou.json("DELETE", &format!("{links}/{}", listed["id"]), None);
        zhou.refused(422, "DELETE", &format!("{links}/{}", listed["id"]), None);
        let gone = server.get(&path);
        assert_eq!((gone.status, gone.header("cache-control")), (404, Some("no-store")));
        assert!(gone.text().contains("预览链接无效"));
        let shared = lin.json("POST", &links, Some(&json!({"note": "另一位", "hours": 1})));
        let path = shared["url"].as_str().unwrap().split_once("/preview/").map(|(_, token)| format!("/preview/{token}")).unwrap();
        assert_eq!(http::ask(server.address, "GET", &path, &[]).unwrap().status, 200);
        use sea_orm::ConnectionTrait;
        let raw = site.raw().await;
        raw.execute_unprepared(&format!("UPDATE preview_links SET expires_at = {}", now().0 - 1)).await.unwrap();
        raw.close().await.unwrap();
        assert_eq!(server.get(&path).status, 404, "its time is over");
    }
}
