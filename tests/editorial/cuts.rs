//! A process that is killed between any two statements of an act: everything is as it was before, or as it is after, and nothing in
//! between. The act runs in a process of its own, this very test binary, which ends itself after a given statement as kill -9 ends it.

use super::rules::begin;
use crate::{
    chance::is_soak,
    site::{Folder, Site, Work, corpus::ITEMS, on_both, whole},
};
use db::{Db, corrections::Notice};
use domain::{CorrectionKind, CorrectionScope, ReviewStage, Severity, Timestamp, Verdict, WorkContent};
use editorial::{Away, SaveCopy, Schedule, Submission, TagAuthority};
use rustix::process::{Signal, getpid, kill_process};
use std::{
    os::unix::process::ExitStatusExt,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

const NOW: i64 = 1_790_000_000_000;
const DATABASE: &str = "LIANGYI_CUT_DATABASE";
const ACT: &str = "LIANGYI_CUT_ACT";
const AT: &str = "LIANGYI_CUT_AT";
/// The child's own name.
const CHILD: &str = "editorial::cuts::the_act_of_a_process_that_is_killed";

/// In the order in which they are done, each upon what the one before left.
const ACTS: [&str; 7] = ["publish", "correct", "publish-correction", "withdraw", "reinstate", "publish-due", "bulk"];

async fn perform(db: &Db, act: &str) {
    let later = Timestamp(NOW + 3_600_000);
    let of = |slug: &'static str| async move {
        let rows = db::works::all(db).await.unwrap();
        rows.into_iter().find(|work| work.slug == slug).unwrap().id
    };
    let done = match act {
        "publish" => editorial::publish_submission(db, later, of("story").await).await.map(drop),
        "publish-due" => editorial::publish_due(db, later).await.map(|ended| assert_eq!(ended, (1, 0))),
        "publish-correction" => {
            let work = of("story").await;
            let write = db.write(later).await.unwrap();
            let correction = db::works::open_correction(&write, work).await.unwrap().unwrap();
            drop(write);
            editorial::publish_submission(db, later, correction).await.map(drop)
        }
        "correct" => editorial::correct(db, later, "story", &notice(CorrectionKind::Correction)).await.map(drop),
        "withdraw" => {
            let notice = notice(CorrectionKind::Retraction);
            editorial::withdraw(db, later, "story", &notice, &Away::default()).await.map(drop)
        }
        "bulk" => {
            let bulk = db::bulk_acts::one(db, 1).await.unwrap().unwrap();
            let works = db::bulk_acts::waiting(db, bulk.id, 10).await.unwrap().into_iter().map(|work| (work, None)).collect();
            editorial::bulk_steps(db, later, &bulk, works).await.map_err(Into::into).map(|left| assert_eq!(left, [0; 0]))
        }
        "reinstate" => editorial::reinstate(db, later, "story").await.map(drop),
        other => panic!("no act {other}"),
    };
    done.unwrap_or_else(|error| panic!("{act}: {error}"));
}

fn notice(kind: CorrectionKind) -> Notice {
    let (severity, scope) = (Severity::Major, CorrectionScope::AllLanguages);
    Notice { kind, severity, scope, reason: "第三段的数字有误。".to_owned(), anchor: None }
}

/// Not a test by itself: [`cut`] starts it.
#[test]
#[ignore = "the test of the same file starts it as a process of its own"]
fn the_act_of_a_process_that_is_killed() {
    let (Ok(url), Ok(act), Ok(at)) = (std::env::var(DATABASE), std::env::var(ACT), std::env::var(AT)) else { return };
    let (last, count): (usize, _) = (at.parse().unwrap(), Arc::new(AtomicUsize::new(0)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::open(&url).await.unwrap().watched(move |_, _| {
            if count.fetch_add(1, Ordering::SeqCst) + 1 == last {
                kill_process(getpid(), Signal::KILL).unwrap();
            }
        });
        perform(&db, &act).await;
    });
}

/// Runs the act in a process that dies after its `at`-th statement; false where the act came to its end before.
fn cut(site: &Site, act: &str, at: usize) -> bool {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([CHILD, "--exact", "--ignored", "--nocapture"]);
    let ended = command.env(DATABASE, site.url()).env(ACT, act).env(AT, at.to_string()).output().unwrap();
    if ended.status.signal() == Some(Signal::KILL.as_raw()) {
        return true;
    }
    assert!(ended.status.success(), "{act} at {at}: {}", String::from_utf8_lossy(&ended.stderr));
    false
}

/// Whatever an act could leave half done.
async fn rows(site: &Site) -> Vec<String> {
    let tables = [
        ("works", "id || slug || state || updated_at || COALESCE(published_revision, 0) || COALESCE(closed_at, 0)"),
        ("work_revisions", "id || digest || COALESCE(published_at, 0)"),
        ("submissions", "id || state"),
        ("working_copies", "work_id || '/' || version || '/' || COALESCE(based_on, 0)"),
        ("schedules", "work_id || '/' || at"),
        ("corrections", "id || kind || COALESCE(lifted_at, 0)"),
        ("certificates", "revision_id || statement"),
        ("work_listings", "list || '/' || published_at || '/' || work_id"),
        ("listing_counts", "list || '/' || works"),
        ("clause_links", "work_id || '/' || clause || state"),
        ("work_people", "work_id || '/' || person_id || role"),
        ("work_reviews", "work_id || '/' || person_id || stage"),
        ("people", "slug || name"),
        ("changes", "seq || entity || act"),
        ("change_head", "seq || epoch"),
        ("work_heads", "work_id || '/' || seq"),
        ("audit_entries", "seq || act"),
        ("audit_head", "seq || digest"),
        ("jobs", "key || state"),
        ("bulk_items", "work_id || state || COALESCE(words, '')"),
    ];
    let each = tables.map(|(table, columns)| format!("SELECT '{table}: ' || {columns} FROM {table}"));
    site.texts(&format!("{} ORDER BY 1", each.join(" UNION ALL "))).await
}

/// A text that three people passed, with a clause, a topic and a person; its work.
async fn approved(db: &Db, slug: &str, unique: u32, accounts: [i64; 4]) -> i64 {
    let authority: TagAuthority = "tests.example".parse().unwrap();
    let id = begin(db, Timestamp(NOW), &authority, &format!("{unique:08x}"), accounts[0]).await;
    let newest = editorial::newest(db, id).await.unwrap().unwrap();
    let mut content = WorkContent { slug: slug.parse().unwrap(), lead: "一句话。".into(), ..newest.content };
    content.clauses = serde_json::from_value(serde_json::json!([{"clause": "plan#2.1"}, {"clause": "plan#2.2"}])).unwrap();
    content.people = serde_json::from_value(serde_json::json!([{"person": "lin", "role": "author"}])).unwrap();
    content.topics = vec!["video".parse().unwrap()];
    pass(db, id, accounts, content, "## 为什么 {#why}\n\n因为看得见。\n").await;
    id
}

async fn pass(db: &Db, id: i64, accounts: [i64; 4], content: WorkContent, body: &str) {
    let version = editorial::newest(db, id).await.unwrap().unwrap().version;
    let save = SaveCopy { account: accounts[0], work: id, version, content, body };
    editorial::save_working_copy(db, Timestamp(NOW), save).await.unwrap();
    let newest = editorial::newest(db, id).await.unwrap().unwrap();
    let read = document::markdown::read(body).unwrap().document;
    let submission = Submission { account: accounts[0], work: id, version: newest.version, content: newest.content, body: read };
    editorial::submit(db, Timestamp(NOW), submission).await.unwrap();
    for (stage, account) in [(ReviewStage::First, 1), (ReviewStage::Second, 2), (ReviewStage::Final, 3)] {
        let said = editorial::Said { account: accounts[account], work: id, stage, verdict: Verdict::Pass, note: "" };
        editorial::review(db, Timestamp(NOW), said).await.unwrap();
    }
}

/// What the act needs to be there.
async fn prepare(db: &Db, act: &str, accounts: [i64; 4]) {
    let story = db::works::all(db).await.unwrap().into_iter().find(|work| work.slug == "story").map(|work| work.id);
    match (act, story) {
        ("publish-correction", Some(work)) => {
            let authority: TagAuthority = "tests.example".parse().unwrap();
            let begun = editorial::begin_correction(db, Timestamp(NOW + 1), &authority, "c0ffee00c0ffee00", work, accounts[0]);
            let id = begun.await.unwrap();
            let content = editorial::newest(db, id).await.unwrap().unwrap().content;
            pass(db, id, accounts, content, "## 为什么 {#why}\n\n因为看得见，也摸得着。\n").await;
        }
        ("publish-due", _) => {
            let work = approved(db, "timed", 2, accounts).await;
            let schedule = Schedule { account: accounts[0], work, at: Timestamp(NOW + 60_000), embargo: false };
            editorial::schedule(db, Timestamp(NOW), schedule).await.unwrap();
        }
        // One that may not go out yet, and after it one that may.
        ("bulk", _) => {
            let authority: TagAuthority = "tests.example".parse().unwrap();
            let works =
                [begin(db, Timestamp(NOW), &authority, "00000004", accounts[0]).await, approved(db, "many", 3, accounts).await];
            let details = editorial::BulkDetails::default();
            editorial::start_bulk(db, Timestamp(NOW), accounts[1], domain::BulkAct::Publish, details, &works).await.unwrap();
        }
        _ => {}
    }
}

/// How many statements an act has: each time it is cut it leaves no trace, so the same act is cut again and again.
async fn every_cut(site: &Site, act: &str, begin: usize) {
    let before = rows(site).await;
    let step = if is_soak() { 1 } else { 9 };
    // What a process does when it opens the database comes first; then the act, to its last statement.
    let mut at = begin;
    while cut(site, act, at) {
        assert_eq!(rows(site).await, before, "{act} cut after statement {at}");
        at += step;
    }
    assert!(at > begin + step, "{act} has more statements than {at}");
    let after = rows(site).await;
    assert_ne!(after, before, "{act} was done");
    let changes = |rows: &[String]| rows.iter().filter(|row| row.starts_with("changes: ") && row.contains("work")).count();
    assert_eq!(changes(&after), changes(&before) + 1, "{act} stands in the change log once");
}

on_both! {
    async fn a_process_killed_between_any_two_statements_leaves_the_old_or_the_new(site: &Site) {
        site.import_policy(&ITEMS);
        Folder::new().work(&Work::new("other", "别的一篇").clause("plan#2.1")).import(site);
        let db = site.db().await;
        let mut accounts = [0; 4];
        let write = db.write(Timestamp(NOW)).await.unwrap();
        for (at, account) in accounts.iter_mut().enumerate() {
            let name = format!("person-{at}");
            *account = db::accounts::add(&write, &name, &name, "no password", false).await.unwrap().id;
        }
        write.commit().await.unwrap();
        approved(&db, "story", 1, accounts).await;
        for (number, act) in ACTS.into_iter().enumerate() {
            prepare(&db, act, accounts).await;
            every_cut(site, act, 1 + number % 3).await;
        }
        db.close().await.unwrap();
        whole::is_whole(site).await;
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        for page in ["/feed.atom", "/policies/plan/2.1/feed.atom", "/topics/video", "/works/story", "/works/timed"] {
            assert!(server.page(page).contains("摸得着") || !page.contains("feed"), "{page} lacks it");
        }
    }
}
