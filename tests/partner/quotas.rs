//! What a key may ask in a minute, and what wrong keys cost.

use super::inside::Inside;
use crate::site::Site;
use partner::Unchanged;
use sea_orm::ConnectionTrait;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

fn header(inside: &Inside, key: &str, path: &str, more: &str) -> (u16, Option<String>, Option<String>) {
    let answer = inside.ask(key, path, more);
    let of = |name: &str| answer.header(name).map(str::to_owned);
    (answer.status, of("ratelimit"), of("retry-after"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_held_to_its_quota_and_what_is_unchanged_costs_nothing() {
    let site = Site::new();
    let inside = Inside::with_quota(&site, 5).await;
    let (key, other) = (inside.partner("daily").await, inside.partner("weekly").await);
    let first = inside.ask(&key, "/changes", "");
    assert_eq!(first.header("ratelimit-policy"), Some("\"key\";q=5;w=60"));
    let unchanged = format!("If-None-Match: {}\r\n", first.header("etag").unwrap());
    let cursor = serde_json::from_str::<serde_json::Value>(&first.text()).unwrap()["cursor"].as_str().unwrap().to_owned();
    let poll = format!("/changes?after={cursor}");
    for _ in 0..20 {
        assert_eq!(header(&inside, &key, &poll, &unchanged), (304, None, None));
    }
    // Whoever says that they know something is charged where it is news to them, and everywhere else.
    assert_eq!(header(&inside, &key, &poll, "If-None-Match: \"other\"\r\n").1.unwrap(), "\"key\";r=3;t=24");
    assert_eq!(header(&inside, &key, "/digest", &unchanged).1.unwrap(), "\"key\";r=2;t=36");
    assert_eq!(header(&inside, &key, "/items/tag:nowhere", "").0, 404);
    assert_eq!(header(&inside, &key, "/snapshot", "").0, 200);
    let (status, left, wait) = header(&inside, &key, "/changes", "");
    let seconds: u64 = wait.unwrap().parse().unwrap();
    assert!(status == 429 && (1..=13).contains(&seconds), "{status} {seconds}");
    assert!(left.unwrap().starts_with("\"key\";r=0;t="));
    let refused = inside.ask(&key, "/changes", "");
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert!(refused.text().contains("Retry-After"), "{}", refused.text());
    assert_eq!(header(&inside, &key, &poll, &unchanged).0, 304, "what costs nothing is still had");
    assert_eq!(header(&inside, &other, "/changes", "").0, 200, "another key has its own");
}

/// Asks until it is answered with 429. One guess more is forgiven with each two seconds that have passed since `begun`.
fn refused_soon<T>(begun: Instant, mut ask: impl FnMut() -> (u16, Option<String>, T)) -> Option<T> {
    for heard in 0.. {
        let (status, _, wait) = ask();
        if status == 429 {
            return Some(wait);
        }
        assert!(heard <= begun.elapsed().as_secs() / 2 + 1, "{heard} guesses too many were heard");
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_from_one_address_are_soon_refused_unheard_and_a_right_one_is_heard() {
    let site = Site::new();
    let inside = Inside::new(&site).await;
    let key = inside.partner("daily").await;
    let wrong = format!("lyp_{}", "A".repeat(43));
    let from = |address: &str| header(&inside, &wrong, "/changes", &format!("X-Forwarded-For: {address}\r\n"));
    let begun = Instant::now();
    for _ in 0..30 {
        assert_eq!(from("1.1.1.1").0, 401);
    }
    assert!(refused_soon(begun, || from("1.1.1.1")).expect("it is soon refused").is_some(), "and told how long");
    let none = refused_soon(begun, || header(&inside, "", "/changes", "X-Forwarded-For: 1.1.1.1\r\n"));
    assert!(none.is_some(), "no key at all is as wrong");
    assert_eq!(header(&inside, &key, "/changes", "X-Forwarded-For: 1.1.1.1\r\n").0, 200);
    assert_eq!(from("1.1.1.2").0, 401);
    // A household has a whole network of IPv6.
    (0..30).for_each(|i| drop(from(&format!("2400:3200::{i:x}"))));
    assert!(refused_soon(begun, || from("2400:3200::ffff")).is_some());
    assert_eq!(from("2400:3200:0:1::1").0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poll_is_answered_from_memory_for_a_second_while_the_log_rests_and_never_where_it_is_to_wait() {
    let site = Site::new();
    let log = Arc::new(AtomicI64::new(0));
    let followed = log.clone();
    let inside = Inside::with(&site, 10_000, Unchanged::following(move || followed.load(Ordering::Relaxed))).await;
    let key = inside.partner("daily").await;
    let first = inside.ask(&key, "/changes", "");
    let known = format!("If-None-Match: {}\r\n", first.header("etag").unwrap());
    let cursor = serde_json::from_str::<serde_json::Value>(&first.text()).unwrap()["cursor"].as_str().unwrap().to_owned();
    let poll = |more: &str| inside.ask(&key, &format!("/changes?after={cursor}{more}"), &known).status;
    let raw = site.raw().await;
    let revoke = async |at: &str| {
        raw.execute_unprepared(&format!("UPDATE partner_keys SET revoked_at = {at}")).await.unwrap();
    };
    // Once more where this machine took too long over it.
    loop {
        revoke("NULL").await;
        let begun = Instant::now();
        assert_eq!(poll(""), 304);
        revoke("1").await;
        let (again, otherwise) = (poll(""), poll("&limit=7"));
        if begun.elapsed() < Duration::from_secs(1) {
            assert_eq!((again, otherwise), (304, 401), "the same is not looked up again, another is");
            break;
        }
    }
    log.store(1, Ordering::Relaxed);
    assert_eq!(poll(""), 401, "something was done since");
    revoke("NULL").await;
    assert_eq!(poll(""), 304);
    revoke("1").await;
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(poll(""), 401, "a second is over");
    revoke("NULL").await;
    for _ in 0..2 {
        let begun = Instant::now();
        assert_eq!(poll("&wait=1"), 304);
        assert!(begun.elapsed() >= Duration::from_millis(900), "it did not wait");
    }
}
