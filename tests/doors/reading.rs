//! How often works are opened and read to their end: counted once, for readers alone, and without who they were.

use crate::site::{
    Folder, Site, Work,
    corpus::ITEMS,
    http::{self, Response},
    on_both,
    serving::Serving,
};
use std::time::Instant;

const READER: (&str, &str) = ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.work(&Work::new("moon", "读懂月亮").clause("plan#2.1"));
    folder.work(&Work::new("sun", "读懂太阳"));
    folder.work(&Work::new("gone", "撤下的一篇"));
    folder.work(&Work::new("secret", "还没有发布的一篇").draft());
    folder.import(site);
    site.run(&[&"withdraw", &"gone", &"--reason", &"有误。"]);
}

fn ended(server: &Serving<'_>, body: &str, headers: &[(&str, &str)]) -> Response {
    let address = server.address;
    let mut request =
        format!("POST /tally HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: text/plain;charset=UTF-8\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    http::exchange(address, request.as_bytes()).unwrap()
}

/// `slug views completions`, in this order.
async fn counted(site: &Site) -> Vec<String> {
    let sql = "SELECT w.slug || ' ' || CAST(SUM(r.views) AS BIGINT) || ' ' || CAST(SUM(r.completions) AS BIGINT) \
               FROM work_readings r JOIN works w ON w.id = r.work_id GROUP BY w.slug ORDER BY w.slug";
    site.texts(sql).await
}

on_both! {
    async fn each_opening_by_a_reader_is_counted_once_whether_the_page_was_kept_or_not(site: &Site) {
        fill(site);
        let server = site.serve();
        for _ in 0..3 {
            assert_eq!(server.get_with("/works/moon", &[READER]).status, 200);
        }
        assert_eq!(server.get_with("/elder-hk/works/moon", &[READER]).status, 200, "a view is the same work");
        let known = server.get_with("/works/moon", &[READER]).header("etag").unwrap().to_owned();
        assert_eq!(server.get_with("/works/moon", &[READER, ("If-None-Match", &known)]).status, 304, "it is looked at again");
        server.get_with("/works/sun", &[READER]);
        // None of these is a reading.
        server.ask("HEAD", "/works/moon", &[READER]);
        server.get("/works/moon");
        for program in ["Mozilla/5.0 (compatible; Baiduspider/2.0)", "Googlebot/2.1", "curl/8.0", "python-requests/2", "HeadlessChrome/140"] {
            server.get_with("/works/moon", &[("User-Agent", program)]);
        }
        server.get_with("/works/moon", &[READER, ("Sec-Purpose", "prefetch;prerender")]);
        for path in ["/works/gone", "/works/secret", "/works/absent", "/works", "/works/moon/certified", "/policies/plan"] {
            server.get_with(path, &[READER]);
        }
        // Ended, it writes down what it has.
        drop(server);
        assert_eq!(counted(site).await, ["moon 6 0", "sun 1 0"]);
    }

    async fn the_end_of_a_work_is_told_by_its_page_and_by_nothing_else(site: &Site) {
        fill(site);
        let server = site.serve();
        let told = ended(&server, "/works/moon", &[READER]);
        assert_eq!((told.status, told.header("cache-control"), told.header("set-cookie")), (204, Some("no-store"), None));
        assert_eq!(ended(&server, "/elder/works/moon", &[READER]).status, 204);
        assert_eq!(ended(&server, "/works/moon", &[("User-Agent", "Googlebot/2.1")]).status, 204, "heard, not counted");
        for body in ["", "moon", "/works/", "/works/absent", "/works/secret", "/works/gone", "/works/moon/x", "/policies/plan", "/works/moon?x"] {
            assert_eq!(ended(&server, body, &[READER]).status, 404, "{body}");
        }
        assert_eq!(ended(&server, &format!("/works/{}", "x".repeat(300)), &[READER]).status, 413);
        assert_eq!(ended(&server, "/works/moon", &[READER, ("Origin", "https://elsewhere.example")]).status, 403);
        assert_eq!(ended(&server, "/works/moon", &[READER, ("Sec-Fetch-Site", "cross-site")]).status, 403);
        assert_eq!(server.get("/tally").status, 405);
        drop(server);
        assert_eq!(counted(site).await, ["moon 0 2"]);
        // Another process adds to the same day.
        let server = site.serve();
        server.get_with("/works/moon", &[READER]);
        ended(&server, "/works/moon", &[READER]);
        drop(server);
        assert_eq!(counted(site).await, ["moon 1 3"]);
    }

    async fn nothing_is_kept_of_who_reads(site: &Site) {
        fill(site);
        let server = site.serve();
        let who = [("X-Forwarded-For", "203.0.113.77"), ("User-Agent", "a-browser-of-somebody"), ("Referer", "https://somewhere.example/")];
        assert_eq!(server.get_with("/works/moon", &who).status, 200);
        assert_eq!(ended(&server, "/works/moon", &who).status, 204);
        let logged = server.logged();
        drop(server);
        for words in ["203.0.113", "somebody", "somewhere.example"] {
            assert!(!logged.contains(words), "{words} is logged");
        }
        let kept = site.texts("SELECT CAST(work_id AS TEXT) || '|' || day || '|' || views || '|' || completions FROM work_readings").await;
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert!(kept[0].ends_with("|1|1") && kept[0].split('|').nth(1).unwrap().parse::<domain::Day>().is_ok(), "a day and two numbers: {kept:?}");
    }
}

#[test]
fn one_network_ends_sixty_works_a_minute() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let tell = || ended(&server, "/works/moon", &[READER, ("X-Forwarded-For", "203.0.113.7")]).status;
    let begun = Instant::now();
    let told: Vec<u16> = (0..60).map(|_| tell()).collect();
    assert!(told.iter().all(|status| *status == 204), "{told:?}");
    // One more is allowed with each second.
    let more = (0..u64::MAX).take_while(|_| tell() != 429).take_while(|n| *n <= begun.elapsed().as_secs() + 1).count() as u64;
    assert!(more <= begun.elapsed().as_secs() + 1, "{more} more");
    assert_eq!(ended(&server, "/works/moon", &[READER, ("X-Forwarded-For", "203.0.113.8")]).status, 204);
}

#[test]
fn only_a_work_that_can_be_read_tells_its_end() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    assert!(server.page("/works/moon").contains(" data-end>"));
    for path in ["/policies/plan", "/works", "/about"] {
        assert!(!server.page(path).contains("data-end"), "{path}");
    }
}
