//! Addresses that lead nowhere, and those that nobody should send: an answer in words each time, and never a crash.

use crate::site::{Folder, Site, Work, corpus::ITEMS, http};

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    Folder::new().work(&Work::new("video", "读懂短视频").clause("plan#2.1")).import(site);
}

#[test]
fn what_is_not_there_is_answered_with_404_in_words() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let paths = [
        "/absent",
        "/works/absent",
        "/works/Video",
        "/works//video",
        "/works/..",
        "/works/../works/video",
        "/works/%2e%2e/%2e%2e/etc/passwd",
        "/../../../etc/passwd",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e%2fCargo.toml",
        "/media/0/..",
        "/media/00000000000000000000000000000000/..%2f..%2fliangyi.db",
        "/policies/absent",
        "/policies/plan/9.9",
        "/policies/plan/zero",
        "/policies/plan/2.1.1.1.1.1.1.1.1.1.1.1.1",
        "/policies/plan/9.9/feed.atom",
        "/policies/plan?version=7",
        "/policies/plan/compare?from=1&to=2",
        "/topics/absent",
        "/genres/absent",
        "/audiences/absent",
        "/campaigns/absent",
        "/organisations/absent",
        "/people/absent",
        "/languages/xx/feed.atom",
        "/nothing/absent/feed.atom",
        "/works/%00",
        "/works/video%00",
        "/works/%ff%fe",
        "/works/%e4%b8%ad",
        "/works/%",
        "/works/%zz",
    ];
    for path in paths {
        let response = server.get(path);
        let text = response.text();
        assert!(response.status == 404 || (response.status == 400 && path.contains('%')), "{path}: {}", response.status);
        assert!(text.contains("没有找到这个页面") || text.contains("这个请求看不懂"), "{path}: {text}");
        assert!(!text.contains("root:") && !text.contains("/bin/"), "{path}");
    }
}

#[test]
fn a_slash_too_many_leads_to_the_page_without_it_and_never_elsewhere() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for (asked, page) in [
        ("/works/video/", "/works/video"),
        ("/works/", "/works"),
        ("/works//", "/works"),
        ("/policies/plan/2.1/?from=timeline", "/policies/plan/2.1?from=timeline"),
        ("/elder/works/video/", "/elder/works/video"),
    ] {
        let answer = server.get(asked);
        assert_eq!((answer.status, answer.header("location")), (308, Some(page)), "{asked}");
        assert_eq!(server.get(page).status, 200, "{page}");
    }
    assert_eq!(server.ask("HEAD", "/works/video/", &[]).status, 308);
    assert_ne!(server.ask("POST", "/works/video/", &[]).status, 308);
    for absent in
        ["/absent/", "/works/absent/", "//evil.example/", "//evil.example/works/", "/\\evil.example/", "/%5Cevil.example/"]
    {
        let answer = server.get(absent);
        assert!([400, 404].contains(&answer.status), "{absent}: {}", answer.status);
        assert_eq!(answer.header("location"), None, "{absent}");
    }
}

#[test]
fn an_address_that_is_too_long_is_answered_in_words_and_in_few() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let answer = server.get(&format!("/search?q={}", "a".repeat(60_000)));
    assert_eq!(answer.status, 414);
    let page = answer.text();
    assert!(page.contains("这个地址太长了") && page.contains("只留下几个关键的词"), "{page}");
    let english = server.get(&format!("/en/search?q={}", "a".repeat(20_000)));
    assert!(english.status == 414 && english.text().contains("This address is too long"), "{}", english.text());
    assert!(page.len() < 20_000, "the address is said again: {} bytes", page.len());
}

#[test]
fn a_query_that_means_nothing_is_answered_with_400_in_words() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let paths = [
        "/policies/plan?view=cards",
        "/policies/plan?version=one",
        "/policies/plan/compare?from=first",
        "/policies/plan/compare?from=1&to=1&only=new",
        "/works?after=yesterday",
        "/works?after=1",
        "/works?after=99999999999999999999-1",
        "/feed.atom?after=x",
        "/search?genre=absent",
        "/search?audience=absent",
        "/search?kind=absent",
        "/search?language=absent",
        "/search?scope=absent",
        "/search?sort=absent",
        "/search?topic=Not%20a%20slug",
    ];
    for path in paths {
        let response = server.get(path);
        assert_eq!(response.status, 400, "{path}");
        assert!(response.text().contains("这个请求看不懂"), "{path}");
    }
    let named = server.get("/search?q=a&genre=absent").text();
    assert!(named.contains("筛选条件 genre 没有“absent”这一项"), "{named}");
}

/// Messengers and partners append words of their own to shared addresses.
#[test]
fn what_others_append_to_an_address_is_passed_over() {
    let site = Site::new();
    site.import_policy(&ITEMS);
    let server = site.serve();
    for path in ["/", "/works", "/policies/plan", "/policies/plan/2.1", "/feed.atom", "/search"] {
        let shared = server.get(&format!("{path}?from=timeline&isappinstalled=0&utm_source=wx"));
        assert_eq!(shared.status, 200, "{path}");
    }
}

#[test]
fn a_search_for_anything_at_all_is_answered() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for query in [
        "%00",
        "%22%22%22",
        "AND+OR+NOT",
        "*",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "(((",
        "a%0Ab",
        "%F0%9F%98%80",
        "title:%22",
        "%ff",
    ] {
        let response = server.get(&format!("/search?q={query}"));
        assert!([200, 400].contains(&response.status), "{query}: {}", response.status);
        assert!(!response.text().contains("<script>alert"), "{query}");
    }
    let long = "%E7%A7%91".repeat(2000);
    assert!([200, 400, 414, 431].contains(&server.get(&format!("/search?q={long}")).status));
}

#[test]
fn bytes_that_are_no_request_do_no_harm() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let long = format!("GET /search?q={} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "a".repeat(100_000));
    let headers = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-Filler: aaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(4000));
    let requests: [&[u8]; 7] = [
        long.as_bytes(),
        headers.as_bytes(),
        b"GET /works/\0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /works/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
    ];
    for (i, request) in requests.into_iter().enumerate() {
        if request.starts_with(b"\x16") {
            // It waits for the rest of a line that never comes; so nobody waits for it.
            use std::io::Write;
            std::net::TcpStream::connect(server.address).unwrap().write_all(request).unwrap();
            continue;
        }
        if let Some(response) = http::exchange(server.address, request) {
            assert!((200..500).contains(&response.status), "request {i}: {}", response.status);
        }
    }
    assert!(server.page("/works/video").contains("读懂短视频"));
}
