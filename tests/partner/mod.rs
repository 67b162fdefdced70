//! The partners' door over real HTTP: keys, changes, snapshot, digest; and that copies elsewhere stay equal.

mod columns;
mod converging;
mod copies;
mod cursors;
mod hub;
pub mod inside;
mod keys;
mod leaks;
mod licences;
mod links;
mod many;
mod ninjs;
mod polling;
mod quotas;
mod reports;
mod rights;
mod samples;
mod schemathesis;
mod scopes;
mod signatures;
mod sitemaps;
mod terms;
mod territories;
mod tombstones;
mod trial;
mod webhooks;

use crate::site::{Site, http::Response, serving::Serving};
use serde_json::Value;
use std::collections::BTreeMap;

const API: &str = "/api/partner/v1";
/// Nobody processes anything: these tests are about what is told.
const ALONE: &[(&str, &str)] = &[("LIANGYI_RUN_WORKER", "false")];

/// The words of a new key of a partner.
fn key(site: &Site, slug: &str) -> String {
    let said = site.run(&[&"partner", &"key", &slug]);
    said.trim().rsplit(' ').next().unwrap().to_owned()
}

/// A partner with this scope, in the flags of the command; the words of its first key.
fn partner(site: &Site, slug: &str, scope: &[&str]) -> String {
    let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"partner", &"add", &slug, &"--name", &"示例日报"];
    arguments.extend(scope.iter().map(|flag| flag as &dyn AsRef<std::ffi::OsStr>));
    site.run(&arguments);
    key(site, slug)
}

/// A partner's own copy, kept as the guide says.
struct Copy<'a> {
    server: &'a Serving<'a>,
    key: String,
    cursor: String,
    /// Sequence and title by id; `None` of what was taken away.
    works: BTreeMap<String, (i64, Option<String>)>,
}

impl<'a> Copy<'a> {
    fn new(server: &'a Serving<'a>, key: &str) -> Self {
        Self { server, key: key.to_owned(), cursor: String::new(), works: BTreeMap::new() }
    }

    fn ask(&self, path: &str) -> Response {
        self.server.get_with(&format!("{API}{path}"), &[("Authorization", &format!("Bearer {}", self.key))])
    }

    fn json(&self, path: &str) -> Value {
        let response = self.ask(path);
        assert_eq!(response.status, 200, "{path}: {}", response.text());
        serde_json::from_str(&response.text()).unwrap()
    }

    /// One poll; the changes that came. `lost`: the answer is thrown away, as where the line breaks.
    fn poll(&mut self, limit: usize, lost: bool) -> (Vec<Value>, bool) {
        let page = self.json(&format!("/changes?limit={limit}&after={}", self.cursor));
        let changes = page["changes"].as_array().unwrap().clone();
        if !lost {
            changes.iter().for_each(|change| self.apply(change));
            self.cursor = page["cursor"].as_str().unwrap().to_owned();
        }
        (changes, page["more"].as_bool().unwrap())
    }

    fn apply(&mut self, change: &Value) {
        let (id, sequence) = (change["id"].as_str().unwrap(), change["sequence"].as_i64().unwrap());
        if self.works.get(id).is_none_or(|(known, _)| *known < sequence) {
            let title = change["title"].as_str().map(str::to_owned);
            assert_eq!(title.is_some(), change["type"] == "work", "{change}");
            self.works.insert(id.to_owned(), (sequence, title));
        }
    }

    fn catch_up(&mut self) {
        while self.poll(100, false).1 {}
    }

    /// The digest of what this copy holds, made as the API says.
    fn digest(&self) -> String {
        let held = self.works.iter().filter(|(_, (_, title))| title.is_some());
        let lines: String = held.map(|(id, (sequence, _))| format!("{id}\t{sequence}\n")).collect();
        storage::digest(lines.as_bytes()).to_string()
    }

    fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = self.works.values().filter_map(|(_, title)| title.as_deref()).collect();
        titles.sort_unstable();
        titles
    }
}
