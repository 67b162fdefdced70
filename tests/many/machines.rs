//! What one process did holds on the others.

use super::*;
use crate::{
    site::{Database, Folder, Work, database},
    uploads::{Accounts, Client},
};
use serde_json::json;

const PASSWORD: &str = "correct horse battery";

#[test]
fn two_servers_and_two_workers_are_one_site_on_postgresql() {
    let (Some(database), Some(bucket)) = (Database::postgres(), Bucket::start()) else { return };
    database::on(database, async |site: &Site| {
        let accounts = Accounts::on(site).await;
        let (first, second) = (serve(site, &bucket, "first"), serve(site, &bucket, "second"));

        // A session begins at one and is known to both; so is its end.
        assert!(site.output_with(&[&"user", &"add", &"lin", &"--password-stdin"], PASSWORD).status.success());
        let stranger = Client::new(&first, "");
        let body = json!({"name": "lin", "password": PASSWORD}).to_string();
        let json = [("Content-Type", "application/json")];
        let response = stranger.ask("POST", "/api/studio/v1/session", &json, body.as_bytes());
        let cookie = response.header("set-cookie").unwrap_or_else(|| panic!("{}", response.text())).split(';').next().unwrap();
        let there = Client::new(&second, cookie);
        assert_eq!(there.get("/session")["name"], "lin");
        assert_eq!(there.ask("DELETE", "/api/studio/v1/session", &[], &[]).status, 204);
        assert_eq!(Client::new(&first, cookie).ask("GET", "/api/studio/v1/session", &[], &[]).status, 401);

        uploads_cross(site, &bucket, &accounts, &first, &second).await;

        // Published by another process, seen at both.
        Folder::new().work(&Work::new("video", "读懂短视频")).import(site);
        for process in [&first, &second] {
            process.within_a_second("published", || process.get("/works/video").status == 200);
        }
        site.run(&[&"withdraw", &"video", &"--reason", &"有误。"]);
        for process in [&first, &second] {
            process.within_a_second("withdrawn", || process.get("/works/video").status == 410);
        }

        // The quota of a key is one, wherever it is spent; a revoked key is dead everywhere.
        site.run(&[&"partner", &"add", &"daily", &"--name", &"示例日报"]);
        let said = site.run(&[&"partner", &"key", &"daily"]);
        let bearer = format!("Bearer {}", said.trim().rsplit(' ').next().unwrap());
        let ask = |process: &Serving| process.get_with("/api/partner/v1/digest", &[("Authorization", &bearer)]);
        let five: Vec<_> = [&first, &second, &first, &second, &first].into_iter().map(|process| ask(process).status).collect();
        assert_eq!(five, [200; 5]);
        let refused = ask(&second);
        assert_eq!((refused.status, ask(&first).status), (429, 429));
        let seconds: u64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=12).contains(&seconds), "{seconds}");
        site.run(&[&"partner", &"revoke", &"daily", &"1"]);
        assert_eq!((ask(&first).status, ask(&second).status), (401, 401));
    });
}

/// Begun at one, gone on with at the other, worked off by a third and seen at both.
async fn uploads_cross(site: &Site, bucket: &Bucket, accounts: &Accounts, first: &Serving<'_>, second: &Serving<'_>) {
    let (here, there) = (Client::new(first, &accounts.author), Client::new(second, &accounts.author));
    let pictures: Vec<_> = (0..4).map(picture).collect();
    let half = pictures[0].len() / 2;
    let path = here.begin(pictures[0].len());
    assert_eq!(here.patch(&path, 0, &pictures[0][..half]).status, 204);
    assert_eq!(there.offset(&path), half, "what counts is known to the other machine");
    let last = there.patch(&path, half, &pictures[0][half..]);
    assert_eq!(last.status, 204, "{}", last.text());
    let digest = last.header("liangyi-asset").map(|asset| here.get(&format!("/assets/{asset}"))["digest"].clone());
    assert_eq!(digest, Some(json!(storage::digest(&pictures[0]).as_str())));
    for picture in &pictures[1..] {
        let path = there.begin(picture.len());
        assert_eq!(there.patch(&path, 0, picture).status, 204);
    }
    // Room that one gave away is not there at the other.
    let path = here.begin(600 << 10);
    assert_eq!(there.begin_with(600 << 10, &[], &[]).status, 413);
    assert_eq!(there.ask("DELETE", &path, &[], &[]).status, 204);

    // A worker that delivers leaves pictures alone; two that make them share them.
    assert_eq!(String::from_utf8(work(site, bucket, "third", "delivery,maintenance").stdout).unwrap(), super::said(0, 0));
    let both: Vec<_> = std::thread::scope(|scope| {
        let workers = ["third", "fourth"].map(|name| scope.spawn(move || work(site, bucket, name, "media")));
        workers.into_iter().map(|worker| String::from_utf8(worker.join().unwrap().stdout).unwrap()).collect()
    });
    assert!((0..=4).any(|n| both == [super::said(n, 0), super::said(4 - n, 0)]), "{both:?}");
    assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE kind = 'picture' AND state = 'done' AND attempts = 1").await, 4);
    let file = "SELECT a.key || '/' || r.file FROM renditions r JOIN assets a ON a.id = r.asset_id ORDER BY r.id LIMIT 1";
    let file = format!("/api/studio/v1/media/{}", site.texts(file).await[0]);
    let (seen, too) = (here.ask("GET", &file, &[], &[]), there.ask("GET", &file, &[("Range", "bytes=4-9")], &[]));
    assert_eq!((seen.status, too.status), (200, 206));
    assert_eq!(seen.body[4..10], too.body);
    for machine in ["first", "second"] {
        assert!(!site.path(machine).join("blobs").exists(), "nothing of the site stays on a machine");
    }
}
