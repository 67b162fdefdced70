//! Settings of the site from the studio: in force in every process within a second, told in the audit log, put back.

use super::desks::{Browser, account, administrator, furnish};
use crate::site::on_both;
use serde_json::{Value, json};

fn one<'a>(list: &'a Value, key: &str) -> &'a Value {
    list["settings"].as_array().unwrap().iter().find(|item| item["key"] == key).unwrap_or_else(|| panic!("{key}: {list}"))
}

on_both! {
    async fn what_an_administrator_settles_of_the_site_is_on_every_page_of_every_process(site: &Site) {
        furnish(site);
        administrator(site, "root");
        let environment = [("LIANGYI_SITE_NAME", "旧名"), ("LIANGYI_FILING", "京ICP备1号")];
        let server = site.serve_with(&environment, &[]);
        let index = site.path("second").display().to_string();
        let second = site.serve_with(&[environment[0], environment[1], ("LIANGYI_INDEX", &index)], &[]);
        let root = Browser::signed_in(&server, "root");
        let list = root.json("GET", "/site-settings", None);
        assert_eq!((&one(&list, "site_name")["usual"], &one(&list, "site_name")["value"]), (&json!("旧名"), &Value::Null));
        // Both have the page at hand.
        for process in [&server, &second] {
            assert!(process.page("/").contains("旧名") && process.page("/").contains("京ICP备1号"));
        }

        root.json("PUT", "/site-settings/site_name", Some(&json!({"value": " 新名 ", "version": 0})));
        root.json("PUT", "/site-settings/filing", Some(&json!({"value": "", "version": 0})));
        for process in [&server, &second] {
            process.within_a_second("settled", || process.page("/").contains("新名") && !process.page("/").contains("京ICP备1号"));
            assert!(!process.page("/").contains("旧名"));
            assert!(process.page("/feed.atom").contains("新名"), "feeds say it too");
            assert!(String::from_utf8(process.get("/no-such-page").body).unwrap().contains("新名"), "and errors");
        }
        // Of who looked before, the change is refused.
        let late = root.refused(409, "PUT", "/site-settings/site_name", Some(&json!({"value": "别名", "version": 0})));
        assert!(late.contains("刚刚被别人改过"), "{late}");
        for (key, value, why) in [
            ("site_name", json!(" "), "不能空着"),
            ("site_name", json!("长".repeat(41)), "不能超过 40 个字"),
            ("tagline", json!("两\n行"), "换行"),
            ("contact", json!("无"), "不是邮箱地址"),
            ("site_code", json!("编号"), "数字和英文字母"),
        ] {
            let version = one(&root.json("GET", "/site-settings", None), key)["version"].clone();
            let said = root.refused(422, "PUT", &format!("/site-settings/{key}"), Some(&json!({"value": value, "version": version})));
            assert!(said.contains(why), "{key}: {said}");
        }
        root.refused(404, "PUT", "/site-settings/base_url", Some(&json!({"value": "https://other.example", "version": 0})));

        // A server that was just started goes by it at once; back to the environment, and forth again.
        drop(second);
        let third = site.serve_with(&[environment[0], environment[1], ("LIANGYI_INDEX", &index)], &[]);
        assert!(third.page("/").contains("新名"));
        root.json("PUT", "/site-settings/site_name", Some(&json!({"value": null, "version": 1})));
        third.within_a_second("as the environment says", || third.page("/").contains("旧名"));
        let list = root.json("GET", "/site-settings", None);
        let name = one(&list, "site_name");
        assert_eq!((&name["before"][0]["value"], &name["before"][0]["by"], &name["version"]), (&json!("新名"), &json!("root"), &json!(2)));
        root.json("PUT", "/site-settings/site_name", Some(&json!({"value": name["before"][0]["value"], "version": 2})));
        third.within_a_second("put back", || third.page("/").contains("新名"));
        let told = &root.json("GET", "/audit?act=site-setting-set", None)["entries"];
        assert_eq!((told.as_array().unwrap().len(), &told[0]["actor"], &told[0]["name"]), (4, &json!("root"), &json!("网站名称")));
        assert!(told.to_string().contains("新名"), "{told}");
    }

    async fn settings_are_for_the_administrators_of_the_site_and_hold_no_secret(site: &Site) {
        furnish(site);
        account(site, "top", &[("province", "administrator")]);
        administrator(site, "root");
        let given = [("LIANGYI_SMTP_URL", "smtps://user:geheim-wort@mail.example"), ("LIANGYI_MAIL_FROM", "a@mail.example"), ("LIANGYI_RUN_WORKER", "false")];
        let server = site.serve_with(&given, &[]);
        let top = Browser::signed_in(&server, "top");
        top.refused(403, "GET", "/site-settings", None);
        top.refused(403, "PUT", "/site-settings/site_name", Some(&json!({"value": "别名", "version": 0})));
        let list = Browser::signed_in(&server, "root").json("GET", "/site-settings", None);
        let is_set = |variable: &str| {
            let machine = list["machine"].as_array().unwrap();
            machine.iter().find(|one| one["variable"] == variable).unwrap_or_else(|| panic!("{variable}"))["set"].as_bool().unwrap()
        };
        assert!(is_set("LIANGYI_SMTP_URL") && is_set("LIANGYI_DATA") && !is_set("LIANGYI_OIDC_FILE") && !is_set("LIANGYI_STORAGE"));
        assert!(!list.to_string().contains("geheim-wort"));
    }
}
