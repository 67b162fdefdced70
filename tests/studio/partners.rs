//! Partners for the operator; and how far a notice has gone, for whoever may see the work.

use super::desks::{Browser, ORGANISATIONS, account, administrator, furnish};
use crate::site::{Folder, Work, on_both};
use sea_orm::ConnectionTrait;
use serde_json::json;

on_both! {
    async fn an_editor_sees_which_partners_and_copies_a_notice_has_reached(site: &Site) {
        furnish(site);
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS).work(&Work::new("moon", "读懂月亮"));
        folder.import(site);
        for (slug, name, genre) in [("daily", "示例日报", "expert"), ("weekly", "示例周刊", "expert"), ("other", "示例画报", "debunk")] {
            site.run(&[&"partner", &"add", &slug, &"--name", &name, &"--genres", &genre]);
        }
        site.run(&[&"correct", &"moon", &"--reason", &"年份应为2024年。", &"--severity", &"critical"]);
        let raw = site.raw().await;
        let moon = site.number("SELECT id FROM works WHERE slug = 'moon'").await;
        let copy = |n: u8, state: &str| format!(
            "INSERT INTO partner_copies (partner_id, work_id, address, origin, created_at, state, reason, visits, visit_after, checked_at) \
             VALUES (1, {moon}, 'https://daily.example/{n}', 'https://daily.example', 1, '{state}', '看到的', 1, 1, 1000)"
        );
        for sql in [
            "INSERT INTO correction_acknowledgements (partner_id, correction_id, at) SELECT 1, id, 5000 FROM corrections".to_owned(),
            copy(1, "current"),
            copy(2, "stale"),
            // The notice is old enough to be everywhere.
            "UPDATE corrections SET at = 1000".to_owned(),
            "INSERT INTO websub_subscriptions (topic, callback, host, announced_seq, created_at, expires_at) \
             VALUES ('http://site.example/feed.atom', 'https://reader.example/secret-path', 'reader.example', 0, 1000, 2000)".to_owned(),
        ] {
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.close().await.unwrap();
        account(site, "writer", &[("green-hill", "editor")]);
        account(site, "stranger", &[("river", "author")]);
        administrator(site, "root");
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let writer = Browser::signed_in(&server, "writer");
        let said = writer.json("GET", &format!("/works/{moon}/notices"), None);
        let notice = &said["notices"][0];
        assert_eq!((&notice["seen"][0]["name"], notice["seen"].as_array().unwrap().len()), (&"示例日报".into(), 1), "{said}");
        assert_eq!(notice["silent"], serde_json::json!(["示例周刊"]), "who may not have the work is not asked");
        assert_eq!((&notice["severity_zh"], &notice["deadline"]), (&"严重".into(), &"1970-01-01T09:00:01+08:00".into()));
        let states: Vec<_> = said["copies"].as_array().unwrap().iter().map(|c| (c["state"].as_str().unwrap(), c["overdue"].as_bool().unwrap())).collect();
        assert_eq!(states, [("stale", true), ("current", false)], "what is to be looked at stands first");

        let stranger = Browser::signed_in(&server, "stranger");
        assert_eq!(stranger.get(&format!("/works/{moon}/notices")).status, 404);

        // The partners themselves are the site's.
        for path in ["/partners", "/partners/daily", "/feed-subscriptions"] {
            assert_eq!(writer.get(path).status, 403, "{path}");
        }
        let root = Browser::signed_in(&server, "root");
        let list = root.json("GET", "/partners", None);
        assert_eq!((list["partners"].as_array().unwrap().len(), &list["partners"][0]["name"]), (3, &"示例日报".into()));
        assert_eq!(list["partners"][0]["copies"].as_array().unwrap().len(), 2);
        let page = root.json("GET", "/partners/daily?state=stale", None);
        assert_eq!((page["copies"].as_array().unwrap().len(), &page["copies"][0]["reason"]), (1, &"看到的".into()));
        assert_eq!((root.get("/partners/daily?state=lost").status, root.get("/partners/nobody").status), (400, 404));
        let subscriptions = root.json("GET", "/feed-subscriptions", None);
        assert_eq!((&subscriptions["confirmed"], &subscriptions["subscriptions"][0]["host"]), (&1.into(), &"reader.example".into()));
        assert!(!subscriptions.to_string().contains("secret-path"), "who knows a callback may write to it");
    }

    async fn a_partner_is_added_given_keys_and_shut_out_in_the_studio(site: &Site) {
        furnish(site);
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS).work(&Work::new("moon", "读懂月亮"));
        folder.import(site);
        account(site, "writer", &[("green-hill", "administrator")]);
        administrator(site, "root");
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let (root, writer) = (Browser::signed_in(&server, "root"), Browser::signed_in(&server, "writer"));
        let new = |slug: &str, scope: serde_json::Value| json!({"slug": slug, "name": "示例日报", "scope": scope});

        // What is wrong is said, and nothing is made of it.
        for (asked, status, said) in [
            (new("Daily News", json!({})), 422, "代号"),
            (new("sandbox", json!({})), 409, "sandbox"),
            (json!({"slug": "daily", "name": " "}), 422, "名称"),
            (json!({"slug": "daily", "name": "字".repeat(101)}), 422, "101"),
            (new("daily", json!({"kinds": ["film"]})), 422, "film"),
            (new("daily", json!({"organisations": ["nowhere"]})), 422, "nowhere"),
            (new("daily", json!({"channels": ["nowhere"]})), 422, "nowhere"),
            (new("daily", json!({"territories": ["XX"]})), 422, "XX"),
        ] {
            let answer = root.send("POST", "/partners", Some(&asked));
            assert_eq!(answer.status, status, "{asked}: {}", answer.text());
            assert!(answer.text().contains(said), "{asked}: {}", answer.text());
        }
        assert_eq!(site.number("SELECT COUNT(*) FROM partners").await, 0);
        assert_eq!(root.send("POST", "/partners", Some(&new("daily", json!({"genres": ["debunk"]})))).status, 204);
        assert_eq!(root.send("POST", "/partners", Some(&new("daily", json!({})))).status, 409);

        // A key opens the door until it is revoked, and its words are told once.
        assert_eq!(root.send("POST", "/partners/daily/keys", Some(&json!({"days": 0}))).status, 422);
        let made = root.json("POST", "/partners/daily/keys", Some(&json!({"days": 30})));
        let words = made["key"].as_str().unwrap();
        let ask = || server.get_with("/api/partner/v1/changes", &[("Authorization", &format!("Bearer {words}"))]);
        let works = || {
            let said: serde_json::Value = serde_json::from_slice(&ask().body).unwrap();
            said["changes"].as_array().unwrap().iter().filter(|change| change["type"] == "work").count()
        };
        assert_eq!((ask().status, works()), (200, 0), "it is not of the genre");
        let page = root.json("GET", "/partners/daily", None);
        assert!(!page.to_string().contains(words), "the words are nowhere kept");
        assert_eq!((&page["keys"][0]["counts"], &page["scope"]["genres"]), (&true.into(), &json!(["debunk"])));

        let widened = root.json("PUT", "/partners/daily/scope", Some(&json!({"genres": ["expert", "debunk"]})));
        assert_eq!((&widened["works"], works()), (&1.into(), 1));
        let over = root.json("PUT", "/partners/daily/licence", Some(&json!({"version": "2020-1", "until": "2020-12-31"})));
        assert_eq!((&over["works"], works()), (&1.into(), 0), "the licence is over");
        assert_eq!(root.json("GET", "/partners/daily", None)["licence"], json!({"version": "2020-1", "until": "2020-12-31", "over": true}));
        assert_eq!(root.send("PUT", "/partners/daily/licence", Some(&json!({"version": "2026-1", "until": "soon"}))).status, 422);
        assert_eq!(root.json("PUT", "/partners/daily/licence", Some(&json!({"version": "2026-1"})))["works"], 1);

        assert_eq!(root.send("PUT", "/partners/daily/state", Some(&json!({"disabled": true}))).status, 204);
        assert_eq!(ask().status, 401);
        assert_eq!(root.send("PUT", "/partners/daily/state", Some(&json!({"disabled": false}))).status, 204);
        assert_eq!(ask().status, 200);
        let key = format!("/partners/daily/keys/{}", made["id"]);
        assert_eq!((root.send("DELETE", &key, None).status, ask().status), (204, 401));
        assert_eq!(root.send("DELETE", &key, None).status, 404, "it was revoked before");

        // The one of trials tends itself; and all this is the site's alone.
        site.raw().await.execute_unprepared("UPDATE partners SET sandbox = TRUE").await.unwrap();
        let acts = [
            ("POST", "/partners", new("weekly", json!({}))),
            ("PUT", "/partners/daily/scope", json!({})),
            ("PUT", "/partners/daily/licence", json!({"version": "1"})),
            ("PUT", "/partners/daily/state", json!({"disabled": true})),
            ("POST", "/partners/daily/keys", json!({})),
            ("DELETE", key.as_str(), json!({})),
        ];
        for (method, path, body) in &acts {
            assert_eq!(writer.send(method, path, Some(body)).status, 403, "{method} {path}");
            if path.contains("daily") {
                assert_eq!(root.send(method, path, Some(body)).status, 422, "{method} {path}");
                assert_eq!(root.send(method, &path.replace("daily", "nobody"), Some(body)).status, 404, "{method} {path}");
            }
        }
    }
}
