//! Each way in which a video's processing ends has a reason in Chinese, and the next job runs.

use super::films::{SRT, VIDEO, film, folder, wait, work, work_until_empty};
use crate::{
    busy,
    site::{Folder, Site, on_both},
};
use domain::Timestamp;
use editorial::{CANCELLED, VideoJob, ask_frame, cancel_asset, prepare_original, retry_asset};
use sea_orm::ConnectionTrait;
use std::{
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

fn now() -> Timestamp {
    Timestamp(1_800_000_000_000)
}

/// A program in place of `media-pipeline`, as a broken or hostile one would behave.
fn program(site: &Site, script: &str) -> PathBuf {
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

    async fn a_program_that_panics_is_not_begun_again(site: &Site) {
        site.expects_given_up(1);
        folder(b"any bytes").import(site);
        let program = program(site, "echo \"thread 'main' panicked\" >&2; exit 101");
        site.expects("media-pipeline panicked");
        let output = site.output_of(site.command().args(["work", "--once"]).env("LIANGYI_MEDIA_PIPELINE", &program));
        // Its words are in the log, which is asked for panics of our own.
        assert!(output.status.success());
        let reason = site.texts("SELECT reason FROM assets WHERE state = 'failed'").await.remove(0);
        assert!(reason.contains("内部错误") && reason.contains("重新导出"), "{reason}");
        assert_eq!(site.texts("SELECT CAST(attempts AS TEXT) FROM jobs").await, ["1"]);
    }

    async fn each_hostile_file_ends_in_its_words_and_the_good_one_behind_them_plays(site: &Site) {
        let Some(film) = film("160x120", 3) else { return };
        // In the order of the queue.
        let files: [(&str, &[u8]); 5] =
            [("segv", b"SEGV"), ("hang", b"HANG"), ("kill", b"KILL"), ("page", b"<html>no film</html>"), ("good", &film)];
        let folder = Folder::new();
        for (name, bytes) in files {
            let video = VIDEO.replace("a.mp4", &format!("{name}.mp4"));
            folder.file(&format!("videos/{name}.mp4"), bytes).file(&format!("{name}.md"), work(name, &video));
        }
        folder.file("videos/a.srt", SRT).import(site);
        // What decoders do with files that nobody has found yet, to the process that really runs; the rest is the program's.
        let real = crate::site::program::liangyi().with_file_name("media-pipeline");
        let ends = "SEGV) kill -SEGV $$;; HANG) [ $1 = probe ] && echo '{\"duration_ms\":0}' || sleep 600;; KILL) kill -KILL $$;;";
        let script = format!("case $([ -f \"$2\" ] && head -c 4 \"$2\") in {ends} *) exec {} \"$@\";; esac", real.display());
        let program = program(site, &script);
        // A tenth of the usual time: 12 seconds for what says it lasts none.
        let mut worker = site.command();
        worker.arg("work").env("LIANGYI_MEDIA_PIPELINE", &program).env("LIANGYI_MEDIA_TIME", "10");
        let begun = Instant::now();
        let mut running = worker.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while site.number("SELECT COUNT(*) FROM assets WHERE state = 'pending'").await > 0 {
            assert!(begun.elapsed() < Duration::from_secs(150), "{:?}", site.texts("SELECT kind || state FROM jobs").await);
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        running.kill().unwrap();
        running.wait().unwrap();
        for (name, words, attempts) in [
            ("segv", "信号 11", "1"),
            ("hang", "超过了12秒，已停止。请缩短视频", "1"),
            ("kill", "试了3次，这一次程序被服务器强行结束（多半是服务器内存不足），问题不在文件", "3"),
            ("page", "不是可以识别的视频文件", "1"),
        ] {
            let of = format!("FROM assets a JOIN jobs j ON j.key = 'video:' || a.id WHERE a.name LIKE '%{name}.mp4'");
            let reason = site.texts(&format!("SELECT a.reason {of}")).await.remove(0);
            assert!(reason.contains(words) && reason.ends_with(['。', '”']), "{name}: {reason}");
            assert_eq!(site.texts(&format!("SELECT CAST(j.attempts AS TEXT) {of}")).await, [attempts], "{name}: {reason}");
        }
        assert_eq!(site.texts("SELECT name || ' ' || state FROM assets WHERE state <> 'failed'").await.len(), 1);
        assert_eq!(site.texts("SELECT slug FROM works WHERE state = 'published'").await, ["good"]);
        site.expects_given_up(4);
    }

    async fn a_running_video_is_cancelled_within_seconds_and_can_be_asked_for_again(site: &Site) {
        let Some(film) = film("160x120", 1) else { return };
        folder(&film).import(site);
        let db = site.db().await;
        let asset = site.number("SELECT id FROM assets").await;
        let marker = site.path("begun");
        let hang = program(site, &format!("case $1 in probe) echo '{{\"duration_ms\":1000}}';; video) touch {}; sleep 600;; esac", marker.display()));
        {
            let server = site.serve_with(&[("LIANGYI_MEDIA_PIPELINE", hang.to_str().unwrap())], &[]);
            wait("begun", || marker.exists());
            let begin = Instant::now();
            cancel_asset(&db, now(), asset).await.unwrap();
            while site.texts("SELECT state FROM jobs").await != ["given-up"] {
                assert!(begin.elapsed() < Duration::from_secs(10).mul_f64(busy::crowding()), "{}", server.logged());
                tokio::time::sleep(Duration::from_millis(50)).await;
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

    async fn a_poster_of_another_moment_names_the_producer_that_the_film_names(site: &Site) {
        let Some(film) = film("160x120", 1) else { return };
        folder(&film).import(site);
        work_until_empty(site);
        let asset = site.number("SELECT id FROM assets").await;
        let order = VideoJob { asset, ai: domain::AiLabel::Generated, ai_producer: Some("示例机构".to_owned()) };
        let raw = site.raw().await;
        let order = serde_json::to_string(&order).unwrap();
        raw.execute_unprepared(&format!("UPDATE jobs SET payload = '{order}' WHERE kind = 'video'")).await.unwrap();
        raw.close().await.unwrap();
        let db = site.db().await;
        ask_frame(&db, Timestamp(1_000), asset, 100).await.unwrap();
        db.close().await.unwrap();
        let said = site.path("said");
        let program = program(site, &format!("echo \"$@\" >> {}; exit 3", said.display()));
        site.output_of(site.command().args(["work", "--once"]).env("LIANGYI_MEDIA_PIPELINE", &program));
        let said = std::fs::read_to_string(said).unwrap();
        let asked = said.lines().find(|line| line.starts_with("frame ")).unwrap_or_else(|| panic!("{said}"));
        assert!(asked.contains("--ai-producer 示例机构"), "{asked}");
    }
}

async fn published(db: &db::Db) -> (i64, domain::WorkContent) {
    let id = db::works::published_ids(db, 0, 10).await.unwrap().remove(0);
    let published = db::works::published(db, id).await.unwrap().unwrap();
    (id, published.revision.content)
}
