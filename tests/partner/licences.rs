//! The end of a partner's licence takes everything back, and its renewal brings it again.

use crate::partner::inside::{Inside, pass};
use crate::site::on_both;
use serde_json::json;

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
        let set = async |version: &str, until| editorial::set_partner_licence(&inside.db, crate::partner::inside::now(), &slug, version, until).await.unwrap();
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
}
