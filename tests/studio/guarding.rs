//! Requests that no page of ours sends.

use super::desks::{Browser, account, furnish};
use crate::site::Site;
use serde_json::json;

#[test]
fn a_change_that_no_page_of_ours_sent_is_refused() {
    let site = Site::new();
    account(&site, "lin", &[]);
    let server = site.serve();
    let lin = Browser::signed_in(&server, "lin");
    let own = format!("http://{}", server.address);
    let mark = ("X-Liangyi-Request", "1");
    let forged: [&[(&str, &str)]; 6] = [
        &[],
        &[mark],
        &[("Origin", &own)],
        &[mark, ("Origin", "http://evil.example")],
        &[mark, ("Origin", "null")],
        &[mark, ("Origin", &own), ("Sec-Fetch-Site", "cross-site")],
    ];
    for headers in forged {
        for (method, path) in [
            ("DELETE", "/session"),
            ("POST", "/works"),
            ("PUT", "/works/1"),
            ("POST", "/session"),
            ("POST", "/session/second"),
            ("PUT", "/password"),
            ("POST", "/second-factor"),
            ("POST", "/invitations"),
            ("DELETE", "/invitations/1"),
            ("PUT", "/staff/lin/roles/green-hill/editor"),
            ("POST", "/staff/lin/disable"),
            ("POST", "/join"),
            ("POST", "/password/set"),
        ] {
            assert_eq!(lin.send_with(method, path, Some(&json!({})), headers).status, 403, "{method} {path} {headers:?}");
        }
    }
    assert_eq!(lin.get("/session").status, 200, "still signed in");
    let fetched = [mark, ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(lin.send_with("DELETE", "/session", None, &fetched).status, 204);
}

#[test]
fn what_only_acts_may_change_cannot_be_sent() {
    let site = Site::new();
    furnish(&site);
    account(&site, "lin", &[("green-hill", "author")]);
    let server = site.serve();
    let lin = Browser::signed_in(&server, "lin");
    let id = lin.write("green-hill", "一篇");
    let work = lin.json("GET", &format!("/works/{id}"), None);
    let more = [
        ("state", json!("published")),
        ("published", json!("2026-10-01 09:00")),
        ("reviews", json!([{"person": "zhou", "stage": "first"}])),
        ("tag", json!("tag:evil.example,2026:1")),
    ];
    for (field, value) in more {
        let mut content = work["content"].clone();
        content[field] = value;
        let words = lin.refused(
            422,
            "PUT",
            &format!("/works/{id}"),
            Some(&json!({"version": work["version"], "content": content, "body": ""})),
        );
        assert!(words.contains(field), "{words}");
    }
    let mut content = work["content"].clone();
    content["kind"] = "short-video".into();
    lin.json("PUT", &format!("/works/{id}"), Some(&json!({"version": work["version"], "content": content, "body": "正文。"})));
    let after = lin.json("GET", &format!("/works/{id}"), None);
    assert_eq!((after["content"]["kind"].as_str(), after["state"].as_str()), (Some("article"), Some("draft")));
    // Neither another's name nor another's desk.
    for organisations in [json!(["blue-water"]), json!(["green-hill", "blue-water"])] {
        let mut content = after["content"].clone();
        content["organisations"] = organisations;
        lin.refused(
            403,
            "PUT",
            &format!("/works/{id}"),
            Some(&json!({"version": after["version"], "content": content, "body": "正文。"})),
        );
    }
}

#[test]
fn scripts_in_any_field_are_words() {
    let site = Site::new();
    furnish(&site);
    account(&site, "lin", &[("green-hill", "author")]);
    let server = site.serve();
    let lin = Browser::signed_in(&server, "lin");
    let id = lin.write("green-hill", "<script>alert(1)</script>");
    let mut work = lin.json("GET", &format!("/works/{id}"), None);
    work["content"]["lead"] = "\"><img src=x onerror=alert(1)>".into();
    work["content"]["sources"] = json!([{"title": "</a><svg onload=alert(1)>", "url": "javascript:alert(1)"}]);
    let save = json!({"version": work["version"], "content": work["content"], "body": "正文。"});
    let saved = lin.json("PUT", &format!("/works/{id}"), Some(&save));
    assert!(saved["faults"].to_string().contains("sources"), "{saved}");
    let preview = lin.get(&format!("/works/{id}/preview"));
    assert_eq!(preview.status, 200);
    assert!(!preview.header("content-security-policy").unwrap().contains("unsafe"));
    for payload in ["<script>alert", "<img src=x", "<svg onload", "href=\"javascript:"] {
        assert!(!preview.text().contains(payload), "{payload}");
    }
    let body = json!({"version": saved["version"], "content": work["content"], "body": "<script>alert(1)</script>\n"});
    let saved = lin.json("PUT", &format!("/works/{id}"), Some(&body));
    let fault = saved["faults"].as_array().unwrap().iter().find(|f| f["field"] == "body:1").expect("a fault with its line");
    assert!(fault["message"].as_str().unwrap().contains("HTML"), "{fault}");
    assert_eq!(lin.get(&format!("/works/{id}/preview")).status, 422);
}
