//! The thin line, from signing in to taking a work back; and what the three reviews hold.

use super::desks::{Browser, account, furnish};
use crate::site::{Site, on_both};
use serde_json::json;

/// An author, two editors, an expert and a publisher, the reviewers with their persons.
fn staff(site: &Site) {
    furnish(site);
    account(site, "lin", &[("green-hill", "author")]);
    account(site, "zhou", &[("green-hill", "editor")]);
    account(site, "he", &[("green-hill", "expert")]);
    account(site, "su", &[("green-hill", "publisher")]);
    for name in ["lin", "zhou", "he", "su"] {
        site.run(&[&"user", &"person", &name, &name]);
    }
}

on_both! {
    async fn a_reviewer_sees_every_organisation_by_name_and_each_review_with_its_submission(site: &Site) {
        staff(site);
        site.run(&[&"user", &"grant", &"lin", &"blue-water", &"author"]);
        let server = site.serve();
        let [lin, zhou] = ["lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "两家合写的一篇");
        let mut work = lin.json("GET", &format!("/works/{id}"), None);
        work["content"]["organisations"] = json!(["green-hill", "blue-water"]);
        let save = json!({"version": work["version"], "content": work["content"], "body": work["body"]});
        lin.json("PUT", &format!("/works/{id}"), Some(&save));
        lin.json("POST", &format!("/works/{id}/submit"), None);
        assert_eq!(zhou.review(id, "first", "return", "第一段请重写。").status, 200);
        lin.json("POST", &format!("/works/{id}/submit"), None);

        let seen = zhou.json("GET", &format!("/works/{id}"), None);
        let names: Vec<_> = seen["organisations"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["青山市科协（示例）", "绿水市科协（示例）"]);
        assert_eq!(seen["submission"]["reviews"], json!([]), "what was said of the text before says nothing of this one");
        let history: Vec<_> =
            seen["history"].as_array().unwrap().iter().map(|one| (one["what"].as_str().unwrap(), one["submission"].as_i64())).collect();
        assert_eq!(history.iter().map(|(what, _)| *what).collect::<Vec<_>>(), ["提交审核", "初审退回", "提交审核"]);
        assert_eq!(history[0].1, history[1].1);
        assert_eq!(history[2].1, seen["submission"]["id"].as_i64());
        assert_ne!(history[0].1, history[2].1);
    }

    async fn a_work_goes_from_the_first_word_to_the_public_and_back(site: &Site) {
        staff(site);
        let server = site.serve();
        let lin = Browser::signed_in(&server, "lin");
        let [zhou, he, su] = ["zhou", "he", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "鹊桥从哪里来");
        let at = |act: &str| format!("/works/{id}/{act}");
        assert!(lin.get(&format!("/works/{id}/preview")).text().contains("鹊桥从哪里来"));
        assert_eq!(zhou.json("GET", "/inbox", None)["waiting"], json!([]));

        let submitted = lin.json("POST", &at("submit"), None);
        assert_eq!((submitted["state"].as_str(), submitted["submission"]["stage"].as_str()), (Some("submitted"), Some("first")));
        for (reviewer, stage) in [(&zhou, "first"), (&he, "second"), (&su, "final")] {
            assert_eq!(reviewer.json("GET", "/inbox", None)["waiting"][0]["id"], id, "{stage}");
            assert_eq!(reviewer.review(id, stage, "pass", "").status, 200, "{stage}");
        }
        let slug = lin.json("GET", &format!("/works/{id}"), None)["content"]["slug"].as_str().unwrap().to_owned();
        assert_eq!(server.get(&format!("/works/{slug}")).status, 404, "not before it is published");
        let published = su.json("POST", &at("publish"), None);
        assert_eq!((published["state"].as_str(), published["live"].as_bool()), (Some("published"), Some(true)));

        let page = format!("/works/{slug}");
        server.within_a_second("published", || server.get(&page).status == 200);
        let html = server.page(&page);
        for words in ["鹊桥从哪里来", "zhou（示例）", "he（示例）", "su（示例）"] {
            assert!(html.contains(words), "{words}");
        }
        server.within_a_second("found", || server.page("/search?q=%E9%B9%8A%E6%A1%A5").contains(&page));
        assert!(server.page("/feed.atom").contains("鹊桥从哪里来"));
        assert!(server.page("/policies/plan/2.1").contains("鹊桥从哪里来"));

        su.json("POST", &at("correct"), Some(&json!({"reason": "第一段的年份应为2024年。"})));
        server.within_a_second("corrected", || server.page(&page).contains("第一段的年份应为2024年。"));
        let withdrawn = su.json("POST", &at("withdraw"), Some(&json!({"reason": "依据不足。"})));
        assert_eq!(withdrawn["state"], "withdrawn");
        server.within_a_second("gone", || server.get(&page).status == 410);
        assert!(server.get(&page).text().contains("依据不足。"));

        assert_eq!(zhou.send("POST", &at("reinstate"), None).status, 403, "who may not withdraw may not undo it");
        let back = su.json("POST", &at("reinstate"), None);
        assert_eq!((back["state"].as_str(), back["live"].as_bool()), (Some("published"), Some(true)));
        server.within_a_second("back", || server.get(&page).status == 200);
        let reach = su.json("GET", &at("reach"), None);
        let feeds: Vec<&str> = reach["feeds"].as_array().unwrap().iter().map(|feed| feed["address"].as_str().unwrap()).collect();
        for feed in ["/feed.atom", "/organisations/green-hill/feed.atom", "/people/lin/feed.atom", "/policies/plan/2.1/feed.atom"] {
            assert!(feeds.contains(&feed), "{feed} is not among {feeds:?}");
        }
        for feed in feeds {
            assert!(server.page(feed).contains("鹊桥从哪里来"), "{feed} does not carry it");
        }
        assert!(su.refused(422, "POST", &at("withdraw"), Some(&json!({"reason": "依据不足。", "way": "vanished"}))).contains("只用于移除"));
        let vanished = su.json("POST", &at("withdraw"), Some(&json!({"reason": "当事人要求。", "kind": "removal", "way": "vanished"})));
        assert_eq!(vanished["may"]["reinstate"], true);
        server.within_a_second("vanished", || server.get(&page).status == 404);
        assert_eq!(site.number("SELECT COUNT(*) FROM audit_entries WHERE act = 'work-withdrawn' AND detail LIKE '%vanished%'").await, 1);
    }

    async fn three_reviews_are_by_three_people_and_none_of_them_wrote(site: &Site) {
        staff(site);
        account(site, "all", &[("green-hill", "author"), ("green-hill", "editor"), ("green-hill", "expert"), ("green-hill", "publisher")]);
        account(site, "yan", &[("green-hill", "editor"), ("green-hill", "publisher")]);
        let server = site.serve();
        let (all, yan) = (Browser::signed_in(&server, "all"), Browser::signed_in(&server, "yan"));
        let [lin, zhou] = ["lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let id = all.write("green-hill", "谁来审");
        all.json("POST", &format!("/works/{id}/submit"), None);
        assert_eq!(all.review(id, "first", "pass", "").status, 403, "an author");
        assert_eq!(lin.review(id, "first", "pass", "").status, 404, "an author of other works does not see it");
        assert_eq!(yan.review(id, "second", "pass", "").status, 422, "not its turn");
        assert_eq!(yan.review(id, "first", "pass", "").status, 200);
        assert_eq!(yan.review(id, "second", "pass", "").status, 422, "the same person again");
        assert_eq!(zhou.review(id, "second", "return", " ").status, 422, "a return says why");
        assert_eq!(yan.send("POST", &format!("/works/{id}/publish"), None).status, 403, "not yet approved");

        // What the acts forget, the database holds.
        let db = site.raw().await;
        use sea_orm::ConnectionTrait;
        let again = "INSERT INTO submission_reviews (submission_id, stage, account_id, verdict, note, at) \
                     SELECT submission_id, 'second', account_id, 'pass', '', 1 FROM submission_reviews";
        assert!(db.execute_unprepared(again).await.is_err(), "one account, two stages");
        let other = "INSERT INTO submission_reviews (submission_id, stage, account_id, verdict, note, at) \
                     SELECT submission_id, stage, account_id + 1, 'pass', '', 1 FROM submission_reviews";
        assert!(db.execute_unprepared(other).await.is_err(), "one stage, two accounts");
        let open = "INSERT INTO submissions (work_id, revision_id, state, account_id, submitted_at) \
                    SELECT work_id, revision_id, 'submitted', account_id, 1 FROM submissions";
        assert!(db.execute_unprepared(open).await.is_err(), "two open submissions of one work");
        db.close().await.unwrap();

        assert_eq!(zhou.review(id, "second", "return", "请补来源。").status, 200);
        let returned = all.json("GET", &format!("/works/{id}"), None);
        assert_eq!((returned["state"].as_str(), returned["may"]["edit"].as_bool()), (Some("returned"), Some(true)));
        assert_eq!(returned["submission"]["reviews"][1]["note"], "请补来源。");
    }

    async fn a_revision_of_what_was_not_seen_is_not_published(site: &Site) {
        staff(site);
        let server = site.serve();
        let [lin, zhou, he, su] = ["lin", "zhou", "he", "su"].map(|name| Browser::signed_in(&server, name));
        let id = lin.write("green-hill", "第一稿");
        let publish = || {
            lin.json("POST", &format!("/works/{id}/submit"), None);
            for (reviewer, stage) in [(&zhou, "first"), (&he, "second"), (&su, "final")] {
                assert_eq!(reviewer.review(id, stage, "pass", "").status, 200);
            }
            su.send("POST", &format!("/works/{id}/publish"), None)
        };
        assert_eq!(publish().status, 200);
        assert_eq!(lin.send("POST", &format!("/works/{id}/submit"), None).status, 422, "nothing was changed");
        let mut work = lin.json("GET", &format!("/works/{id}"), None);
        work["content"]["title"] = "第二稿".into();
        let save = json!({"version": work["version"], "content": work["content"], "body": work["body"]});
        lin.json("PUT", &format!("/works/{id}"), Some(&save));
        // Somebody publishes another revision past the studio while this one is under way.
        let db = site.raw().await;
        use sea_orm::ConnectionTrait;
        db.execute_unprepared("UPDATE working_copies SET based_on = -1").await.unwrap();
        db.close().await.unwrap();
        let words = lin.refused(422, "POST", &format!("/works/{id}/submit"), None);
        assert!(words.contains("公开的版本有了更新"), "{words}");
        let work = lin.json("GET", &format!("/works/{id}"), None);
        assert_eq!(work["stale"], true);
        // Nothing is known of what it was made from: whoever wrote it chooses.
        let merge = lin.json("GET", &format!("/works/{id}/merge"), None);
        assert_eq!((merge["behind"].as_bool(), merge["conflicts"][0]["field"].as_str()), (Some(true), Some("title")));
        let mut seen = json!({"version": merge["version"], "published_revision": merge["published_revision"]});
        assert!(lin.refused(422, "POST", &format!("/works/{id}/merge"), Some(&seen)).contains("1 处"));
        seen["choices"] = json!({"title": "mine"});
        assert_eq!(lin.json("POST", &format!("/works/{id}/merge"), Some(&seen))["stale"], false);
        assert_eq!(publish().status, 200);
    }
}
