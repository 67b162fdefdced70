//! Working copies: nobody overwrites what they have not seen.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use sea_orm::ConnectionTrait;
use serde_json::json;

on_both! {
    async fn the_second_of_two_saves_gets_the_first_one_back(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "editor")]);
        account(site, "zhou", &[("green-hill", "editor")]);
        let server = site.serve();
        let (lin, zhou) = (Browser::signed_in(&server, "lin"), Browser::signed_in(&server, "zhou"));
        let id = lin.write("green-hill", "一篇");
        let seen = zhou.json("GET", &format!("/works/{id}"), None);
        let save = |body: &str| json!({"version": seen["version"], "content": seen["content"], "body": body});
        let first = lin.json("PUT", &format!("/works/{id}"), Some(&save("林的一段。")));
        let second = zhou.send("PUT", &format!("/works/{id}"), Some(&save("周的一段。")));
        assert_eq!(second.status, 409);
        let theirs: serde_json::Value = serde_json::from_str(&second.text()).unwrap();
        assert_eq!((theirs["body"].as_str(), &theirs["version"]), (Some("林的一段。"), &first["version"]));
        let merged = json!({"version": theirs["version"], "content": theirs["content"], "body": "林的一段。\n\n周的一段。"});
        zhou.json("PUT", &format!("/works/{id}"), Some(&merged));
        let same = json!({"version": first["version"].as_i64().unwrap() + 1, "content": theirs["content"], "body": "林的一段。\n\n周的一段。"});
        let unchanged = zhou.json("PUT", &format!("/works/{id}"), Some(&same));
        assert_eq!(unchanged["version"], same["version"], "what is as it was gets no new version");
    }

    async fn a_name_that_cannot_be_is_told_beside_its_field_and_the_rest_is_saved(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let taken = lin.write("green-hill", "先写的一篇");
        let taken = lin.json("GET", &format!("/works/{taken}"), None)["content"]["slug"].clone();
        let id = lin.write("green-hill", "一篇");
        let before = lin.json("GET", &format!("/works/{id}"), None)["content"]["slug"].clone();
        for (n, (typed, words)) in [
            (json!("Short Video"), "小写字母"),
            (json!("鹊桥"), "小写字母"),
            (json!(""), "不能是空的"),
            (taken, "已被占用"),
        ].into_iter().enumerate() {
            let mut work = lin.json("GET", &format!("/works/{id}"), None);
            work["content"]["slug"] = typed.clone();
            work["content"]["lead"] = format!("第{n}次的导语。").into();
            let save = json!({"version": work["version"], "content": work["content"], "body": format!("第{n}次的正文。")});
            let saved = lin.json("PUT", &format!("/works/{id}"), Some(&save));
            let faults = saved["faults"].as_array().unwrap();
            assert_eq!((faults.len(), faults[0]["field"].as_str()), (1, Some("slug")), "{typed}: {saved}");
            let message = faults[0]["message"].as_str().unwrap();
            assert!(message.contains(words) && message.contains(before.as_str().unwrap()), "{typed}: {message}");
            let now = lin.json("GET", &format!("/works/{id}"), None);
            assert_eq!((&now["content"]["slug"], now["body"].as_str()), (&before, Some(format!("第{n}次的正文。").as_str())));
            assert_eq!(now["content"]["lead"], work["content"]["lead"]);
        }
        let mut work = lin.json("GET", &format!("/works/{id}"), None);
        work["content"]["slug"] = json!("short-video-supply");
        let save = json!({"version": work["version"], "content": work["content"], "body": work["body"]});
        assert_eq!(lin.json("PUT", &format!("/works/{id}"), Some(&save))["faults"], json!([]));
        assert_eq!(lin.json("GET", &format!("/works/{id}"), None)["content"]["slug"], "short-video-supply");
    }

    async fn a_work_without_clauses_is_told_so_and_can_be_handed_in(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let id = lin.write("green-hill", "一篇");
        let save = |genre: &str, clauses: serde_json::Value| {
            let mut work = lin.json("GET", &format!("/works/{id}"), None);
            work["content"]["genre"] = genre.into();
            work["content"]["clauses"] = clauses;
            let save = json!({"version": work["version"], "content": work["content"], "body": work["body"]});
            lin.json("PUT", &format!("/works/{id}"), Some(&save))
        };
        assert_eq!(save("expert", json!([{"clause": "plan#2.1"}]))["hints"], json!([]));
        assert_eq!(save("news", json!([]))["hints"], json!([]), "news interprets nothing");
        let told = save("expert", json!([]));
        assert_eq!((&told["faults"], told["hints"][0]["field"].as_str()), (&json!([]), Some("clauses")), "{told}");
        assert!(told["hints"][0]["message"].as_str().unwrap().contains("对应条款"), "{told}");
        assert_eq!(lin.json("GET", &format!("/works/{id}"), None)["hints"], told["hints"]);
        lin.json("POST", &format!("/works/{id}/submit"), None);
    }

    async fn a_poster_that_could_not_be_read_is_refused_in_words(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let begun = lin.json("POST", "/works", Some(&json!({"kind": "short-video", "title": "短片", "organisation": "green-hill"})));
        let id = begun["id"].as_i64().unwrap();
        let (film, broken, fine) = ("a".repeat(64), "b".repeat(64), "c".repeat(64));
        let raw = site.raw().await;
        for (digest, name, kind, state, reason) in [
            (&film, "film.mp4", "video", "ready", "NULL"),
            (&broken, "broken.png", "picture", "failed", "'文件不完整。'"),
            (&fine, "fine.png", "picture", "ready", "NULL"),
        ] {
            let sql = format!(
                "INSERT INTO assets (digest, key, name, bytes, state, reason, kind, created_at, duration_ms) \
                 VALUES ('{digest}', '{}', '{name}', 1, '{state}', {reason}, '{kind}', 1, 5000)",
                &digest[..32]
            );
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.close().await.unwrap();
        let poster_faults = |picture: &str| {
            let mut work = lin.json("GET", &format!("/works/{id}"), None);
            work["content"]["video"] = json!({"original": film, "no_speech": "全程配乐。", "poster": {"picture": picture}});
            let save = json!({"version": work["version"], "content": work["content"], "body": ""});
            let saved = lin.json("PUT", &format!("/works/{id}"), Some(&save));
            let faults = saved["faults"].as_array().unwrap().iter().filter(|fault| fault["field"] == "poster");
            faults.map(|fault| fault["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let told = poster_faults(&broken);
        assert!(told.len() == 1 && told[0].contains("broken.png") && told[0].contains("文件不完整。"), "{told:?}");
        lin.refused(422, "POST", &format!("/works/{id}/submit"), None);
        assert!(poster_faults(&"d".repeat(64))[0].contains("不在素材库里"));
        assert_eq!(poster_faults(&fine), Vec::<String>::new());
    }

    async fn every_fault_is_told_at_once_and_nothing_is_handed_in(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let begun = lin.json("POST", "/works", Some(&json!({"kind": "short-video", "title": "短片", "organisation": "green-hill"})));
        let id = begun["id"].as_i64().unwrap();
        let mut work = lin.json("GET", &format!("/works/{id}"), None);
        work["content"]["clauses"] = json!([{"clause": "plan#9.9"}, {"clause": "plan#2.1", "passage": "没有这句"}]);
        work["content"]["people"] = json!([{"person": "nobody", "role": "author"}]);
        let save = json!({"version": work["version"], "content": work["content"], "body": "![](x.png)\n"});
        let faults = lin.json("PUT", &format!("/works/{id}"), Some(&save))["faults"].to_string();
        for words in ["lead", "plan#9.9", "没有这句", "nobody", "video", "body:1"] {
            assert!(faults.contains(words), "{words}: {faults}");
        }
        lin.refused(422, "POST", &format!("/works/{id}/submit"), None);
        assert_eq!(lin.json("GET", &format!("/works/{id}"), None)["state"], "draft");
    }
}
