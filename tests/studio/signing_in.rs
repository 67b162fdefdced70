//! Signing in and out, and what a session is worth.

use super::desks::{Browser, PASSWORD, account};
use crate::site::{Site, on_both};
use serde_json::{Value, json};

on_both! {
    async fn a_session_begins_with_the_password_and_ends_with_signing_out(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve();
        let mut browser = Browser::new(&server);
        assert_eq!(browser.get("/session").status, 401);
        assert_eq!(browser.sign_in("lin", "wrong horse battery").status, 401);
        assert_eq!(browser.sign_in("nobody", PASSWORD).status, 401);
        let response = browser.sign_in("lin", PASSWORD);
        let set = response.header("set-cookie").unwrap();
        for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(set.contains(part), "{set}");
        }
        assert_eq!(browser.json("GET", "/session", None)["name"], "lin");
        assert_eq!(browser.get("/session").header("cache-control"), Some("no-store"));
        let token = browser.cookie.clone().unwrap();
        let stored = site.texts("SELECT digest FROM sessions").await;
        assert!(stored.iter().all(|digest| !token.contains(digest)), "only a digest is stored");

        browser.json("DELETE", "/session", None);
        assert_eq!(browser.get("/session").status, 401, "the old cookie is worth nothing");
    }

    async fn a_token_from_before_signing_in_is_never_the_session(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve();
        let mut browser = Browser::new(&server);
        let planted = format!("liangyi_session={}", "a".repeat(64));
        browser.cookie = Some(planted.clone());
        browser.sign_in("lin", PASSWORD);
        assert_ne!(browser.cookie.as_deref(), Some(planted.as_str()));
        let first = browser.cookie.clone();
        browser.sign_in("lin", PASSWORD);
        assert_ne!(browser.cookie, first, "signing in again rotates it");
        let old = Browser { cookie: first, ..Browser::new(&server) };
        assert_eq!(old.get("/session").status, 401, "and ends the one before");
    }

    async fn a_disabled_account_and_a_new_password_end_every_session(site: &Site) {
        account(site, "lin", &[]);
        let server = site.serve();
        let here = Browser::signed_in(&server, "lin");
        let there = Browser::signed_in(&server, "lin");
        let listed = here.json("GET", "/sessions", None);
        let other = listed["sessions"].as_array().unwrap().iter().find(|s| s["current"] == false).unwrap()["id"].clone();
        here.json("DELETE", &format!("/sessions/{}", other.as_str().unwrap()), None);
        assert_eq!(there.get("/session").status, 401);
        assert_eq!(here.get("/session").status, 200);
        site.run(&[&"user", &"password", &"lin"]);
        assert_eq!(here.get("/session").status, 401);
    }

    async fn the_first_account_is_made_through_a_link_that_works_once(site: &Site) {
        let said = site.run(&[&"user", &"setup-link"]);
        let token = said.split('#').nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        let server = site.serve();
        let browser = Browser::new(&server);
        let body = |token: &str, password: &str| json!({"token": token, "name": "root", "display_name": "管理员", "password": password});
        browser.refused(403, "POST", "/setup", Some(&body(&"0".repeat(64), PASSWORD)));
        browser.refused(422, "POST", "/setup", Some(&body(&token, "short")));
        let me: Value = browser.json("POST", "/setup", Some(&body(&token, PASSWORD)));
        assert_eq!((me["name"].as_str(), me["admin"].as_bool()), (Some("root"), Some(true)));
        browser.refused(403, "POST", "/setup", Some(&body(&token, PASSWORD)));
        assert_eq!(site.run(&[&"user", &"setup-link"]), "", "there is an account");
    }
}

#[test]
fn guessing_becomes_slow_and_locks_nobody_else_out() {
    let site = Site::new();
    account(&site, "lin", &[]);
    let server = site.serve();
    let origin = format!("http://{}", server.address);
    let from = |address: &str, password: &str| {
        let headers = [("X-Liangyi-Request", "1"), ("Origin", origin.as_str()), ("X-Forwarded-For", address)];
        Browser::new(&server).send_with("POST", "/session", Some(&json!({"name": "lin", "password": password})), &headers)
    };
    let tries: Vec<u16> = (0..8).map(|_| from("192.0.2.1", "wrong horse battery").status).collect();
    assert!(tries.starts_with(&[401, 401, 401, 401]) && tries.contains(&429), "{tries:?}");
    assert!(from("192.0.2.1", PASSWORD).header("retry-after").is_some());
    assert_eq!(from("192.0.2.2", PASSWORD).status, 200, "from elsewhere the right password is heard");
}
