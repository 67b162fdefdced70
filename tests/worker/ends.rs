//! Each way in which a video's processing ends has a reason in Chinese, and the next job runs.

use super::films::{film, folder, wait, work_until_empty};
use crate::site::{Site, on_both};
use domain::Timestamp;
use editorial::{CANCELLED, cancel_asset, prepare_original, retry_asset};
use std::os::unix::fs::PermissionsExt;

fn now() -> Timestamp {
    Timestamp(1_800_000_000_000)
}

/// A program in place of `media-pipeline`, as a broken or hostile one would behave.
fn program(site: &Site, script: &str) -> std::path::PathBuf {
    let path = site.path("program.sh");
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

on_both! {
    async fn what_is_no_film_is_refused_in_words_with_the_remedy(site: &Site) {
        site.expects_given_up(1);
        let folder = folder(b"<html>no film</html>");
        folder.import(site);
        work_until_empty(site);
        let reason = site.texts("SELECT reason FROM assets WHERE state = 'failed'").await.remove(0);
        assert!(reason.ends_with('。'), "{reason}");
        assert_eq!(site.texts("SELECT state FROM works").await, ["draft"]);
        let check = String::from_utf8(site.output(&[&"check"]).stdout).unwrap();
        assert!(check.contains(&reason), "{check}");
    }

    async fn a_program_that_crashes_is_an_outcome_and_its_folder_is_gone(site: &Site) {
        site.expects_given_up(1);
        folder(b"any bytes").import(site);
        let program = program(site, "kill -SEGV $$");
        let output = site.output_of(site.command().args(["work", "--once"]).env("LIANGYI_MEDIA_PIPELINE", &program));
        assert!(output.status.success());
        let reason = site.texts("SELECT reason FROM assets WHERE state = 'failed'").await.remove(0);
        assert!(reason.contains("信号 11") && reason.contains("重新导出"), "{reason}");
        let left: Vec<_> = std::fs::read_dir(site.data().join("scratch")).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }

    async fn a_running_video_is_cancelled_within_seconds_and_can_be_asked_for_again(site: &Site) {
        let Some(film) = film("160x120", 1) else { return };
        folder(&film).import(site);
        let db = site.db().await;
        let asset = site.number("SELECT id FROM assets").await;
        let marker = site.path("begun");
        let hang = program(site, &format!("case $1 in probe) echo '{{\"duration_ms\":1000}}';; *) touch {}; sleep 600;; esac", marker.display()));
        {
            let server = site.serve_with(&[("LIANGYI_MEDIA_PIPELINE", hang.to_str().unwrap())], &[]);
            wait("begun", || marker.exists());
            let begin = std::time::Instant::now();
            cancel_asset(&db, now(), asset).await.unwrap();
            while site.texts("SELECT state FROM jobs").await != ["given-up"] {
                assert!(begin.elapsed().as_secs() < 10, "{}", server.logged());
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
        assert_eq!(site.texts("SELECT reason FROM assets").await, [CANCELLED]);
        assert!(cancel_asset(&db, now(), asset).await.is_err(), "nothing runs any more");
        retry_asset(&db, now(), asset).await.unwrap();
        // The job that was asked for is due at the time given.
        let raw = site.number("SELECT COUNT(*) FROM jobs WHERE state = 'waiting'").await;
        assert_eq!(raw, 1);
        cancel_asset(&db, now(), asset).await.unwrap();
        assert_eq!(site.texts("SELECT state FROM assets").await, ["failed"], "one that waits is stopped at once");
        site.expects_given_up(1);
        db.close().await.unwrap();
    }

    async fn declared_ai_content_has_the_video_made_anew_with_its_label(site: &Site) {
        let Some(film) = film("160x120", 1) else { return };
        folder(&film).import(site);
        work_until_empty(site);
        let db = site.db().await;
        let (_, mut content) = published(&db).await;
        content.ai = domain::AiLabel::Generated;
        let refusal = prepare_original(&db, Timestamp(1_000), &content).await.unwrap_err().to_string();
        assert!(refusal.contains("标识") && refusal.contains("再次发布"), "{refusal}");
        assert_eq!(site.texts("SELECT state FROM assets").await, ["ready"], "it plays on meanwhile");
        work_until_empty(site);
        assert_eq!(site.texts("SELECT ai FROM assets").await, ["generated"]);
        prepare_original(&db, Timestamp(1_000), &content).await.unwrap();
        db.close().await.unwrap();
    }
}

async fn published(db: &db::Db) -> (i64, domain::WorkContent) {
    let id = db::works::published_ids(db, 0, 10).await.unwrap().remove(0);
    let published = db::works::published(db, id).await.unwrap().unwrap();
    (id, published.revision.content)
}
