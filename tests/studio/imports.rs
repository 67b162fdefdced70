//! Files of other programs at the door, and a work taken along as one.

use super::desks::{Browser, account, furnish};
use crate::site::{http, on_both};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

/// The bytes of a file, as the app sends them.
fn sent(browser: &Browser, name: &str, bytes: &[u8]) -> (u16, Value) {
    let address = browser.server.address;
    let cookie = browser.cookie.as_deref().unwrap_or_default();
    let mut request = format!(
        "POST /api/studio/v1/documents/import?name={name} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         X-Liangyi-Request: 1\r\nOrigin: http://{address}\r\nCookie: {cookie}\r\nContent-Type: application/octet-stream\r\n\
         Content-Length: {}\r\n\r\n",
        bytes.len()
    )
    .into_bytes();
    request.extend_from_slice(bytes);
    let response = http::exchange(address, &request).expect("an answer");
    (response.status, serde_json::from_slice(&response.body).unwrap_or(Value::Null))
}

on_both! {
    async fn a_work_taken_along_as_docx_comes_back_through_the_door(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let id = lin.write("green-hill", "鹊桥");
        let work = lin.json("GET", &format!("/works/{id}"), None);
        let body = "## 一 {#a}\n\n见[条款](clause:plan#2.1)，**粗**。\n\n- 甲\n- 乙\n";
        lin.json("PUT", &format!("/works/{id}"), Some(&json!({"version": work["version"], "content": work["content"], "body": body})));
        let exported = lin.json("GET", &format!("/works/{id}/export?form=docx"), None);
        assert!(exported["name"].as_str().unwrap().ends_with(".docx") && exported["text"] == "", "{exported}");
        let bytes = STANDARD.decode(exported["base64"].as_str().unwrap()).unwrap();
        let (status, read) = sent(&lin, "a.docx", &bytes);
        assert_eq!((status, &read["title"], &read["lead"]), (200, &json!("鹊桥"), &json!("一句话说清。")), "{read}");
        let document = document::Document::from_json(&read["document"].to_string()).unwrap();
        assert_eq!(document::markdown::write(&document), body);
        assert_eq!((&read["report"], &read["pictures"]), (&json!([]), &json!([])));

        let (status, read) = sent(&lin, "a.md", "# 题\n\n正文。\n\n![图](a.png)\n".as_bytes());
        assert_eq!((status, &read["title"]), (200, &json!("题")), "{read}");
        assert_eq!(read["report"], json!(["第 5 行：图片没有带进来，请先上传到素材库，再用“图片”插入。"]));
        let (status, refused) = sent(&lin, "a.docx", b"%PDF-1.7");
        assert!(status == 422 && refused["detail"].as_str().unwrap().contains("PDF"), "{refused}");
        assert_eq!(sent(&lin, "a.md", b"\xb0\xa1").0, 422, "no UTF-8");
        assert_eq!(sent(&Browser::new(&server), "a.md", b"x").0, 401);
    }

    async fn who_has_a_work_open_is_shown_to_those_who_may_see_it_and_to_nobody_else(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        account(site, "wang", &[("green-hill", "editor")]);
        account(site, "stranger", &[("blue-water", "editor")]);
        let server = site.serve();
        let [lin, wang, stranger] = ["lin", "wang", "stranger"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "鹊桥");
        let open = |browser: &Browser, page: &str| browser.json("PUT", &format!("/works/{id}/presence"), Some(&json!({"page": page})))["others"].clone();
        assert_eq!(open(&lin, "one"), json!([]), "nobody is beside themselves");
        let seen = open(&wang, "two");
        assert_eq!((&seen[0]["name"], &seen[0]["own"], seen.as_array().unwrap().len()), (&json!("lin"), &json!(false), 1), "{seen}");
        assert!(seen[0]["since"].as_str().unwrap().ends_with("+08:00") && seen[0].as_object().unwrap().len() == 4, "a name and a time, no text: {seen}");
        let both = open(&lin, "three");
        assert_eq!((both.as_array().unwrap().len(), &both[0]["own"]), (2, &json!(true)), "a second window of one's own: {both}");
        stranger.refused(404, "PUT", &format!("/works/{id}/presence"), Some(&json!({"page": "four"})));
        stranger.refused(404, "DELETE", &format!("/works/{id}/presence/one"), None);
        // The page of somebody else is not closed by who knows its name, nor taken over.
        wang.send("DELETE", &format!("/works/{id}/presence/one"), None);
        open(&wang, "one");
        assert_eq!(open(&wang, "two").as_array().unwrap().iter().filter(|one| one["name"] == "lin").count(), 2);
        for page in ["one", "three"] {
            assert_eq!(lin.send("DELETE", &format!("/works/{id}/presence/{page}"), None).status, 204);
        }
        assert_eq!(open(&wang, "two"), json!([]));
        lin.refused(422, "PUT", &format!("/works/{id}/presence"), Some(&json!({"page": "<b>"})));
    }
}
