//! Comments on what is under review: about words of the page, in threads, kept while the words stand in later texts.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use serde_json::{Value, json};

/// The words of each thread, whether they stand in the text, and how many comments it has.
fn threads(comments: &Value) -> Vec<(Option<&str>, bool, usize)> {
    let one = |thread: &'_ Value| (thread["found"].as_bool().unwrap(), thread["comments"].as_array().unwrap().len());
    let all = comments["threads"].as_array().unwrap().iter();
    all.map(|thread| (thread["quote"].as_str(), one(thread).0, one(thread).1)).collect()
}

on_both! {
    async fn a_thread_stays_with_its_words_over_revisions_and_is_answered_and_resolved(site: &Site) {
        furnish(site);
        for (name, organisation, role) in [("lin", "green-hill", "author"), ("zhou", "green-hill", "editor"), ("water", "blue-water", "editor")] {
            account(site, name, &[(organisation, role)]);
        }
        let server = site.serve();
        let [lin, zhou, water] = ["lin", "zhou", "water"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "有批注的");
        let at = format!("/works/{id}/comments");
        zhou.refused(403, "POST", &at, Some(&json!({"words": "还没提交"})));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        water.refused(404, "GET", &at, None);
        assert!(zhou.refused(422, "POST", &at, Some(&json!({"quote": "没有这句", "words": "?"}))).contains("不在这一稿里"));
        zhou.refused(422, "POST", &at, Some(&json!({"quote": "鹊桥", "words": " "})));
        // As a page breaks it, and across what is strong there.
        zhou.json("POST", &at, Some(&json!({"quote": "说的是 鹊桥", "words": "请写全称。"})));
        zhou.json("POST", &at, Some(&json!({"words": "整体不错。"})));
        let comments = zhou.json("POST", &at, Some(&json!({"quote": "一句话说清", "words": "导语太短。"})));
        assert_eq!(threads(&comments), [(None, false, 1), (Some("一句话说清"), true, 1), (Some("说的是 鹊桥"), true, 1)], "in the order of the text");

        let thread = comments["threads"][2]["id"].clone();
        let comments = lin.json("POST", &format!("{at}/{thread}/answers"), Some(&json!({"words": "好，改成鹊桥二号。"})));
        assert_eq!(comments["threads"][2]["comments"][1]["mine"], true);
        lin.refused(422, "POST", &format!("{at}/999999/answers"), Some(&json!({"words": "哪里"})));
        lin.json("PUT", &format!("{at}/{thread}"), Some(&json!({"resolved": true})));
        let comments = zhou.json("GET", &at, None);
        assert!(!comments["threads"][2]["resolved_at"].is_null() && !comments["threads"][2]["resolved_by"].is_null());
        zhou.json("PUT", &format!("{at}/{thread}"), Some(&json!({"resolved": false})));
        assert!(zhou.json("GET", &at, None)["threads"][2]["resolved_at"].is_null());

        // Returned and rewritten: a paragraph before it moves the words, then they are gone.
        assert_eq!(zhou.review(id, "first", "return", "见批注。").status, 200);
        let save = |body: &str| {
            let work = lin.json("GET", &format!("/works/{id}"), None);
            lin.json("PUT", &format!("/works/{id}"), Some(&json!({"version": work["version"], "content": work["content"], "body": body})));
            lin.json("GET", &at, None)
        };
        let moved = save("新的第一段。\n\n正文只有一段，说的是**鹊桥**。\n");
        assert_eq!(threads(&moved)[2], (Some("说的是 鹊桥"), true, 2));
        let gone = save("新的第一段。\n\n正文改了。\n");
        assert_eq!(threads(&gone)[2], (Some("说的是 鹊桥"), false, 2), "kept, and said to be gone");
        assert_eq!(site.number("SELECT COUNT(*) FROM review_comments").await, 4);
    }
}
