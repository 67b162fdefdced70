//! A site with organisations, accounts and roles; and a browser that signed in.

use crate::site::{Folder, Site, corpus::ITEMS, http, http::Response, now, serving::Serving};
use accounts::Password;
use serde_json::{Value, json};
use std::thread;

pub const PASSWORD: &str = "correct horse battery";
const API: &str = "/api/studio/v1";

/// 省科协 above 青山市 and 绿水市, a county below 青山市, a union of 绿水市 alone.
pub const ORGANISATIONS: &str = "\
- {slug: province, name: 省科协（示例）, kind: province, example: true}
- {slug: green-hill, name: 青山市科协（示例）, kind: city, parent: province, example: true}
- {slug: county, name: 青山县科协（示例）, kind: county, parent: green-hill, example: true}
- {slug: blue-water, name: 绿水市科协（示例）, kind: city, parent: province, example: true}
- {slug: river, name: 江河联合体（示例）, kind: union, members: [blue-water], example: true}
";

/// Takes in the policy and the vocabulary.
pub fn furnish(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    folder.import(site);
}

/// An account with roles such as `("green-hill", "editor")`.
pub fn account(site: &Site, name: &str, roles: &[(&str, &str)]) {
    add(site, name, roles, false);
}

/// A site's administrator.
pub fn administrator(site: &Site, name: &str) {
    add(site, name, &[], true);
}

/// As `liangyi user add` and `user grant` do, which have tests of their own, without a program for each: nearly every test needs accounts.
fn add(site: &Site, name: &str, roles: &[(&str, &str)], admin: bool) {
    let act = async {
        let db = site.db().await;
        let password = Password::new(PASSWORD.to_owned()).unwrap();
        accounts::add(&db, now(), name, name, &password, admin).await.unwrap();
        for (organisation, role) in roles {
            let (organisation, role) = (organisation.parse().unwrap(), role.parse().unwrap());
            accounts::change_membership(&db, now(), name, &organisation, role, true).await.unwrap();
        }
        db.close().await.unwrap();
    };
    // The test waits in a runtime of its own.
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    thread::scope(|scope| scope.spawn(|| runtime().block_on(act)).join().unwrap());
}

/// A browser, signed in or not.
pub struct Browser<'a> {
    pub server: &'a Serving<'a>,
    pub cookie: Option<String>,
}

impl<'a> Browser<'a> {
    pub fn new(server: &'a Serving<'a>) -> Self {
        Self { server, cookie: None }
    }

    /// Insists that it is let in.
    pub fn signed_in(server: &'a Serving<'a>, name: &str) -> Self {
        let mut browser = Self::new(server);
        let response = browser.sign_in(name, PASSWORD);
        assert_eq!(response.status, 200, "{name}: {}", response.text());
        browser
    }

    pub fn sign_in(&mut self, name: &str, password: &str) -> Response {
        let response = self.send("POST", "/session", Some(&json!({"name": name, "password": password})));
        if let Some(set) = response.header("set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        response
    }

    pub fn get(&self, path: &str) -> Response {
        self.send("GET", path, None)
    }

    /// As a page of ours sends it.
    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Response {
        let origin = format!("http://{}", self.server.address);
        self.send_with(method, path, body, &[("X-Liangyi-Request", "1"), ("Origin", &origin)])
    }

    pub fn send_with(&self, method: &str, path: &str, body: Option<&Value>, headers: &[(&str, &str)]) -> Response {
        let address = self.server.address;
        let body = body.map(Value::to_string);
        let mut request = format!("{method} {API}{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(cookie) = &self.cookie {
            request.push_str(&format!("Cookie: {cookie}\r\n"));
        }
        if let Some(body) = &body {
            request.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        } else if method != "GET" {
            request.push_str("Content-Length: 0\r\n");
        }
        request.push_str("\r\n");
        request.push_str(body.as_deref().unwrap_or(""));
        http::exchange(address, request.as_bytes()).unwrap_or_else(|| panic!("no answer: {}", self.server.logged()))
    }

    /// Insists on 2xx; the document.
    pub fn json(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let response = self.send(method, path, body);
        assert!((200..300).contains(&response.status), "{method} {path}: {} {}", response.status, response.text());
        let text = response.text();
        if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() }
    }

    /// Insists on this status; the words of the problem.
    pub fn refused(&self, status: u16, method: &str, path: &str, body: Option<&Value>) -> String {
        let response = self.send(method, path, body);
        assert_eq!(response.status, status, "{method} {path}: {}", response.text());
        assert_eq!(response.header("content-type"), Some("application/problem+json"), "{method} {path}");
        let problem: Value = serde_json::from_str(&response.text()).unwrap();
        assert_eq!(problem["status"], status);
        problem["detail"].as_str().unwrap().to_owned()
    }

    /// A draft of this organisation that could be handed in; its id.
    pub fn write(&self, organisation: &str, title: &str) -> i64 {
        let begun = self.json("POST", "/works", Some(&json!({"kind": "article", "title": title, "organisation": organisation})));
        let id = begun["id"].as_i64().unwrap();
        let work = self.json("GET", &format!("/works/{id}"), None);
        let mut content = work["content"].clone();
        content["lead"] = "一句话说清。".into();
        content["licence"] = "CC-BY-4.0".into();
        content["clauses"] = json!([{"clause": "plan#2.1"}]);
        content["people"] = json!([{"person": "lin", "role": "author"}]);
        let save = json!({"version": work["version"], "content": content, "body": "正文只有一段，说的是**鹊桥**。\n"});
        let saved = self.json("PUT", &format!("/works/{id}"), Some(&save));
        assert_eq!(saved["faults"], json!([]));
        id
    }

    pub fn review(&self, id: i64, stage: &str, verdict: &str, note: &str) -> Response {
        self.send("POST", &format!("/works/{id}/reviews"), Some(&json!({"stage": stage, "verdict": verdict, "note": note})))
    }
}
