//! The zip of an H5 page on its way in: announced as one, of its size, and read by the worker.

use super::*;
use crate::h5::zips::{Entry, zip};
use serde_json::json;

fn metadata_of(name: &str, purpose: &str) -> String {
    let [name, organisation, purpose] = [name, "green-hill", purpose].map(|text| base64(text.as_bytes()));
    format!("filename {name},organisation {organisation},purpose {purpose}")
}

fn send(client: &Client, purpose: &str, bytes: &[u8]) -> Response {
    client.begin_with(bytes.len(), &[("Upload-Metadata", &metadata_of("页面.zip", purpose)), PIECE], bytes)
}

#[tokio::test]
async fn a_zip_is_taken_where_it_was_announced_and_nowhere_else() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let author = Client::new(&serving, &accounts.author);
    let page = zip(&[Entry::new("index.html", "<!doctype html>")]);
    let begun = send(&author, "h5", &page);
    assert_eq!(begun.status, 201, "{}", begun.text());
    assert_eq!(site.texts("SELECT kind || ' ' || state FROM assets").await, ["h5 pending"]);
    assert_eq!(site.texts("SELECT kind || ' ' || key FROM jobs").await, ["h5 h5:1"]);
    // The same bytes are the same original.
    assert_eq!(send(&author, "h5", &page).status, 201);
    assert_eq!(site.number("SELECT COUNT(*) FROM assets").await, 1);

    let other = zip(&[Entry::new("index.html", "<!doctype html><p>")]);
    for purpose in ["", "long-image", "H5"] {
        let refused = send(&author, purpose, &other);
        assert!(refused.text().contains("压缩包"), "{purpose}: {} {}", refused.status, refused.text());
    }
    for bytes in [&b"\x89PNG\r\n\x1a\n"[..], b"PK\x05\x06", b"<html>"] {
        let refused = send(&author, "h5", bytes);
        assert!(refused.text().contains("不是 zip 压缩包"), "{bytes:?}: {} {}", refused.status, refused.text());
    }
    let large = author.begin_with((50 << 20) + 1, &[("Upload-Metadata", &metadata_of("大.zip", "h5"))], b"");
    assert_eq!(large.status, 413, "{}", large.text());
    assert_eq!(site.number("SELECT COUNT(*) FROM assets").await, 1);
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn the_worker_says_what_is_wrong_line_by_line_and_stores_nothing() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve();
    let author = Client::new(&serving, &accounts.author);
    let page = zip(&[
        Entry::new("index.html", "<!doctype html>\n<script src=\"https://a.example/a.js\"></script>"),
        Entry::new("css/a.css", "\n\np{background:url(//b.example/b.png)}"),
    ]);
    let begun = send(&author, "h5", &page);
    let at = format!("/assets/{}", begun.header("liangyi-asset").unwrap());
    serving.wait("refused", || author.get(&at)["state"] == "failed");
    let asset = author.get(&at);
    let lines: Vec<&str> = asset["reason"].as_str().unwrap().lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("css/a.css:3：地址 //b.example/b.png "), "{lines:?}");
    assert!(lines[1].starts_with("index.html:2：地址 https://a.example/a.js "), "{lines:?}");
    assert_eq!(author.ask("GET", &format!("{API}{at}/page"), &[], &[]).status, 404);
    assert_eq!(site.number("SELECT COUNT(*) FROM renditions").await, 0);
    assert!(!site.data().join("blobs/renditions").exists());
    drop(serving);
}

#[tokio::test]
async fn who_may_see_the_library_sees_the_page_by_a_ticket_and_nobody_without() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve();
    let author = Client::new(&serving, &accounts.author);
    let page = zip(&[Entry::new("index.html", "<!doctype html><p>还没有发布"), Entry::new("js/a.js", "0")]);
    let begun = send(&author, "h5", &page);
    let at = format!("/assets/{}", begun.header("liangyi-asset").unwrap());
    serving.wait("ready", || author.get(&at)["state"] == "ready");
    assert_eq!(author.get(&at)["posters"], json!([]), "its files are no pictures");
    let url = author.get(&format!("{at}/page"))["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with("/h5-preview/") && url.ends_with('/'), "{url}");

    // No cookie: a page in an origin of its own sends none.
    let shown = serving.get(&url);
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.text().contains("还没有发布"));
    let policy = shown.header("content-security-policy").unwrap();
    assert!(
        policy.contains("sandbox allow-scripts")
            && policy.contains(&format!(" http://{}{url} 'unsafe-inline'; style-src", serving.address)),
        "{policy}"
    );
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    assert_eq!(serving.get(&format!("{url}js/a.js")).text(), "0");

    let key = url.split('/').nth(2).unwrap().split('-').next().unwrap();
    assert_eq!(serving.get(&format!("/h5/{key}/")).status, 404, "it is public before it is published");
    for wrong in [url.replace(key, &"0".repeat(32)), format!("/h5-preview/{key}/"), format!("{}0/", url.trim_end_matches('/'))] {
        assert_eq!(serving.get(&wrong).status, 404, "{wrong}");
    }
    let stranger = Client::new(&serving, &accounts.stranger);
    assert_eq!(stranger.ask("GET", &format!("{API}{at}/page"), &[], &[]).status, 404);
    assert_eq!(serving.get(&format!("{API}{at}/page")).status, 401);
}
