//! Findings of a working copy at the door, what its editors let stand, and the words of a house.

use super::desks::{Browser, account, administrator, furnish};
use crate::site::on_both;
use serde_json::{Value, json};

/// Saves this body; the findings.
fn found(browser: &Browser, id: i64, body: &str) -> Value {
    let work = browser.json("GET", &format!("/works/{id}"), None);
    let save = json!({"version": work["version"], "content": work["content"], "body": body});
    browser.json("PUT", &format!("/works/{id}"), Some(&save));
    browser.json("GET", &format!("/works/{id}/findings"), None)
}

fn told(findings: &Value) -> Vec<(&str, &str)> {
    findings["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["code"].as_str().unwrap(), f["excerpt"].as_str().unwrap()))
        .collect()
}

on_both! {
    async fn findings_lead_to_their_line_and_what_is_let_stand_is_told_again_when_its_words_change(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        account(site, "expert", &[("green-hill", "expert")]);
        account(site, "stranger", &[("blue-water", "editor")]);
        let server = site.serve();
        let [lin, expert, stranger] = ["lin", "expert", "stranger"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "一篇");
        let body = "正文。\n\n## 题\n\n研究表明，喝水有用。\n\n> 鼓励专家出镜，每周制作四期\n> —— clause:plan#2.1\n";
        let first = found(&lin, id, body);
        assert_eq!(told(&first), [("claim-without-source", "研究表明"), ("quote-differs", "鼓励专家出镜，每周制作四期")]);
        assert_eq!((&first["findings"][0]["line"], &first["findings"][1]["line"]), (&json!(5), &json!(7)));
        assert_eq!(first["findings"][1]["difference"][1], json!({"op": "delete", "text": "月"}));
        assert_eq!(first["copied"]["percent"], 0);

        let fingerprint = first["findings"][0]["fingerprint"].as_str().unwrap();
        let at = format!("/works/{id}/findings/{fingerprint}");
        assert_eq!(expert.send("PUT", &at, Some(&json!({"ignored": true}))).status, 403, "who may not edit lets nothing stand");
        assert_eq!(stranger.send("PUT", &at, Some(&json!({"ignored": true}))).status, 404);
        stranger.refused(404, "GET", &format!("/works/{id}/findings"), None);
        lin.json("PUT", &at, Some(&json!({"ignored": true})));
        lin.json("PUT", &at, Some(&json!({"ignored": true})));
        lin.refused(422, "PUT", &format!("/works/{id}/findings/abc"), Some(&json!({"ignored": true})));
        let seen = expert.json("GET", &format!("/works/{id}/findings"), None);
        assert_eq!(seen["findings"][0]["ignored"]["by"], "lin", "a reviewer sees what was let stand, and by whom");
        assert_eq!(found(&lin, id, &format!("再加一段。\n\n{body}"))["findings"][0]["ignored"]["by"], "lin");
        assert_eq!(found(&lin, id, &body.replace("喝水", "喝茶"))["findings"][0]["ignored"], Value::Null);
        found(&lin, id, body);
        lin.json("PUT", &at, Some(&json!({"ignored": false})));
        assert_eq!(lin.json("GET", &format!("/works/{id}/findings"), None)["findings"][0]["ignored"], Value::Null);
        let unreadable = found(&lin, id, "甲<b>乙\n\n研究表明有用。\n");
        assert_eq!(told(&unreadable), [("claim-without-source", "研究表明")], "a fault elsewhere does not hide it");
    }

    async fn the_words_of_a_house_hold_in_it_and_below_it_and_its_administrators_keep_them(site: &Site) {
        furnish(site);
        administrator(site, "root");
        account(site, "chief", &[("green-hill", "administrator")]);
        account(site, "lin", &[("county", "author")]);
        account(site, "zhou", &[("blue-water", "author")]);
        let server = site.serve();
        let [root, chief, lin, zhou] = ["root", "chief", "lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let word = json!({"word": "科普达人", "reason": "称号已停用", "instead": "科普志愿者"});
        let at = "/organisations/green-hill/words";
        assert_eq!(lin.send("PUT", "/organisations/county/words", Some(&word)).status, 403, "an author changes no list");
        assert_eq!(chief.send("PUT", "/organisations/province/words", Some(&word)).status, 403, "nor does who administers below");
        chief.json("PUT", at, Some(&word));
        root.json("PUT", "/organisations/province/words", Some(&json!({"word": "大咖", "reason": "太随便"})));
        for (wrong, says) in [
            (json!({"word": " ", "reason": "无"}), "请填写词语"),
            (json!({"word": "词", "reason": ""}), "请填写理由"),
            (json!({"word": "甲".repeat(41), "reason": "长"}), "太长"),
            (json!({"word": "甲\n乙", "reason": "行"}), "一行"),
            (json!({"word": "a", "reason": "短"}), "太短"),
        ] {
            assert!(chief.refused(422, "PUT", at, Some(&wrong)).contains(says), "{wrong}");
        }
        let listed = lin.json("GET", "/words", None);
        let words: Vec<(&str, &str)> = listed["words"].as_array().unwrap().iter()
            .map(|w| (w["word"].as_str().unwrap(), w["organisation"]["slug"].as_str().unwrap())).collect();
        assert_eq!((&listed["organisation"], &listed["may_edit"]), (&json!("county"), &json!(false)));
        let mut sorted = words.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [("大咖", "province"), ("科普达人", "green-hill")]);
        zhou.refused(403, "GET", "/words?organisation=green-hill", None);

        let mine = lin.write("county", "一篇");
        let theirs = zhou.write("blue-water", "一篇");
        assert_eq!(told(&found(&lin, mine, "请科普达人和大咖来讲。")), [("word", "科普达人"), ("word", "大咖")]);
        assert_eq!(told(&found(&zhou, theirs, "请科普达人和大咖来讲。")), [("word", "大咖")]);
        let db = site.db().await;
        let content = editorial::newest(&db, mine).await.unwrap().unwrap().content;
        let looked = async |houses: Option<&[i64]>| {
            editorial::find_in_work(&db, &content, "请科普达人和大咖来讲。", houses, "").await.unwrap().findings.found.len()
        };
        assert_eq!((looked(None).await, looked(Some(&[])).await), (2, 0), "whoever may not see the list learns nothing of it");
        db.close().await.unwrap();
        chief.json("PUT", at, Some(&json!({"word": "科普达人", "reason": "请写职业"})));
        let again = lin.json("GET", &format!("/works/{mine}/findings"), None);
        assert!(again["findings"][0]["message"].as_str().unwrap().contains("请写职业"), "{again}");
        let gone = format!("{at}?word={}", "%E7%A7%91%E6%99%AE%E8%BE%BE%E4%BA%BA");
        assert_eq!(lin.send("DELETE", &gone, None).status, 403);
        chief.json("DELETE", &gone, None);
        assert!(chief.refused(422, "DELETE", &gone, None).contains("科普达人"));
        assert_eq!(told(&lin.json("GET", &format!("/works/{mine}/findings"), None)), [("word", "大咖")]);
        let acts = site.texts("SELECT act FROM audit_entries WHERE act LIKE 'house-word-%' ORDER BY seq").await;
        assert_eq!(acts, ["house-word-put", "house-word-put", "house-word-put", "house-word-removed"]);
    }
}
