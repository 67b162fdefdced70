//! Uploads over real HTTP: the protocol, what is kept when something is cut, and who may do what.

mod content;
mod cuts;
mod h5_zips;
mod headers;
mod joined;
mod library;
mod limits;
mod pieces;
mod rights;
mod twice;

use crate::site::{
    Folder, Site,
    http::{self, Response},
    serving::Serving,
};
use domain::{Membership, Timestamp};
use headers::base64;
use sea_orm::ConnectionTrait;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

pub const API: &str = "/api/studio/v1";
const PIECE: (&str, &str) = ("Content-Type", "application/offset+octet-stream");

/// Nobody processes what arrives: these tests are about the way there.
pub const ALONE: &[(&str, &str)] = &[("LIANGYI_RUN_WORKER", "false")];

/// A moment at which the accounts of these tests sign in: now, so that their sessions count.
fn now() -> Timestamp {
    Timestamp(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as i64)
}

/// Two organisations and their accounts, each with a session.
pub struct Accounts {
    /// Author at green-hill.
    pub author: String,
    /// Another author there.
    pub colleague: String,
    /// Administrator there.
    pub boss: String,
    /// Publisher there: may see, may not upload.
    pub publisher: String,
    /// Author at blue-lake.
    pub stranger: String,
}

impl Accounts {
    pub async fn on(site: &Site) -> Self {
        let folder = Folder::empty();
        folder.file(
            "organisations.yaml",
            "- {slug: green-hill, name: 青山市科协（示例）, kind: city, example: true}\n\
             - {slug: blue-lake, name: 蓝湖市科协（示例）, kind: city, example: true}\n",
        );
        folder.import(site);
        Self {
            author: account(site, "author", "green-hill", Membership::Author).await,
            colleague: account(site, "colleague", "green-hill", Membership::Author).await,
            boss: account(site, "boss", "green-hill", Membership::Administrator).await,
            publisher: account(site, "publisher", "green-hill", Membership::Publisher).await,
            stranger: account(site, "stranger", "blue-lake", Membership::Author).await,
        }
    }
}

/// The cookie of a new account that is signed in.
async fn account(site: &Site, name: &str, organisation: &str, role: Membership) -> String {
    let db = site.db().await;
    let write = db.write(now()).await.unwrap();
    let row = db::accounts::add(&write, name, name, "not a hash: nobody signs in by password here", false).await.unwrap();
    write.commit().await.unwrap();
    accounts::change_membership(&db, now(), name, &organisation.parse().unwrap(), role, true).await.unwrap();
    let token = accounts::begin_session(&db, now(), row.id, "tests", None).await.unwrap();
    db.close().await.unwrap();
    format!("liangyi_session={}", token.reveal())
}

/// A browser of one account.
#[derive(Clone)]
pub struct Client {
    pub address: SocketAddr,
    pub cookie: String,
}

impl Client {
    pub fn new(serving: &Serving, cookie: &str) -> Self {
        Self { address: serving.address, cookie: cookie.to_owned() }
    }

    pub fn head_of(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let Self { address, cookie } = self;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             X-Liangyi-Request: 1\r\nOrigin: http://{address}\r\nTus-Resumable: 1.0.0\r\n"
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let mut request = self.head_of(method, path, headers).into_bytes();
        if !body.is_empty() || matches!(method, "POST" | "PATCH") {
            request.extend(format!("Content-Length: {}\r\n", body.len()).bytes());
        }
        request.extend(b"\r\n");
        request.extend(body);
        http::exchange(self.address, &request).unwrap_or_else(|| panic!("no answer to {method} {path}"))
    }

    pub fn get(&self, path: &str) -> serde_json::Value {
        let response = self.ask("GET", &format!("{API}{path}"), &[], &[]);
        assert_eq!(response.status, 200, "{path}: {}", response.text());
        serde_json::from_str(&response.text()).unwrap()
    }

    /// Asks for an upload in green-hill.
    pub fn begin_with(&self, length: usize, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let (length, metadata) = (length.to_string(), metadata("green-hill"));
        let own = [("Upload-Length", length.as_str()), ("Upload-Metadata", metadata.as_str())];
        let own: Vec<_> = own.into_iter().filter(|(name, _)| headers.iter().all(|(other, _)| other != name)).collect();
        self.ask("POST", &format!("{API}/uploads"), &[&own, headers].concat(), body)
    }

    /// Where the new upload is.
    pub fn begin(&self, length: usize) -> String {
        let response = self.begin_with(length, &[], &[]);
        assert_eq!(response.status, 201, "{}", response.text());
        response.header("location").unwrap().to_owned()
    }

    pub fn patch(&self, path: &str, offset: usize, body: &[u8]) -> Response {
        self.patch_with(path, offset, &[], body)
    }

    pub fn patch_with(&self, path: &str, offset: usize, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let offset = offset.to_string();
        self.ask("PATCH", path, &[&[PIECE, ("Upload-Offset", offset.as_str())], headers].concat(), body)
    }

    /// How much the server has.
    pub fn offset(&self, path: &str) -> usize {
        let response = self.ask("HEAD", path, &[], &[]);
        assert_eq!(response.status, 200, "HEAD {path}");
        response.header("upload-offset").unwrap().parse().unwrap()
    }

    /// A PATCH whose head and first bytes are sent, and whose rest the test sends or not.
    pub fn open_patch(&self, path: &str, offset: usize, length: usize, first: &[u8]) -> TcpStream {
        let (offset, length) = (offset.to_string(), length.to_string());
        let head = self.head_of("PATCH", path, &[PIECE, ("Upload-Offset", &offset), ("Content-Length", &length)]);
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(b"\r\n").unwrap();
        stream.write_all(first).unwrap();
        stream
    }
}

/// The status that comes at the end of a request that was sent by hand.
pub fn status(mut stream: TcpStream) -> u16 {
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    String::from_utf8_lossy(&text).split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

pub fn metadata(organisation: &str) -> String {
    format!("filename {},organisation {}", base64("测试.mp4".as_bytes()), base64(organisation.as_bytes()))
}

/// Bytes that begin as a video does and differ by `seed`; nothing of them can be decoded.
pub fn video(length: usize, seed: u64) -> Vec<u8> {
    let mut bytes = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41".to_vec();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    while bytes.len() < length {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        bytes.extend((state >> 8).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// The bytes that the store has under the digest of `bytes`.
pub fn stored(site: &Site, bytes: &[u8]) -> Option<Vec<u8>> {
    let digest = storage::digest(bytes);
    let (folder, rest) = digest.as_str().split_at(2);
    std::fs::read(site.data().join("blobs/originals").join(folder).join(rest)).ok()
}

/// How many files wait in the folder of uploads.
pub fn files(site: &Site) -> usize {
    std::fs::read_dir(site.data().join("uploads")).unwrap().count()
}

/// A statement that a test needs and the product has no words for.
pub async fn say(site: &Site, sql: &str) {
    let connection = site.raw().await;
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

/// The jobs of what arrived are not what these tests are about.
pub async fn forget_jobs(site: &Site) {
    say(site, "DELETE FROM jobs").await;
}
