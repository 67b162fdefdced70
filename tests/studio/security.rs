//! What holds for every operation there is, whoever adds one: docs/security.md names these tests line by line.

use super::{
    api::operations,
    desks::{Browser, PASSWORD, account, furnish},
};
use crate::site::{Site, on_both};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

const SAFE: [&str; 3] = ["GET", "HEAD", "OPTIONS"];

/// With something at every place of an address.
fn filled(path: &str) -> String {
    let mut filled = String::new();
    for (i, part) in path.split(['{', '}']).enumerate() {
        filled.push_str(if i % 2 == 1 { "1" } else { part });
    }
    filled
}

#[test]
fn no_operation_that_changes_anything_hears_a_page_of_another_site() {
    let site = Site::new();
    account(&site, "lin", &[]);
    let server = site.serve();
    let lin = Browser::signed_in(&server, "lin");
    let own = format!("http://{}", server.address);
    let mark = ("X-Liangyi-Request", "1");
    let forged: [&[(&str, &str)]; 4] = [
        &[("Origin", "http://evil.example")],
        &[mark, ("Origin", "http://evil.example")],
        &[("Origin", &own), ("Sec-Fetch-Site", "same-origin")],
        &[mark, ("Origin", &own), ("Sec-Fetch-Site", "same-site")],
    ];
    let mut changes = 0;
    for operation in operations().iter().filter(|operation| !SAFE.contains(&operation.method.as_str())) {
        let path = filled(&operation.path);
        for headers in forged {
            let response = lin.send_with(&operation.method, &path, Some(&json!({})), headers);
            assert_eq!(response.status, 403, "{} {path} with {headers:?}", operation.method);
            assert!(response.text().contains("不是从本站页面发出的"), "{} {path}: {}", operation.method, response.text());
        }
        changes += 1;
    }
    assert!(changes > 60, "{changes} operations");
    assert_eq!(lin.get("/session").status, 200, "still signed in");
    // A form of another page that is sent as one, without asking.
    let form = "POST /api/studio/v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}";
    assert_eq!(crate::site::http::exchange(server.address, form.as_bytes()).unwrap().status, 403);
}

#[test]
fn no_operation_takes_a_field_that_it_does_not_know() {
    let document: Value = serde_json::from_str(&studio::openapi::document()).unwrap();
    let mut bodies = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(name) = schema["$ref"].as_str().and_then(|at| at.rsplit('/').next()) else {
                assert!(schema.is_null(), "{method} {path} describes no body by name: {schema}");
                continue;
            };
            let open = document["components"]["schemas"][name]["additionalProperties"] != false;
            assert!(!open, "{method} {path} takes any field in its {name}");
            bodies += 1;
        }
    }
    assert!(bodies > 40, "{bodies} bodies");
}

/// An answer's cookie as a browser would send it.
fn session(set: Option<&str>) -> Option<String> {
    set.and_then(|set| set.split(';').next()).map(str::to_owned)
}

on_both! {
    async fn what_belongs_to_another_is_out_of_reach_by_its_number(site: &Site) {
        furnish(site);
        account(site, "hill", &[("green-hill", "administrator"), ("green-hill", "author"), ("green-hill", "editor")]);
        account(site, "water", &[
            ("blue-water", "administrator"), ("blue-water", "author"), ("blue-water", "editor"),
            ("blue-water", "publisher"), ("blue-water", "expert"),
        ]);
        let server = site.serve();
        let (hill, water) = (Browser::signed_in(&server, "hill"), Browser::signed_in(&server, "water"));
        let work = hill.write("green-hill", "别人的草稿");
        hill.json("POST", &format!("/works/{work}/previews"), Some(&json!({"note": "给领导", "hours": 1})));
        let preview = hill.json("GET", &format!("/works/{work}/previews"), None)["links"][0]["id"].clone();
        hill.json("POST", &format!("/works/{work}/submit"), None);
        let comments = hill.json("POST", &format!("/works/{work}/comments"), Some(&json!({"words": "这里再想想"})));
        let comment = comments["threads"][0]["id"].clone();
        let invite = json!({"organisation": "green-hill", "display_name": "新人", "roles": ["author"]});
        hill.json("POST", "/invitations", Some(&invite));
        let invitation = hill.json("GET", "/invitations", None)["invitations"][0]["id"].clone();
        let session = hill.json("GET", "/sessions", None)["sessions"][0]["id"].as_str().unwrap().to_owned();
        // Under the number of a work of one's own, what belongs to another's.
        let own = water.write("blue-water", "自己的草稿");
        water.json("POST", &format!("/works/{own}/submit"), None);
        let word = json!({"word": "旧词", "reason": "过时了"});
        for (method, path, body) in [
            ("GET", format!("/works/{work}"), None),
            ("GET", format!("/works/{work}/preview"), None),
            ("GET", format!("/works/{work}/comments"), None),
            ("GET", format!("/works/{work}/revisions"), None),
            ("GET", format!("/works/{work}/export?form=markdown"), None),
            ("PUT", format!("/works/{own}/comments/{comment}"), Some(json!({"resolved": true}))),
            ("POST", format!("/works/{own}/comments/{comment}/answers"), Some(json!({"words": "我来答"}))),
            ("DELETE", format!("/works/{own}/previews/{preview}"), None),
            ("DELETE", format!("/works/{work}/previews/{preview}"), None),
            ("DELETE", format!("/invitations/{invitation}"), None),
            ("DELETE", format!("/sessions/{session}"), None),
            ("POST", "/staff/hill/disable".to_owned(), None),
            ("POST", "/staff/hill/password".to_owned(), None),
            ("DELETE", "/staff/hill/second-factor".to_owned(), None),
            ("PUT", "/organisations/green-hill/rules".to_owned(), Some(json!({"second_factor": "free"}))),
            ("PUT", "/organisations/green-hill/words".to_owned(), Some(word)),
        ] {
            let response = water.send(method, &path, body.as_ref());
            assert!([403, 404, 422].contains(&response.status), "{method} {path}: {} {}", response.status, response.text());
            assert!(!response.text().contains("别人的草稿") && !response.text().contains("这里再想想"), "{method} {path} tells of it");
        }
        // And nothing came of any of it.
        assert_eq!(hill.get("/session").status, 200);
        let comments = hill.json("GET", &format!("/works/{work}/comments"), None).to_string();
        assert!(!comments.contains("我来答") && comments.contains("这里再想想"), "{comments}");
        assert_eq!(hill.json("GET", &format!("/works/{work}/previews"), None)["links"].as_array().map(Vec::len), Some(1));
        assert_eq!(hill.json("GET", "/invitations", None)["invitations"].as_array().map(Vec::len), Some(1));
        assert_eq!(site.number("SELECT COUNT(*) FROM house_words").await, 0);
        for list in ["/works", "/inbox", "/audit", "/staff", "/invitations", "/assets", "/uploads", "/reader-reports"] {
            let words = water.get(list).text();
            assert!(!words.contains("别人的草稿") && !words.contains("\"hill\""), "{list}: {words}");
        }
    }

    async fn a_fault_of_the_server_tells_an_id_and_nothing_of_its_inside(site: &Site) {
        furnish(site);
        account(site, "hill", &[("green-hill", "administrator")]);
        let server = site.serve();
        let hill = Browser::signed_in(&server, "hill");
        let raw = site.raw().await;
        raw.execute_unprepared("DROP TABLE invitations").await.unwrap();
        raw.close().await.unwrap();
        let response = hill.get("/invitations");
        let words = response.text();
        assert_eq!((response.status, response.header("content-type")), (500, Some("application/problem+json")));
        let problem: Value = serde_json::from_str(&words).unwrap();
        let id = problem["id"].as_str().unwrap();
        assert!(problem["detail"].as_str().unwrap().contains(id) && server.logged().contains(id), "{words}");
        for inside in ["invitations", "SELECT", "table", "crates/", ".rs", "sqlx"] {
            assert!(!words.contains(inside), "{words}");
        }
        site.expects("the studio failed");
    }

    async fn every_way_in_gives_a_session_of_its_own_name(site: &Site) {
        let said = site.run(&[&"user", &"setup-link"]);
        let token = said.split('#').nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        furnish(site);
        let server = site.serve();
        let planted = format!("liangyi_session={}", "a".repeat(64));
        let browser = || Browser { cookie: Some(planted.clone()), ..Browser::new(&server) };
        let first = json!({"token": token, "name": "root", "display_name": "管理员", "password": PASSWORD});
        let response = browser().send("POST", "/setup", Some(&first));
        let root = Browser { cookie: session(response.header("set-cookie")), ..Browser::new(&server) };
        let invite = json!({"organisation": "green-hill", "display_name": "新人", "roles": ["author"]});
        let link = root.json("POST", "/invitations", Some(&invite))["url"].as_str().unwrap().to_owned();
        let invited = json!({"token": link.split('#').nth(1).unwrap(), "name": "new", "display_name": "新人", "password": PASSWORD});
        let joined = browser().send("POST", "/join", Some(&invited));
        let new = Browser { cookie: session(joined.header("set-cookie")), ..Browser::new(&server) };
        let signed = browser().send("POST", "/session", Some(&json!({"name": "new", "password": PASSWORD})));
        let again = Browser { cookie: session(signed.header("set-cookie")), ..Browser::new(&server) };
        for way in [&root, &new, &again] {
            assert_ne!(way.cookie, Some(planted.clone()));
            assert_eq!(way.get("/session").status, 200);
        }
        assert_eq!(browser().get("/session").status, 401, "the one that was there before is nobody's");
        // A link that sets a password gives none at all.
        let link = root.json("POST", "/staff/new/password", None)["url"].as_str().unwrap().to_owned();
        let set = json!({"token": link.split('#').nth(1).unwrap(), "password": "another horse battery"});
        assert_eq!(browser().send("POST", "/password/set", Some(&set)).header("set-cookie"), None);
        assert_eq!((new.get("/session").status, again.get("/session").status), (401, 401));
    }
}

#[test]
fn a_password_that_anybody_would_try_first_is_refused_and_one_of_chance_is_taken() {
    use accounts::{Password, PasswordError};
    for bad in [
        "aaaaaaaaaaaa",
        "123412341234",
        "1234567890123",
        "098765432109",
        "qwertyuiopas",
        "1qaz2wsx3edc",
        "passwordpassword",
        "Password1234",
        "P@ssw0rd2026!",
        "admin12345678",
        "woaini1314520",
        "ｐａｓｓｗｏｒｄ１２３４",
        "abcabcabcabc",
        "abcdefg1234567",
        "liangyi20261130",
        "correcthorsebatterystaple",
        "qazwsxedcrfv",
        "zhongguo888888",
    ] {
        assert!(matches!(Password::new(bad.to_owned()), Err(PasswordError::Guessable)), "{bad}");
    }
    for good in [
        PASSWORD,
        "another horse battery",
        "鹊桥二号在月球背面上空中继",
        "wx7#kd02-pqlm",
        "admin of nothing in Qingshan",
        "1987-nanjing-kite-rain",
    ] {
        assert!(Password::new(good.to_owned()).is_ok(), "{good}");
    }
    for _ in 0..50 {
        let made = Password::generate().unwrap();
        assert!(Password::new(made.reveal().to_owned()).is_ok(), "{}", made.reveal());
    }
}
