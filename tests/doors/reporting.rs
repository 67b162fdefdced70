//! Readers report errors: without an account, without a cookie, without a script, and without leaving anything of themselves.

use crate::site::{
    Door, Folder, Site, Work,
    corpus::ITEMS,
    http::{self, Response},
    on_both,
    serving::Serving,
};
use actix_web::test::TestRequest;
use std::time::Instant;

const FORM: &str = "application/x-www-form-urlencoded";
/// 第三段, 月亮不发光。
const GOOD: &str = "topic=fact&place=%E7%AC%AC%E4%B8%89%E6%AE%B5&words=%E6%9C%88%E4%BA%AE%E4%B8%8D%E5%8F%91%E5%85%89%E3%80%82\
                    &source=https%3A%2F%2Fexample.org%2Fmoon&website=";

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.work(&Work::new("moon", "读懂月亮").clause("plan#2.1"));
    folder.work(&Work::new("secret", "还没有发布的一篇").draft());
    folder.work(&Work::new("gone", "撤下的一篇"));
    folder.import(site);
    site.run(&[&"withdraw", &"gone", &"--reason", &"有误。"]);
}

fn posted(path: &str, body: impl Into<Vec<u8>>) -> TestRequest {
    TestRequest::post().uri(path).insert_header(("Content-Type", FORM)).set_payload(body.into())
}

async fn send(door: &Door, path: &str, body: &str) -> Response {
    door.ask(posted(path, body)).await
}

const REPORTS: &str = "SELECT COUNT(*) FROM reader_reports";

on_both! {
    async fn a_report_is_kept_whole_and_its_receipt_says_what_became_of_it(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let changes = site.number("SELECT COUNT(*) FROM changes").await;
        let form = door.page("/report?about=/works/moon&place=panel-3").await;
        assert!(form.contains("读懂月亮") && form.contains("value=\"panel-3\"") && form.contains("noindex"), "{form}");
        for (about, title) in [
            ("/works/moon", "读懂月亮"),
            ("/elder-hk/works/moon?t=3%23x", "读懂月亮"),
            ("https://liangyi.example/works/moon", "读懂月亮"),
            ("/policies/plan", "行动"),
            ("/policies/plan/2.1", "二"),
        ] {
            let path = format!("/report?about={about}");
            let sent = send(&door, &path, GOOD).await;
            assert_eq!(sent.status, 303, "{about}: {}", sent.text());
            let to = sent.header("location").unwrap();
            let receipt = door.get(to).await;
            assert_eq!((receipt.status, receipt.header("cache-control")), (200, Some("no-store")));
            assert_eq!((receipt.header("etag"), receipt.header("set-cookie")), (None, None));
            let text = receipt.text();
            for words in ["已收到", title, "事实有误", "noindex", "+08:00"] {
                assert!(text.contains(words), "{about} without {words}: {text}");
            }
            assert!(!text.contains("月亮不发光"), "what was written is not published");
            let typed = to.trim_start_matches("/report/").to_lowercase().replace('-', "");
            let looked_up = door.get(&format!("/report?receipt={typed}")).await;
            assert_eq!((looked_up.status, looked_up.header("location")), (303, Some(to)));
        }
        let kept = site.texts("SELECT topic || '|' || place || '|' || words || '|' || source || '|' || state FROM reader_reports").await;
        assert_eq!(kept, vec!["fact|第三段|月亮不发光。|https://example.org/moon|received"; 5]);
        let clause = site.texts("SELECT clause FROM reader_reports WHERE clause IS NOT NULL").await;
        assert_eq!(clause, ["2.1"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM reader_reports WHERE work_id IS NOT NULL AND policy_id IS NULL").await, 3);
        assert_eq!(site.number("SELECT COUNT(*) FROM reader_reports WHERE policy_id IS NOT NULL AND version = 1").await, 2);
        assert_eq!(site.number("SELECT COUNT(*) FROM changes").await, changes, "no cached page shows it");
        let followed = send(&door, "/elder-30-tw/report?about=/works/moon", GOOD).await;
        assert!(followed.header("location").unwrap().starts_with("/elder-30-tw/report/"), "the view lasts");
    }

    async fn what_cannot_be_read_cannot_be_reported(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        for about in ["/works/secret", "/works/gone", "/works/absent", "/works/", "/policies/plan/9.9", "/policies/absent",
                      "/policies/plan/2.1/x", "/people/lin", "/", "", "//works/moon", "https://elsewhere.example/works/moon", "%00", "%ff"] {
            let path = format!("/report?about={about}");
            for answer in [door.get(&path).await, send(&door, &path, GOOD).await] {
                assert_eq!(answer.status, 404, "{about}");
                assert!(answer.text().contains("没有找到这个页面"), "{about}");
            }
        }
        assert_eq!(send(&door, "/report", GOOD).await.status, 404);
        assert_eq!(site.number(REPORTS).await, 0);
    }

    async fn faults_stand_beside_their_fields_and_what_was_typed_stays(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let long = "长".repeat(2001);
        let place = "处".repeat(101);
        for (body, faults) in [
            ("topic=fact&words=", vec!["words"]),
            ("topic=&words=x", vec!["topic"]),
            ("topic=nonsense&words=%20%0D%0A", vec!["topic", "words"]),
            ("topic=fact&words=a%00b", vec!["words"]),
            ("topic=fact&words=x&source=javascript%3Aalert(1)", vec!["source"]),
            ("topic=fact&words=x&source=example.org", vec!["source"]),
            ("topic=fact&words=x&source=https%3A%2F%2F%20x", vec!["source"]),
            (&format!("topic=fact&words={long}"), vec!["words"]),
            (&format!("topic=fact&words=x&place={place}"), vec!["place"]),
            ("", vec!["topic", "words"]),
        ] {
            let answer = send(&door, "/report?about=/works/moon", body).await;
            let text = answer.text();
            assert_eq!((answer.status, answer.header("cache-control")), (422, Some("no-store")), "{body}");
            for field in ["topic", "place", "words", "source"] {
                assert_eq!(text.contains(&format!("id=\"{field}-fault\"")), faults.contains(&field), "{field} of {body}: {text}");
            }
            assert!(text.contains(&format!("有{}处要改", faults.len())), "{body}");
        }
        let typed = send(&door, "/hk/report?about=/works/moon", "topic=link&place=%22%3E&words=%E5%9B%BD%3C%2Ftextarea%3E&source=x").await.text();
        assert!(typed.contains("<option value=\"link\" selected>") && typed.contains("国&#60;/textarea&#62;</textarea>"), "{typed}");
        assert!(typed.contains("value=\"&#34;&#62;\""), "{typed}");
        let exactly = format!("topic=other&words={}", "字".repeat(2000));
        assert_eq!(send(&door, "/report?about=/works/moon", &exactly).await.status, 303);
        assert_eq!(site.number(REPORTS).await, 1);
    }

    async fn what_is_no_form_of_ours_is_refused_in_words(site: &Site) {
        fill(site);
        let door = Door::open(site).await;
        let path = "/report?about=/works/moon";
        let as_type = |kind: &str| TestRequest::post().uri(path).insert_header(("Content-Type", kind)).set_payload(GOOD);
        let from = |name: &'static str, value: &'static str| posted(path, GOOD).insert_header((name, value));
        for (request, status, words) in [
            (posted(path, "x".repeat(100_000)), 413, "太长"),
            (as_type("application/json"), 415, "读不懂"),
            (as_type("multipart/form-data; boundary=x"), 415, "读不懂"),
            (as_type("text/plain"), 415, "读不懂"),
            (TestRequest::post().uri(path).set_payload(GOOD), 415, "读不懂"),
            (posted(path, "topic=fact&words=%FF%FE"), 400, "UTF-8"),
            (posted(path, vec![b'w', b'=', 0xff]), 400, "UTF-8"),
            (posted(path, format!("{GOOD}x")), 400, "像是程序"),
            (from("Origin", "https://elsewhere.example"), 403, "不是从本站"),
            (from("Origin", "null"), 403, "不是从本站"),
            (from("Sec-Fetch-Site", "cross-site"), 403, "不是从本站"),
            (from("Sec-Fetch-Site", "same-site"), 403, "不是从本站"),
            (TestRequest::put().uri(path), 405, "只能阅读"),
            (TestRequest::post().uri("/report/K7QM-2ZXA-9HTC"), 405, "只能阅读"),
        ] {
            let answer = door.ask(request).await;
            assert_eq!(answer.status, status, "{words}: {}", answer.text());
            assert!(answer.text().contains(words), "{status}: {}", answer.text());
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{status}");
        }
        assert_eq!(site.number(REPORTS).await, 0);
        assert_eq!(door.ask(from("Origin", "https://liangyi.example").insert_header(("Sec-Fetch-Site", "same-origin"))).await.status, 303);
    }

    async fn nothing_is_kept_of_who_reports(site: &Site) {
        fill(site);
        let server = site.serve();
        let who = [("X-Forwarded-For", "203.0.113.77"), ("User-Agent", "a-browser-of-somebody"), ("Cookie", "who=somebody")];
        let sent = post(&server, &who);
        assert_eq!(sent.status, 303, "{}", sent.text());
        server.page(sent.header("location").unwrap());
        let columns = "receipt || topic || COALESCE(place, '') || words || COALESCE(source, '') || state || COALESCE(answer, '')";
        let kept = site.texts(&format!("SELECT {columns} FROM reader_reports")).await.concat();
        assert!(kept.contains("月亮不发光"));
        let network = "SELECT network FROM audit_entries WHERE network <> ''";
        for words in ["203.0.113", "somebody"] {
            assert!(!kept.contains(words) && !server.logged().contains(words), "{words} is kept");
            assert!(!site.texts(network).await.concat().contains(words));
        }
        assert_eq!(site.number("SELECT COUNT(*) FROM audit_entries WHERE act LIKE 'report-%'").await, 0);
    }
}

fn post(server: &Serving<'_>, headers: &[(&str, &str)]) -> Response {
    let address = server.address;
    let mut request =
        format!("POST /report?about=/works/moon HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: {FORM}\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Origin: http://{address}\r\nContent-Length: {}\r\n\r\n{GOOD}", GOOD.len()));
    http::exchange(address, request.as_bytes()).unwrap()
}

#[test]
fn one_network_reports_twenty_times_an_hour_and_tries_sixty_receipts_a_minute() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    let from = |address: &'static str| [("X-Forwarded-For", address)];
    for n in 0..20 {
        assert_eq!(post(&server, &from("203.0.113.7")).status, 303, "report {n}");
    }
    let refused = post(&server, &from("203.0.113.7"));
    assert_eq!(refused.status, 429);
    assert!(
        refused.text().contains("太频繁") && refused.header("retry-after").is_some_and(|wait| wait.parse::<u64>().unwrap() > 0)
    );
    // What somebody says of themselves before the proxy does counts for nothing.
    assert_eq!(post(&server, &from("198.51.100.1, 203.0.113.7")).status, 429);
    assert_eq!(post(&server, &from("2001:db8::1")).status, 303, "another network is not held up");
    let attempt = |n: u8| {
        let path = format!("/report/{}", domain::Receipt::from_chance([n; 16]));
        server.get_with(&path, &from("203.0.113.9")).status
    };
    let begun = Instant::now();
    let tried: Vec<u16> = (0..60).map(attempt).collect();
    assert!(tried.iter().all(|status| *status == 404), "{tried:?}");
    // One more is allowed with each second.
    let more = (60..=u8::MAX).take_while(|n| attempt(*n) != 429).count() as u64;
    assert!(more <= begun.elapsed().as_secs() + 1, "{more} more");
}

#[test]
fn every_text_leads_to_the_form_in_every_view() {
    let site = Site::new();
    fill(&site);
    let server = site.serve();
    for path in ["/works/moon", "/policies/plan", "/policies/plan/2.1"] {
        for view in ["", "/elder", "/hk", "/tw", "/elder-36-hk"] {
            let page = server.page(&format!("{view}{path}"));
            let about = path.replace('/', "%2F");
            let link = format!("href=\"{view}/report?about={about}\"");
            assert!(page.contains(&link), "{view}{path} does not have {link}");
            server.page(&format!("{view}/report?about={about}"));
        }
    }
    assert!(server.page("/about").contains("href=\"/report\""));
    let start = server.get("/report?receipt=nonsense");
    assert_eq!(start.status, 422);
    assert!(start.text().contains("回执号是12个字母和数字"));
    let unknown = server.get("/report/K7QM-2ZXA-9HTC");
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains("没有这个回执号"));
}
