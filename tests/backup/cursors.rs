//! What a partner kept from before a restore leads nowhere, and says how to begin anew.

use super::*;
use actix_web::{
    App,
    http::StatusCode,
    test::{TestRequest, call_service, init_service, read_body_json},
    web::Data,
};
use feeds::Item;
use futures::future::BoxFuture;
use partner::{CursorKey, Door, Limits, PartnerKey, Unchanged, Works};
use serde_json::Value;
use std::sync::Arc;

/// No work is published here, so none has to be put into words.
struct NoWorks;

impl Works for NoWorks {
    fn published<'a>(&'a self, _: &'a Db, _: &'a [i64]) -> BoxFuture<'a, anyhow::Result<Vec<Item>>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn withdrawn<'a>(&'a self, _: &'a Db, _: &'a [i64]) -> BoxFuture<'a, anyhow::Result<Vec<Item>>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// What the door answers to a poll after this cursor.
async fn poll(site: &Site, key: &str, cursor: &str) -> (StatusCode, Value) {
    let db = site.db().await;
    let write = db.write(Timestamp(1)).await.unwrap();
    let secret = db::secrets::get_or_put(&write, "partner-cursor", "shared by all processes").await.unwrap();
    write.commit().await.unwrap();
    let door = Door {
        works: Arc::new(NoWorks),
        cursors: CursorKey::new(secret),
        limits: Arc::new(Limits::new(1_000.try_into().unwrap())),
        unchanged: Unchanged::default(),
        dice: || [0; 16],
    };
    let app = App::new().app_data(Data::new(db.clone())).app_data(Data::new(door)).configure(partner::configure);
    let request = TestRequest::get().uri(&format!("/api/partner/v1/changes?after={cursor}"));
    let request = request.insert_header(("Authorization", format!("Bearer {key}"))).to_request();
    let response = call_service(&init_service(app).await, request).await;
    let answer = (response.status(), read_body_json(response).await);
    db.close().await.unwrap();
    answer
}

#[tokio::test]
async fn a_cursor_from_before_a_restore_is_answered_with_the_way_to_begin_anew() {
    let (site, other) = (Site::new(), Site::new());
    let key = PartnerKey::new([7; 32]);
    let db = site.db().await;
    let slug = "daily".parse().unwrap();
    editorial::add_partner(&db, Timestamp(1), &slug, "示例日报", &Default::default()).await.unwrap();
    let digest = key.digest();
    let new = editorial::NewPartnerKey { digest: &digest, hint: key.hint(), expires: None };
    editorial::add_partner_key(&db, Timestamp(1), &slug, new).await.unwrap();
    db.close().await.unwrap();

    let (status, page) = poll(&site, key.words(), "").await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let cursor = page["cursor"].as_str().unwrap();
    assert_eq!(poll(&site, key.words(), cursor).await.0, StatusCode::OK);
    save(&site, 1).await;
    restore(&site, &other, false).await.unwrap();

    let (status, problem) = poll(&other, key.words(), cursor).await;
    assert_eq!(status, StatusCode::CONFLICT, "{problem}");
    assert!(problem.to_string().contains("take the snapshot"), "{problem}");
    let (_, page) = poll(&other, key.words(), "").await;
    assert_eq!(poll(&other, key.words(), page["cursor"].as_str().unwrap()).await.0, StatusCode::OK);
}
