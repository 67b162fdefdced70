//! kill -9 of the worker, and of the pipeline, at random moments: every video ends ready, once.

use super::films::{film, folder, wait};
use crate::site::Site;
use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

/// How many moments: 50 with `LIANGYI_SOAK`.
fn moments() -> u64 {
    if std::env::var_os("LIANGYI_SOAK").is_some() { 50 } else { 3 }
}

fn worker(site: &Site) -> Child {
    site.command().arg("work").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The processes that were started by `parent`.
fn children(parent: u32) -> Vec<String> {
    let said = Command::new("ps").args(["-o", "pid=", "--ppid", &parent.to_string()]).output().unwrap();
    String::from_utf8(said.stdout).unwrap().split_whitespace().map(str::to_owned).collect()
}

fn ends_ready_once(kill_pipeline: bool) {
    let Some(film) = film("160x120", 2) else { return };
    let site = Site::new();
    folder(&film).import(&site);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    for moment in 0..moments() {
        let mut running = worker(&site);
        // Spread over what a run takes, most of it while encoding.
        std::thread::sleep(Duration::from_millis(150 + moment * 397 % 2500));
        if kill_pipeline {
            for child in children(running.id()) {
                Command::new("kill").args(["-9", &child]).status().unwrap();
            }
        }
        running.kill().unwrap();
        running.wait().unwrap();
        // The next worker need not wait for the lease: it ran out while this machine slept. Attempts that a worker did not
        // survive are counted, and so many are not survived by any file: here they are the test's own doing.
        runtime.block_on(forget_the_killed(&site));
    }
    let mut running = worker(&site);
    wait("ready", || runtime.block_on(site.texts("SELECT state FROM assets")) == ["ready"]);
    runtime.block_on(async {
        assert_eq!(site.texts("SELECT state FROM jobs").await, ["done"]);
        assert_eq!(site.texts("SELECT state FROM works").await, ["published"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM changes WHERE act = 'published'").await, 1);
        assert_eq!(site.number("SELECT COUNT(*) FROM renditions WHERE role = 'playlist'").await, 1);
        assert_eq!(site.number("SELECT COUNT(*) - COUNT(DISTINCT file) FROM renditions").await, 0);
    });
    running.kill().unwrap();
    running.wait().unwrap();
    let server = site.serve();
    let page = server.page("/works/film");
    assert!(page.contains(".m3u8"), "{page}");
}

async fn forget_the_killed(site: &Site) {
    use sea_orm::ConnectionTrait;
    let raw = site.raw().await;
    let killed =
        "UPDATE jobs SET leased_until = 0, attempts = CASE WHEN attempts > 1 THEN 1 ELSE attempts END WHERE state = 'running'";
    raw.execute_unprepared(killed).await.unwrap();
    let waiting = "UPDATE jobs SET state = 'waiting', run_after = 0, attempts = 0 WHERE state = 'waiting'";
    raw.execute_unprepared(waiting).await.unwrap();
    // Killed by the test, and not by the file: asked for anew, as an editor would.
    let given_up = "UPDATE jobs SET state = 'waiting', run_after = 0, attempts = 0, reason = NULL WHERE state = 'given-up'";
    raw.execute_unprepared(given_up).await.unwrap();
    raw.close().await.unwrap();
}

#[test]
fn a_video_whose_worker_is_killed_again_and_again_ends_ready_once() {
    ends_ready_once(false);
}

#[test]
fn a_video_whose_pipeline_is_killed_with_its_worker_ends_ready_once() {
    ends_ready_once(true);
}
