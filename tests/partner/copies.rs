//! Copies on a site of the partner's: whether each shows what was corrected and withdrawn.

use super::inside::{Inside, now, pass, serve};
use crate::site::on_both;
use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Data},
};
use db::copies::CopyRow;
use domain::CopyState;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// The partner's site: status and text by path; what was asked for, with If-None-Match, and when.
#[derive(Default)]
struct Pages {
    answers: Mutex<HashMap<String, (u16, String)>>,
    asked: Mutex<Vec<(String, Option<String>, i64)>>,
}

#[derive(Clone)]
struct Elsewhere {
    base: String,
    pages: Arc<Pages>,
}

impl Elsewhere {
    fn new() -> Self {
        let pages = Arc::new(Pages::default());
        let data = Data::from(pages.clone());
        let address = serve(move |config| {
            config.app_data(data.clone()).default_service(web::to(answer));
        });
        Self { base: format!("http://{address}"), pages }
    }

    fn put(&self, path: &str, status: u16, text: &str) {
        self.pages.answers.lock().unwrap().insert(path.to_owned(), (status, text.to_owned()));
    }

    fn asked(&self) -> Vec<(String, Option<String>, i64)> {
        std::mem::take(&mut self.pages.asked.lock().unwrap())
    }
}

async fn answer(request: HttpRequest, pages: Data<Pages>) -> HttpResponse {
    let known = request.headers().get("if-none-match").map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(request.headers().get("user-agent").unwrap(), "Liangyi");
    pages.asked.lock().unwrap().push((request.uri().to_string(), known.clone(), now().0));
    let Some((status, text)) = pages.answers.lock().unwrap().get(request.path()).cloned() else {
        return HttpResponse::NotFound().finish();
    };
    let etag = format!("\"{}\"", hex::encode(Sha256::digest(&text)));
    if known.as_ref() == Some(&etag) {
        return HttpResponse::NotModified().finish();
    }
    let mut answer = HttpResponse::build(status.try_into().unwrap());
    if (300..400).contains(&status) {
        answer.insert_header(("location", text.clone()));
    }
    answer.insert_header(("etag", etag)).content_type("text/html; charset=utf-8").body(text)
}

/// Visits all that is due, with the pauses that this takes.
async fn visit_all(inside: &Inside) {
    for _ in 0..40 {
        if inside.work().await == (0, 0) {
            // A pause may be all that is in the way.
            pass(61_000);
            if inside.work().await == (0, 0) {
                return;
            }
        }
        pass(6_000);
    }
    panic!("visits without end");
}

async fn copies(inside: &Inside) -> HashMap<String, CopyRow> {
    let rows = db::copies::of_partner(&inside.db, 1, 0, 100).await.unwrap();
    rows.into_iter().map(|row| (row.address.rsplit_once('/').unwrap().1.to_owned(), row)).collect()
}

fn changes(inside: &Inside, key: &str) -> HashMap<String, Value> {
    let changes = inside.json(200, key, "GET", "/changes", None)["changes"].as_array().unwrap().clone();
    let name = |change: &Value| {
        change["address"].as_str().unwrap_or("gone").rsplit_once('/').map_or("gone", |(_, slug)| slug).to_owned()
    };
    changes.into_iter().map(|change| (name(&change), change)).collect()
}

on_both! {
    async fn copies_that_show_a_notice_are_told_from_those_that_do_not(site: &Site) {
        let (inside, elsewhere) = (Inside::new(site).await, Elsewhere::new());
        let key = inside.partner("daily").await;
        inside.publish(&["frost", "wind"]).await;
        let works = changes(&inside, &key);
        let (frost, wind) = (&works["frost"], &works["wind"]);
        let link = |slug: &str| format!("<p>原文：<a href='https://site.example/works/{slug}'>这里</a></p>");
        let mark = |work: &Value| format!("<div data-liangyi-copy=\"{} {}\">", work["id"].as_str().unwrap(), work["sequence"]);
        elsewhere.put("/linked", 200, &link("frost"));
        elsewhere.put("/marked", 200, &mark(frost));
        elsewhere.put("/data", 200, &format!("<script type=\"application/ld+json\">{{\"@graph\": [{{\"identifier\": {}, \"version\": {}}}]}}</script>", frost["id"], frost["sequence"]));
        elsewhere.put("/titled", 200, "<h1>作 品 wind</h1>");
        elsewhere.put("/other", 200, "<h1>别的事</h1>");
        elsewhere.put("/closed", 200, &link("frost"));
        elsewhere.put("/moved", 302, "/titled");
        elsewhere.put("/away", 302, "http://192.0.2.1/elsewhere");
        elsewhere.put("/broken", 500, "");
        elsewhere.put("/robots.txt", 200, "User-agent: *\nDisallow: /\n\nUser-agent: liangyi\nDisallow: /closed\nCrawl-delay: 7\n");
        let of = |work: &Value, path: &str| json!({"id": work["id"], "address": format!("{}/{path}", elsewhere.base)});
        let all: Vec<Value> = ["linked", "marked", "data", "other", "closed", "broken", "away"].iter().map(|path| of(frost, path))
            .chain([of(wind, "titled"), of(wind, "moved")]).collect();
        for _ in 0..2 {
            assert_eq!(inside.json(200, &key, "POST", "/copies", Some(&json!({"copies": all})))["copies"], 9);
        }
        // A report of usage names one more, which is not there.
        let used = json!({"uses": [{"id": wind["id"], "sequence": wind["sequence"], "channel": "app", "views": 1, "address": format!("{}/absent", elsewhere.base)}]});
        inside.json(200, &key, "PUT", &format!("/usage/{}", now().day()), Some(&used));
        visit_all(&inside).await;

        let states = async || -> HashMap<String, CopyState> {
            copies(&inside).await.into_iter().map(|(path, row)| (path, row.state().unwrap())).collect()
        };
        let before = states().await;
        for (path, state) in [
            ("linked", CopyState::Current), ("marked", CopyState::Current), ("data", CopyState::Current), ("titled", CopyState::Current),
            ("moved", CopyState::Current), ("other", CopyState::Unrecognised), ("closed", CopyState::Barred),
            ("broken", CopyState::Unreachable), ("away", CopyState::Unreachable), ("absent", CopyState::Removed),
        ] {
            assert_eq!(before[path], state, "{path}");
        }
        let asked = elsewhere.asked();
        assert!(asked.iter().all(|(path, ..)| path != "/closed"), "{asked:?}");
        assert_eq!(asked.iter().filter(|(path, ..)| path == "/robots.txt").count(), 1);
        // One after the other, as far apart as the site asks; what a redirect leads to follows at once.
        let times: Vec<i64> = asked.windows(2).filter(|two| two[1].0 != "/titled").map(|two| two[1].2 - two[0].2).collect();
        assert!(times[1..].iter().all(|between| *between >= 7_000), "{times:?}");

        // What is corrected and withdrawn is looked for, after a while in which it may be put right.
        inside.correct("frost", "年份应为 2024 年。").await;
        inside.withdraw("wind").await;
        assert_eq!((inside.work().await, elsewhere.asked().len()), ((0, 0), 0));
        elsewhere.put("/marked", 200, &mark(&changes(&inside, &key)["frost"]));
        elsewhere.put("/linked", 200, &format!("<p>更正：年份应为2024\n年。</p>{}", link("frost")));
        elsewhere.put("/titled", 410, "");
        elsewhere.put("/moved", 200, "<h1>作品wind</h1><p>已撤回：依据不足。</p>");
        pass(11 * 60_000);
        visit_all(&inside).await;
        let after = states().await;
        for (path, state) in [
            ("marked", CopyState::Current), ("linked", CopyState::Current), ("titled", CopyState::Removed), ("moved", CopyState::Current),
            ("data", CopyState::Stale),
        ] {
            assert_eq!(after[path], state, "{path}");
        }
        let asked = elsewhere.asked();
        assert!(asked.iter().any(|(path, known, _)| path == "/data" && known.is_some()), "what is known is not sent again: {asked:?}");
        let said = copies(&inside).await;
        assert!(said["data"].reason.contains("号变更"), "{}", said["data"].reason);
        let told = inside.json(200, &key, "GET", "/copies", None);
        let told = told["copies"].as_array().unwrap().iter().find(|copy| copy["address"].as_str().unwrap().ends_with("/data")).unwrap().clone();
        assert_eq!((&told["state"], told["checked"].is_string()), (&json!("stale"), true));

        // Put right and said so, it is visited at once; taken off, never again.
        elsewhere.put("/data", 200, &mark(&changes(&inside, &key)["frost"]));
        inside.json(202, &key, "POST", &format!("/copies/{}/visit", told["copy"]), None);
        visit_all(&inside).await;
        assert_eq!(states().await["data"], CopyState::Current);
        inside.json(204, &key, "DELETE", &format!("/copies/{}", told["copy"]), None);
        inside.json(404, &key, "DELETE", &format!("/copies/{}", told["copy"]), None);
        assert!(!copies(&inside).await.contains_key("data"));
    }

    async fn only_web_pages_of_works_that_were_published_are_registered(site: &Site) {
        let inside = Inside::new(site).await;
        let (key, other) = (inside.partner("daily").await, inside.partner("weekly").await);
        inside.publish(&["frost"]).await;
        let id = changes(&inside, &key)["frost"]["id"].clone();
        let long = format!("https://daily.example/{}", "x".repeat(1000));
        for address in ["ftp://daily.example/1", "daily.example/1", "https://a:b@daily.example/1", "https://daily.example/1#part", &long] {
            inside.json(400, &key, "POST", "/copies", Some(&json!({"copies": [{"id": id, "address": address}]})));
        }
        let good = "https://daily.example/1";
        inside.json(400, &key, "POST", "/copies", Some(&json!({"copies": [{"id": "tag:nowhere,2026:1", "address": good}]})));
        assert_eq!(site.number("SELECT COUNT(*) FROM partner_copies").await, 0);
        inside.json(200, &key, "POST", "/copies", Some(&json!({"copies": [{"id": id, "address": good}]})));
        let own = inside.json(200, &key, "GET", "/copies", None);
        assert_eq!((&own["copies"][0]["state"], &own["next"]), (&json!("waiting"), &json!(null)));
        assert_eq!(inside.json(200, &other, "GET", "/copies", None)["copies"], json!([]));
        inside.json(404, &other, "DELETE", &format!("/copies/{}", own["copies"][0]["copy"]), None);
    }
}
