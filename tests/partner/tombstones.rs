//! Why a work is to be taken down, of each way of taking it down.

use super::inside::{Inside, now};
use crate::site::on_both;
use db::corrections::Notice;
use domain::{CorrectionKind, CorrectionScope, Genre, PartnerScope, Severity, Takedown};
use editorial::Away;
use serde_json::{Value, json};

async fn take_down(inside: &Inside, slug: &str, kind: CorrectionKind, way: Takedown, other: Option<&str>) {
    let (severity, scope) = (Severity::Major, CorrectionScope::Work);
    let notice = Notice { kind, severity, scope, reason: "不能再说的原因。".to_owned(), anchor: None };
    let away = Away { way, other: other.map(str::to_owned) };
    editorial::withdraw(&inside.db, now(), slug, &notice, &away).await.unwrap();
}

on_both! {
    async fn each_way_of_taking_a_work_down_has_its_reason(site: &Site) {
        let inside = Inside::new(site).await;
        let key = inside.partner("daily").await;
        let slugs = ["banner", "gone", "redirect", "replaced", "vanished", "successor"];
        inside.publish(&slugs).await;
        let works = inside.json(200, &key, "GET", "/changes", None)["changes"].as_array().unwrap().clone();
        let id = |slug: &str| works.iter().find(|work| work["title"] == format!("作品{slug}").as_str()).unwrap()["id"].clone();
        use CorrectionKind::{Removal, Retraction};
        take_down(&inside, "banner", Retraction, Takedown::Banner, None).await;
        take_down(&inside, "gone", Removal, Takedown::Gone, None).await;
        take_down(&inside, "redirect", Retraction, Takedown::Redirect, Some("successor")).await;
        take_down(&inside, "replaced", Removal, Takedown::Replaced, Some("successor")).await;
        take_down(&inside, "vanished", Removal, Takedown::Vanished, None).await;
        let stone = |slug: &str| {
            let stone: Value = inside.json(200, &key, "GET", &format!("/items/{}", id(slug).as_str().unwrap()), None);
            assert_eq!((&stone["type"], &stone["id"]), (&json!("tombstone"), &id(slug)));
            assert!(stone["correction"].is_i64() && stone["at"].is_string(), "to acknowledge: {stone}");
            stone
        };
        for (slug, reason) in slugs.iter().zip(["withdrawn", "withdrawn", "merged", "merged", "erased"]) {
            assert_eq!(stone(slug)["reason"], reason, "{slug}");
        }
        for slug in ["redirect", "replaced"] {
            let stone = stone(slug);
            assert_eq!((&stone["successor"], &stone["instead"]["title"]), (&id("successor"), &json!("作品successor")));
        }
        let erased = stone("vanished");
        assert!(!erased.to_string().contains("不能再说的原因") && erased.get("instead").is_none(), "{erased}");
        assert_eq!(stone("gone")["notice"], "不能再说的原因。");

        // Whoever may not have the successor is not told of it, and is told what to do all the same.
        let slug = "daily".parse().unwrap();
        let scope = PartnerScope { genres: vec![Genre::Expert], ..PartnerScope::default() };
        editorial::set_partner_scope(&inside.db, now(), &slug, &scope).await.unwrap();
        let mut write = inside.db.write(now()).await.unwrap();
        let mut work = db::works::by_slug_ever(&write, "successor").await.unwrap().unwrap();
        work.genre = "news".to_owned();
        write.log(domain::Entity::Work, work.id, "successor", domain::Act::Updated);
        db::works::save(&write, work).await.unwrap();
        write.commit().await.unwrap();
        let stone = stone("replaced");
        assert_eq!(stone["reason"], "withdrawn");
        assert!(!stone.to_string().contains("successor"), "{stone}");
    }
}
