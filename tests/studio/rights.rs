//! Every operation, asked by every role held in every place, of works in every state: what the table of rights does not
//! allow is refused, and a work that may not be seen is not there.

use super::{
    api::operations,
    desks::{Browser, account, furnish},
};
use crate::site::{Site, now, on_both, serving::Serving};
use db::Db;
use domain::{DeskState, Membership, ReviewStage, Right, Standing, allows};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use serde_json::{Value, json};
use studio::needs::{NEEDS, Need};

const PLACES: [&str; 5] = ["province", "green-hill", "county", "blue-water", "river"];

/// Somebody with one role in one place.
struct Person<'a> {
    id: i64,
    role: Membership,
    place: &'static str,
    /// Wrote in every work.
    own: bool,
    browser: Browser<'a>,
}

/// Whether a role held at `place` reaches `organisation`.
fn reaches(place: &str, organisation: &str) -> bool {
    match place {
        "province" => organisation != "river",
        "green-hill" => matches!(organisation, "green-hill" | "county"),
        "river" => matches!(organisation, "river" | "blue-water"),
        place => place == organisation,
    }
}

struct Case {
    id: i64,
    holders: &'static [&'static str],
    content: Value,
}

impl Person<'_> {
    fn may(&self, case: &Case, state: DeskState, right: Right) -> bool {
        if matches!(right, Right::WithdrawWork | Right::CorrectWork | Right::BeginCorrection) && state != DeskState::Published {
            return false;
        }
        case.holders.iter().enumerate().any(|(position, holder)| {
            let standing = Standing { state: Some(state), own: self.own, wrote: self.own, responsible: position == 0 };
            reaches(self.place, holder) && allows(self.role, right, standing)
        })
    }

    fn is_answered_by_the_table(&self, case: &Case, state: DeskState, right: Right, asked: (&str, &str, Option<Value>)) -> bool {
        let (method, act, body) = asked;
        let response = self.browser.send(method, &format!("/works/{}{act}", case.id), body.as_ref());
        let expected = match (self.may(case, state, Right::SeeWork), self.may(case, state, right)) {
            (false, _) => response.status == 404,
            (true, false) => response.status == 403,
            (true, true) => !matches!(response.status, 401 | 403 | 404 | 500..),
        };
        assert!(
            expected,
            "{} at {} (own: {}) {method} {act} of a {state} work of {:?}: {} {}",
            self.role,
            self.place,
            self.own,
            case.holders,
            response.status,
            response.text()
        );
        response.status < 300 && method != "GET"
    }
}

/// What each operation upon a work is asked with: nothing that would do it, where it is allowed.
/// A method, an address and what is sent.
type Asked = (&'static str, &'static str, Option<Value>);

fn requests(case: &Case) -> Vec<(&'static str, Right, Asked)> {
    let stages = ReviewStage::ALL.iter().map(|stage| {
        let body = json!({"stage": stage.code(), "verdict": "neither"});
        ("review_work", Right::review(*stage), ("POST", "/reviews", Some(body)))
    });
    let silent = || Some(json!({"reason": " "}));
    let save = json!({"version": -1, "content": case.content, "body": ""});
    let others = [
        ("get_work", Right::SeeWork, ("GET", "", None)),
        ("preview_work", Right::SeeWork, ("GET", "/preview", None)),
        ("preview_captions", Right::SeeWork, ("GET", "/preview/captions/zh-Hans", None)),
        ("page_of_work", Right::SeeWork, ("GET", "/preview/page", None)),
        ("save_work", Right::EditWork, ("PUT", "", Some(save))),
        ("delete_work", Right::DeleteWork, ("POST", "/delete", Some(json!({"version": -1})))),
        ("export_work", Right::SeeWork, ("GET", "/export?form=markdown", None)),
        ("renew_presence", Right::SeeWork, ("PUT", "/presence", Some(json!({"page": " "})))),
        ("end_presence", Right::SeeWork, ("DELETE", "/presence/a_b", None)),
        ("list_findings", Right::SeeWork, ("GET", "/findings", None)),
        ("ignore_finding", Right::EditWork, ("PUT", "/findings/none", Some(json!({"ignored": true})))),
        ("submit_work", Right::SubmitWork, ("POST", "/submit", None)),
        ("recall_work", Right::RecallWork, ("POST", "/recall", None)),
        ("publish_work", Right::PublishWork, ("POST", "/publish", None)),
        ("force_publish_work", Right::ForcePublish, ("POST", "/force-publish", silent())),
        ("list_revisions", Right::SeeWork, ("GET", "/revisions", None)),
        ("compare_revisions", Right::SeeWork, ("GET", "/difference?from=copy&to=copy", None)),
        ("restore_work", Right::EditWork, ("POST", "/restore", Some(json!({"from": "copy", "version": -1})))),
        ("see_merge", Right::SeeWork, ("GET", "/merge", None)),
        ("merge_work", Right::EditWork, ("POST", "/merge", Some(json!({"version": -1, "published_revision": -1})))),
        ("begin_correction", Right::BeginCorrection, ("POST", "/correction", None)),
        ("drop_correction", Right::EditWork, ("POST", "/drop", None)),
        ("schedule_work", Right::PublishWork, ("PUT", "/schedule", Some(json!({"at": "never"})))),
        ("call_off_schedule", Right::CallOffSchedule, ("DELETE", "/schedule", None)),
        ("take_back_review", Right::TakeBackReview, ("POST", "/take-back", Some(json!({"note": " "})))),
        ("list_previews", Right::SharePreview, ("GET", "/previews", None)),
        ("share_preview", Right::SharePreview, ("POST", "/previews", Some(json!({"note": " ", "hours": 1})))),
        ("revoke_preview", Right::SharePreview, ("DELETE", "/previews/0", None)),
        ("list_comments", Right::SeeWork, ("GET", "/comments", None)),
        ("comment_work", Right::CommentWork, ("POST", "/comments", Some(json!({"words": " "})))),
        ("answer_comment", Right::CommentWork, ("POST", "/comments/0/answers", Some(json!({"words": " "})))),
        ("resolve_comment", Right::CommentWork, ("PUT", "/comments/0", Some(json!({"resolved": true})))),
        ("list_experts", Right::InviteExpert, ("GET", "/experts", None)),
        (
            "invite_expert",
            Right::InviteExpert,
            ("POST", "/experts", Some(json!({"stage": "second", "institution": " ", "hours": 1}))),
        ),
        ("revoke_expert", Right::InviteExpert, ("DELETE", "/experts/0", None)),
        (
            "mark_stale",
            Right::EditWork,
            ("PUT", "/stale", Some(json!({"policy": "absent", "version": 2, "clause": "1", "checked": true}))),
        ),
        ("quiz_counts", Right::SeeWork, ("GET", "/quiz", None)),
        ("withdraw_work", Right::WithdrawWork, ("POST", "/withdraw", silent())),
        ("reach_of_work", Right::WithdrawWork, ("GET", "/reach", None)),
        ("spread_of_notices", Right::SeeWork, ("GET", "/notices", None)),
        ("reinstate_work", Right::ReinstateWork, ("POST", "/reinstate", None)),
        ("correct_work", Right::CorrectWork, ("POST", "/correct", silent())),
    ];
    others.into_iter().chain(stages).collect()
}

async fn put(raw: &DatabaseConnection, case: &Case, state: DeskState) {
    let id = case.id;
    let (work, submission) = match state {
        DeskState::Draft => ("draft", "recalled"),
        DeskState::Submitted => ("draft", "submitted"),
        DeskState::Returned => ("draft", "returned"),
        DeskState::Approved => ("draft", "approved"),
        DeskState::Published => ("published", "published"),
        DeskState::Withdrawn => ("withdrawn", "published"),
    };
    for sql in [
        format!("UPDATE works SET state = '{work}' WHERE id = {id}"),
        format!("UPDATE submissions SET state = '{submission}' WHERE work_id = {id}"),
        // Could not be handed in.
        format!("UPDATE working_copies SET body = '<b>' WHERE work_id = {id}"),
    ] {
        raw.execute_unprepared(&sql).await.unwrap();
    }
}

async fn people<'a>(site: &Site, db: &Db, server: &'a Serving<'a>) -> Vec<Person<'a>> {
    let mut people = Vec::new();
    for place in PLACES {
        for role in Membership::ALL.iter().copied() {
            for own in [false, true] {
                if own && place != "green-hill" {
                    continue;
                }
                let name = format!("{place}-{role}-{own}");
                let write = db.write(now()).await.unwrap();
                let id = db::accounts::add(&write, &name, &name, "no password", false).await.unwrap().id;
                write.commit().await.unwrap();
                accounts::change_membership(db, now(), &name, &place.parse().unwrap(), role, true).await.unwrap();
                let token = accounts::begin_session(db, now(), id, "a test", None).await.unwrap();
                let cookie = Some(format!("liangyi_session={}", token.reveal()));
                people.push(Person { id, role, place, own, browser: Browser { cookie, ..Browser::new(server) } });
            }
        }
    }
    let _ = site;
    people
}

on_both! {
    async fn nothing_is_allowed_that_the_table_does_not_name(site: &Site) {
        furnish(site);
        account(site, "writer", &[("province", "author"), ("province", "editor")]);
        let server = site.serve();
        let writer = Browser::signed_in(&server, "writer");
        let mut cases = Vec::new();
        for holders in [&["green-hill"][..], &["green-hill", "blue-water"][..]] {
            let id = writer.write("green-hill", "一篇");
            let mut work = writer.json("GET", &format!("/works/{id}"), None);
            work["content"]["organisations"] = json!(holders);
            let save = json!({"version": work["version"], "content": work["content"], "body": "正文。"});
            writer.json("PUT", &format!("/works/{id}"), Some(&save));
            writer.json("POST", &format!("/works/{id}/submit"), None);
            cases.push(Case { id, holders, content: work["content"].clone() });
        }
        let (db, raw) = (site.db().await, site.raw().await);
        // What an organisation has to allow first is allowed.
        let rules = "INSERT INTO organisation_rules (organisation_id, second_factor, force_publish) SELECT id, 'free', true FROM organisations";
        raw.execute_unprepared(rules).await.unwrap();
        let people = people(site, &db, &server).await;
        for person in people.iter().filter(|person| person.own) {
            for case in &cases {
                let sql = format!("INSERT INTO work_authors (work_id, account_id, open) VALUES ({}, {}, true)", case.id, person.id);
                raw.execute_unprepared(&sql).await.unwrap();
            }
        }
        // The table is asked by the same code whatever the database: on PostgreSQL, which is further away, by every seventh
        // of ten thousand requests. No list is a multiple of seven long, so each operation, role, place and state is among them.
        let step = if raw.get_database_backend() == DbBackend::Postgres { 7 } else { 1 };
        let mut asked_so_far = 0_usize;
        for case in &cases {
            for state in DeskState::ALL.iter().copied() {
                put(&raw, case, state).await;
                for person in &people {
                    for (_, right, asked) in requests(case) {
                        asked_so_far += 1;
                        if !asked_so_far.is_multiple_of(step) {
                            continue;
                        }
                        if person.is_answered_by_the_table(case, state, right, asked) {
                            put(&raw, case, state).await;
                        }
                    }
                    let listed = person.browser.json("GET", "/works", None)["works"].to_string().contains(&format!("\"id\":{},", case.id));
                    assert_eq!(listed, person.may(case, state, Right::SeeWork), "{} at {} lists a {state} work", person.role, person.place);
                }
            }
        }
        for person in &people {
            for organisation in PLACES {
                let standing = Standing { state: None, own: false, wrote: false, responsible: true };
                let may = reaches(person.place, organisation) && allows(person.role, Right::CreateWork, standing);
                let begun = json!({"kind": "article", "title": "", "organisation": organisation});
                let status = person.browser.send("POST", "/works", Some(&begun)).status;
                assert_eq!(status, if may { 422 } else { 403 }, "{} at {} in {organisation}", person.role, person.place);
            }
        }
        raw.close().await.unwrap();
        db.close().await.unwrap();
    }
}

#[test]
fn without_a_session_nothing_is_answered_but_signing_in() {
    let site = Site::new();
    let server = site.serve();
    let nobody = Browser::new(&server);
    let key = "0".repeat(32);
    for operation in operations() {
        let need = NEEDS.iter().find(|(id, _)| *id == operation.id).map(|(_, need)| *need);
        let path = operation.path.replace("{id}", "1").replace("{key}", &key).replace("{file}", "a.webp");
        if need != Some(Need::Nothing) {
            assert_eq!(nobody.send(&operation.method, &path, None).status, 401, "{} {path}", operation.method);
        }
    }
}

#[test]
fn every_operation_upon_a_work_is_walked() {
    let case = Case { id: 1, holders: &[], content: Value::Null };
    let walked: Vec<&str> = requests(&case).into_iter().map(|(id, ..)| id).collect();
    for operation in operations().iter().filter(|o| o.path.starts_with("/works/{id}")) {
        assert!(walked.contains(&operation.id.as_str()), "{} is walked by no test of rights", operation.id);
    }
}
