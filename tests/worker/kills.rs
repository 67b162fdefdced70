//! kill -9 of the worker, of the pipeline, and of both, while a video is being processed: every one ends ready, once.

use super::films::{SRT, VIDEO, film, wait, work};
use crate::site::{Folder, Site, on_both};
use std::{
    fs,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

/// How many kills have to hit work under way: 50 with `LIANGYI_SOAK`.
fn wanted() -> i64 {
    if std::env::var_os("LIANGYI_SOAK").is_some() { 50 } else { 4 }
}

/// Numbers that look random and are the same each time (xorshift).
struct Seed(u64);

impl Seed {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

#[derive(Clone, Copy, Debug)]
enum Victim {
    Worker,
    Pipeline,
    Both,
}

fn start(site: &Site) -> Child {
    site.command().arg("work").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The running programs that this process started.
fn children(parent: u32) -> Vec<u32> {
    let said = Command::new("ps").args(["-o", "pid=", "--ppid", &parent.to_string()]).output().unwrap();
    String::from_utf8(said.stdout).unwrap().split_whitespace().map(|pid| pid.parse().unwrap()).collect()
}

/// Gone, or dead and not yet asked for by whoever has it now.
fn is_over(pid: u32) -> bool {
    let state = fs::read_to_string(format!("/proc/{pid}/stat")).ok();
    let Some((name, rest)) = state.as_deref().and_then(|stat| stat.rsplit_once(')')) else { return true };
    // Another program may have got the number meanwhile.
    rest.trim_start().starts_with('Z') || !name.ends_with("(media-pipeline")
}

fn kill(pid: u32) {
    Command::new("kill").args(["-9", &pid.to_string()]).stderr(Stdio::null()).status().unwrap();
}

/// The same film, and another file: an empty box of its own stands at its end.
fn marked(film: &[u8], moment: u64) -> Vec<u8> {
    [film, &16u32.to_be_bytes(), b"free", &moment.to_be_bytes()].concat()
}

async fn run_out_of_lease(site: &Site) {
    use sea_orm::ConnectionTrait;
    let raw = site.raw().await;
    raw.execute_unprepared("UPDATE jobs SET leased_until = 0 WHERE state = 'running'").await.unwrap();
    raw.close().await.unwrap();
}

on_both! {
    async fn whatever_is_killed_every_video_ends_ready_once(site: &Site) {
        let Some(film) = film("160x120", 5) else { return };
        let mut seed = Seed(0x2545_f491_4f6c_dd1d);
        let mut running = start(site);
        let (mut moment, mut hits) = (0, 0);
        while hits < wanted() {
            assert!((moment as i64) < 5 * wanted(), "of {moment} kills {hits} hit anything");
            let victim = [Victim::Worker, Victim::Pipeline, Victim::Both][moment as usize % 3];
            let slug = format!("film-{moment}");
            let folder = Folder::new();
            folder.file("videos/a.mp4", marked(&film, moment)).file("videos/a.srt", SRT);
            folder.file(&format!("{slug}.md"), work(&slug, VIDEO)).import(site);
            let job = "FROM jobs WHERE kind = 'video' ORDER BY id DESC LIMIT 1";
            let state = format!("SELECT state {job}");
            for _ in 0..1500 {
                if site.texts(&state).await != ["waiting"] {
                    break;
                }
                sleep(Duration::from_millis(10));
            }
            sleep(Duration::from_millis(seed.below(1200)));
            let programs = children(running.id());
            if !matches!(victim, Victim::Worker) {
                programs.iter().for_each(|pid| kill(*pid));
            }
            if !matches!(victim, Victim::Pipeline) {
                running.kill().unwrap();
                running.wait().unwrap();
                // What it had started does not go on beside what the next one starts.
                wait("the orphan is over", || programs.iter().all(|pid| is_over(*pid)));
                run_out_of_lease(site).await;
                running = start(site);
            }
            for _ in 0..1500 {
                if site.number("SELECT COUNT(*) FROM assets WHERE state = 'ready'").await > moment as i64 {
                    break;
                }
                sleep(Duration::from_millis(100));
            }
            let ended = site.texts(&format!("SELECT state || ' ' || COALESCE(reason, '') {job}")).await;
            assert_eq!(ended, ["done "], "{victim:?} was killed at moment {moment}");
            // One more attempt is one kill that hit: nothing else makes a job begin again.
            hits += site.number(&format!("SELECT attempts - 1 {job}")).await;
            moment += 1;
        }
        running.kill().unwrap();
        running.wait().unwrap();
        let films = moment as i64;
        assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'video' AND state = 'done' AND attempts <= 2").await, films);
        assert_eq!(site.number("SELECT COUNT(*) FROM works WHERE state = 'published'").await, films);
        assert_eq!(site.number("SELECT COUNT(*) FROM changes WHERE act = 'published'").await, films);
        assert_eq!(site.number("SELECT COUNT(*) FROM assets WHERE kind = 'video' AND state = 'ready'").await, films);
        assert_eq!(site.number("SELECT COUNT(*) FROM renditions WHERE role = 'playlist'").await, films);
        let doubled = "SELECT COUNT(*) FROM (SELECT asset_id FROM renditions GROUP BY asset_id, file HAVING COUNT(*) > 1) AS doubled";
        assert_eq!(site.number(doubled).await, 0);
        let left: Vec<_> = fs::read_dir(site.data().join("scratch")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.is_empty(), "{left:?}");
        let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
        let page = server.page("/works/film-0");
        assert!(page.contains(".m3u8"), "{page}");
    }
}
