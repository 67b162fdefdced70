//! Sitemaps as the back room writes them: after changes those that they touch.

use super::inside::{Inside, pass};
use crate::site::{Door, on_both};

const DAY_MS: i64 = 24 * 3600 * 1000;

on_both! {
    async fn the_back_room_writes_what_changed_and_the_door_hands_it_out(site: &Site) {
        let inside = Inside::new(site).await;
        inside.publish(&["frost", "wind"]).await;
        let door = Door::open(site).await;
        let works = "/sitemaps/works-1.xml";
        let named = async |path: &str| door.page(path).await;
        assert!(named(works).await.contains("/works/frost"), "without a back room it is written when it is asked for");
        assert!(inside.worker.write_sitemaps().await.unwrap() >= 3);
        assert_eq!(inside.worker.write_sitemaps().await.unwrap(), 0, "nothing changed");

        // What stands there is handed out while the back room is at work, and no longer.
        site.texts(&format!("UPDATE built_documents SET body = 'as it was written' WHERE path = '{works}' RETURNING path")).await;
        assert_eq!(named(works).await, "as it was written");
        inside.withdraw("frost").await;
        assert_eq!(named(works).await, "as it was written");
        assert!(inside.worker.write_sitemaps().await.unwrap() >= 1);
        let now = named(works).await;
        assert!(!now.contains("/works/frost") && now.contains("/works/wind"), "{now}");
        inside.publish(&["flood"]).await;
        site.texts("UPDATE built_documents SET built_at = 0 WHERE path = '' RETURNING path").await;
        assert!(named(works).await.contains("/works/flood"), "nobody writes any more");

        // With the last work the sitemap goes; each day all are written.
        for slug in ["wind", "flood"] {
            inside.withdraw(slug).await;
        }
        pass(DAY_MS);
        inside.worker.write_sitemaps().await.unwrap();
        assert_eq!(site.number(&format!("SELECT COUNT(*) FROM built_documents WHERE path = '{works}'")).await, 0);
        assert_eq!(door.get(works).await.status, 404);
    }
}
