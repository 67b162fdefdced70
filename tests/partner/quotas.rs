//! What a key may ask in a minute, and what wrong keys cost.

use super::inside::Inside;
use crate::site::Site;

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

/// Asks until it is answered with 429: on a slow machine the first guesses are forgiven before the last are made.
fn refused_soon<T>(mut ask: impl FnMut() -> (u16, Option<String>, T)) -> Option<T> {
    (0..60).map(|_| ask()).find(|(status, ..)| *status == 429).map(|(.., wait)| wait)
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_keys_from_one_address_are_soon_refused_unheard_and_a_right_one_is_heard() {
    let site = Site::new();
    let inside = Inside::new(&site).await;
    let key = inside.partner("daily").await;
    let wrong = format!("lyp_{}", "A".repeat(43));
    let from = |address: &str| header(&inside, &wrong, "/changes", &format!("X-Forwarded-For: {address}\r\n"));
    for _ in 0..30 {
        assert_eq!(from("1.1.1.1").0, 401);
    }
    assert!(refused_soon(|| from("1.1.1.1")).expect("it is soon refused").is_some(), "and told how long");
    let none = refused_soon(|| header(&inside, "", "/changes", "X-Forwarded-For: 1.1.1.1\r\n"));
    assert!(none.is_some(), "no key at all is as wrong");
    assert_eq!(header(&inside, &key, "/changes", "X-Forwarded-For: 1.1.1.1\r\n").0, 200);
    assert_eq!(from("1.1.1.2").0, 401);
    // A household has a whole network of IPv6.
    (0..30).for_each(|i| drop(from(&format!("2400:3200::{i:x}"))));
    assert!(refused_soon(|| from("2400:3200::ffff")).is_some());
    assert_eq!(from("2400:3200:0:1::1").0, 401);
}
