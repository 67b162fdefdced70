//! Policies in the studio: looked at before they are taken in, by the site's administrators alone.

use super::desks::{Browser, account, administrator, furnish};
use crate::site::{
    Site,
    corpus::{ITEMS, policy_text},
    http, on_both,
};
use serde_json::Value;

/// Sends a file as the app does; status and document.
fn send(browser: &Browser<'_>, path: &str, bytes: &[u8]) -> (u16, Value) {
    let address = browser.server.address;
    let mut request = format!(
        "POST /api/studio/v1{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nX-Liangyi-Request: 1\r\n\
         Origin: http://{address}\r\nCookie: {}\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n",
        browser.cookie.as_deref().unwrap_or_default(),
        bytes.len()
    )
    .into_bytes();
    request.extend_from_slice(bytes);
    let response = http::exchange(address, &request).expect("an answer");
    (response.status, serde_json::from_str(&response.text()).unwrap_or(Value::Null))
}

/// The plan with another last item.
fn next_version() -> Vec<u8> {
    let mut items: Vec<&str> = ITEMS.to_vec();
    items.pop();
    items.push("建立应急科普队伍。突发事件发生后三小时内发布第一条权威解读。");
    policy_text(&items).into_bytes()
}

on_both! {
    async fn a_new_version_is_looked_at_and_then_taken_in_with_what_becomes_of_links(site: &Site) {
        furnish(site);
        administrator(site, "boss");
        account(site, "hill", &[("green-hill", "administrator"), ("green-hill", "editor")]);
        let text = next_version();
        let server = site.serve();
        let (boss, hill) = (Browser::signed_in(&server, "boss"), Browser::signed_in(&server, "hill"));

        for path in ["/policies/look?slug=plan", "/policies?slug=plan"] {
            assert_eq!(send(&hill, path, &text).0, 403, "{path}");
        }
        let (status, look) = send(&boss, "/policies/look?slug=plan", &text);
        assert_eq!(status, 200, "{look}");
        assert_eq!(look["against"]["version"], 1);
        assert_eq!(look["against"]["known"], false);
        let kinds: Vec<&str> = look["against"]["changes"].as_array().unwrap().iter().map(|c| c["kind"].as_str().unwrap()).collect();
        assert!(!kinds.is_empty() && kinds.len() < look["clauses"].as_array().unwrap().len(), "{kinds:?}");
        assert_eq!(boss.json("GET", "/policies/plan", None)["versions"].as_array().unwrap().len(), 1, "nothing was stored");

        let (status, taken) = send(&boss, "/policies?slug=plan", &text);
        assert_eq!((status, &taken["version"], &taken["new"]), (200, &2.into(), &true.into()), "{taken}");
        let (_, again) = send(&boss, "/policies?slug=plan", &text);
        assert_eq!((&again["version"], &again["new"]), (&2.into(), &false.into()));
        assert_eq!(send(&boss, "/policies/look?slug=plan", &text).1["against"]["known"], true);
        assert_eq!(boss.json("GET", "/policies/plan", None)["versions"].as_array().unwrap().len(), 2);
        assert_eq!(server.get("/policies/plan/compare?from=1&to=2").status, 200);
        assert_eq!(hill.json("GET", "/policies", None)["may_add"], false);
    }

    async fn the_progress_of_a_task_is_noted_and_shown_to_readers(site: &Site) {
        furnish(site);
        administrator(site, "boss");
        account(site, "hill", &[("green-hill", "administrator")]);
        let server = site.serve();
        let (boss, hill) = (Browser::signed_in(&server, "boss"), Browser::signed_in(&server, "hill"));
        let path = "/policies/plan/clauses/2.1/status";
        let set = |status: &str, since: &str, evidence: &str| {
            serde_json::json!({"status": status, "since": since, "evidence": evidence, "note": "已印发通知"})
        };
        assert_eq!(hill.send("PUT", path, Some(&set("done", "2026-01-31", ""))).status, 403);
        assert_eq!(boss.send("PUT", path, Some(&set("done", "2026-01-31", "https://example.org/notice"))).status, 204);
        assert!(boss.refused(422, "PUT", path, Some(&set("done", "2999-01-01", ""))).contains("在今天之后"));
        assert!(boss.refused(422, "PUT", path, Some(&set("done", "31.1.2026", ""))).contains("2026-01-31"));
        assert!(boss.refused(422, "PUT", path, Some(&set("done", "2026-01-31", "javascript:alert(1)"))).contains("网址"));
        assert!(boss.refused(422, "PUT", path, Some(&set("finished", "2026-01-31", ""))).contains("没有这种进展"));
        assert_eq!(boss.send("PUT", "/policies/plan/clauses/9.9.9/status", Some(&set("done", "2026-01-31", ""))).status, 422);
        assert_eq!(boss.send("PUT", "/policies/nowhere/clauses/2.1/status", Some(&set("done", "2026-01-31", ""))).status, 404);
        let policy = boss.json("GET", "/policies/plan", None);
        let clause = policy["clauses"].as_array().unwrap().iter().find(|c| c["id"] == "2.1").unwrap();
        assert_eq!((&clause["status"]["status"], &clause["status"]["note"]), (&"done".into(), &"已印发通知".into()));
        assert!(server.get("/policies/plan/2.1").text().contains("https://example.org/notice"));
    }
}

#[test]
fn what_is_no_policy_is_refused_in_chinese_with_its_place() {
    let site = Site::new();
    furnish(&site);
    administrator(&site, "boss");
    let server = site.serve();
    let boss = Browser::signed_in(&server, "boss");
    let said = |bytes: &[u8]| {
        let (status, problem) = send(&boss, "/policies/look", bytes);
        assert_eq!(status, 422, "{problem}");
        problem["detail"].as_str().unwrap().to_owned()
    };
    assert!(said(b"").contains("空的"));
    assert!(said("一行字".as_bytes()).contains("只有一行"));
    assert!(said("一行字\n又一行字\n还有一行字\n".as_bytes()).contains("没有找到编号的条款"));
    assert!(said(b"PK\x03\x04\x00\x00word/document.xml\n\x00\x00\n").contains("不是纯文本"));
    assert!(said(b"\xff\xfe\x00\xd8\n").contains("UTF-16"), "half a character");
    let (status, _) = send(&boss, "/policies/look?slug=Not A Slug".replace(' ', "%20").as_str(), "一、甲\n二、乙\n".as_bytes());
    assert_eq!(status, 422);
}
