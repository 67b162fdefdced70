//! A policy gets a new version: the works whose clauses it changed are listed, exactly those, until somebody has looked.

use super::desks::{Browser, ORGANISATIONS, account, furnish};
use crate::site::{Folder, Site, Work, corpus::ITEMS, on_both, policy_text};
use domain::MappingKind;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Entries as (clause of the version before, slug of the work), all pages.
fn listed(browser: &Browser, version: i64, checked: bool) -> BTreeSet<(String, String)> {
    let stale = browser.json("GET", &format!("/stale?policy=plan&version={version}"), None);
    let mut found = BTreeSet::new();
    for clause in stale["clauses"].as_array().unwrap() {
        let id = clause["id"].as_str().unwrap();
        let mut after = String::new();
        let mut counted = 0;
        loop {
            let page = browser.json(
                "GET",
                &format!("/stale/works?policy=plan&version={version}&clause={id}&checked={checked}{after}"),
                None,
            );
            for entry in page["entries"].as_array().unwrap() {
                assert!(found.insert((id.to_owned(), entry["work"]["slug"].as_str().unwrap().to_owned())), "{entry} comes twice");
                counted += 1;
            }
            let Some(next) = page["next"].as_i64() else { break };
            after = format!("&after={next}");
        }
        let number = |name: &str| clause[name].as_u64().unwrap();
        assert_eq!(counted, if checked { number("checked") } else { number("works") - number("checked") }, "of {id}");
    }
    found
}

fn import(site: &Site, works: &[Work]) {
    let folder = Folder::new();
    folder.file("organisations.yaml", ORGANISATIONS);
    works.iter().for_each(|work| {
        folder.work(work);
    });
    folder.import(site);
}

/// Unlike each other, so that no clause is taken for another one.
const TEXTS: [&str; 8] = [
    "办好短视频。鼓励专家出镜，每月制作四期，讲清一个身边的问题。",
    "建好流动科技馆。大篷车每年走进二十所乡村学校，每站停留两周。",
    "编好老年读本。用大字排印，讲清用药、防骗和智能手机的使用。",
    "培训农技人员。请农科院的老师到田头，示范选种、施肥和测土。",
    "开放实验室。高校与企业在寒暑假接待中学生，由研究生讲解。",
    "评选科普图书。由读者投票与评委打分相结合，公布获奖书目。",
    "建立辟谣机制。发现传言后两天内核查，联合媒体一道澄清。",
    "保障工作经费。列入本级财政预算，不得挪作他用，接受审计。",
];

/// What the new version does to each item of the old one, and which works link to which items.
#[derive(Clone, Debug)]
struct Story {
    /// Kept, changed or taken away.
    fates: Vec<u8>,
    /// The items that stay, in their new order.
    order: Vec<usize>,
    works: Vec<BTreeSet<usize>>,
}

fn story() -> impl Strategy<Value = Story> {
    let works = prop::collection::vec(prop::collection::btree_set(0..TEXTS.len(), 1..4), 1..9);
    (prop::collection::vec(0u8..3, TEXTS.len()), Just((0..TEXTS.len()).collect::<Vec<_>>()).prop_shuffle(), works)
        .prop_map(|(fates, order, works)| Story { fates, order, works })
}

fn new_version(story: &Story) -> Vec<String> {
    let kept = story.order.iter().filter(|item| story.fates[**item] != 2);
    kept.map(|item| if story.fates[*item] == 1 { format!("{}每年检查一次。", TEXTS[*item]) } else { TEXTS[*item].to_owned() })
        .collect()
}

fn stories() -> u32 {
    if std::env::var_os("LIANGYI_SOAK").is_some() { 60 } else { 4 }
}

#[test]
fn exactly_the_works_are_listed_whose_clauses_the_alignment_says_were_changed_or_removed() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    for _ in 0..stories() {
        let story = story().new_tree(&mut runner).unwrap().current();
        let site = Site::new();
        site.import_policy(&TEXTS);
        let works: Vec<Work> = story
            .works
            .iter()
            .enumerate()
            .map(|(n, items)| {
                items.iter().fold(Work::new(&format!("w-{n}"), "解读"), |w, item| w.clause(&format!("plan#2.{}", item + 1)))
            })
            .collect();
        import(&site, &works);
        let items = new_version(&story);
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let said = site.import_policy(&items);
        account(&site, "editor", &[("green-hill", "editor")]);
        let server = site.serve();
        let editor = Browser::signed_in(&server, "editor");
        if !said.contains("version: 2\n") {
            assert!(story.fates.iter().all(|fate| *fate == 0), "{said}");
            continue;
        }
        let [old, new] = [&TEXTS[..], &items].map(|items| policy::read(policy_text(items).as_bytes()).unwrap());
        let touched: BTreeMap<String, MappingKind> = policy::align(&old, &new)
            .into_iter()
            .filter_map(|a| Some((a.old?.to_string(), a.kind)))
            .filter(|(_, kind)| matches!(kind, MappingKind::Changed | MappingKind::MovedAndChanged | MappingKind::Removed))
            .collect();
        let expected: BTreeSet<(String, String)> = story
            .works
            .iter()
            .enumerate()
            .flat_map(|(n, items)| items.iter().map(move |item| (format!("2.{}", item + 1), format!("w-{n}"))))
            .filter(|(clause, _)| touched.contains_key(clause))
            .collect();
        assert_eq!(listed(&editor, 2, false), expected, "{story:?}");
        let works: BTreeSet<&String> = expected.iter().map(|(_, work)| work).collect();
        let stale = editor.json("GET", "/stale?policy=plan", None);
        assert_eq!((stale["works"].as_u64(), stale["open"].as_u64()), (Some(works.len() as u64), Some(works.len() as u64)));
        assert_eq!(listed(&editor, 2, true), BTreeSet::new());
    }
}

/// The second version: the third item moved to the front as it is, the first one changed, the second one is gone.
const CHANGED: [&str; 3] = [
    ITEMS[2],
    "办好短视频。鼓励专家出镜，每周制作一期，讲清一个身边的问题。",
    "用好图书馆。周末开放阅览室，请本地科学家来讲一本书。",
];

on_both! {
    async fn what_was_changed_is_shown_beside_what_was_and_somebody_may_say_that_a_work_is_still_right(site: &Site) {
        furnish(site);
        import(site, &[
            Work::new("video", "读懂短视频").clause("{clause: plan#2.1, passage: 每月制作四期}").clause("plan#1.1"),
            Work::new("both", "两条一起读").clause("plan#2.1").clause("plan#2.2"),
            Work::new("hall", "读懂流动科技馆").clause("plan#2.2"),
            Work::new("reader", "读懂老年读本").clause("plan#2.3"),
            Work::new("gone", "撤了").clause("plan#2.1"),
        ]);
        site.run(&[&"withdraw", &"gone", &"--reason", &"有误。"]);
        for (name, role) in [("editor", "editor"), ("author", "author"), ("expert", "expert")] {
            account(site, name, &[("green-hill", role)]);
        }
        account(site, "stranger", &[("blue-water", "editor")]);
        let server = site.serve();
        let [editor, author, expert, stranger] = ["editor", "author", "expert", "stranger"].map(|name| Browser::signed_in(&server, name));
        assert_eq!(editor.json("GET", "/stale?policy=plan", None)["versions"], json!([]), "one version outruns nothing");
        site.import_policy(&CHANGED);
        let pair = |clause: &str, work: &str| (clause.to_owned(), work.to_owned());
        let all = BTreeSet::from([pair("2.1", "video"), pair("2.1", "both"), pair("2.2", "both"), pair("2.2", "hall")]);
        assert_eq!(listed(&editor, 2, false), all);
        assert_eq!(listed(&expert, 2, false), all);
        assert_eq!((listed(&author, 2, false), listed(&stranger, 2, false)), (BTreeSet::new(), BTreeSet::new()));

        let stale = editor.json("GET", "/stale?policy=plan", None);
        assert_eq!((stale["works"].as_u64(), stale["open"].as_u64()), (Some(3), Some(3)));
        let [video, hall] = [&stale["clauses"][0], &stale["clauses"][1]];
        assert_eq!((video["id"].as_str(), video["new_id"].as_str(), video["kind"].as_str()), (Some("2.1"), Some("2.2"), Some("moved-changed")));
        let words = |op: &str| video["words"].as_array().unwrap().iter().filter(|w| w["op"] == op).map(|w| w["text"].as_str().unwrap()).collect::<String>();
        assert!(words("delete").contains("月") && words("insert").contains("周") && words("equal").contains("鼓励专家出镜"), "{video}");
        assert_eq!((hall["kind"].as_str(), &hall["new_id"]), (Some("removed"), &Value::Null));
        let entries = editor.json("GET", "/stale/works?policy=plan&version=2&clause=2.1", None);
        let of = |slug: &str| entries["entries"].as_array().unwrap().iter().find(|e| e["work"]["slug"] == slug).unwrap().clone();
        assert_eq!((of("video")["passage"].as_str(), of("video")["may_check"].as_bool()), (Some("每月制作四期"), Some(true)));

        let id = of("both")["work"]["id"].as_i64().unwrap();
        let mark = |clause: &str, checked: bool| json!({"policy": "plan", "version": 2, "clause": clause, "checked": checked});
        let at = format!("/works/{id}/stale");
        assert_eq!(expert.send("PUT", &at, Some(&mark("2.1", true))).status, 403, "who may not edit may not say so");
        assert_eq!(stranger.send("PUT", &at, Some(&mark("2.1", true))).status, 404);
        assert!(editor.refused(422, "PUT", &at, Some(&mark("2.3", true))).contains("不需要确认"), "it moved as it is");
        for _ in 0..2 {
            assert_eq!(editor.send("PUT", &at, Some(&mark("2.1", true))).status, 204);
        }
        assert_eq!(listed(&editor, 2, true), BTreeSet::from([pair("2.1", "both")]));
        assert_eq!(listed(&editor, 2, false), &all - &BTreeSet::from([pair("2.1", "both")]));
        let looked = editor.json("GET", "/stale/works?policy=plan&version=2&clause=2.1&checked=true", None);
        assert_eq!(looked["entries"][0]["checked"]["by"], "editor");
        let told = "SELECT actor || ' ' || act || ' ' || detail FROM audit_entries WHERE act LIKE 'stale-%' ORDER BY seq";
        let told = site.texts(told).await;
        assert_eq!(told.len(), 1, "said twice, done once: {told:?}");
        assert!(told[0].starts_with("editor stale-checked") && told[0].contains("2.1"), "{told:?}");
        assert_eq!(editor.json("GET", "/stale?policy=plan", None)["open"], 3, "its other clause is still open");
        editor.send("PUT", &at, Some(&mark("2.2", true)));
        assert_eq!(editor.json("GET", "/stale?policy=plan", None)["open"], 2);
        assert_eq!(editor.send("PUT", &at, Some(&mark("2.1", false))).status, 204);
        assert_eq!(listed(&editor, 2, true), BTreeSet::from([pair("2.2", "both")]));
        assert_eq!(site.number("SELECT COUNT(*) FROM audit_entries WHERE act = 'stale-unchecked'").await, 1);
    }

    async fn a_work_that_is_published_for_the_new_version_is_stale_no_more_and_each_version_has_its_own_list(site: &Site) {
        furnish(site);
        let stays = Work::new("stays", "还照旧版").clause("plan@1#2.1");
        import(site, &[Work::new("moves", "要改的").clause("plan#2.1"), stays.clone()]);
        account(site, "editor", &[("green-hill", "editor")]);
        site.import_policy(&CHANGED);
        let server = site.serve();
        let editor = Browser::signed_in(&server, "editor");
        let slugs = |version: i64| listed(&editor, version, false).into_iter().map(|(_, work)| work).collect::<Vec<_>>();
        assert_eq!(slugs(2), ["moves", "stays"]);
        import(site, &[Work::new("moves", "改好了的").clause("plan@2#2.2"), stays.body("别处改了一个字。")]);
        assert_eq!(slugs(2), ["stays"], "what still says the old version is still to be looked at");
        // The third version changes another clause alone.
        site.import_policy(&[CHANGED[0], CHANGED[1], "用好图书馆。每天开放阅览室，请本地科学家来讲一本书。"]);
        assert_eq!((slugs(2), slugs(3)), (vec!["stays".to_owned()], Vec::new()));
        let versions = editor.json("GET", "/stale?policy=plan", None)["versions"].as_array().unwrap().iter().map(|v| v["number"].as_i64().unwrap()).collect::<Vec<_>>();
        assert_eq!(versions, [3, 2]);
    }
}
