//! What JSON Feed says in its own way.

use super::sample::{entry, feed, film, gone, published, withdrawal};
use feeds::{Entry, json_feed};
use serde_json::{Value, json};

fn written(items: Vec<feeds::Item>) -> Value {
    serde_json::from_str(&json_feed::write(&feed(items))).unwrap()
}

#[test]
fn the_feed_says_what_it_is_where_it_is_and_what_comes_next() {
    let mut feed = written(Vec::new());
    assert_eq!(feed["items"].take(), json!([]));
    assert_eq!(
        feed,
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "两翼：政策解读",
            "home_page_url": "https://liangyi.example/",
            "feed_url": "https://liangyi.example/feed.atom",
            "description": "逐条解读",
            "next_url": "https://liangyi.example/feed.atom?before=42",
            "language": "zh-Hans",
            "authors": [{"name": "两翼", "url": "https://liangyi.example/"}],
            "_liangyi": {
                "id": "tag:liangyi.example,2026-01-01:feed/all",
                "updated": "2026-10-09T08:00:00+08:00",
                "rights": "各篇权利见各篇",
            },
            "items": null,
        })
    );
}

#[test]
fn an_item_carries_the_full_text_and_what_a_reprint_needs() {
    let item = &written(vec![published(entry())])["items"][0];
    assert_eq!(item["id"], "tag:liangyi.example,2026-01-01:work/42");
    assert_eq!(item["date_published"], "2026-10-01T09:00:00+08:00");
    assert_eq!(item["date_modified"], "2026-10-03T10:30:00+08:00");
    assert!(item["content_html"].as_str().unwrap().contains("https://liangyi.example/media/a.webp"));
    assert_eq!(item["tags"], json!(["专家解读", "短视频"]));
    let ours = &item["_liangyi"];
    assert_eq!(
        ours["reprint"],
        json!({
            "source": "示例县科学技术协会",
            "source_address": "https://example.org/a/1",
            "author": "林晓（示例）",
            "original_title": "读懂优质科普资源供给",
            "editor": "苏青（示例）",
        })
    );
    assert_eq!(
        (ours["ai"].as_str(), ours["licence"].as_str()),
        (Some("assisted"), Some("https://creativecommons.org/licenses/by/4.0/"))
    );
    assert_eq!(ours["corrections"][0]["note"], "第二段的数字改为 39。");
    assert_eq!(ours["clauses"][0]["address"], "https://liangyi.example/policies/work-plan-2022/4.2.5");
    assert_eq!(ours["categories"][1]["term"], "short-video");
    assert_eq!(ours["translations"][0]["language"], "en");
    assert_eq!(ours.get("video"), None, "what is not there is not named");
}

#[test]
fn a_film_is_an_attachment_with_its_hash_and_captions_beside_it() {
    let item = &written(vec![published(Entry { video: Some(film()), ..entry() })])["items"][0];
    assert_eq!(
        item["attachments"],
        json!([{
            "url": "https://liangyi.example/media/k/progressive-0.mp4",
            "mime_type": "video/mp4",
            "size_in_bytes": 1_921_360,
            "duration_in_seconds": 50.665,
        }])
    );
    assert_eq!(item["image"], "https://liangyi.example/media/k/poster.jpg");
    let film = &item["_liangyi"]["video"];
    assert_eq!(film["sha256"], "ab".repeat(32));
    assert_eq!(film["captions"][0]["address"], "https://liangyi.example/works/w/captions.zh-Hans.vtt");
}

#[test]
fn a_withdrawn_work_is_an_item_with_the_same_id_and_the_notice_as_its_only_text() {
    let item = &written(vec![gone(withdrawal())])["items"][0];
    assert_eq!(
        *item,
        json!({
            "id": "tag:liangyi.example,2026-01-01:work/42",
            "url": "https://liangyi.example/works/short-video-supply",
            "title": "为什么是短视频：读懂优质科普资源供给",
            "content_text": "本文所引数据有误，已撤回。",
            "date_published": "2026-10-01T09:00:00+08:00",
            "date_modified": "2026-10-09T08:00:00+08:00",
            "language": "zh-Hans",
            "authors": [{"name": "示例县科学技术协会（示例）"}],
            "_liangyi": {"withdrawn": {"kind": "retraction", "at": "2026-10-09T08:00:00+08:00"}},
        })
    );
}
