//! What many search for is offered to others, and nothing is kept of who asked.

use crate::{
    site::{Folder, Work, corpus::ITEMS, http, on_both, serving::Serving},
    studio::{Browser, administrator},
};
use domain::Timestamp;
use reader::PopularQueries;
use sea_orm::ConnectionTrait;
use serde_json::json;
use std::net::{IpAddr, Ipv4Addr};

fn network(n: u32) -> IpAddr {
    Ipv4Addr::from_bits(0x0a00_0000 + n).into()
}

#[test]
fn words_are_told_from_twenty_networks_of_one_day_on_and_whoever_asks_again_counts_once() {
    let (popular, day) = (PopularQueries::default(), "2026-11-29".parse().unwrap());
    let taken = || popular.take(day).into_iter().map(|one| (one.words, one.sources)).collect::<Vec<_>>();
    for n in 0..19 {
        popular.note("  柳芽 ", network(n), day);
        popular.note("柳芽", network(n), day);
    }
    assert!(taken().is_empty(), "nineteen");
    popular.note("柳芽", network(19), day);
    assert_eq!(taken(), [("柳芽".to_owned(), 20)]);
    assert!(taken().is_empty(), "nothing more since");
    popular.note("柳芽", network(20), day);
    assert_eq!(taken(), [("柳芽".to_owned(), 21)]);

    for n in 0..30 {
        for words in ["13800138000", "lin@example.com", " ", &"长".repeat(41)] {
            popular.note(words, network(n), day);
        }
    }
    assert!(taken().is_empty(), "what may be about a person");

    let next = "2026-11-30".parse().unwrap();
    for n in 0..19 {
        popular.note("柳絮", network(n), day);
    }
    popular.note("柳絮", network(19), next);
    assert!(popular.take(next).is_empty(), "a day is forgotten with its networks");
}

#[test]
fn a_flood_of_nonsense_pushes_out_nothing_that_several_asked() {
    let (popular, day) = (PopularQueries::default(), "2026-11-29".parse().unwrap());
    for n in 0..10 {
        popular.note("柳芽", network(n), day);
    }
    for n in 0..12_000 {
        popular.note(&format!("词{n}"), network(99), day);
    }
    for n in 10..20 {
        popular.note("柳芽", network(n), day);
    }
    assert_eq!(popular.take(day).len(), 1);
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// As the proxy passes on what somebody of network `n` asks.
fn ask(server: &Serving<'_>, words: &str, n: u32) {
    let address = server.address;
    let request = format!(
        "GET /search?q={} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nUser-Agent: Mozilla/5.0\r\nX-Forwarded-For: {}\r\n\r\n",
        encoded(words),
        network(n)
    );
    assert_eq!(http::exchange(address, request.as_bytes()).unwrap().status, 200);
}

/// The words under 常用搜索.
fn offered(server: &Serving<'_>) -> String {
    let page = server.page("/search");
    page.split("id=\"popular\"").nth(1).map(|rest| rest.split("</section>").next().unwrap().to_owned()).unwrap_or_default()
}

on_both! {
    async fn what_twenty_networks_asked_is_written_down_and_offered_from_the_next_day_on(site: &Site) {
        site.import_policy(&ITEMS);
        Folder::new().work(&Work::new("birds", "候鸟怎样过冬")).work(&Work::new("moon", "读懂月亮")).import(site);
        administrator(site, "root");
        let raw = site.raw().await;
        let now = crate::site::now();
        let yesterday = Timestamp(now.0 - 24 * 3_600_000).day();
        for (day, words) in [(yesterday, "月亮"), (yesterday, "火星移民"), (now.day(), "候鸟")] {
            let sql = format!("INSERT INTO popular_queries (day, words, sources) VALUES ('{day}', '{words}', 25)");
            raw.execute_unprepared(&sql).await.unwrap();
        }
        raw.close().await.unwrap();
        let server = site.serve();
        let words = offered(&server);
        assert!(words.contains("月亮") && !words.contains("火星移民") && !words.contains("候鸟"), "{words}");
        let suggested = server.page(&format!("/suggest?q={}", encoded("月")));
        assert!(suggested.contains(&format!("\"href\":\"/search?q={}\"", encoded("月亮"))), "{suggested}");

        assert_eq!(server.page(&format!("/suggest?q={}", encoded("！"))), "[]", "punctuation begins no words");

        for n in 0..20 {
            ask(&server, "过冬", n);
            ask(&server, "怎样", n % 19);
            ask(&server, "火星移民", n);
        }
        let written = async || site.number("SELECT COUNT(*) FROM popular_queries WHERE words = '过冬' AND sources = 20").await;
        for _ in 0..100 {
            if written().await > 0 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        assert_eq!(written().await, 1);
        let all = site.number("SELECT COUNT(*) FROM popular_queries").await;
        assert_eq!(all, 4, "neither what nineteen asked nor what found nothing");

        let root = Browser::signed_in(&server, "root");
        assert_eq!(root.json("GET", "/search-rules", None)["popular"][0]["words"], "月亮");
        root.json("POST", "/search-rules", Some(&json!({"kind": "mute", "words": "月亮"})));
        server.within_a_second("muted", || !offered(&server).contains("月亮"));
        assert!(server.page(&format!("/search?q={}", encoded("月亮"))).contains("/works/moon"), "and still found");
    }
}
