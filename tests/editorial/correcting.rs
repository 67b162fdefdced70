//! A correction stands above the text and moves `updated` in the feeds, and nothing else.

use crate::site::{Folder, Work, on_both};
use feed_rs::model::Entry;

fn entry(feed: &str) -> Entry {
    feed_rs::parser::parse(feed.as_bytes())
        .unwrap()
        .entries
        .into_iter()
        .find(|e| e.title.as_ref().unwrap().content == "读懂短视频")
        .unwrap()
}

on_both! {
    async fn a_correction_stands_on_the_page_and_moves_updated_but_neither_id_nor_published(site: &Site) {
        Folder::new().work(&Work::new("video", "读懂短视频").body("## 为什么 {#why}\n\n因为。")).import(site);
        let server = site.serve();
        assert!(!server.page("/works/video").contains("三成"));
        let before = entry(&server.page("/feed.atom"));
        assert_eq!(before.updated, before.published);
        site.run(&[&"correct", &"video", &"--reason", &"第二段的“三成”应为“三分之一”。", &"--anchor", &"why"]);
        server.within_a_second("the notice", || server.page("/works/video").contains("第二段的“三成”应为“三分之一”。"));
        let after = entry(&server.page("/feed.atom"));
        assert_eq!((&after.id, after.published), (&before.id, before.published));
        assert!(after.updated > before.updated);
        assert!(server.page("/feed.atom").contains("应为“三分之一”"), "the feed does not carry the notice");
        assert!(server.page("/works/video").contains("因为。"), "the text stays");
    }

    async fn what_cannot_be_corrected_is_refused_in_words(site: &Site) {
        Folder::new().work(&Work::new("video", "读懂短视频")).work(&Work::new("draft", "草稿").draft()).import(site);
        let correct = |slug: &str, reason: &str| site.refused(&[&"correct", &slug, &"--reason", &reason]);
        assert!(correct("draft", "有误。").contains("“draft” is not published"));
        assert!(correct("absent", "有误。").contains("no work is called “absent”"));
        assert!(correct("video", " ").contains("a correction needs a text"));
        let kind = site.refused(&[&"correct", &"video", &"--reason", &"有误。", &"--kind", &"retraction"]);
        assert!(kind.contains("use liangyi withdraw"), "{kind}");
        assert_eq!(site.number("SELECT COUNT(*) FROM corrections").await, 0);
    }

    async fn the_status_of_a_clause_is_shown_with_its_evidence(site: &Site) {
        site.import_policy(&crate::site::corpus::ITEMS);
        let server = site.serve();
        let set = |clause: &str, status: &str, since: &str| {
            site.output(&[&"clause-status", &clause, &status, &"--since", &since, &"--evidence", &"https://example.org/report"])
        };
        assert!(set("plan#2.1", "under-way", "2026-05-01").status.success());
        server.within_a_second("the status", || server.page("/policies/plan/2.1").contains("https://example.org/report"));
        for (clause, since, words) in [("plan#9.9", "2026-05-01", "plan has no clause 9.9"), ("plan#2.1", "2999-01-01", "lies ahead"), ("other#1", "2026-05-01", "no policy is called “other”")] {
            let refused = set(clause, "done", since);
            assert_eq!(refused.status.code(), Some(1));
            assert!(String::from_utf8(refused.stderr).unwrap().contains(words), "{clause} {since}");
        }
    }
}
