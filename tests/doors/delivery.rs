//! How answers leave: conditional, compressed, guarded, and never with a cookie.

use crate::site::{Folder, Site, Work, corpus::ITEMS, http::Response, on_both};

const PAGES: [&str; 8] =
    ["/", "/works", "/works/video", "/policies/plan", "/policies/plan/2.1", "/search?q=a", "/feed.atom", "/about"];

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    Folder::new().work(&Work::new("video", "读懂短视频").clause("plan#2.1")).import(site);
}

fn etag(response: &Response) -> String {
    response.header("etag").expect("an entity tag").to_owned()
}

on_both! {
    async fn a_page_that_is_known_is_answered_with_304_until_something_changes(site: &Site) {
        fill(site);
        let server = site.serve();
        for page in PAGES {
            let known = etag(&server.get(page));
            for header in [known.clone(), format!("\"other\", W/{known}"), "*".to_owned()] {
                let response = server.get_with(page, &[("If-None-Match", &header)]);
                assert_eq!((response.status, response.body.len()), (304, 0), "{page} {header}");
                assert_eq!(etag(&response), known);
                assert!(response.header("cache-control").is_some() && response.header("vary").is_some());
            }
            assert_eq!(server.get_with(page, &[("If-None-Match", "\"other\"")]).status, 200);
        }
        let known = etag(&server.get("/works"));
        Folder::new().work(&Work::new("second", "第二篇")).import(site);
        server.within_a_second("changed", || server.get_with("/works", &[("If-None-Match", &known)]).status == 200);
    }
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for page in PAGES.into_iter().chain(["/works/absent", "/robots.txt", "/healthz"]) {
        for encoding in ["br", "identity"] {
            let get = server.get_with(page, &[("Accept-Encoding", encoding)]);
            let head = server.ask("HEAD", page, &[("Accept-Encoding", encoding)]);
            assert_eq!((head.status, head.body.len()), (get.status, 0), "{page}");
            assert_eq!(head.lasting_headers(), get.lasting_headers(), "{page}");
            assert_eq!(get.header("content-length"), Some(get.body.len().to_string().as_str()), "{page}");
        }
    }
}

#[test]
fn the_encoding_is_the_best_that_the_reader_takes() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let plain = server.page("/policies/plan");
    let cases = [
        ("", None),
        ("identity", None),
        ("gzip", Some("gzip")),
        ("br", Some("br")),
        ("gzip, deflate, br", Some("br")),
        ("gzip, br;q=0", Some("gzip")),
        ("br;q=0, gzip;q=0", None),
        ("gzip;q=0.000", None),
        ("GZIP;q=0.5", Some("gzip")),
        ("deflate, zstd", None),
        ("gzip ; q=0", None),
    ];
    let mut tags = std::collections::BTreeSet::new();
    for (accepted, expected) in cases {
        let response = server.get_with("/policies/plan", &[("Accept-Encoding", accepted)]);
        assert_eq!(response.header("content-encoding"), expected, "Accept-Encoding: {accepted}");
        assert_eq!(response.text(), plain, "Accept-Encoding: {accepted}");
        assert_eq!(response.header("vary"), Some("Accept-Encoding"), "Accept-Encoding: {accepted}");
        assert!(expected.is_none() || response.body.len() * 2 < plain.len(), "{} of {}", response.body.len(), plain.len());
        tags.insert(etag(&response));
    }
    assert_eq!(tags.len(), 3, "each form of the bytes has a tag of its own");
}

#[test]
fn every_answer_is_guarded_and_sets_no_cookie() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let page = server.page("/");
    let asset = page[page.find("/assets/").unwrap()..].split('"').next().unwrap().to_owned();
    let others = ["/works/absent", "/search?genre=absent", asset.as_str(), "/robots.txt", "/healthz"];
    for path in PAGES.into_iter().chain(others) {
        let response = server.get(path);
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(response.header("set-cookie"), None, "{path}");
        assert!(response.header("content-type").is_some(), "{path}");
        let policy = response.header("content-security-policy").unwrap_or_default();
        if response.header("content-type").unwrap().starts_with("text/html") {
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
            let html = response.text();
            for inline in ["<style", " style=", "<script>", " onclick=", "javascript:"] {
                assert!(!html.contains(inline), "{path} holds {inline}");
            }
        }
    }
    assert!(server.get(&asset).header("cache-control").unwrap().contains("immutable"));
}

#[test]
fn the_head_of_a_page_names_its_style_sheet_and_that_of_nothing_else_does() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for path in PAGES {
        let page = server.get(path);
        let named: Vec<_> = page.headers.iter().filter(|(name, _)| name == "link").map(|(_, value)| value.as_str()).collect();
        if page.header("content-type").unwrap().starts_with("text/html") {
            let preload = named.last().and_then(|link| link.strip_suffix(">; rel=preload; as=style")).expect(path);
            let style = preload.strip_prefix('<').unwrap();
            assert!(page.text().contains(&format!("<link rel=\"stylesheet\" href=\"{style}\">")), "{path}: {named:?}");
            let known = server.get_with(path, &[("If-None-Match", page.header("etag").unwrap())]);
            assert_eq!((known.status, known.header("link")), (304, None), "{path}");
        } else {
            assert!(named.iter().all(|link| !link.contains("as=style")), "{path}: {named:?}");
        }
    }
}

#[test]
fn nothing_but_reading_is_accepted() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for page in PAGES {
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            let response = server.ask(method, page, &[("Content-Length", "0")]);
            assert_eq!(response.status, 405, "{method} {page}");
            assert!(response.text().contains("这里只能阅读"), "{method} {page}");
        }
    }
}
