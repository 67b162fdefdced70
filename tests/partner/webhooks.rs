//! From an act to the endpoint of a partner, whatever that endpoint does.

use super::inside::{Endpoint, Inside, now, pass};
use crate::site::{Site, on_both};
use outbound::Outbound;
use serde_json::json;

const DAY_MS: i64 = 24 * 3600 * 1000;

on_both! {
    async fn what_is_withdrawn_reaches_the_endpoint_and_whoever_asks_then_knows(site: &Site) {
        let (inside, endpoint) = (Inside::new(site).await, Endpoint::new());
        let key = inside.partner("daily").await;
        inside.publish(&["old"]).await;
        let made = inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
        assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
        let mut cursor = inside.json(200, &key, "GET", "/changes", None)["cursor"].as_str().unwrap().to_owned();
        assert_eq!(inside.work().await, (0, 0), "what was there before is no news");

        // A burst is one message, which names the newest.
        inside.publish(&["frost", "flood", "drought"]).await;
        inside.publish(&["wind"]).await;
        let mut know = |what: &str| {
            let came = endpoint.came();
            assert_eq!(came.len(), 1, "{came:?}");
            let page = inside.json(200, &key, "GET", &format!("/changes?after={cursor}"), None);
            cursor = page["cursor"].as_str().unwrap().to_owned();
            let changes = page["changes"].as_array().unwrap().clone();
            assert!(changes.iter().all(|change| change["type"] == what), "{changes:?}");
            assert_eq!(changes.last().unwrap()["sequence"], came[0].sequence());
            changes
        };
        assert_eq!(inside.work().await, (1, 0));
        assert_eq!(know("work").len(), 4);
        inside.withdraw("flood").await;
        assert_eq!(inside.work().await, (1, 0));
        let gone = know("tombstone");
        assert_eq!((gone.len(), &gone[0]["reason"]), (1, &"withdrawn".into()));
        assert_eq!(inside.work().await, (0, 0), "nothing new, nothing said");

        let kept = inside.json(200, &key, "GET", "/webhooks", None);
        assert!(kept[0]["delivered"].is_string() && kept[0].get("secret").is_none(), "{kept}");
        assert_eq!(inside.json(204, &key, "DELETE", &format!("/webhooks/{}", made["id"]), None), json!(null));
        inside.publish(&["snow"]).await;
        assert_eq!((inside.work().await, endpoint.came().len()), ((0, 0), 0));
    }

    async fn an_endpoint_that_fails_is_asked_ten_times_in_three_days_and_then_given_up(site: &Site) {
        let (inside, endpoint) = (Inside::new(site).await, Endpoint::new());
        let key = inside.partner("daily").await;
        let made = inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
        let at = |act: &str| format!("/webhooks/{}/{act}", made["id"]);
        endpoint.answers(500);
        inside.publish(&["frost"]).await;
        let begin = now();
        let mut times = Vec::new();
        for attempt in 1..=10 {
            inside.work().await;
            times.extend(endpoint.came().into_iter().map(|came| (came, now().0)));
            assert_eq!(times.len(), attempt);
            if attempt < 10 {
                let wait = site.number("SELECT run_after FROM jobs WHERE kind = 'webhook' AND state = 'waiting'").await - now().0;
                pass(wait / 2);
                assert_eq!((inside.work().await, endpoint.came().len()), ((0, 0), 0), "not before its time");
                pass(wait - wait / 2);
            }
        }
        pass(30 * DAY_MS);
        assert_eq!((inside.work().await, endpoint.came().len()), ((0, 0), 0), "given up");
        let took = times[9].1 - begin.0;
        assert!((5 * DAY_MS / 2..=7 * DAY_MS / 2).contains(&took), "{} h", took / 3_600_000);
        let (first, last) = (&times[0].0, &times[9].0);
        assert_eq!((&first.id, &first.body), (&last.id, &last.body), "one message");
        assert_ne!((&first.timestamp, &first.signature), (&last.timestamp, &last.signature), "signed anew");

        let dead = inside.json(200, &key, "GET", &at("dead-letters"), None);
        assert_eq!(dead.as_array().unwrap().len(), 1);
        assert_eq!((&dead[0]["message"], &dead[0]["attempts"]), (&first.id.as_str().into(), &10.into()));
        assert!(dead[0]["reason"].as_str().unwrap().contains("500") && dead[0]["replayed"].is_null(), "{dead}");

        // It is back, and asks for what it missed; then what is newer comes by itself.
        endpoint.answers(200);
        assert_eq!(inside.json(202, &key, "POST", &at("replay"), None)["dead_letters"], 1);
        assert_eq!(inside.work().await, (1, 0));
        assert_eq!(endpoint.came()[0].sequence(), first.sequence());
        assert!(inside.json(200, &key, "GET", &at("dead-letters"), None)[0]["replayed"].is_string());
        inside.withdraw("frost").await;
        assert_eq!(inside.work().await, (1, 0));
        assert!(endpoint.came()[0].sequence() > first.sequence());

        endpoint.answers(410);
        inside.publish(&["wind"]).await;
        assert_eq!(inside.work().await, (0, 1));
        endpoint.came();
        assert!(inside.json(200, &key, "GET", "/webhooks", None)[0]["disabled"].is_string());
        assert_eq!(inside.json(400, &key, "POST", &at("replay"), None)["status"], 400);
        inside.publish(&["snow"]).await;
        assert_eq!((inside.work().await, endpoint.came().len()), ((0, 0), 0), "who is gone is left alone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_while_an_endpoint_is_down_goes_with_the_next_attempt() {
    let site = Site::new();
    let (inside, endpoint) = (Inside::new(&site).await, Endpoint::new());
    let key = inside.partner("daily").await;
    inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
    endpoint.answers(503);
    inside.publish(&["frost"]).await;
    assert_eq!(inside.work().await, (0, 1));
    inside.publish(&["wind"]).await;
    assert_eq!(inside.work().await, (0, 0), "not before its time");
    endpoint.answers(200);
    pass(10_000);
    assert_eq!(inside.work().await, (1, 0));
    let came = endpoint.came();
    assert!(came.len() == 2 && came[0].sequence() < came[1].sequence() && came[0].id != came[1].id, "{came:?}");
    assert_eq!(inside.work().await, (0, 0));
    site.is_clean().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_keeps_its_own_endpoints_and_no_others() {
    let site = Site::new();
    let (inside, endpoint) = (Inside::new(&site).await, Endpoint::new());
    let (key, other) = (inside.partner("daily").await, inside.partner("weekly").await);
    for address in
        ["", "ftp://a.example/", "https://user:word@a.example/", "a.example", &format!("https://a.example/{}", "x".repeat(2000))]
    {
        inside.json(400, &key, "POST", "/webhooks", Some(&json!({"address": address})));
    }
    let refused = inside.send(&key, "POST", "/webhooks", Some(&json!({"url": "https://a.example/"})));
    assert_eq!((refused.status, refused.header("content-type")), (400, Some("application/problem+json")));
    for _ in 0..10 {
        inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
    }
    inside.json(400, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
    let id = inside.json(200, &key, "GET", "/webhooks", None)[0]["id"].clone();
    assert_eq!(inside.json(200, &other, "GET", "/webhooks", None), json!([]));
    for (method, path) in [("DELETE", ""), ("POST", "/secret"), ("GET", "/dead-letters"), ("POST", "/replay")] {
        inside.json(404, &other, method, &format!("/webhooks/{id}{path}"), None);
        let odd = inside.send(&key, method, &format!("/webhooks/first{path}"), None);
        assert_eq!((odd.status, odd.header("content-type")), (404, Some("application/problem+json")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_inside_the_operators_network_is_never_asked() {
    let site = Site::new();
    let (mut inside, endpoint) = (Inside::new(&site).await, Endpoint::new());
    inside.worker.outbound = Outbound::default();
    let key = inside.partner("daily").await;
    inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
    inside.publish(&["frost"]).await;
    assert_eq!((inside.work().await, endpoint.came().len()), ((0, 1), 0));
    assert_eq!(site.texts("SELECT reason FROM jobs WHERE kind = 'webhook'").await, ["the host has no public address"]);
}
