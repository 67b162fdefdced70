//! What readers report reaches those who answer for it, and nobody else; and the receipt says what they answered.

use super::desks::{Browser, ORGANISATIONS, account, administrator, furnish};
use crate::site::{Folder, Site, Work, http, on_both, serving::Serving};
use serde_json::{Value, json};

/// As a reader's browser sends it; the address of the receipt.
fn report(server: &Serving<'_>, about: &str, words: &str) -> String {
    let (address, body) = (server.address, format!("topic=typo&place=why&words={words}"));
    let request = format!(
        "POST /report?about={about} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let sent = http::exchange(address, request.as_bytes()).unwrap();
    assert_eq!(sent.status, 303, "{about}: {}", sent.text());
    sent.header("location").unwrap().to_owned()
}

fn fill(site: &Site) {
    furnish(site);
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    folder.work(&Work::new("moon", "读懂月亮").clause("plan#2.1"));
    folder.work(&Work::new("sun", "读懂太阳"));
    folder.import(site);
}

fn listed(browser: &Browser<'_>) -> Vec<String> {
    let list = browser.json("GET", "/reader-reports", None);
    list["reports"].as_array().unwrap().iter().map(|r| r["excerpt"].as_str().unwrap().to_owned()).collect()
}

fn id_of(browser: &Browser<'_>, words: &str) -> i64 {
    let list = browser.json("GET", "/reader-reports", None);
    let found = list["reports"].as_array().unwrap().iter().find(|r| r["excerpt"] == words).unwrap_or_else(|| panic!("{list}"));
    found["id"].as_i64().unwrap()
}

fn answer(state: &str, words: &str, correction: Option<i64>) -> Value {
    json!({"state": state, "words": words, "correction": correction})
}

on_both! {
    async fn a_report_is_taken_up_corrected_and_told_to_the_reader(site: &Site) {
        fill(site);
        account(site, "editor", &[("green-hill", "editor")]);
        let server = site.serve();
        let editor = Browser::signed_in(&server, "editor");
        assert_eq!(editor.json("GET", "/reader-reports", None)["reports"], json!([]), "nothing yet");
        let receipt = report(&server, "/works/moon", "moonlight");
        let list = editor.json("GET", "/reader-reports?state=received", None);
        assert_eq!((list["counts"]["received"].as_u64(), list["reports"].as_array().unwrap().len()), (Some(1), 1));
        let id = id_of(&editor, "moonlight");
        let at = format!("/reader-reports/{id}");
        let one = editor.json("GET", &at, None);
        assert_eq!((one["words"].as_str(), one["href"].as_str()), (Some("moonlight"), Some("/works/moon#why")));
        assert_eq!((one["may_answer"].as_bool(), one["may_correct"].as_bool(), &one["notices"]), (Some(true), Some(true), &json!([])));

        editor.json("PUT", &at, Some(&answer("handling", "", None)));
        assert!(server.page(&receipt).contains("处理中"));
        assert!(editor.refused(422, "PUT", &at, Some(&answer("corrected", "", None))).contains("请选择写明这处错误的更正说明"));
        let work = one["summary"]["work"].as_i64().unwrap();
        editor.json("POST", &format!("/works/{work}/correct"), Some(&json!({"reason": "月亮不发光，已改正。"})));
        let sun = editor.json("GET", "/works", None);
        let sun = sun["works"].as_array().unwrap().iter().find(|w| w["slug"] == "sun").unwrap()["id"].as_i64().unwrap();
        editor.json("POST", &format!("/works/{sun}/correct"), Some(&json!({"reason": "另一件作品的更正。"})));
        let foreign = site.number("SELECT MAX(id) FROM corrections").await;
        assert!(editor.refused(422, "PUT", &at, Some(&answer("corrected", "", Some(foreign)))).contains("不属于这件作品"));
        let notice = editor.json("GET", &at, None)["notices"][0]["id"].as_i64().unwrap();
        let now = editor.json("PUT", &at, Some(&answer("corrected", "谢谢。", Some(notice))));
        assert_eq!((now["summary"]["state"].as_str(), now["correction"].as_i64()), (Some("corrected"), Some(notice)));
        let told = server.page(&receipt);
        for words in ["已更正", "月亮不发光，已改正。", "谢谢。", "/works/moon#corrections"] {
            assert!(told.contains(words), "no {words}: {told}");
        }
        assert!(server.page("/works/moon").contains("id=\"corrections\""), "the link leads to its place");
        // What is answered is answered, until it is taken up again.
        assert!(editor.refused(422, "PUT", &at, Some(&answer("declined", "不对。", None))).contains("不能再改成"));
        editor.json("PUT", &at, Some(&answer("handling", "", None)));
        assert!(!server.page(&receipt).contains("月亮不发光，已改正。"), "the old answer is taken back");
        assert!(editor.refused(422, "PUT", &at, Some(&answer("declined", " ", None))).contains("请写明不采纳的原因"));
        editor.json("PUT", &at, Some(&answer("declined", "核对过，原文没有错。", None)));
        let told = server.page(&receipt);
        assert!(told.contains("未采纳") && told.contains("核对过，原文没有错。"), "{told}");
        for wrong in ["received", "nonsense"] {
            editor.refused(422, "PUT", &at, Some(&answer(wrong, "", None)));
        }
        let acts = site.texts("SELECT act FROM audit_entries WHERE act LIKE 'report-%' ORDER BY seq").await;
        assert_eq!(acts, ["report-taken", "report-corrected", "report-taken", "report-declined"]);
        let told = site.texts("SELECT actor || ' ' || name || ' ' || detail FROM audit_entries WHERE act LIKE 'report-%'").await.concat();
        assert!(told.contains("editor") && told.contains("读懂月亮"), "{told}");
        assert!(!told.contains("moonlight") && !told.contains(receipt.trim_start_matches("/report/")), "{told}");
    }

    async fn reports_are_seen_where_the_work_is_published_and_of_policies_at_the_top(site: &Site) {
        fill(site);
        let people = [
            ("here", "green-hill", "editor"), ("signs", "green-hill", "publisher"), ("runs", "green-hill", "administrator"),
            ("writes", "green-hill", "author"), ("advises", "green-hill", "expert"), ("above", "province", "editor"),
            ("below", "county", "editor"), ("beside", "blue-water", "editor"), ("union", "river", "administrator"),
        ];
        for (name, place, role) in people {
            account(site, name, &[(place, role)]);
        }
        administrator(site, "site");
        let server = site.serve();
        report(&server, "/works/moon", "of-a-work");
        report(&server, "/policies/plan", "of-a-policy");
        let clause = report(&server, "/policies/plan/2.1", "of-a-clause");
        let site_admin = Browser::signed_in(&server, "site");
        assert_eq!(listed(&site_admin), ["of-a-clause", "of-a-policy", "of-a-work"]);
        let (work, policy) = (id_of(&site_admin, "of-a-work"), id_of(&site_admin, "of-a-clause"));
        for (name, sees_work, sees_policy) in [
            ("here", true, false), ("signs", true, false), ("runs", true, false), ("writes", false, false),
            ("advises", false, false), ("above", true, true), ("below", false, false), ("beside", false, false), ("union", false, false),
        ] {
            let browser = Browser::signed_in(&server, name);
            let seen = listed(&browser);
            assert_eq!(seen.contains(&"of-a-work".to_owned()), sees_work, "{name}: {seen:?}");
            assert_eq!(seen.contains(&"of-a-policy".to_owned()), sees_policy, "{name}: {seen:?}");
            let counted = browser.json("GET", "/reader-reports", None)["counts"]["received"].as_u64().unwrap();
            assert_eq!(counted as usize, seen.len(), "{name}");
            for (id, sees) in [(work, sees_work), (policy, sees_policy)] {
                let at = format!("/reader-reports/{id}");
                assert_eq!(browser.get(&at).status, if sees { 200 } else { 404 }, "{name} {at}");
                if !sees {
                    assert_eq!(browser.send("PUT", &at, Some(&answer("handling", "", None))).status, 404, "{name} {at}");
                }
            }
        }
        // A policy has no notices: the words say what was corrected.
        let above = Browser::signed_in(&server, "above");
        let at = format!("/reader-reports/{policy}");
        assert_eq!(above.json("GET", &at, None)["href"], "/policies/plan/2.1");
        assert!(above.refused(422, "PUT", &at, Some(&answer("corrected", "", None))).contains("请写明改了什么"));
        above.json("PUT", &at, Some(&answer("corrected", "已按正式文本重新导入。", None)));
        let told = server.page(&clause);
        assert!(told.contains("已更正") && told.contains("已按正式文本重新导入。"), "{told}");
        let nobody = Browser::new(&server);
        assert_eq!((nobody.get("/reader-reports").status, nobody.get("/reader-reports/1").status), (401, 401));
        assert_eq!(site_admin.get("/reader-reports/999999").status, 404);
        assert_eq!(site_admin.get("/reader-reports?state=nonsense").status, 400);
    }

    async fn a_work_that_is_removed_is_named_by_no_receipt_any_more(site: &Site) {
        fill(site);
        account(site, "publisher", &[("green-hill", "publisher")]);
        let server = site.serve();
        let receipt = report(&server, "/works/moon", "moonlight");
        assert!(server.page(&receipt).contains("读懂月亮"));
        let publisher = Browser::signed_in(&server, "publisher");
        let one = publisher.json("GET", &format!("/reader-reports/{}", id_of(&publisher, "moonlight")), None);
        let work = one["summary"]["work"].as_i64().unwrap();
        publisher.json("POST", &format!("/works/{work}/withdraw"), Some(&json!({"kind": "removal", "reason": "涉及个人隐私。"})));
        let told = server.page(&receipt);
        assert!(!told.contains("读懂月亮") && told.contains("已经撤下的内容"), "{told}");
        assert_eq!(listed(&publisher), ["moonlight"], "it is still to be answered");
    }

    async fn a_long_list_is_walked_to_its_end(site: &Site) {
        fill(site);
        account(site, "editor", &[("green-hill", "editor")]);
        let server = site.serve();
        let editor = Browser::signed_in(&server, "editor");
        let db = site.db().await;
        let work_id = site.number("SELECT id FROM works WHERE slug = 'moon'").await;
        for n in 0..70u8 {
            let new = db::reader_reports::NewReport {
                subject: db::reader_reports::Subject::Work(work_id),
                topic: domain::ReportTopic::Other,
                place: None,
                words: format!("report {n}"),
                source: None,
            };
            let receipt = domain::Receipt::from_chance([n; 16]);
            assert!(db::reader_reports::add(&db, domain::Timestamp(i64::from(n) + 1), &receipt, &new).await.unwrap());
        }
        db.close().await.unwrap();
        let (mut seen, mut before) = (Vec::new(), String::new());
        loop {
            let page = editor.json("GET", &format!("/reader-reports?state=received{before}"), None);
            seen.extend(page["reports"].as_array().unwrap().iter().map(|r| r["excerpt"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_i64() else { break };
            before = format!("&before={next}");
        }
        assert_eq!(seen, (0..70).rev().map(|n| format!("report {n}")).collect::<Vec<_>>());
    }
}
