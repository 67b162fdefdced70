//! Working copies: nobody overwrites what they have not seen.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use serde_json::json;

on_both! {
    async fn the_second_of_two_saves_gets_the_first_one_back(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "editor")]);
        account(site, "zhou", &[("green-hill", "editor")]);
        let server = site.serve();
        let (lin, zhou) = (Browser::signed_in(&server, "lin"), Browser::signed_in(&server, "zhou"));
        let id = lin.write("green-hill", "一篇");
        let seen = zhou.json("GET", &format!("/works/{id}"), None);
        let save = |body: &str| json!({"version": seen["version"], "content": seen["content"], "body": body});
        let first = lin.json("PUT", &format!("/works/{id}"), Some(&save("林的一段。")));
        let second = zhou.send("PUT", &format!("/works/{id}"), Some(&save("周的一段。")));
        assert_eq!(second.status, 409);
        let theirs: serde_json::Value = serde_json::from_str(&second.text()).unwrap();
        assert_eq!((theirs["body"].as_str(), &theirs["version"]), (Some("林的一段。"), &first["version"]));
        let merged = json!({"version": theirs["version"], "content": theirs["content"], "body": "林的一段。\n\n周的一段。"});
        zhou.json("PUT", &format!("/works/{id}"), Some(&merged));
        let same = json!({"version": first["version"].as_i64().unwrap() + 1, "content": theirs["content"], "body": "林的一段。\n\n周的一段。"});
        let unchanged = zhou.json("PUT", &format!("/works/{id}"), Some(&same));
        assert_eq!(unchanged["version"], same["version"], "what is as it was gets no new version");
    }

    async fn every_fault_is_told_at_once_and_nothing_is_handed_in(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let begun = lin.json("POST", "/works", Some(&json!({"kind": "short-video", "title": "短片", "organisation": "green-hill"})));
        let id = begun["id"].as_i64().unwrap();
        let mut work = lin.json("GET", &format!("/works/{id}"), None);
        work["content"]["clauses"] = json!([{"clause": "plan#9.9"}, {"clause": "plan#2.1", "passage": "没有这句"}]);
        work["content"]["people"] = json!([{"person": "nobody", "role": "author"}]);
        let save = json!({"version": work["version"], "content": work["content"], "body": "![](x.png)\n"});
        let faults = lin.json("PUT", &format!("/works/{id}"), Some(&save))["faults"].to_string();
        for words in ["lead", "plan#9.9", "没有这句", "nobody", "video", "body:1"] {
            assert!(faults.contains(words), "{words}: {faults}");
        }
        lin.refused(422, "POST", &format!("/works/{id}/submit"), None);
        assert_eq!(lin.json("GET", &format!("/works/{id}"), None)["state"], "draft");
    }
}
