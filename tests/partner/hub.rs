//! The hub of our own feeds: asked, confirmed, sent, renewed, ended.

use super::inside::{Inside, now, pass, serve};
use crate::site::{Door, Site, on_both};
use actix_web::{
    HttpRequest, HttpResponse,
    test::TestRequest,
    web::{self, Bytes, Data, Query},
};
use db::websub::{self, Asked, Taken};
use hmac::{Hmac, KeyInit, Mac};
use outbound::Outbound;
use sea_orm::ConnectionTrait;
use sha2::Sha256;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, Ordering::Relaxed},
    },
};

const MINUTE: i64 = 60 * 1000;
const DAY: i64 = 24 * 60 * MINUTE;
const EVERYTHING: &str = "https://liangyi.example/feed.atom";
const ENGLISH: &str = "https://liangyi.example/languages/en/feed.atom";

type Params = BTreeMap<String, String>;

/// A feed as it came, and its headers.
struct Came {
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Came {
    fn is_signed_with(&self, secret: &str) -> bool {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(&self.body);
        let right = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        self.headers.get("x-hub-signature") == Some(&right)
    }
}

#[derive(Default)]
struct Seen {
    asked: Vec<Params>,
    came: Vec<Came>,
}

/// Who wants feeds. It confirms what it is asked with the challenge, whatever else its status says.
struct Subscriber {
    callback: String,
    seen: Arc<Mutex<Seen>>,
    status: Arc<AtomicU16>,
}

impl Subscriber {
    fn new() -> Self {
        let (seen, status) = (Arc::<Mutex<Seen>>::default(), Arc::new(AtomicU16::new(200)));
        let data = (Data::from(seen.clone()), Data::from(status.clone()));
        let address = serve(move |config| {
            let callback = web::resource("/callback").route(web::get().to(asked)).route(web::post().to(came));
            config.app_data(data.0.clone()).app_data(data.1.clone()).service(callback);
        });
        Self { callback: format!("http://{address}/callback?own=1"), seen, status }
    }

    fn answers(&self, status: u16) {
        self.status.store(status, Relaxed);
    }

    fn asked(&self) -> Vec<Params> {
        std::mem::take(&mut self.seen.lock().unwrap().asked)
    }

    fn came(&self) -> Vec<Came> {
        std::mem::take(&mut self.seen.lock().unwrap().came)
    }

    /// The status of the hub's answer.
    async fn ask(&self, door: &Door, mode: &str, topic: &str, more: &[(&str, &str)]) -> u16 {
        ask(door, &[&[("hub.mode", mode), ("hub.topic", topic), ("hub.callback", &self.callback)], more].concat()).await
    }
}

async fn asked(params: Query<Params>, seen: Data<Mutex<Seen>>, status: Data<AtomicU16>) -> HttpResponse {
    let challenge = params.get("hub.challenge").cloned().unwrap_or_default();
    seen.lock().unwrap().asked.push(params.into_inner());
    HttpResponse::build(status.load(Relaxed).try_into().unwrap()).body(challenge)
}

async fn came(request: HttpRequest, body: Bytes, seen: Data<Mutex<Seen>>, status: Data<AtomicU16>) -> HttpResponse {
    let headers = request.headers().iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    seen.lock().unwrap().came.push(Came { headers, body: body.to_vec() });
    HttpResponse::build(status.load(Relaxed).try_into().unwrap()).finish()
}

async fn ask(door: &Door, form: &[(&str, &str)]) -> u16 {
    door.ask(TestRequest::post().uri("/websub").set_form(form)).await.status
}

async fn subscriptions(site: &Site) -> i64 {
    site.number("SELECT COUNT(*) FROM websub_subscriptions").await
}

on_both! {
    async fn a_feed_is_sent_signed_as_it_changes_to_who_confirmed_until_the_lease_is_over(site: &Site) {
        let (inside, door, reader) = (Inside::new(site).await, Door::open(site).await, Subscriber::new());
        inside.publish(&["frost"]).await;
        let secret = |secret| [("hub.secret", secret), ("hub.lease_seconds", "60")];
        assert_eq!(reader.ask(&door, "subscribe", EVERYTHING, &secret("first")).await, 202);
        assert_eq!(reader.ask(&door, "subscribe", ENGLISH, &[]).await, 202);
        assert!(reader.asked().is_empty(), "a request leads to no other by itself");
        assert_eq!(inside.work().await, (4, 0), "two questions, two deliveries");
        let asked = reader.asked();
        let of = |topic: &str| asked.iter().find(|params| params["hub.topic"] == topic).unwrap();
        assert_eq!((of(EVERYTHING)["hub.mode"].as_str(), of(EVERYTHING)["own"].as_str()), ("subscribe", "1"));
        assert_eq!((of(EVERYTHING)["hub.lease_seconds"].as_str(), of(ENGLISH)["hub.lease_seconds"].as_str()), ("86400", "864000"));
        assert_ne!(of(EVERYTHING)["hub.challenge"], of(ENGLISH)["hub.challenge"]);
        let first = reader.came();
        let english = first.iter().find(|one| one.headers["link"].contains(ENGLISH)).unwrap();
        let whole = first.iter().find(|one| one.headers["link"].contains(EVERYTHING)).unwrap();
        assert_eq!(whole.headers["link"], format!("<https://liangyi.example/websub>; rel=\"hub\", <{EVERYTHING}>; rel=\"self\""));
        assert_eq!(whole.headers["content-type"], "application/atom+xml; charset=utf-8");
        assert_eq!(String::from_utf8_lossy(&whole.body), door.page("/feed.atom").await);
        assert!(whole.is_signed_with("first") && !english.headers.contains_key("x-hub-signature"));

        // A burst is one delivery, and a feed that did not change is not sent.
        inside.publish(&["wind", "flood"]).await;
        inside.withdraw("wind").await;
        assert_eq!(inside.work().await, (2, 0));
        let came = reader.came();
        assert_eq!((came.len(), String::from_utf8_lossy(&came[0].body).into_owned()), (1, door.page("/feed.atom").await));
        assert_eq!(inside.work().await, (0, 0), "nothing new, nothing sent");

        // Renewed, with another secret.
        pass(DAY - 10 * MINUTE);
        assert_eq!(reader.ask(&door, "subscribe", EVERYTHING, &secret("second")).await, 202);
        assert_eq!((inside.work().await, reader.asked().len(), reader.came().len()), ((1, 0), 1, 0));
        pass(DAY - 10 * MINUTE);
        inside.publish(&["snow"]).await;
        inside.work().await;
        let came = reader.came();
        assert!(came.len() == 1 && came[0].is_signed_with("second"), "the lease begins anew");

        assert_eq!(reader.ask(&door, "unsubscribe", ENGLISH, &[]).await, 202);
        assert_eq!(inside.work().await, (1, 0));
        assert_eq!((reader.asked()[0]["hub.mode"].as_str(), subscriptions(site).await), ("unsubscribe", 1));
        pass(20 * MINUTE);
        inside.publish(&["hail"]).await;
        assert_eq!((inside.work().await, reader.came().len(), subscriptions(site).await), ((0, 0), 0, 0), "its time is over");
        assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE kind LIKE 'websub%'").await, 0, "nothing is left of it");
    }

    async fn nothing_is_done_in_the_name_of_who_does_not_confirm_it(site: &Site) {
        let (inside, door, reader) = (Inside::new(site).await, Door::open(site).await, Subscriber::new());
        inside.publish(&["frost"]).await;
        reader.answers(404);
        assert_eq!(reader.ask(&door, "subscribe", EVERYTHING, &[]).await, 202);
        assert_eq!((inside.work().await, reader.asked().len(), subscriptions(site).await), ((1, 0), 1, 0));
        // It cannot be asked: three times, then never.
        reader.answers(503);
        reader.ask(&door, "subscribe", EVERYTHING, &[]).await;
        for wait in [0, MINUTE, 10 * MINUTE, DAY] {
            pass(wait);
            inside.work().await;
        }
        assert_eq!((reader.asked().len(), subscriptions(site).await), (3, 0));

        reader.answers(200);
        reader.ask(&door, "subscribe", EVERYTHING, &[("hub.secret", "own")]).await;
        inside.work().await;
        reader.came();
        reader.answers(404);
        for (mode, secret) in [("unsubscribe", ""), ("subscribe", "of somebody else")] {
            assert_eq!(reader.ask(&door, mode, EVERYTHING, &[("hub.secret", secret)]).await, 202);
            inside.work().await;
        }
        reader.answers(200);
        inside.publish(&["wind"]).await;
        inside.work().await;
        let came = reader.came();
        assert!(came.len() == 1 && came[0].is_signed_with("own"), "it goes on as it was confirmed");
        // Who never subscribed is told the same as who did.
        assert_eq!(reader.ask(&door, "unsubscribe", ENGLISH, &[]).await, 202);
        assert_eq!((inside.work().await, reader.came().len()), ((0, 0), 0));
    }

    async fn a_subscriber_that_is_down_gets_the_feed_as_it_is_when_it_is_back_and_one_that_is_gone_nothing(site: &Site) {
        let (inside, door, reader) = (Inside::new(site).await, Door::open(site).await, Subscriber::new());
        inside.publish(&["frost"]).await;
        reader.ask(&door, "subscribe", EVERYTHING, &[]).await;
        inside.work().await;
        reader.came();
        reader.answers(500);
        inside.publish(&["wind"]).await;
        assert_eq!((inside.work().await, reader.came().len()), ((0, 1), 1));
        inside.publish(&["snow"]).await;
        assert_eq!((inside.work().await, reader.came().len()), ((0, 0), 0), "not before its time");
        reader.answers(204);
        pass(10_000);
        assert_eq!(inside.work().await, (1, 0));
        let came = reader.came();
        assert_eq!((came.len(), String::from_utf8_lossy(&came[0].body).into_owned()), (1, door.page("/feed.atom").await));
        reader.answers(410);
        inside.publish(&["hail"]).await;
        inside.work().await;
        assert_eq!((reader.came().len(), subscriptions(site).await), (1, 0));

        // One that does not come back is not begun with again at the next change.
        reader.answers(200);
        reader.ask(&door, "subscribe", EVERYTHING, &[("hub.lease_seconds", "2592000")]).await;
        inside.work().await;
        reader.answers(500);
        inside.publish(&["sleet"]).await;
        for _ in 0..10 {
            inside.work().await;
            pass(DAY + DAY / 2);
        }
        assert_eq!(subscriptions(site).await, 0);
    }

    async fn a_renewal_that_is_not_confirmed_yet_outlives_the_lease(site: &Site) {
        let (inside, door, reader) = (Inside::new(site).await, Door::open(site).await, Subscriber::new());
        inside.publish(&["frost"]).await;
        let short = [("hub.lease_seconds", "60")];
        reader.ask(&door, "subscribe", EVERYTHING, &short).await;
        inside.work().await;
        reader.ask(&door, "subscribe", EVERYTHING, &short).await;
        pass(DAY + MINUTE);
        assert_eq!((inside.work().await, subscriptions(site).await), ((1, 0), 1), "it is asked, not forgotten");
        reader.came();
        inside.publish(&["wind"]).await;
        inside.work().await;
        assert_eq!(reader.came().len(), 1);
        pass(DAY + MINUTE);
        inside.work().await;
        assert_eq!(subscriptions(site).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn subscriptions_are_bounded_for_one_host_and_before_they_are_confirmed() {
    let site = Site::new();
    let inside = Inside::new(&site).await;
    let write = inside.db.write(now()).await.unwrap();
    let one = |callback: &str, host: &str| (callback.to_owned(), host.to_owned());
    let take = async |(callback, host): (String, String)| {
        let asked =
            Asked { topic: EVERYTHING, callback: &callback, host: &host, mode: websub::SUBSCRIBE, secret: None, lease: 60 };
        websub::ask(&write, &asked).await.unwrap()
    };
    for n in 0..websub::UNCONFIRMED_OF_HOST {
        assert_eq!(take(one(&format!("https://a.example/{n}"), "a.example")).await, Taken::Waits);
    }
    assert_eq!(take(one("https://a.example/more", "a.example")).await, Taken::Full);
    assert_eq!(take(one("https://a.example/0", "a.example")).await, Taken::Waits, "who is here may renew");
    for n in 0..websub::UNCONFIRMED - websub::UNCONFIRMED_OF_HOST {
        assert_eq!(take(one(&format!("https://h{n}.example/"), &format!("h{n}.example"))).await, Taken::Waits);
    }
    assert_eq!(take(one("https://other.example/", "other.example")).await, Taken::Full);
    write.commit().await.unwrap();
    // Had they all confirmed, and were they of one host.
    let raw = site.raw().await;
    raw.execute_unprepared("UPDATE websub_subscriptions SET expires_at = 9000000000000, host = 'a.example'").await.unwrap();
    raw.close().await.unwrap();
    let write = inside.db.write(now()).await.unwrap();
    for (callback, host, taken) in
        [("https://a.example/more", "a.example", Taken::Full), ("https://other.example/", "other.example", Taken::Waits)]
    {
        let asked = Asked { topic: EVERYTHING, callback, host, mode: websub::SUBSCRIBE, secret: None, lease: 60 };
        assert_eq!(websub::ask(&write, &asked).await.unwrap(), taken, "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_below_one_name_are_one_party() {
    let site = Site::new();
    let (inside, door) = (Inside::new(&site).await, Door::open(&site).await);
    inside.publish(&["frost"]).await;
    for callback in [
        "https://a.b.example.org/",
        "https://c.example.org/",
        "https://x.news.com.cn/",
        "http://192.0.2.7/",
        "http://[2001:db8::1]/",
    ] {
        let own = [("hub.mode", "subscribe"), ("hub.topic", EVERYTHING), ("hub.callback", callback)];
        assert_eq!(ask(&door, &own).await, 202, "{callback}");
    }
    let hosts = site.texts("SELECT host FROM websub_subscriptions ORDER BY id").await;
    assert_eq!(hosts, ["example.org", "example.org", "news.com.cn", "192.0.2.7", "[2001:db8:0:0::]"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hub_takes_its_own_feeds_alone_and_says_what_is_wrong() {
    let site = Site::new();
    let (mut inside, door, reader) = (Inside::new(&site).await, Door::open(&site).await, Subscriber::new());
    inside.publish(&["frost"]).await;
    let own = [("hub.mode", "subscribe"), ("hub.topic", EVERYTHING), ("hub.callback", reader.callback.as_str())];
    let long = format!("https://a.example/{}", "x".repeat(1000));
    let long_topic = format!("https://liangyi.example/topics/{}/feed.atom", "x".repeat(2000));
    for (name, value, words) in [
        ("hub.mode", "publish", "hub.mode"),
        ("hub.topic", "https://elsewhere.example/feed.atom", "hub.topic"),
        ("hub.topic", "https://liangyi.example.evil.example/feed.atom", "hub.topic"),
        ("hub.topic", "https://liangyi.example:8443/feed.atom", "hub.topic"),
        ("hub.topic", &long_topic, "不超过2000字节"),
        ("hub.topic", "https://liangyi.example/works", "hub.topic"),
        ("hub.topic", "https://liangyi.example/topics/absent/feed.atom", "hub.topic"),
        ("hub.topic", "https://liangyi.example/feed.atom?archive=2026-10", "hub.topic"),
        ("hub.callback", "", "hub.callback"),
        ("hub.callback", "ftp://a.example/", "hub.callback"),
        ("hub.callback", "https://user:word@a.example/", "hub.callback"),
        ("hub.callback", &long, "hub.callback"),
        ("hub.secret", &"x".repeat(200), "hub.secret"),
        ("hub.lease_seconds", "soon", "hub.lease_seconds"),
    ] {
        let form: Vec<_> = own.iter().copied().filter(|(own, _)| *own != name).chain([(name, value)]).collect();
        let answer = door.ask(TestRequest::post().uri("/websub").set_form(&form)).await;
        assert!(answer.status == 400 && answer.text().contains(words), "{name} {value}: {} {}", answer.status, answer.text());
    }
    assert_eq!(door.get("/websub").await.status, 405);
    assert_eq!(subscriptions(&site).await, 0);
    let feed = door.page("/feed.atom").await;
    assert!(
        feed.contains("<link rel=\"hub\" href=\"https://liangyi.example/websub\"/>")
            && feed.contains(&format!("<link rel=\"self\" href=\"{EVERYTHING}\""))
    );

    // The hub asks no machine of its own network, whoever names it.
    inside.worker.to_anybody = Outbound::default();
    assert_eq!(ask(&door, &own).await, 202);
    for wait in [0, MINUTE, 10 * MINUTE] {
        pass(wait);
        inside.work().await;
    }
    assert_eq!((reader.asked().len(), subscriptions(&site).await), (0, 0));
    site.is_clean().await;
}
