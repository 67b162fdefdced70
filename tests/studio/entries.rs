//! The vocabulary in the studio: who tends which entry, what an entry has to be, and that nothing in use disappears.

use super::desks::{Browser, account, administrator, furnish};
use crate::site::{Site, on_both};
use serde_json::{Value, json};

/// The entry as the list has it, and its digest.
fn find(browser: &Browser<'_>, kind: &str, slug: &str) -> Option<(Value, String)> {
    let list = browser.json("GET", &format!("/vocabulary/{kind}"), None);
    let item = list["entries"].as_array().unwrap().iter().find(|item| item["entry"]["slug"] == slug)?.clone();
    Some((item["entry"].clone(), item["digest"].as_str().unwrap().to_owned()))
}

/// Status of putting `change` over what is there.
fn put(browser: &Browser<'_>, kind: &str, slug: &str, change: Value) -> u16 {
    let (mut entry, was) = match find(browser, kind, slug) {
        Some((entry, digest)) => (entry, Some(digest)),
        None => (json!({}), None),
    };
    for (name, value) in change.as_object().unwrap() {
        entry[name] = value.clone();
    }
    browser.send("PUT", &format!("/vocabulary/{kind}/{slug}"), Some(&json!({"entry": entry, "was": was}))).status
}

on_both! {
    async fn each_entry_is_tended_by_those_whom_it_belongs_to(site: &Site) {
        furnish(site);
        administrator(site, "boss");
        for (name, place, role) in [
            ("hill", "green-hill", "administrator"),
            ("up", "province", "administrator"),
            ("union", "river", "administrator"),
            ("pen", "green-hill", "editor"),
        ] {
            account(site, name, &[(place, role)]);
        }
        let server = site.serve();
        let [boss, hill, up, union, pen] = ["boss", "hill", "up", "union", "pen"].map(|name| Browser::signed_in(&server, name));

        // Organisations: one's own and what is below; where it belongs is decided above, on both sides.
        assert_eq!(put(&hill, "organisations", "green-hill", json!({"about": "新的简介。"})), 204);
        assert_eq!(put(&hill, "organisations", "blue-water", json!({"about": "别人的简介。"})), 403);
        assert_eq!(put(&pen, "organisations", "green-hill", json!({"about": "编辑写的简介。"})), 403);
        assert_eq!(put(&hill, "organisations", "new-county", json!({"name": "新县科协", "kind": "county", "parent": "green-hill"})), 204);
        assert_eq!(put(&hill, "organisations", "another", json!({"name": "别处", "kind": "county", "parent": "blue-water"})), 403);
        assert_eq!(put(&hill, "organisations", "alone", json!({"name": "没有上级", "kind": "society"})), 403);
        assert_eq!(put(&hill, "organisations", "green-hill", json!({"parent": "blue-water"})), 403, "it would change hands");
        assert_eq!(put(&hill, "organisations", "county", json!({"parent": "blue-water"})), 403, "to where one has no say");
        assert_eq!(put(&up, "organisations", "county", json!({"parent": "blue-water"})), 204);
        // Being in a union gives its people a say, so nobody but the site takes members in.
        assert_eq!(put(&union, "organisations", "river", json!({"members": ["blue-water", "green-hill"]})), 403);
        assert_eq!(put(&up, "organisations", "own-union", json!({"name": "自办联合体", "kind": "union", "parent": "province", "members": ["river"]})), 403);
        assert_eq!(put(&boss, "organisations", "river", json!({"members": ["blue-water", "green-hill"]})), 204);

        // People: by those of their organisation who write, not elsewhere.
        assert_eq!(put(&pen, "people", "wang", json!({"name": "王工", "organisation": "green-hill", "fields": ["气象"]})), 204);
        assert_eq!(put(&pen, "people", "li", json!({"name": "李工", "organisation": "blue-water"})), 403);
        assert_eq!(put(&pen, "people", "wang", json!({"organisation": "blue-water"})), 403);
        assert_eq!(put(&pen, "people", "nobody", json!({"name": "独立专家"})), 403);
        assert_eq!(put(&boss, "people", "nobody", json!({"name": "独立专家"})), 204);

        // Topics, campaigns and terms are the site's.
        let campaign = json!({"name": "科普周", "starts": "2026-09-01", "ends": "2026-09-07"});
        let term = json!({"name": "霜冻", "about": "地面温度降到零度以下，作物受害。", "source": "《方案》二（一）"});
        for (browser, status) in [(&up, 403), (&pen, 403), (&boss, 204)] {
            assert_eq!(put(browser, "terms", "frost", term.clone()), status);
            assert_eq!(put(browser, "topics", "weather", json!({"name": "气象"})), status);
            assert_eq!(put(browser, "campaigns", "week", campaign.clone()), status);
        }
        assert_eq!(server.get("/topics/weather").status, 200, "readers have it at once");
        assert!(server.page("/glossary").contains("作物受害"));
        assert!(site.run(&[&"export", &"audit"]).contains("entry-put"), "and the audit log tells of it");
    }
}

#[test]
fn what_breaks_a_rule_is_said_by_field_and_nothing_is_lost_between_two_editors() {
    let site = Site::new();
    furnish(&site);
    administrator(&site, "boss");
    let server = site.serve();
    let boss = Browser::signed_in(&server, "boss");
    let faults = |kind: &str, slug: &str, entry: Value| {
        let response = boss.send("PUT", &format!("/vocabulary/{kind}/{slug}"), Some(&json!({"entry": entry})));
        assert_eq!(response.status, 422, "{}", response.text());
        let problem: Value = serde_json::from_str(&response.text()).unwrap();
        problem["faults"]
            .as_array()
            .map_or(String::new(), |all| all.iter().map(|f| f["field"].as_str().unwrap()).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(faults("topics", "a", json!({"name": " "})), "name");
    assert_eq!(faults("topics", "a", json!({"name": "长".repeat(81), "about": "x".repeat(2001)})), "name about");
    assert_eq!(faults("topics", "a", json!({"name": "零\u{0}字"})), "name");
    assert_eq!(faults("topics", "A_b", json!({"name": "名"})), "slug");
    assert_eq!(faults("topics", "a", json!({"name": "名", "more": 1})), "", "a field that is none");
    assert_eq!(faults("campaigns", "a", json!({"name": "名", "starts": "2026-09-02", "ends": "2026-09-01"})), "ends");
    assert_eq!(faults("people", "a", json!({"name": "名", "organisation": "nowhere"})), "organisation");
    assert_eq!(faults("organisations", "a", json!({"name": "名", "kind": "city", "parent": "nowhere"})), "parent");
    assert_eq!(faults("organisations", "a", json!({"name": "名", "kind": "city", "parent": "a"})), "parent");
    assert_eq!(faults("organisations", "a", json!({"name": "名", "kind": "city", "members": ["county"]})), "members");
    let term = json!({"name": "霜冻", "also": ["霜"], "about": "零度以下的低温。\n作物会受害。", "source": "《方案》"});
    assert_eq!(faults("terms", "a", json!({"name": "名"})), "about source");
    assert_eq!(
        faults("terms", "a", json!({"name": "名", "about": "两\n行", "source": "两\n行"})),
        "source",
        "what is said may have lines"
    );
    let long = json!({"name": "名", "about": "长".repeat(301), "source": "书", "clause": "nowhere#1.1"});
    assert_eq!(faults("terms", "a", long), "about clause");
    assert_eq!(put(&boss, "terms", "cold", term), 204);
    assert_eq!(
        faults("terms", "a", json!({"name": "霜", "about": "同一个写法。", "source": "书"})),
        "name",
        "another term is written so"
    );
    let (_, digest) = find(&boss, "terms", "cold").unwrap();
    boss.json("DELETE", &format!("/vocabulary/terms/cold?was={digest}"), None);
    let circle = put(&boss, "organisations", "province", json!({"parent": "county"}));
    assert_eq!(circle, 422, "nobody is above themselves");

    assert_eq!(put(&boss, "topics", "frost", json!({"name": "霜冻"})), 204);
    let (entry, seen) = find(&boss, "topics", "frost").unwrap();
    assert_eq!(put(&boss, "topics", "frost", json!({"name": "霜冻和低温"})), 204);
    let late = json!({"entry": entry, "was": seen});
    assert!(boss.refused(409, "PUT", "/vocabulary/topics/frost", Some(&late)).contains("刚刚被别人改过"));
    assert!(
        boss.refused(409, "PUT", "/vocabulary/topics/frost", Some(&json!({"entry": entry}))).contains("刚刚被别人改过"),
        "it is not new"
    );
    assert_eq!(find(&boss, "topics", "frost").unwrap().0["name"], "霜冻和低温");
    assert_eq!(boss.send("GET", "/vocabulary/nothing", None).status, 404);
}

on_both! {
    async fn an_entry_in_use_stays_and_says_by_what(site: &Site) {
        furnish(site);
        administrator(site, "boss");
        account(site, "pen", &[("green-hill", "editor")]);
        let server = site.serve();
        let (boss, pen) = (Browser::signed_in(&server, "boss"), Browser::signed_in(&server, "pen"));
        let remove = |kind: &str, slug: &str, status: u16| {
            let (_, digest) = find(&boss, kind, slug).unwrap();
            let path = format!("/vocabulary/{kind}/{slug}?was={digest}");
            if status == 204 { boss.json("DELETE", &path, None).to_string() } else { boss.refused(status, "DELETE", &path, None) }
        };
        assert_eq!(put(&boss, "topics", "frost", json!({"name": "霜冻"})), 204);
        let id = pen.write("green-hill", "一篇");
        let work = pen.json("GET", &format!("/works/{id}"), None);
        let mut content = work["content"].clone();
        content["topics"] = json!(["frost"]);
        pen.json("PUT", &format!("/works/{id}"), Some(&json!({"version": work["version"], "content": content, "body": "正文。"})));
        assert!(remove("topics", "frost", 422).contains("1份正在写的稿子"), "a draft names it");
        assert!(remove("people", "lin", 422).contains("1份正在写的稿子"));
        assert!(remove("organisations", "province", 422).contains("2个下级组织"));
        assert!(remove("organisations", "green-hill", 422).contains("1件作品"));
        assert_eq!(put(&boss, "topics", "mistake", json!({"name": "写错了"})), 204);
        assert_eq!(pen.send("DELETE", "/vocabulary/topics/mistake?was=0", None).status, 409);
        let (_, digest) = find(&pen, "topics", "mistake").unwrap();
        assert_eq!(pen.send("DELETE", &format!("/vocabulary/topics/mistake?was={digest}"), None).status, 403);
        remove("topics", "mistake", 204);
        assert!(find(&boss, "topics", "mistake").is_none());
        assert_eq!(server.get("/topics/mistake").status, 404);
    }
}
