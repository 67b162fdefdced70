//! The ladder in AV1, behind its setting: after publication, beside what is there, once.

use super::films::{film, folder, wait, work_until_empty};
use crate::site::{Site, on_both};
use std::process::Stdio;

const RUNGS: &str = "SELECT COUNT(*) FROM renditions WHERE role = 'rung' AND codec LIKE 'av01.%'";
const PLAYLIST: &str = "SELECT file FROM renditions WHERE role = 'playlist'";

on_both! {
    async fn a_published_video_gets_av1_where_that_is_set(site: &Site) {
        let Some(film) = film("160x120", 2) else { return };
        folder(&film).import(site);
        work_until_empty(site);
        let before = site.texts(PLAYLIST).await;
        assert_eq!((before.len(), site.number(RUNGS).await), (1, 0), "without the setting there is none");

        let mut running = site.command().arg("work").env("LIANGYI_AV1", "true").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        for _ in 0..1500 {
            if site.number(RUNGS).await > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        running.kill().unwrap();
        running.wait().unwrap();
        assert_eq!(site.number(RUNGS).await, 1);
        let after = site.texts(PLAYLIST).await;
        assert_eq!(after, before, "the playlist that plays everywhere stays as it was");
        assert_eq!(site.number("SELECT COUNT(*) FROM renditions WHERE file LIKE 'video-av1-%.m3u8'").await, 1);
        assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'av1'").await, 1);
        assert_eq!(site.texts("SELECT state FROM jobs WHERE kind = 'av1'").await, ["done"]);
        assert_eq!(site.number("SELECT COUNT(*) FROM renditions WHERE codec LIKE 'avc1.%' AND role = 'rung'").await, 1, "what was there stays");
    }
}

#[test]
fn a_draft_gets_no_av1() {
    let Some(film) = film("160x120", 1) else { return };
    let site = Site::new();
    folder(&film).import(&site);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    work_until_empty(&site);
    runtime.block_on(async {
        use sea_orm::ConnectionTrait;
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE works SET state = 'draft'").await.unwrap();
        raw.close().await.unwrap();
    });
    let mut running =
        site.command().arg("work").env("LIANGYI_AV1", "true").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_eq!(runtime.block_on(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'av1'")), 0);
    running.kill().unwrap();
    running.wait().unwrap();
    // The same site, public: it is found.
    runtime.block_on(async {
        use sea_orm::ConnectionTrait;
        let raw = site.raw().await;
        raw.execute_unprepared("UPDATE works SET state = 'published'").await.unwrap();
        raw.close().await.unwrap();
    });
    let mut running =
        site.command().arg("work").env("LIANGYI_AV1", "true").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait("asked for", || runtime.block_on(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'av1'")) == 1);
    running.kill().unwrap();
    running.wait().unwrap();
}
