//! Drafts that were never published: deleted, put back, and what cannot be deleted.

use super::desks::{Browser, account, furnish};
use crate::site::on_both;
use serde_json::{Value, json};

fn version(browser: &Browser<'_>, id: i64) -> Value {
    json!({"version": browser.json("GET", &format!("/works/{id}"), None)["version"]})
}

on_both! {
    async fn a_deleted_draft_is_on_no_desk_and_comes_back_with_every_word(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        account(site, "zhou", &[("green-hill", "editor")]);
        account(site, "wu", &[("blue-water", "editor")]);
        let server = site.serve();
        let [lin, zhou, wu] = ["lin", "zhou", "wu"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "写错了的一篇");
        let before = lin.json("GET", &format!("/works/{id}"), None);
        assert_eq!(before["may"]["delete"], true);

        let shared = lin.json("POST", &format!("/works/{id}/previews"), Some(&json!({"note": "王专家", "hours": 24})));
        let preview = shared["url"].as_str().unwrap().split_once("/preview/").map(|(_, token)| format!("/preview/{token}")).unwrap();
        assert_eq!(server.get(&preview).status, 200);

        let stale = lin.refused(422, "POST", &format!("/works/{id}/delete"), Some(&json!({"version": -1})));
        assert!(stale.contains("新的修改"), "{stale}");
        lin.json("POST", &format!("/works/{id}/delete"), Some(&version(&lin, id)));
        assert_eq!(lin.get(&format!("/works/{id}")).status, 404);
        assert_eq!(server.get(&preview).status, 404, "a link for a preview outlives the draft");
        assert!(!zhou.json("GET", "/works", None)["works"].to_string().contains("写错了的一篇"));
        let save = json!({"version": before["version"], "content": before["content"], "body": "还在写。"});
        assert_eq!(lin.send("PUT", &format!("/works/{id}"), Some(&save)).status, 404, "nothing is saved into it");

        // Its address is free at once.
        let other = lin.write("green-hill", "另一篇");
        let mut work = lin.json("GET", &format!("/works/{other}"), None);
        work["content"]["slug"] = before["content"]["slug"].clone();
        let save = json!({"version": work["version"], "content": work["content"], "body": work["body"]});
        assert_eq!(lin.json("PUT", &format!("/works/{other}"), Some(&save))["faults"], json!([]));

        let listed = zhou.json("GET", "/deleted-works", None);
        assert_eq!((listed["works"][0]["id"].as_i64(), &listed["works"][0]["restore"]), (Some(id), &json!(true)), "{listed}");
        assert_eq!(wu.json("GET", "/deleted-works", None)["works"], json!([]));
        assert_eq!(wu.send("POST", &format!("/deleted-works/{id}/restore"), None).status, 404);
        let back = zhou.json("POST", &format!("/deleted-works/{id}/restore"), None);
        assert_eq!((&back["body"], &back["content"]["title"]), (&before["body"], &before["content"]["title"]));
        assert_ne!(back["content"]["slug"], before["content"]["slug"], "somebody has it now");
        assert_eq!(zhou.json("GET", "/deleted-works", None)["works"], json!([]));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        let acts = site.texts("SELECT act FROM audit_entries WHERE act LIKE 'draft-%' ORDER BY seq").await;
        assert_eq!(acts, ["draft-deleted", "draft-restored"]);
    }

    async fn what_is_under_review_or_was_ever_published_is_not_deleted(site: &Site) {
        furnish(site);
        account(site, "lin", &[("green-hill", "author")]);
        for (name, role) in [("zhou", "editor"), ("he", "expert"), ("su", "publisher")] {
            account(site, name, &[("green-hill", role)]);
            site.run(&[&"user", &"person", &name, &name]);
        }
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let [zhou, he, su] = ["zhou", "he", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "一篇");
        let delete = format!("/works/{id}/delete");
        lin.json("POST", &format!("/works/{id}/submit"), None);
        lin.refused(403, "POST", &delete, Some(&version(&lin, id)));
        for (reviewer, stage) in [(&zhou, "first"), (&he, "second"), (&su, "final")] {
            assert_eq!(reviewer.review(id, stage, "pass", "").status, 200, "{stage}");
        }
        su.json("POST", &format!("/works/{id}/publish"), None);
        let work = lin.json("GET", &format!("/works/{id}"), None);
        assert_eq!(work["may"]["delete"], false);
        let words = lin.refused(403, "POST", &delete, Some(&version(&lin, id)));
        assert!(words.contains("发布过的作品不能删除"), "{words}");
        // Its next revision came back: it was published all the same.
        let save = json!({"version": work["version"], "content": work["content"], "body": "改过的正文。\n"});
        lin.json("PUT", &format!("/works/{id}"), Some(&save));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        assert_eq!(zhou.review(id, "first", "return", "再改。").status, 200);
        lin.refused(403, "POST", &delete, Some(&version(&lin, id)));
    }
}
