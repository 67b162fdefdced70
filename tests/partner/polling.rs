//! From a publication to its withdrawal, as a partner's program sees it.

use super::*;
use crate::site::{Folder, Work, on_both};
use std::time::{Duration, Instant};

on_both! {
    async fn a_work_comes_goes_and_comes_back(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("frost", "霜冻怎么防")).work(&Work::new("draft", "还没写完").draft());
        folder.import(site);
        let key = partner(site, "daily", &[]);
        let server = site.serve_with(ALONE, &[]);
        let mut copy = Copy::new(&server, &key);
        let (changes, _) = copy.poll(100, false);
        assert_eq!(changes.len(), 1, "a draft is nobody's business: {changes:?}");
        let work = &changes[0];
        assert_eq!((&work["type"], &work["title"]), (&"work".into(), &"霜冻怎么防".into()));
        assert!(work["id"].as_str().unwrap().starts_with("tag:"));
        assert!(work["html"].as_str().unwrap().contains("正文只有一段"));
        assert!(work["address"].as_str().unwrap().starts_with("http"));
        // What reprint practice asks for is never empty.
        for field in ["source", "author", "original_title", "editor"] {
            assert_ne!(work["reprint"][field].as_str().unwrap(), "", "{field}");
        }
        assert_eq!(copy.poll(100, false).0, Vec::<Value>::new());

        site.run(&[&"withdraw", &"frost", &"--reason", &"数据有误"]);
        let (changes, _) = copy.poll(100, false);
        assert_eq!(changes.len(), 1);
        assert_eq!((&changes[0]["type"], &changes[0]["reason"]), (&"tombstone".into(), &"withdrawn".into()));
        assert!(changes[0]["notice"].as_str().unwrap().contains("数据有误"));
        assert!(changes[0].get("html").is_none() && changes[0].get("title").is_none());
        assert_eq!(copy.titles(), Vec::<&str>::new());

        site.run(&[&"reinstate", &"frost"]);
        copy.catch_up();
        assert_eq!(copy.titles(), ["霜冻怎么防"]);
        assert_eq!(copy.json("/digest")["sha256"], copy.digest());

        // One work by its id; a tombstone is kept for ever.
        let id = copy.works.keys().next().unwrap().clone();
        assert_eq!(copy.json(&format!("/items/{id}"))["title"], "霜冻怎么防");
        assert_eq!(copy.ask("/items/tag:nowhere,2026:1").status, 404);
    }

    async fn who_waits_hears_of_it_at_once_and_nothing_new_costs_little(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("frost", "霜冻怎么防"));
        folder.import(site);
        let key = partner(site, "daily", &[]);
        let server = site.serve_with(ALONE, &[]);
        let mut copy = Copy::new(&server, &key);
        copy.catch_up();

        let tag = copy.ask(&format!("/changes?after={}", copy.cursor)).header("etag").unwrap().to_owned();
        let authorization = format!("Bearer {key}");
        let headers = [("Authorization", authorization.as_str()), ("If-None-Match", tag.as_str())];
        let unchanged = server.get_with(&format!("{API}/changes?after={}", copy.cursor), &headers);
        assert_eq!(unchanged.status, 304);
        let headers: usize = unchanged.headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
        assert!(headers + unchanged.bytes().len() <= 400, "an unchanged poll costs {headers} bytes");

        // Asked over and over, as by many: most answers come without the database, and none is old for longer than a second.
        let poll = |key: &str, tag: &str| {
            let headers = [("Authorization", &*format!("Bearer {key}")), ("If-None-Match", tag)];
            server.get_with(&format!("{API}/changes?after={}", copy.cursor), &headers).status
        };
        assert_eq!((0..50).map(|_| poll(&key, &tag)).filter(|status| *status != 304).count(), 0);
        assert_eq!(poll(&key, "\"another\""), 200, "what is known is looked at each time");
        let (other, stranger) = (super::key(site, "daily"), format!("lyp_{}", "A".repeat(43)));
        assert_eq!((poll(&other, &tag), poll(&stranger, &tag)), (304, 401));
        site.run(&[&"partner", &"revoke", &"daily", &"2"]);
        server.within_a_second("a key revoked", || poll(&other, &tag) == 401);
        folder.work(&Work::new("hail", "冰雹怎么防"));
        folder.import(site);
        server.within_a_second("a work published", || poll(&key, &tag) == 200);
        copy.catch_up();

        let waiting = format!("/changes?wait=20&after={}", copy.cursor);
        let begin = Instant::now();
        let answer = std::thread::scope(|scope| {
            let asked = scope.spawn(|| copy.json(&waiting));
            std::thread::sleep(Duration::from_millis(700));
            assert!(!asked.is_finished(), "it did not wait");
            site.run(&[&"withdraw", &"frost", &"--reason", &"数据有误"]);
            asked.join().unwrap()
        });
        assert_eq!(answer["changes"][0]["reason"], "withdrawn");
        assert!(begin.elapsed() < Duration::from_secs(15), "it waited to the end");
    }

    async fn a_cursor_is_ours_and_of_this_log_or_says_so(site: &Site) {
        Folder::new().work(&Work::new("frost", "霜冻怎么防")).import(site);
        let key = partner(site, "daily", &[]);
        let server = site.serve_with(ALONE, &[]);
        let mut copy = Copy::new(&server, &key);
        copy.catch_up();
        let mut bent = copy.cursor.clone().into_bytes();
        bent[12] = if bent[12] == b'A' { b'B' } else { b'A' };
        for foreign in ["0", "abc", &"A".repeat(43), std::str::from_utf8(&bent).unwrap()] {
            let refused = copy.ask(&format!("/changes?after={foreign}"));
            assert_eq!(refused.status, 400, "{foreign}: {}", refused.text());
        }
        // As after a restore from backup.
        site.texts("UPDATE change_head SET epoch = 'another' RETURNING epoch").await;
        let refused = copy.ask(&format!("/changes?after={}", copy.cursor));
        assert_eq!(refused.status, 409);
        let said: Value = serde_json::from_str(&refused.text()).unwrap();
        assert_eq!(said["resync"], "/api/partner/v1/snapshot");
        let snapshot = copy.ask("/snapshot").text();
        let cursor = serde_json::from_str::<Value>(snapshot.lines().next().unwrap()).unwrap()["cursor"].as_str().unwrap().to_owned();
        assert_eq!(copy.ask(&format!("/changes?after={cursor}")).status, 200);
    }
}
