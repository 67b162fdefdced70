//! Rules of search from the studio: in force everywhere within a second, shown before they are, told in the audit log.

use super::desks::{Browser, ORGANISATIONS, account, administrator, furnish};
use crate::site::{Folder, Site, Work, on_both, serving::Serving};
use serde_json::{Value, json};

fn fill(site: &Site) {
    furnish(site);
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    folder
        .work(&Work::new("amber", "琥珀色路灯"))
        .work(&Work::new("lamp", "路灯下的琥珀色").body("琥珀色的光，琥珀色的夜。"))
        .work(&Work::new("moon", "读懂月亮").body("月亮绕着地球转。"));
    folder.import(site);
}

/// The works on the page of results, in order.
fn found(server: &Serving<'_>, words: &str) -> Vec<String> {
    let encoded: String = words.bytes().map(|b| format!("%{b:02X}")).collect();
    let page = server.page(&format!("/search?q={encoded}"));
    let mut slugs: Vec<String> = Vec::new();
    for part in page.split("href=\"/works/").skip(1) {
        let slug: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if !slug.is_empty() && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

fn hit(browser: &Browser<'_>, words: &str, slug: &str) -> Value {
    let seen = browser.json("POST", "/search-rules/preview", Some(&json!({"query": words})));
    let hits = seen["before"].as_array().unwrap();
    let hit = hits.iter().find(|hit| hit["href"] == format!("/works/{slug}")).unwrap_or_else(|| panic!("{slug}: {seen}"));
    json!({"work": hit["work"]})
}

on_both! {
    async fn a_pin_is_seen_before_it_is_made_counts_in_every_process_and_can_be_undone(site: &Site) {
        fill(site);
        account(site, "top", &[("province", "administrator")]);
        administrator(site, "root");
        let server = site.serve();
        let index = site.path("second").display().to_string();
        let second = site.serve_with(&[("LIANGYI_INDEX", &index)], &[]);
        let top = Browser::signed_in(&server, "top");
        assert_eq!(top.json("GET", "/session", None)["tunes_search"], true);
        let moon = hit(&top, "月亮", "moon");
        let rule = json!({"kind": "pin", "words": "琥珀色", "targets": [moon], "note": "中秋"});
        let seen = top.json("POST", "/search-rules/preview", Some(&json!({"query": "琥珀色", "rule": rule})));
        assert_eq!((&seen["before_total"], &seen["after_total"]), (&json!(2), &json!(3)));
        assert_eq!((&seen["after"][0]["href"], &seen["after"][0]["other_place"]), (&json!("/works/moon"), &Value::Null));
        assert_eq!(seen["after"][1]["other_place"], 1, "it stood first before");
        assert_eq!(seen["before"][0]["other_place"], 2);
        let usual = found(&server, "琥珀色");
        assert_eq!(usual.len(), 2, "looking changes nothing");

        let id = top.json("POST", "/search-rules", Some(&rule))["id"].as_i64().unwrap();
        for process in [&server, &second] {
            process.within_a_second("pinned", || found(process, "琥珀色").first().is_some_and(|slug| slug == "moon"));
        }
        let said = top.refused(422, "POST", "/search-rules", Some(&rule));
        assert!(said.contains("已经有置顶"), "{said}");
        let list = top.json("GET", "/search-rules", None);
        let kept = &list["rules"][0];
        assert_eq!((&kept["words"], &kept["note"], &kept["by"]), (&json!("琥珀色"), &json!("中秋"), &json!("top")));
        assert_eq!(kept["targets"][0]["title"], "读懂月亮");

        top.json("DELETE", &format!("/search-rules/{id}"), None);
        for process in [&server, &second] {
            process.within_a_second("as before", || found(process, "琥珀色") == usual);
        }
        assert!(top.refused(422, "DELETE", &format!("/search-rules/{id}"), None).contains("已经移除"));
        top.json("POST", &format!("/search-rules/{id}/restore"), None);
        second.within_a_second("back", || found(&second, "琥珀色")[0] == "moon");
        // A server that was just started goes by the rules at once.
        drop(second);
        let third = site.serve_with(&[("LIANGYI_INDEX", &index)], &[]);
        assert_eq!(found(&third, "琥珀色")[0], "moon");

        site.run(&[&"withdraw", &"moon", &"--reason", &"有误。"]);
        third.within_a_second("a withdrawn work is pinned nowhere", || found(&third, "琥珀色") == usual);
        assert_eq!(top.json("GET", "/search-rules", None)["rules"][0]["targets"][0]["shown"], false);
        let root = Browser::signed_in(&server, "root");
        for act in ["search-rule-added", "search-rule-removed", "search-rule-restored"] {
            let told = &root.json("GET", &format!("/audit?act={act}"), None)["entries"][0];
            assert_eq!((&told["actor"], &told["name"]), (&json!("top"), &json!("琥珀色")), "{act}: {told}");
        }
    }

    async fn blocks_and_synonyms_count_within_a_second_and_hide_no_page(site: &Site) {
        fill(site);
        administrator(site, "root");
        let server = site.serve();
        let root = Browser::signed_in(&server, "root");
        let lamp = hit(&root, "琥珀色", "lamp");
        root.json("POST", "/search-rules", Some(&json!({"kind": "block", "everywhere": true, "targets": [lamp]})));
        server.within_a_second("blocked", || found(&server, "琥珀色") == ["amber"]);
        assert_eq!(server.get("/works/lamp").status, 200);
        assert!(server.page("/works").contains("/works/lamp"), "lists show it");

        assert!(found(&server, "玉兔家园").is_empty());
        let pair = json!({"kind": "synonym", "words": "玉兔家园", "other": "月亮", "two_way": false});
        root.json("POST", "/search-rules", Some(&pair));
        server.within_a_second("widened", || found(&server, "玉兔家园") == ["moon"]);
        for (rule, why) in [
            (pair, "已经是同义词"),
            (json!({"kind": "synonym", "words": "月", "other": "月亮"}), "至少两个字"),
            (json!({"kind": "synonym", "words": "科协", "other": "科学技术协会", "two_way": true}), "词表里已经有"),
            (json!({"kind": "pin", "words": "月亮", "targets": []}), "请选 1 到 10 条"),
            (json!({"kind": "pin", "words": "！", "targets": [{"work": 1}]}), "请填写搜索词"),
            (json!({"kind": "pin", "words": "月亮", "targets": [{"work": 4_000_000}]}), "不在网站上"),
            (json!({"kind": "pin", "words": "月亮", "targets": [{"policy": "plan", "clause": "9.9"}]}), "没有条款 9.9"),
            (json!({"kind": "pin", "words": "月亮", "until": "2020-01-01", "targets": [{"policy": "plan", "clause": "2.1"}]}), "已经过去"),
            (json!({"kind": "block", "words": "月亮", "targets": [{"policy": "plan", "clause": "2.1"}]}), "只有作品"),
            (json!({"kind": "first"}), "请选择置顶"),
        ] {
            let said = root.refused(422, "POST", "/search-rules", Some(&rule));
            assert!(said.contains(why), "{rule}: {said}");
        }
    }

    async fn search_is_tuned_at_the_top_of_the_tree_alone(site: &Site) {
        fill(site);
        account(site, "city", &[("green-hill", "administrator")]);
        account(site, "writer", &[("province", "editor")]);
        account(site, "river", &[("river", "administrator")]);
        let server = site.serve();
        for name in ["city", "writer", "river"] {
            let browser = Browser::signed_in(&server, name);
            assert_eq!(browser.json("GET", "/session", None)["tunes_search"], false, "{name}");
            for (method, path, body) in [
                ("GET", "/search-rules", None),
                ("POST", "/search-rules", Some(json!({"kind": "synonym", "words": "玉兔", "other": "月亮"}))),
                ("POST", "/search-rules/preview", Some(json!({"query": "月亮"}))),
                ("DELETE", "/search-rules/1", None),
                ("POST", "/search-rules/1/restore", None),
            ] {
                browser.refused(403, method, path, body.as_ref());
            }
        }
    }
}
