//! Terms that change while a partner waits for an answer: it is told by the new ones, and a key that was revoked gets nothing.

use super::{inside::serve, *};
use crate::site::{Folder, Work, now, on_both};
use actix_web::web::Data;
use anyhow::Result;
use db::Db;
use domain::{Genre, PartnerScope, Slug};
use editorial::NewPartnerKey;
use feeds::Item;
use futures::future::BoxFuture;
use partner::{CursorKey, Door, Limits, PartnerKey, Unchanged, Works};
use std::{sync::Arc, thread, time::Duration};

fn long_poll(copy: &Copy<'_>) -> Response {
    copy.ask(&format!("/changes?wait=20&after={}", copy.cursor))
}

on_both! {
    async fn a_poll_that_waits_is_answered_by_the_terms_of_now(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("one", "给大家看的"));
        folder.file("two.md", Work::new("two", "另一种体裁的").text().replace("genre: expert", "genre: news"));
        folder.import(site);
        let key = partner(site, "daily", &["--genres", "expert"]);
        let server = site.serve_with(ALONE, &[]);
        let mut copy = Copy::new(&server, &key);
        copy.catch_up();
        for (genres, titles) in [("expert,news", vec!["另一种体裁的", "给大家看的"]), ("news", vec!["另一种体裁的"])] {
            let answer = thread::scope(|scope| {
                let waiting = scope.spawn(|| long_poll(&copy));
                thread::sleep(Duration::from_millis(400));
                site.run(&[&"partner", &"scope", &"daily", &"--genres", &genres]);
                waiting.join().unwrap()
            });
            let page: Value = serde_json::from_str(&answer.text()).unwrap();
            page["changes"].as_array().unwrap().iter().for_each(|change| copy.apply(change));
            copy.cursor = page["cursor"].as_str().unwrap().to_owned();
            copy.catch_up();
            assert_eq!(copy.titles(), titles, "{genres}");
            assert_eq!(copy.json("/digest")["sha256"], copy.digest(), "{genres}");
        }
        let answer = thread::scope(|scope| {
            let waiting = scope.spawn(|| long_poll(&copy));
            thread::sleep(Duration::from_millis(400));
            site.run(&[&"partner", &"disable", &"daily"]);
            Folder::new().work(&Work::new("three", "后来的")).import(site);
            waiting.join().unwrap()
        });
        assert_eq!(answer.status, 401, "{}", answer.text());
    }
}

/// Puts works into words, and before that has each of them moved to another genre, as somebody else may at that moment.
struct Moving(pages::Site);

impl Works for Moving {
    fn published<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(async move {
            let mut write = db.write(now()).await?;
            for id in ids {
                let mut work = db::works::by_id(&write, *id).await?.unwrap();
                if work.genre == "expert" {
                    work.genre = "news".to_owned();
                    write.log(domain::Entity::Work, *id, work.slug.clone(), domain::Act::Updated);
                    db::works::save(&write, work).await?;
                }
            }
            write.commit().await?;
            reader::entries(db, &self.0, ids).await
        })
    }

    fn withdrawn<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(async move { reader::withdrawals(db, &self.0, db::works::withdrawn_many(db, ids).await?).await })
    }
}

#[tokio::test]
async fn a_work_that_leaves_the_terms_while_it_is_put_into_words_is_not_told() {
    let site = Site::new();
    Folder::new().work(&Work::new("one", "给大家看的")).import(&site);
    let db = site.db().await;
    let (key, slug) = (PartnerKey::new([7; 32]), "daily".parse::<Slug>().unwrap());
    let scope = PartnerScope { genres: vec![Genre::Expert], ..PartnerScope::default() };
    editorial::add_partner(&db, now(), &slug, "示例日报", &scope).await.unwrap();
    let digest = key.digest();
    editorial::add_partner_key(&db, now(), &slug, NewPartnerKey { digest: &digest, hint: key.hint(), expires: None })
        .await
        .unwrap();
    let door = Data::new(Door {
        works: Arc::new(Moving(crate::site::door::pages_site())),
        cursors: CursorKey::new("a secret of the tests".to_owned()),
        limits: Arc::new(Limits::new(1000.try_into().unwrap())),
        unchanged: Unchanged::default(),
        dice: || [1; 16],
    });
    let data = Data::new(db.clone());
    let address = serve(move |config| {
        config.app_data(data.clone()).app_data(door.clone()).configure(partner::configure);
    });
    let bearer = format!("Bearer {}", key.words());
    let ask = |path: &str| {
        let answer = crate::site::http::ask(address, "GET", &format!("{API}{path}"), &[("Authorization", &bearer)]).unwrap();
        (answer.status, answer.text())
    };
    let (status, text) = ask("/changes");
    assert!(status == 200 && !text.contains("给大家看的"), "{text}");
    let page: Value = serde_json::from_str(&text).unwrap();
    let (_, text) = ask(&format!("/changes?after={}", page["cursor"].as_str().unwrap()));
    assert!(text.contains("entitlement") && !text.contains("给大家看的"), "{text}");
    db.close().await.unwrap();
}
