//! The line is cut, the process is killed, two write at once: what was acknowledged stays, and nothing is mixed up.

use super::*;
use crate::{busy::crowding, site::on_both};
use std::{thread::sleep, time::Instant};

/// Numbers that a test draws, the same each time.
fn draw(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}

#[tokio::test]
async fn a_line_cut_at_any_byte_loses_nothing_that_arrived() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let cuts = if std::env::var_os("LIANGYI_SOAK").is_some() { 300 } else { 25 };
    let bytes = video(6_000_000, 7);
    let path = client.begin(bytes.len());
    let (mut at, mut furthest, mut state) = (0, 0, 42);
    for _ in 0..cuts {
        let sent = draw(&mut state, (bytes.len() - at) / 8 + 1);
        drop(client.open_patch(&path, at, bytes.len() - at, &bytes[at..at + sent]));
        let mut counted = at;
        // A crowded server may take up a request only after the empty one that follows it: its bytes are the same ones.
        furthest = furthest.max(at + sent);
        // Once an empty request is taken, the one before has counted all it will.
        serving.wait("settled", || {
            counted = client.offset(&path);
            client.patch(&path, counted, b"").status == 204
        });
        // What was still in the server's buffers when the line ended was acknowledged to nobody, and is sent again.
        assert!((at..=furthest).contains(&counted), "{at} + {sent}, {furthest} at the furthest: {counted}");
        at = counted;
    }
    assert!(at > 0, "no line brought anything");
    assert_eq!(client.patch(&path, at, &bytes[at..]).status, 204);
    assert_eq!(stored(&site, &bytes), Some(bytes.clone()));
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn bytes_with_a_checksum_that_was_not_reached_do_not_count() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let bytes = video(30_000, 8);
    let path = client.begin(bytes.len());
    assert_eq!(client.patch(&path, 0, &bytes[..10_000]).status, 204);
    let checksum = format!("sha256 {}", base64(&hex::decode(storage::digest(&bytes[10_000..]).as_str()).unwrap()));
    let headers = [PIECE, ("Upload-Offset", "10000"), ("Content-Length", "20000"), ("Upload-Checksum", &checksum)];
    let mut stream = TcpStream::connect(serving.address).unwrap();
    stream.write_all(client.head_of("PATCH", &path, &headers).as_bytes()).unwrap();
    stream.write_all(b"\r\n").unwrap();
    stream.write_all(&bytes[10_000..25_000]).unwrap();
    sleep(Duration::from_millis(200));
    drop(stream);
    sleep(Duration::from_millis(200));
    assert_eq!(client.offset(&path), 10_000);
    // A crowded server may notice only now that the line is cut; until then nobody else writes.
    serving.wait("noticed", || client.patch(&path, 10_000, b"").status == 204);
    assert_eq!(client.offset(&path), 10_000);
    assert_eq!(client.patch_with(&path, 10_000, &[("Upload-Checksum", &checksum)], &bytes[10_000..]).status, 204);
    assert_eq!(stored(&site, &bytes), Some(bytes.clone()));
    drop(serving);
    forget_jobs(&site).await;
}

on_both! {
    async fn a_killed_process_keeps_what_it_acknowledged_and_hashes_the_rest_anew(site: &Site) {
        let accounts = Accounts::on(site).await;
        let bytes = video(14_000_000, 9);
        let serving = site.serve_with(ALONE, &[]);
        let client = Client::new(&serving, &accounts.author);
        let path = client.begin(bytes.len());
        assert_eq!(client.patch(&path, 0, &bytes[..1_000_000]).status, 204);
        let stream = client.open_patch(&path, 1_000_000, bytes.len() - 1_000_000, &bytes[1_000_000..12_000_000]);
        serving.wait("some of it counted on the way", || client.offset(&path) > 5_000_000);
        serving.kill();
        drop(stream);

        let serving = site.serve_with(ALONE, &[]);
        let client = Client::new(&serving, &accounts.author);
        let at = client.offset(&path);
        assert!((5_000_001..=12_000_000).contains(&at), "{at}");
        let last = client.patch(&path, at, &bytes[at..]);
        assert_eq!(last.status, 204, "{}", last.text());
        assert_eq!(stored(site, &bytes), Some(bytes.clone()));
        drop(serving);
        forget_jobs(site).await;
    }

    async fn what_was_whole_when_the_process_ended_becomes_an_original_later(site: &Site) {
        let accounts = Accounts::on(site).await;
        let bytes = video(50_000, 10);
        let serving = site.serve_with(ALONE, &[]);
        let client = Client::new(&serving, &accounts.author);
        let (path, other) = (client.begin(bytes.len()), client.begin(50_000));
        client.patch(&path, 0, &bytes[..49_000]);
        client.patch(&other, 0, &video(49_000, 11));
        drop(serving);
        // As if the process had ended between the last byte and the end of its request.
        let file = |path: &str| site.data().join("uploads").join(path.rsplit('/').next().unwrap());
        std::fs::write(file(&path), &bytes).unwrap();
        std::fs::write(file(&other), video(50_000, 11)).unwrap();
        say(site, "UPDATE uploads SET received = length").await;

        let serving = site.serve_with(ALONE, &[]);
        serving.wait("finished without anybody asking", || files(site) == 0);
        let client = Client::new(&serving, &accounts.author);
        assert!(client.ask("HEAD", &path, &[], &[]).header("liangyi-asset").is_some());
        assert!(client.ask("HEAD", &other, &[], &[]).header("liangyi-asset").is_some());
        assert_eq!(stored(site, &bytes), Some(bytes.clone()));
        drop(serving);
        forget_jobs(site).await;
    }
}

#[tokio::test]
async fn a_file_that_lost_its_end_goes_on_from_where_it_ends() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let bytes = video(50_000, 12);
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let path = client.begin(bytes.len());
    client.patch(&path, 0, &bytes[..40_000]);
    drop(serving);
    std::fs::write(site.data().join("uploads").join(path.rsplit('/').next().unwrap()), &bytes[..30_000]).unwrap();
    site.expects("an upload is shorter than it was");
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    assert_eq!(client.offset(&path), 30_000);
    assert_eq!(client.patch(&path, 30_000, &bytes[30_000..]).status, 204);
    assert_eq!(stored(&site, &bytes), Some(bytes.clone()));
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn of_two_who_write_at_once_one_goes_on_and_the_other_is_told() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let bytes = video(40_000, 13);
    let path = client.begin(bytes.len());
    let mut first = client.open_patch(&path, 0, bytes.len(), &bytes[..5000]);
    serving.wait("the first one's bytes counted", || client.offset(&path) > 0);
    let at = client.offset(&path);
    assert_eq!(client.patch(&path, at, &bytes[at..]).status, 423);
    first.write_all(&bytes[5000..]).unwrap();
    assert_eq!(status(first), 204);
    assert_eq!(stored(&site, &bytes), Some(bytes.clone()));
    drop(serving);
    forget_jobs(&site).await;
}

#[tokio::test]
async fn who_fell_silent_makes_room_for_who_comes_back() {
    let site = Site::new();
    let accounts = Accounts::on(&site).await;
    let serving = site.serve_with(ALONE, &[]);
    let client = Client::new(&serving, &accounts.author);
    let bytes = video(40_000, 14);
    let path = client.begin(bytes.len());
    // A telephone that changed its network: the old line is open and dead.
    let dead = client.open_patch(&path, 0, bytes.len(), &bytes[..7000]);
    serving.wait("the first bytes counted", || client.offset(&path) > 0);
    sleep(Duration::from_millis(3200));
    // On a crowded server some of the bytes may have been heard later than they were sent; and those that came behind the last
    // count may have been counted when it was asked to stop.
    let begun = Instant::now();
    serving.wait("room was made", || {
        let at = client.offset(&path);
        let again = client.patch(&path, at, &bytes[at..]);
        assert!([204, 409, 423].contains(&again.status), "{}", again.text());
        again.status == 204
    });
    assert!(begun.elapsed() < Duration::from_secs(3).mul_f64(crowding()), "only after {:?}", begun.elapsed());
    assert_eq!(stored(&site, &bytes), Some(bytes.clone()));
    drop(dead);
    drop(serving);
    forget_jobs(&site).await;
}
