//! Room, time and memory.

use super::*;
use crate::site::on_both;
use std::{fs, thread};

const SMALL: &[(&str, &str)] = &[("LIANGYI_RUN_WORKER", "false"), ("LIANGYI_UPLOAD_QUOTA", "1"), ("LIANGYI_UPLOAD_MAX", "1")];

on_both! {
    async fn room_is_reserved_once_however_many_begin_at_the_same_time(site: &Site) {
        let accounts = Accounts::on(site).await;
        let serving = site.serve_with(SMALL, &[]);
        let client = Client::new(&serving, &accounts.author);
        let too_large = client.begin_with((1 << 20) + 1, &[], b"");
        assert_eq!(too_large.status, 413);
        assert!(too_large.text().contains("1 MB"), "{}", too_large.text());

        // 1 MiB has room for three of 300,000 bytes.
        let begun: Vec<_> = thread::scope(|scope| {
            let asking: Vec<_> = (0..10).map(|_| scope.spawn(|| client.begin_with(300_000, &[], b""))).collect();
            asking.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let (taken, refused): (Vec<_>, Vec<_>) = begun.into_iter().partition(|answer| answer.status == 201);
        assert_eq!((taken.len(), refused.len()), (3, 7));
        assert!(refused.iter().all(|answer| answer.status == 413 && answer.text().contains("空间不够")));

        // Another organisation has room of its own; what is ended gives its room back.
        let stranger = Client::new(&serving, &accounts.stranger);
        assert_eq!(stranger.begin_with(300_000, &[("Upload-Metadata", &metadata("blue-lake"))], b"").status, 201);
        assert_eq!(client.ask("DELETE", taken[0].header("location").unwrap(), &[], &[]).status, 204);
        assert_eq!(client.begin_with(300_000, &[], b"").status, 201);
        assert_eq!(client.get("/uploads")["quota"]["green-hill"], serde_json::json!({"used": 900_000, "limit": 1 << 20}));
    }

    async fn an_upload_whose_time_is_over_is_gone_and_its_bytes_with_it(site: &Site) {
        let accounts = Accounts::on(site).await;
        let serving = site.serve_with(ALONE, &[]);
        let client = Client::new(&serving, &accounts.author);
        let (old, young) = (client.begin(50_000), client.begin(50_000));
        client.patch(&old, 0, &video(20_000, 30));
        client.patch(&young, 0, &video(20_000, 31));
        let id = old.rsplit('/').next().unwrap();
        say(site, &format!("UPDATE uploads SET expires_at = 1 WHERE id = '{id}'")).await;
        assert_eq!(client.ask("HEAD", &old, &[], &[]).status, 410);
        assert_eq!(client.patch(&old, 20_000, b"more").status, 410);
        assert_eq!(client.get("/uploads")["uploads"].as_array().unwrap().len(), 1);
        drop(serving);

        // A file that no row knows goes too, as an ended process may leave one.
        fs::write(site.data().join("uploads").join("0".repeat(32)), "left").unwrap();
        let serving = site.serve_with(ALONE, &[]);
        serving.wait("swept", || files(site) == 1);
        let client = Client::new(&serving, &accounts.author);
        assert_eq!(client.ask("HEAD", &old, &[], &[]).status, 404);
        assert_eq!(client.offset(&young), 20_000);
    }
}

/// Anonymous memory of a process, in KiB.
fn anonymous(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn four_large_files_at_once_take_little_memory() {
    const STREAMS: usize = 4;
    let size = if std::env::var_os("LIANGYI_SOAK").is_some() { 1 << 30 } else { 96 << 20 };
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    // Once before, so that what every first request takes is not counted.
    let warm = client.begin(100_000);
    assert_eq!(client.patch(&warm, 0, &video(100_000, 40)).status, 204);
    let before = anonymous(serving.pid());
    let most = thread::scope(|scope| {
        let sending: Vec<_> = (0..STREAMS)
            .map(|seed| {
                let client = client.clone();
                scope.spawn(move || {
                    let piece = video(1 << 20, 41 + seed as u64);
                    let path = client.begin(size);
                    let mut stream = client.open_patch(&path, 0, size, &piece);
                    for _ in 1..size / piece.len() {
                        stream.write_all(&piece).unwrap();
                    }
                    assert_eq!(status(stream), 204);
                })
            })
            .collect();
        let mut most = 0;
        while !sending.iter().all(thread::ScopedJoinHandle::is_finished) {
            most = most.max(anonymous(serving.pid()));
            thread::sleep(Duration::from_millis(10));
        }
        most
    });
    let grown = most.saturating_sub(before);
    eprintln!("{STREAMS} streams of {} MiB: {grown} KiB more", size >> 20);
    assert!(grown < STREAMS as u64 * (32 << 10), "{grown} KiB for {STREAMS} streams");
    drop(serving);
    forget_jobs(&site).await;
}
