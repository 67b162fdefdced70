//! The partners' door and the back room inside the test itself, so that a test has their clock in its hand and may be the
//! partner, with an endpoint of its own.

use crate::site::{
    Folder, Site, Work,
    http::{self, Response},
};
use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    web::{self, Bytes, Data, ServiceConfig},
};
use anyhow::Result;
use db::{Db, corrections::Notice};
use domain::{CorrectionKind, CorrectionScope, Severity, Timestamp};
use editorial::{Away, NewPartnerKey};
use feeds::Item;
use futures::future::BoxFuture;
use outbound::Outbound;
use partner::{CursorKey, Door, Limits, PartnerKey, Unchanged, Works};
use reader::FeedAuthority;
use serde_json::Value;
use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU8, AtomicU16, Ordering::Relaxed},
    },
    time::UNIX_EPOCH,
};
use worker::{Capabilities, Drained, Pipeline, Sitemaps, Topic, Topics, Typesetting, Worker};

/// How far the clock of the back room is ahead, in milliseconds; each test is a process of its own.
static AHEAD: AtomicI64 = AtomicI64::new(0);
static DICE: AtomicU8 = AtomicU8::new(0);

pub fn now() -> Timestamp {
    Timestamp(UNIX_EPOCH.elapsed().unwrap().as_millis() as i64 + AHEAD.load(Relaxed))
}

pub fn pass(ms: i64) {
    AHEAD.fetch_add(ms, Relaxed);
}

/// Never the same twice.
fn dice() -> [u8; 16] {
    [DICE.fetch_add(1, Relaxed); 16]
}

struct OwnWorks(pages::Site);

impl Works for OwnWorks {
    fn published<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(reader::entries(db, &self.0, ids))
    }

    fn withdrawn<'a>(&'a self, db: &'a Db, ids: &'a [i64]) -> BoxFuture<'a, Result<Vec<Item>>> {
        Box::pin(async move { reader::withdrawals(db, &self.0, db::works::withdrawn_many(db, ids).await?).await })
    }
}

/// The feeds of [`crate::site::Door`].
struct OwnTopics(pages::Site);

impl Topics for OwnTopics {
    fn current<'a>(&'a self, db: &'a Db, address: &'a str) -> BoxFuture<'a, Result<Option<Arc<Topic>>>> {
        Box::pin(async move {
            let path = address.strip_prefix(&self.0.base_url).unwrap();
            let authority = FeedAuthority("liangyi.example".to_owned());
            let feed = reader::feed_to_send(db, &self.0, &authority, now(), path).await?;
            let hub = self.0.absolute(pages::address::HUB);
            Ok(feed.map(|feed| Arc::new(Topic { media_type: feed.media_type, body: feed.body, hub })))
        })
    }
}

/// The sitemaps of [`crate::site::Door`].
struct OwnSitemaps(pages::Site);

impl Sitemaps for OwnSitemaps {
    fn paths<'a>(&'a self, db: &'a Db, now: Timestamp) -> BoxFuture<'a, Result<Vec<String>>> {
        Box::pin(reader::sitemap_paths(db, now))
    }

    fn write<'a>(&'a self, db: &'a Db, now: Timestamp, path: &'a str) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(reader::write_sitemap(db, &self.0, now, path))
    }
}

/// Serves until the test's process ends.
pub fn serve(configure: impl Fn(&mut ServiceConfig) + Send + Clone + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let server = HttpServer::new(move || App::new().configure(configure.clone())).workers(1).disable_signals();
        actix_web::rt::System::new().block_on(server.listen(listener).unwrap().run()).unwrap();
    });
    address
}

pub struct Inside {
    pub db: Db,
    pub worker: Worker,
    door: SocketAddr,
}

impl Inside {
    pub async fn new(site: &Site) -> Self {
        Self::with_quota(site, 10_000).await
    }

    /// Each key may ask so often in a minute.
    pub async fn with_quota(site: &Site, quota: u32) -> Self {
        Self::with(site, quota, Unchanged::default()).await
    }

    pub async fn with(site: &Site, quota: u32, unchanged: Unchanged) -> Self {
        let db = site.db().await;
        let topics = Arc::new(OwnTopics(crate::site::door::pages_site()));
        let named = pages::Site { base_url: "http://site.example".to_owned(), ..pages::Site::called("两翼") };
        let works = Arc::new(OwnWorks(named));
        let door = Data::new(Door {
            works,
            cursors: CursorKey::new("a secret of the tests".to_owned()),
            limits: Arc::new(Limits::new(quota.try_into().unwrap())),
            unchanged,
            dice,
        });
        let data = Data::new(db.clone());
        let door = serve(move |config| {
            config.app_data(data.clone()).app_data(door.clone()).configure(partner::configure);
        });
        let worker = Worker {
            works_on: Capabilities::default(),
            db: db.clone(),
            storage: storage::Storage::memory(),
            pipeline: Pipeline { program: "/nonexistent".into(), cores: 1, largest: 1080, time: 100 },
            scratch: site.path("scratch"),
            videos: 1,
            av1: false,
            ocr: false,
            check_links: false,
            typeset: false,
            typesetting: Arc::new(Typesetting { site: "两翼".into(), base: "http://127.0.0.1".into(), templates: None }),
            key: None,
            outbound: Outbound::new(vec!["127.0.0.1".parse().unwrap()]),
            to_anybody: Outbound::new(vec!["127.0.0.1".parse().unwrap()]),
            topics,
            sitemaps: Arc::new(OwnSitemaps(crate::site::door::pages_site())),
            refusals: studio::allow::refusals_for,
            post: None,
            clock: now,
            dice,
        };
        Self { db, worker, door }
    }

    /// A partner that may have everything; the words of its key.
    pub async fn partner(&self, slug: &str) -> String {
        let slug = slug.parse().unwrap();
        editorial::add_partner(&self.db, now(), &slug, "示例日报", &Default::default()).await.unwrap();
        let random = [dice(), dice()].concat();
        let key = PartnerKey::new(random.try_into().unwrap());
        let new = NewPartnerKey { digest: &key.digest(), hint: key.hint(), expires: None };
        editorial::add_partner_key(&self.db, now(), &slug, new).await.unwrap();
        key.words().to_owned()
    }

    pub async fn publish(&self, slugs: &[&str]) {
        let folder = Folder::new();
        for slug in slugs {
            folder.work(&Work::new(slug, &format!("作品{slug}")));
        }
        let plan = editorial::plan_works(&self.db, now(), folder.files(), Vec::new()).await.unwrap();
        plan.apply(&self.db, now(), &"liangyi.example".parse().unwrap(), dice).await.unwrap();
    }

    pub async fn withdraw(&self, slug: &str) {
        let (kind, severity, scope) = (CorrectionKind::Retraction, Severity::Major, CorrectionScope::Work);
        let notice = Notice { kind, severity, scope, reason: "依据不足。".to_owned(), anchor: None };
        editorial::withdraw(&self.db, now(), slug, &notice, &Away::default()).await.unwrap();
    }

    pub async fn correct(&self, slug: &str, reason: &str) {
        let (kind, severity, scope) = (CorrectionKind::Correction, Severity::Minor, CorrectionScope::Passage);
        let notice = Notice { kind, severity, scope, reason: reason.to_owned(), anchor: None };
        editorial::correct(&self.db, now(), slug, &notice).await.unwrap();
    }

    /// Does what is due; how much of it was done, and how much was not.
    pub async fn work(&self) -> (usize, usize) {
        let Drained { done, refused } = self.worker.drain(db::jobs::Lane::Any, |_| {}).await.unwrap();
        (done, refused)
    }

    pub fn send(&self, key: &str, method: &str, path: &str, body: Option<&Value>) -> Response {
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!("{method} {}{path} HTTP/1.1\r\nHost: door\r\nConnection: close", super::API);
        let kind = format!("Content-Type: application/json\r\nContent-Length: {}", body.len());
        let request = format!("{head}\r\nAuthorization: Bearer {key}\r\n{kind}\r\n\r\n{body}");
        http::exchange(self.door, request.as_bytes()).unwrap()
    }

    /// With more headers, as lines.
    pub fn ask(&self, key: &str, path: &str, headers: &str) -> Response {
        let head = format!("GET {}{path} HTTP/1.1\r\nHost: door\r\nConnection: close", super::API);
        let request = format!("{head}\r\nAuthorization: Bearer {key}\r\n{headers}\r\n");
        http::exchange(self.door, request.as_bytes()).unwrap()
    }

    /// Insists on the status; the answer.
    pub fn json(&self, status: u16, key: &str, method: &str, path: &str, body: Option<&Value>) -> Value {
        let response = self.send(key, method, path, body);
        assert_eq!(response.status, status, "{method} {path}: {}", response.text());
        serde_json::from_str(&response.text()).unwrap_or_default()
    }
}

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Came {
    pub id: String,
    pub timestamp: String,
    pub signature: String,
    pub body: String,
}

impl Came {
    pub fn sequence(&self) -> i64 {
        let body: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(body["type"], "changes.available");
        body["data"]["sequence"].as_i64().unwrap()
    }
}

/// The partner's own server.
#[derive(Clone)]
pub struct Endpoint {
    pub address: String,
    came: Arc<Mutex<Vec<Came>>>,
    status: Arc<AtomicU16>,
}

impl Endpoint {
    pub fn new() -> Self {
        let (came, status) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicU16::new(204)));
        let data = (Data::from(came.clone()), Data::from(status.clone()));
        let address = serve(move |config| {
            config.app_data(data.0.clone()).app_data(data.1.clone()).default_service(web::to(take));
        });
        Self { address: format!("http://{address}/hook"), came, status }
    }

    pub fn answers(&self, status: u16) {
        self.status.store(status, Relaxed);
    }

    /// What came since it was last asked.
    pub fn came(&self) -> Vec<Came> {
        std::mem::take(&mut self.came.lock().unwrap())
    }
}

async fn take(request: HttpRequest, body: Bytes, came: Data<Mutex<Vec<Came>>>, status: Data<AtomicU16>) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!((request.method().as_str(), header("content-type").as_str()), ("POST", "application/json"));
    let [id, timestamp, signature] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(header);
    came.lock().unwrap().push(Came { id, timestamp, signature, body: String::from_utf8(body.to_vec()).unwrap() });
    HttpResponse::build(status.load(Relaxed).try_into().unwrap()).finish()
}
