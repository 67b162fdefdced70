//! What a partner says back: that a correction was seen, and how much was used.

use super::inside::Inside;
use crate::site::on_both;
use serde_json::{Value, json};

on_both! {
    async fn a_correction_is_acknowledged_once_by_each(site: &Site) {
        let inside = Inside::new(site).await;
        let (key, other) = (inside.partner("daily").await, inside.partner("weekly").await);
        inside.publish(&["frost", "wind"]).await;
        inside.correct("frost", "年份应为2024年。").await;
        inside.correct("frost", "单位应为毫米。").await;
        inside.withdraw("wind").await;
        let changes = inside.json(200, &key, "GET", "/changes", None)["changes"].as_array().unwrap().clone();
        let (work, gone) = (&changes[0], &changes[1]);
        assert_eq!(work["corrections"][1]["note"], "单位应为毫米。");
        let ids = [&work["corrections"][0]["id"], &work["corrections"][1]["id"], &gone["correction"]].map(|id| id.as_i64().unwrap());
        assert!(ids[0] < ids[1] && ids[1] < ids[2], "{ids:?}");
        let acknowledge = |status: u16, key: &str, id: i64| {
            inside.json(status, key, "POST", &format!("/corrections/{id}/acknowledgement"), None)
        };
        let first = acknowledge(200, &key, ids[1]);
        assert_eq!(first["correction"], ids[1]);
        assert_eq!(acknowledge(200, &key, ids[1]), first, "said twice it counts once");
        acknowledge(200, &other, ids[1]);
        acknowledge(200, &other, ids[2]);
        acknowledge(404, &key, ids[2] + 1);
        let seen = db::acknowledgements::seen(&inside.db, 10).await.unwrap();
        let seen: Vec<_> = seen.iter().map(|row| (row.id, row.partner.as_deref())).collect();
        assert_eq!(seen, [(ids[2], Some("weekly")), (ids[1], Some("daily")), (ids[1], Some("weekly")), (ids[0], None)]);
    }

    async fn a_day_of_usage_is_what_was_said_of_it_last(site: &Site) {
        let inside = Inside::new(site).await;
        let key = inside.partner("daily").await;
        inside.publish(&["frost", "wind"]).await;
        let mut changes = inside.json(200, &key, "GET", "/changes", None)["changes"].as_array().unwrap().clone();
        changes.sort_by_key(|change| change["title"].to_string());
        let used = |i: usize, channel: &str, views: u32| json!({"id": changes[i]["id"], "sequence": changes[i]["sequence"], "channel": channel, "views": views});
        let put = |status: u16, day: &str, uses: &[Value]| inside.json(status, &key, "PUT", &format!("/usage/{day}"), Some(&json!({"uses": uses})));
        let first = [used(0, "weibo", 10), used(0, "app", 5), used(1, "weibo", 7)];
        for _ in 0..2 {
            assert_eq!(put(200, "2026-10-09", &first), json!({"day": "2026-10-09", "uses": 3}));
        }
        put(200, "2026-10-10", &[used(0, "weibo", 1)]);
        put(200, "2026-10-09", &[used(0, "weibo", 20), used(1, "weibo", 7)]);
        put(200, "2026-10-08", &[used(1, "app", 100)]);
        let day = "2026-10-09".parse().unwrap();
        let rows = db::partner_usage::since(&inside.db, day, 10).await.unwrap();
        let rows: Vec<_> = rows.iter().map(|row| (row.work.as_str(), row.channel.as_str(), row.views)).collect();
        assert_eq!(rows, [("frost", "weibo", 21), ("wind", "weibo", 7)]);

        let mut unknown = used(0, "weibo", 1);
        unknown["id"] = "tag:nowhere,2026:1".into();
        for wrong in [unknown, used(0, " ", 1), used(0, &"x".repeat(81), 1)] {
            put(400, "2026-10-09", &[wrong]);
        }
        put(400, "2026-10-09", &[used(0, "weibo", 1), used(0, "weibo", 2)]);
        put(400, "2999-01-01", &[]);
        put(404, "yesterday", &[]);
        assert_eq!(site.number("SELECT COUNT(*) FROM partner_usage").await, 4, "what is refused changes nothing");
    }
}
