//! How the public answered, as editors see it.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Work, on_both};
use db::quizzes::{self, Answered};
use document::markdown;
use domain::{Digest, Timestamp};
use serde_json::json;

const BODY: &str = "正文。\n\n:::quiz {#z kind=single}\n每月制作**几期**？\n\n- [x] 四期\n- [ ] 八期\n\n条款写明四期。\n:::";

on_both! {
    async fn editors_see_counts_by_question_and_option_and_others_do_not(site: &Site) {
        furnish(site);
        account(site, "editor", &[("green-hill", "editor")]);
        account(site, "stranger", &[("blue-water", "editor")]);
        let folder = Folder::new();
        folder.file("organisations.yaml", ORGANISATIONS);
        folder.work(&Work::new("asks", "会提问").clause("plan#2.1").body(BODY));
        folder.work(&Work::new("kept", "没有发布").clause("plan#2.1").body(BODY).draft()).import(site);
        let id = |slug: &str| format!("SELECT id FROM works WHERE slug = '{slug}'");
        let (asks, kept) = (site.number(&id("asks")).await, site.number(&id("kept")).await);
        let server = site.serve();
        let [editor, stranger] = ["editor", "stranger"].map(|name| Browser::signed_in(&server, name));
        let option = |text: &str, right: bool, times: i64| json!({"text": text, "right": right, "times": times});
        let seen = editor.json("GET", &format!("/works/{asks}/quiz"), None);
        assert_eq!(
            seen["questions"],
            json!([{
                "anchor": "z", "kind": "single", "kind_zh": "单选题", "question": "每月制作几期？", "answered": 0, "right": 0,
                "options": [option("四期", true, 0), option("八期", false, 0)],
            }])
        );
        let question = markdown::read(BODY).unwrap().document.quizzes()[0].1.digest();
        let db = site.db().await;
        for (attempt, choice) in [(1, 0), (2, 1), (3, 0), (3, 0)] {
            let answered = Answered { question: question.clone(), right: choice == 0, chosen: vec![choice] };
            let now = Timestamp(1_790_000_000_000);
            quizzes::count(&db, now, asks, &Digest::from_bytes(&[attempt; 32]), Timestamp(now.0 + 1), &[answered]).await.unwrap();
        }
        db.close().await.unwrap();
        let seen = editor.json("GET", &format!("/works/{asks}/quiz"), None);
        let one = &seen["questions"][0];
        assert_eq!((&one["answered"], &one["right"]), (&json!(3), &json!(2)), "the third was sent twice");
        assert_eq!(one["options"], json!([option("四期", true, 2), option("八期", false, 1)]));
        assert_eq!(editor.json("GET", &format!("/works/{kept}/quiz"), None)["questions"], json!([]), "nothing is published");
        assert_eq!(stranger.send("GET", &format!("/works/{asks}/quiz"), None).status, 404);
    }
}
