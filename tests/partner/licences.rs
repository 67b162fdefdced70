//! The end of a partner's licence takes everything back, and its renewal brings it again.

use crate::partner::inside::{Endpoint, Inside, now, pass};
use crate::site::on_both;
use serde_json::{Value, json};
use std::time::Duration;

const DAY_MS: i64 = 24 * 3600 * 1000;

on_both! {
    async fn what_a_licence_gave_is_taken_back_when_it_ends_and_comes_again_with_the_next(site: &Site) {
        let inside = Inside::new(site).await;
        let (key, other) = (inside.partner("daily").await, inside.partner("weekly").await);
        inside.publish(&["frost", "wind"]).await;
        inside.withdraw("wind").await;
        let mut cursor = String::new();
        let mut poll = || {
            let page = inside.json(200, &key, "GET", &format!("/changes?after={cursor}"), None);
            cursor = page["cursor"].as_str().unwrap().to_owned();
            page["changes"].as_array().unwrap().clone()
        };
        assert_eq!(poll().len(), 2);
        let today = crate::site::now().day();
        let slug = "daily".parse().unwrap();
        let set = async |version: &str, until| editorial::set_partner_licence(&inside.db, now(), &slug, version, until).await.unwrap();
        assert_eq!(set("2026-1", Some(today)).await, 0);
        inside.work().await;
        assert_eq!(poll(), Vec::<serde_json::Value>::new(), "the last day counts");

        pass(DAY_MS);
        inside.work().await;
        let gone = poll();
        assert_eq!((gone.len(), &gone[0]["type"], &gone[0]["reason"]), (1, &json!("tombstone"), &json!("licence")));
        assert_eq!(inside.json(200, &key, "GET", "/digest", None)["works"], 0);
        inside.work().await;
        assert_eq!(poll().len(), 0, "told once");
        inside.publish(&["flood"]).await;
        assert_eq!(poll()[0]["reason"], "licence", "nothing new either");
        assert_eq!(inside.json(200, &other, "GET", "/digest", None)["works"], 2, "another's goes on");

        assert_eq!(set("2026-2", None).await, 2);
        let back = poll();
        assert!(back.len() == 2 && back.iter().all(|change| change["type"] == "work"), "{back:?}");
        assert_eq!(inside.json(200, &key, "GET", "/digest", None)["works"], 2);
    }

    async fn a_new_version_of_the_licence_is_told_though_no_work_moves(site: &Site) {
        let inside = Inside::new(site).await;
        let (key, other) = (inside.partner("daily").await, inside.partner("weekly").await);
        inside.publish(&["frost"]).await;
        let endpoint = Endpoint::new();
        let body = json!({"address": endpoint.address});
        inside.json(201, &key, "POST", "/webhooks", Some(&body));
        let first = inside.json(200, &key, "GET", "/changes", None);
        assert!(first.get("terms").is_none(), "they are as they were: {first}");
        let snapshot = inside.send(&key, "GET", "/snapshot", None).text();
        let begin: Value = serde_json::from_str(snapshot.lines().next().unwrap()).unwrap();
        assert_eq!((&begin["terms"]["sequence"], &begin["terms"]["licence"]), (&json!(0), &json!(null)));
        let cursor = first["cursor"].as_str().unwrap().to_owned();
        let etag = format!("If-None-Match: \"{cursor}\"\r\n");
        assert_eq!(inside.ask(&key, &format!("/changes?after={cursor}"), &etag).status, 304);

        let slug = "daily".parse().unwrap();
        let until = Some("2999-12-31".parse().unwrap());
        assert_eq!(editorial::set_partner_licence(&inside.db, now(), &slug, "2026-2", until).await.unwrap(), 0);
        assert_eq!(inside.ask(&key, &format!("/changes?after={cursor}"), &etag).status, 200);
        let told = inside.json(200, &key, "GET", &format!("/changes?wait=20&after={cursor}"), None);
        let terms = &told["terms"];
        assert_eq!((&told["changes"], &terms["licence"], &terms["licence_until"]), (&json!([]), &json!("2026-2"), &json!("2999-12-31")));
        assert_eq!((&terms["licence_over"], &terms["scope"]["genres"]), (&json!(false), &json!([])));
        let further = told["cursor"].as_str().unwrap();
        assert!(inside.json(200, &key, "GET", &format!("/changes?after={further}"), None).get("terms").is_none(), "told once");
        assert!(inside.json(200, &other, "GET", "/changes", None).get("terms").is_none(), "it is nobody else's");
        // Endpoints hear of it, of this partner alone.
        inside.work().await;
        assert_eq!(endpoint.came().last().unwrap().sequence(), terms["sequence"].as_i64().unwrap());
        inside.work().await;
        assert!(endpoint.came().is_empty(), "told once");
        editorial::set_partner_licence(&inside.db, now(), &"weekly".parse().unwrap(), "2026-2", None).await.unwrap();
        inside.work().await;
        assert!(endpoint.came().is_empty(), "another's terms");

        // A page that holds only a part of the changes tells the terms with the part in which they stand.
        let (mut at, mut parts) = (String::new(), Vec::new());
        inside.publish(&["wind", "hail"]).await;
        for _ in 0..3 {
            let page = inside.json(200, &key, "GET", &format!("/changes?limit=1&after={at}"), None);
            at = page["cursor"].as_str().unwrap().to_owned();
            parts.push(page.get("terms").is_some());
        }
        assert_eq!(parts, [false, true, false]);
    }

    async fn a_licence_is_set_on_what_the_partner_is_when_its_turn_comes(site: &Site) {
        let inside = Inside::new(site).await;
        let key = inside.partner("daily").await;
        inside.publish(&["frost", "wind"]).await;
        let id = site.number("SELECT id FROM partners").await;
        // Another process ends the licence, and is not done yet when somebody renews it.
        let ending = inside.db.write(now()).await.unwrap();
        ending.hold_log().await.unwrap();
        db::partners::set_licence_over(&ending, id, true).await.unwrap();
        let db = inside.db.clone();
        let renewing = tokio::spawn(async move {
            editorial::set_partner_licence(&db, now(), &"daily".parse().unwrap(), "2026-2", None).await.unwrap()
        });
        tokio::time::sleep(Duration::from_millis(500)).await;
        ending.commit().await.unwrap();
        assert_eq!(renewing.await.unwrap(), 2, "both come again");
        assert_eq!(inside.json(200, &key, "GET", "/digest", None)["works"], 2);

        // The worker sees a licence that is over, and meanwhile it is extended.
        let slug = "daily".parse().unwrap();
        editorial::set_partner_licence(&inside.db, now(), &slug, "2026-2", Some(crate::site::now().day())).await.unwrap();
        pass(DAY_MS);
        let extending = inside.db.write(now()).await.unwrap();
        extending.hold_log().await.unwrap();
        db::partners::set_licence(&extending, id, "2026-3", None).await.unwrap();
        let db = inside.db.clone();
        let ending = tokio::spawn(async move { editorial::end_partner_licences(&db, now()).await.unwrap() });
        tokio::time::sleep(Duration::from_millis(500)).await;
        extending.commit().await.unwrap();
        assert_eq!(ending.await.unwrap(), 0);
        assert_eq!(inside.json(200, &key, "GET", "/digest", None)["works"], 2);
    }
}
