//! A process serves on while the next version's migration adds columns.

use super::inside::Inside;
use crate::site::on_both;
use sea_orm::ConnectionTrait;
use serde_json::json;

on_both! {
    async fn a_column_that_is_added_meanwhile_fails_no_request(site: &Site) {
        let inside = Inside::new(site).await;
        let key = inside.partner("daily").await;
        let ask = || {
            for path in ["/changes", "/webhooks", "/digest"] {
                inside.json(200, &key, "GET", path, None);
            }
        };
        // Prepared by then, on more than one connection.
        let all = std::thread::scope(|scope| (0..4).map(|_| scope.spawn(|| (0..5).for_each(|_| ask()))).map(|t| t.join()).all(|r| r.is_ok()));
        assert!(all);
        let raw = site.raw().await;
        for table in ["partners", "partner_keys", "webhooks"] {
            raw.execute_unprepared(&format!("ALTER TABLE {table} ADD COLUMN later TEXT")).await.unwrap();
        }
        raw.close().await.unwrap();
        (0..10).for_each(|_| ask());
        inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": "http://127.0.0.1:9/hook"})));
    }
}
