//! The key that the page for partner media gives to whoever asks.

use super::*;
use crate::site::{Folder, Work, on_both};
use sea_orm::ConnectionTrait;
use serde_json::json;

const GIVE: &str = "/partners/trial-key";

fn given(page: &str) -> String {
    let (_, rest) = page.split_once("id=\"trial-key\"").unwrap_or_else(|| panic!("no key: {page}"));
    rest.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()
}

on_both! {
    async fn whoever_asks_gets_a_key_that_reads_a_part_of_the_works_for_a_day(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("closed", "不给试用的"));
        folder.file("shown.md", Work::new("shown", "给试用的").text().replace("genre: expert", "genre: explainer"));
        folder.import(site);
        let server = site.serve_with(ALONE, &[]);
        assert!(server.page("/partners").contains(&format!("method=\"post\" action=\"{GIVE}\"")));
        let answer = server.ask("POST", GIVE, &[]);
        assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")), "{}", answer.text());
        let key = given(&answer.text());
        for program in ["python3 client.py", "node client.mjs"] {
            assert!(answer.text().contains(program) && answer.text().matches(&key).count() == 3, "{program}");
        }
        let mut copy = Copy::new(&server, &key);
        copy.catch_up();
        assert_eq!(copy.titles(), ["给试用的"]);
        assert_eq!(copy.json("/digest")["sha256"], copy.digest());

        // It leaves nothing here.
        let send = |method: &str, path: &str| {
            let body = match path {
                "/webhooks" => json!({"address": "https://daily.example/hook"}),
                "/copies" => json!({"copies": []}),
                "/usage/2026-10-08" => json!({"uses": []}),
                _ => json!({}),
            };
            let body = body.to_string();
            let head = format!("{method} {API}{path} HTTP/1.1\r\nHost: {}\r\nConnection: close", server.address);
            let kind = format!("Content-Type: application/json\r\nContent-Length: {}", body.len());
            let request = format!("{head}\r\nAuthorization: Bearer {key}\r\n{kind}\r\n\r\n{body}");
            crate::site::http::exchange(server.address, request.as_bytes()).unwrap().status
        };
        for (method, path) in [("POST", "/webhooks"), ("POST", "/copies"), ("PUT", "/usage/2026-10-08"), ("POST", "/corrections/1/acknowledgement")] {
            assert_eq!(send(method, path), 403, "{path}");
        }

        // Three an hour from one network, and none in the name of a page elsewhere.
        assert_eq!(server.ask("POST", GIVE, &[("Origin", "https://elsewhere.example")]).status, 403);
        assert_ne!(given(&server.ask("POST", GIVE, &[]).text()), key);
        assert_eq!((server.ask("POST", GIVE, &[]).status, server.ask("POST", GIVE, &[]).status), (200, 429));
        assert_eq!(server.get(GIVE).status, 405);
        let digests = site.texts("SELECT digest FROM partner_keys ORDER BY id").await;
        assert!(digests.len() == 3 && digests.iter().all(|digest| digest.len() == 64 && !key.contains(digest.as_str())));
        assert!(site.run(&[&"partner", &"list"]).contains("3 keys for trials"));

        // What ended is taken away, and what was shut stays shut.
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE partner_keys SET expires_at = 1 WHERE id = 1").await.unwrap();
        raw.close().await.unwrap();
        assert_eq!(copy.ask("/changes").status, 401);
        site.run(&[&"work", &"--once"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM partner_keys").await, 2);
        site.run(&[&"partner", &"disable", &"sandbox"]);
        drop(server);
        let server = site.serve_with(ALONE, &[]);
        let refused = server.ask("POST", GIVE, &[]);
        assert!(refused.status == 400 && refused.text().contains("不发试用密钥"), "{}", refused.text());
    }
}
