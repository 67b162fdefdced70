//! The audit log as the studio writes and shows it.

use super::desks::{Browser, PASSWORD, account, furnish};
use crate::site::on_both;
use serde_json::{Value, json};

fn acts(browser: &Browser<'_>, query: &str) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let listed = browser.json("GET", &format!("/audit{query}"), None);
    let entries = listed["entries"].as_array().unwrap().iter();
    entries.map(|e| (text(&e["actor"]), text(&e["act"]), text(&e["name"]))).collect()
}

on_both! {
    async fn every_act_is_told_with_who_did_it_and_where(site: &Site) {
        furnish(site);
        for (name, roles) in [
            ("author", &[("green-hill", "author")][..]),
            ("first", &[("green-hill", "editor")]),
            ("second", &[("green-hill", "expert")]),
            ("final", &[("green-hill", "publisher")]),
            ("admin", &[("green-hill", "administrator")]),
            ("stranger", &[("blue-water", "administrator")]),
        ] {
            account(site, name, roles);
        }
        let server = site.serve();
        let [author, first, second, last, admin, stranger] =
            ["author", "first", "second", "final", "admin", "stranger"].map(|name| Browser::signed_in(&server, name));
        let id = author.write("green-hill", "一件作品");
        author.json("POST", &format!("/works/{id}/submit"), None);
        author.json("POST", &format!("/works/{id}/recall"), None);
        author.json("POST", &format!("/works/{id}/submit"), None);
        for (browser, stage) in [(&first, "first"), (&second, "second"), (&last, "final")] {
            assert_eq!(browser.review(id, stage, "pass", "好").status, 200);
        }
        last.json("POST", &format!("/works/{id}/publish"), None);
        last.json("POST", &format!("/works/{id}/correct"), Some(&json!({"reason": "有一处笔误"})));
        last.json("POST", &format!("/works/{id}/withdraw"), Some(&json!({"reason": "内容有误"})));
        let told = acts(&admin, &format!("?work={id}"));
        let expected = [
            ("final", "work-withdrawn"),
            ("final", "work-corrected"),
            ("final", "work-published"),
            ("final", "work-reviewed"),
            ("second", "work-reviewed"),
            ("first", "work-reviewed"),
            ("author", "work-submitted"),
            ("author", "work-recalled"),
            ("author", "work-submitted"),
            ("author", "work-created"),
        ];
        assert_eq!(told, expected.map(|(actor, act)| (actor.to_owned(), act.to_owned(), "一件作品".to_owned())));
        let entry = admin.json("GET", &format!("/audit?work={id}&act=work-withdrawn"), None)["entries"][0].clone();
        assert_eq!(entry["network"], "127.0.0.1");
        assert_eq!((entry["detail"]["reason"].as_str(), entry["organisation"]["slug"].as_str()), (Some("内容有误"), Some("green-hill")));
        assert!(acts(&stranger, &format!("?work={id}")).is_empty(), "another organisation's");
        for browser in [&author, &first, &second, &last] {
            assert!(acts(browser, "").is_empty(), "for administrators only");
        }
        // The command did it, not an account; a door never acts in its own name.
        let names = site.texts("SELECT DISTINCT actor FROM audit_entries WHERE account_id IS NULL").await;
        assert_eq!(names, ["command"]);
        assert!(acts(&admin, "?person=author").iter().any(|(_, act, _)| act == "signed-in"));
        assert!(acts(&admin, "?person=stranger").is_empty());
        assert!(acts(&admin, "?until=2020-01-01").is_empty() && !acts(&admin, "?from=2020-01-01").is_empty());
        admin.refused(400, "GET", "/audit?act=nothing", None);
        admin.refused(400, "GET", "/audit?places=1", None);
        let first_page = admin.json("GET", "/audit?limit=3", None);
        let rest = admin.json("GET", &format!("/audit?limit=200&before={}", first_page["next"]), None);
        assert_eq!(first_page["entries"].as_array().unwrap().len(), 3);
        assert!(rest["entries"][0]["seq"].as_i64() < first_page["entries"][2]["seq"].as_i64());
    }

    async fn it_is_exported_and_every_line_can_be_checked_elsewhere(site: &Site) {
        furnish(site);
        account(site, "admin", &[("green-hill", "administrator")]);
        account(site, "formula", &[("green-hill", "author")]);
        account(site, "stranger", &[("blue-water", "administrator")]);
        let server = site.serve();
        let (admin, stranger) = (Browser::signed_in(&server, "admin"), Browser::signed_in(&server, "stranger"));
        admin.json("POST", "/invitations", Some(&json!({"organisation": "green-hill", "display_name": "=1+1,\"x\"", "roles": ["author"]})));
        let csv = admin.get("/audit/export?format=csv");
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(csv.header("content-disposition").unwrap().contains("attachment"));
        let text = csv.text();
        assert!(text.starts_with("\u{feff}seq,at,actor,"), "{text}");
        assert!(text.contains(",\"'=1+1,\"\"x\"\"\","), "no formula for a spreadsheet: {text}");
        let lines = admin.get("/audit/export?format=jsonl").text();
        assert!(lines.lines().count() > 3 && !lines.contains("\"stranger\""), "{lines}");
        assert!(!stranger.get("/audit/export?format=jsonl").text().contains("green-hill"));
        admin.refused(400, "GET", "/audit/export?format=xml", None);
        assert!(acts(&admin, "?act=audit-exported").is_empty(), "of no organisation: for the site's administrator");
        // By the command, all of it; the chain can be gone through with nothing but SHA-256 and JSON.
        let all = site.run(&[&"export", &"audit"]);
        let mut previous = "0".repeat(64);
        for line in all.lines() {
            let e: Value = serde_json::from_str(line).unwrap();
            assert_eq!(e["previous"], previous);
            let canonical = json!([e["seq"], e["at"], e["account_id"], e["actor"], e["network"], e["act"], e["subject"], e["subject_id"], e["name"], e["organisation_id"], e["detail"], e["previous"]]);
            let file = site.path("canonical");
            std::fs::write(&file, canonical.to_string()).unwrap();
            let output = std::process::Command::new("sha256sum").arg(&file).output().unwrap();
            previous = e["digest"].as_str().unwrap().to_owned();
            assert!(String::from_utf8(output.stdout).unwrap().starts_with(&previous), "{line}");
        }
        let said = site.run(&[&"check", &"audit"]);
        assert!(said.contains("every one as it was written") && said.contains(&previous), "{said}");
        assert!(site.run(&[&"export", &"audit", &"--format", &"csv"]).starts_with('\u{feff}'));
        let _ = PASSWORD;
    }

    async fn less_than_six_months_is_refused(site: &Site) {
        let mut command = site.command();
        let output = site.output_of(command.args(["prune", "audit"]).env("LIANGYI_AUDIT_DAYS", "183"));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains("LIANGYI_AUDIT_DAYS"), "{said}");
    }
}
