//! One act upon many works: each by its own rights, a result in words for each, nothing twice, from where a worker was killed.

use super::desks::{Browser, account, furnish};
use crate::site::{Site, now, on_both, serving::Serving};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

fn staff(site: &Site) {
    furnish(site);
    for (name, role) in [("lin", "author"), ("zhou", "editor"), ("he", "expert"), ("su", "publisher")] {
        account(site, name, &[("green-hill", role)]);
    }
}

/// Works that three people passed; their ids.
fn approved(server: &Serving<'_>, titles: &[&str]) -> Vec<i64> {
    let [lin, zhou, he, su] = ["lin", "zhou", "he", "su"].map(|name| Browser::signed_in(server, name));
    let one = |title: &&str| {
        let id = lin.write("green-hill", title);
        lin.json("POST", &format!("/works/{id}/submit"), None);
        for (reviewer, stage) in [(&zhou, "first"), (&he, "second"), (&su, "final")] {
            assert_eq!(reviewer.review(id, stage, "pass", "").status, 200, "{stage}");
        }
        id
    };
    titles.iter().map(one).collect()
}

/// Insists that it ends; what became of each work: its state and why.
fn through(server: &Serving<'_>, browser: &Browser<'_>, id: &Value) -> Vec<(String, String)> {
    let at = format!("/bulk-acts/{id}");
    server.wait("through", || !browser.json("GET", &at, None)["act"]["finished_at"].is_null());
    let results = browser.json("GET", &at, None)["results"].clone();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    results.as_array().unwrap().iter().map(|one| (text(one, "state"), text(one, "words"))).collect()
}

on_both! {
    async fn each_work_is_published_or_withdrawn_by_its_own_rights_with_a_result_in_words(site: &Site) {
        staff(site);
        account(site, "water", &[("blue-water", "author"), ("blue-water", "publisher")]);
        let server = site.serve();
        let [lin, zhou, su, water] = ["lin", "zhou", "su", "water"].map(|name| Browser::signed_in(&server, name));
        let ids = approved(&server, &["第一件", "第二件"]);
        let draft = lin.write("green-hill", "还是草稿");
        let start = |browser: &Browser<'_>, body: Value| browser.json("POST", "/bulk-acts", Some(&body));
        let publish = json!({"act": "publish", "works": [ids[0], draft, ids[1], ids[0]]});
        assert!(water.refused(422, "POST", "/bulk-acts", Some(&publish)).contains("您看不到"), "of another organisation");
        su.refused(422, "POST", "/bulk-acts", Some(&json!({"act": "publish", "works": []})));
        assert!(su.refused(422, "POST", "/bulk-acts", Some(&json!({"act": "withdraw", "works": ids}))).contains("写明原因"));

        let begun = start(&su, publish);
        assert_eq!((begun["works"].as_i64(), begun["name"].as_str()), (Some(3), Some("发布")));
        let results = through(&server, &su, &begun["id"]);
        assert_eq!(results.iter().map(|(state, _)| state.as_str()).collect::<Vec<_>>(), ["done", "refused", "done"]);
        assert!(results[1].1.contains("草稿"), "{results:?}");
        assert_eq!(site.number("SELECT COUNT(*) FROM works WHERE state = 'published'").await, 2);
        assert_eq!(site.texts("SELECT DISTINCT actor FROM audit_entries WHERE act = 'work-published'").await, ["su"]);
        let csv = su.get(&format!("/bulk-acts/{}/export", begun["id"])).text();
        assert!(csv.contains("第一件,") && csv.contains(",完成,已发布。,") && csv.contains("还是草稿,"), "{csv}");
        for (method, path) in [("GET", ""), ("GET", "/export"), ("POST", "/stop")] {
            zhou.refused(404, method, &format!("/bulk-acts/{}{path}", begun["id"]), None);
        }

        // Of all that a list shows; who may not is told so for each work, and nothing happens to it.
        let filter = json!({"act": "withdraw", "filter": {"state": "published"}, "reason": "依据不足。"});
        let refused = through(&server, &zhou, &start(&zhou, filter.clone())["id"]);
        assert!(refused.len() == 2 && refused.iter().all(|(state, words)| state == "refused" && words.contains("撤回")), "{refused:?}");
        let done = through(&server, &su, &start(&su, filter)["id"]);
        assert_eq!(done, [("done".to_owned(), "已撤回。".to_owned()), ("done".to_owned(), "已撤回。".to_owned())]);
        assert_eq!(site.number("SELECT COUNT(*) FROM corrections WHERE reason = '依据不足。'").await, 2);
    }

    async fn what_a_killed_worker_left_is_done_once_and_what_is_stopped_is_not_done(site: &Site) {
        staff(site);
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let ids = approved(&server, &["甲", "乙", "丙"]);
        let su = Browser::signed_in(&server, "su");
        let begun = su.json("POST", "/bulk-acts", Some(&json!({"act": "publish", "works": ids})));
        let (db, id) = (site.db().await, begun["id"].as_i64().unwrap());
        let now = domain::Timestamp(now().0);
        let lease = domain::Timestamp(now.0 + 60_000);

        // A worker that dies after one of them: its lease keeps others away, then the next goes on where it stopped.
        let bulk = db::bulk_acts::claim(&db, now, lease).await.unwrap().unwrap();
        assert!(db::bulk_acts::claim(&db, now, lease).await.unwrap().is_none(), "one at a time");
        editorial::bulk_step(&db, now, &bulk, ids[0], None).await.unwrap();
        editorial::bulk_step(&db, now, &bulk, ids[0], None).await.unwrap();
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions WHERE published_at IS NOT NULL").await, 1, "once");
        assert_eq!(db::bulk_acts::waiting(&db, id, 10).await.unwrap(), ids[1..]);
        let after = domain::Timestamp(lease.0 + 1);
        let again = db::bulk_acts::claim(&db, after, domain::Timestamp(after.0 + 60_000)).await.unwrap().unwrap();
        assert_eq!((again.id, again.done), (id, 1));

        let stopped = su.json("POST", &format!("/bulk-acts/{id}/stop"), None);
        assert_eq!((stopped["done"].as_i64(), stopped["refused"].as_i64(), stopped["stopped"].as_bool()), (Some(1), Some(2), Some(true)));
        editorial::bulk_step(&db, now, &again, ids[1], None).await.unwrap();
        assert_eq!(site.number("SELECT COUNT(*) FROM works WHERE state = 'published'").await, 1, "it was stopped");
        su.refused(422, "POST", &format!("/bulk-acts/{id}/stop"), None);
        db.close().await.unwrap();
    }

    async fn of_several_in_one_transaction_what_fails_changes_nothing_for_the_others(site: &Site) {
        staff(site);
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let [lin, su] = ["lin", "su"].map(|name| Browser::signed_in(&server, name));
        let ids = approved(&server, &["甲", "乙", "丙", "丁"]);
        let draft = lin.write("green-hill", "还是草稿");
        let works = [ids[0], draft, ids[1], ids[2], ids[3]];
        let begun = su.json("POST", "/bulk-acts", Some(&json!({"act": "publish", "works": works})));
        let (db, raw, id) = (site.db().await, site.raw().await, begun["id"].as_i64().unwrap());
        let now = domain::Timestamp(now().0);
        let [lease, after] = [60_000, 60_001].map(|later| domain::Timestamp(now.0 + later));
        let bulk = db::bulk_acts::claim(&db, now, lease).await.unwrap().unwrap();
        let states = "SELECT state FROM bulk_items ORDER BY position";
        let public = "SELECT works FROM listing_counts WHERE list = 'all'";

        // What the machine fails at is left for a transaction of its own.
        let spoil = format!("UPDATE work_revisions SET content = '{{' || content WHERE work_id = {}", ids[1]);
        raw.execute_unprepared(&spoil).await.unwrap();
        let asked = vec![(ids[0], None), (draft, None), (ids[1], None), (ids[2], Some("您不可以。".to_owned()))];
        assert_eq!(editorial::bulk_steps(&db, now, &bulk, asked).await.unwrap(), [ids[1]]);
        assert_eq!(site.texts(states).await, ["done", "refused", "waiting", "refused", "waiting"]);
        assert_eq!(site.texts("SELECT words FROM bulk_items WHERE words LIKE '%不可以%'").await, ["您不可以。"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions WHERE published_at IS NOT NULL").await, 1);
        assert_eq!(site.number("SELECT COUNT(*) FROM audit_entries WHERE act = 'work-published'").await, 1);
        assert_eq!(site.number(public).await, 1);
        assert!(editorial::bulk_step(&db, now, &bulk, ids[1], None).await.is_err(), "alone it is the machine's fault too");

        // Then the worker was killed: another one goes on with what is left, and does nothing twice.
        raw.execute_unprepared(&spoil.replace("'{' || content", "substr(content, 2)")).await.unwrap();
        let again = db::bulk_acts::claim(&db, after, domain::Timestamp(after.0 + 60_000)).await.unwrap().unwrap();
        assert_eq!((again.done, again.refused), (1, 2));
        assert_eq!(db::bulk_acts::waiting(&db, id, 10).await.unwrap(), [ids[1], ids[3]]);
        let asked = [ids[0], ids[1], ids[3]].map(|work| (work, None)).to_vec();
        assert!(editorial::bulk_steps(&db, after, &again, asked).await.unwrap().is_empty());
        assert_eq!(site.texts(states).await, ["done", "refused", "done", "refused", "done"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM work_revisions WHERE published_at IS NOT NULL").await, 3, "each once");
        assert_eq!(site.number(public).await, 3);
        raw.close().await.unwrap();
        db.close().await.unwrap();
        drop(server);
        crate::site::whole::is_whole(site).await;
    }

    async fn nobody_has_more_than_three_under_way_and_withdrawals_go_first(site: &Site) {
        staff(site);
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let [lin, su] = ["lin", "su"].map(|name| Browser::signed_in(&server, name));
        let works = [lin.write("green-hill", "甲")];
        let publish = json!({"act": "publish", "works": works});
        let first = su.json("POST", "/bulk-acts", Some(&publish));
        su.json("POST", "/bulk-acts", Some(&publish));
        let withdrawal = su.json("POST", "/bulk-acts", Some(&json!({"act": "withdraw", "works": works, "reason": "依据不足。"})));
        assert!(su.refused(422, "POST", "/bulk-acts", Some(&publish)).contains("没有做完"));
        let db = site.db().await;
        let now = domain::Timestamp(now().0);
        let claimed = db::bulk_acts::claim(&db, now, domain::Timestamp(now.0 + 60_000)).await.unwrap().unwrap();
        assert_eq!(Some(claimed.id), withdrawal["id"].as_i64());
        db.close().await.unwrap();
        su.json("POST", &format!("/bulk-acts/{}/stop", first["id"]), None);
        su.json("POST", "/bulk-acts", Some(&publish));
    }

    async fn a_topic_that_is_added_to_many_is_in_their_working_copies(site: &Site) {
        staff(site);
        let server = site.serve();
        let [lin, zhou] = ["lin", "zhou"].map(|name| Browser::signed_in(&server, name));
        let ids = [lin.write("green-hill", "甲"), lin.write("green-hill", "乙")];
        lin.json("POST", &format!("/works/{}/submit", ids[1]), None);
        let topic = lin.json("GET", "/vocabulary", None)["topics"][0]["slug"].clone();
        assert!(zhou.refused(422, "POST", "/bulk-acts", Some(&json!({"act": "add-topic", "works": ids, "entry": "nothing-so-called"}))).contains("请选择"));
        let add = json!({"act": "add-topic", "works": ids, "entry": topic});
        let results = through(&server, &zhou, &zhou.json("POST", "/bulk-acts", Some(&add))["id"]);
        assert_eq!((results[0].0.as_str(), results[1].0.as_str()), ("done", "refused"), "{results:?}");
        assert_eq!(lin.json("GET", &format!("/works/{}", ids[0]), None)["content"]["topics"], json!([topic]));
        let results = through(&server, &zhou, &zhou.json("POST", "/bulk-acts", Some(&add))["id"]);
        assert!(results[0].1.contains("本来就有"), "{results:?}");
    }
}
