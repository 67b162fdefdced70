//! A work taken along in another form.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use serde_json::json;

on_both! {
    async fn a_working_copy_goes_out_as_markdown_and_for_a_public_account(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        account(site, "stranger", &[("blue-water", "editor")]);
        let server = site.serve();
        let (lin, stranger) = (Browser::signed_in(&server, "lin"), Browser::signed_in(&server, "stranger"));
        let id = lin.write("green-hill", "鹊桥");
        let at = |form: &str| format!("/works/{id}/export?form={form}");
        let markdown = lin.json("GET", &at("markdown"), None);
        assert_eq!(markdown["text"], "# 鹊桥\n\n一句话说清。\n\n正文只有一段，说的是**鹊桥**。\n");
        assert!(markdown["name"].as_str().unwrap().ends_with(".md"));
        let wechat = lin.json("GET", &at("wechat"), None);
        let text = wechat["text"].as_str().unwrap();
        assert!(text.contains("一句话说清。") && text.contains(">鹊桥</strong>") && !text.contains("class="), "{text}");
        assert!(text.contains("来源：青山市科协（示例）") && text.contains("作者：lin（示例）") && !text.contains("原文："), "{text}");
        assert_eq!(wechat["notes"], json!([]));
        lin.refused(400, "GET", &at("pdf"), None);
        stranger.refused(404, "GET", &at("markdown"), None);
        let work = lin.json("GET", &format!("/works/{id}"), None);
        lin.json("PUT", &format!("/works/{id}"), Some(&json!({"version": work["version"], "content": work["content"], "body": "甲<b>乙"})));
        assert!(lin.refused(422, "GET", &at("wechat"), None).contains('1'), "what cannot be read is told");
        assert!(lin.json("GET", &at("markdown"), None)["text"].as_str().unwrap().contains("甲<b>乙"), "no word is kept back");
    }
}
