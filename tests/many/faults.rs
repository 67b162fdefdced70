//! Object storage that fails for a while: it is told, readers get their pages, and nothing is lost.

use super::*;
use crate::{
    site::{Database, Folder, Work, bucket::Way, database},
    uploads::{Accounts, Client, say},
};

#[test]
fn nothing_is_lost_while_the_object_storage_fails_on_postgresql() {
    let (Some(database), Some(bucket)) = (Database::postgres(), Bucket::start()) else { return };
    database::on(database, async |site: &Site| {
        let accounts = Accounts::on(site).await;
        Folder::new().work(&Work::new("video", "读懂短视频")).import(site);
        let serving = serve(site, &bucket, "first");
        let client = Client::new(&serving, &accounts.author);
        let bytes = picture(9);
        let half = bytes.len() / 2;
        let path = client.begin(bytes.len());
        assert_eq!(client.patch(&path, 0, &bytes[..half]).status, 204);

        bucket.goes(Way::Failing);
        assert_eq!(client.patch(&path, half, &bytes[half..]).status, 500);
        site.expects("the object storage does not answer as it should");
        assert_eq!(serving.get("/works/video").status, 200, "pages need no blobs");
        let checked = site.output_of(site.command().arg("check").envs(machine(site, &bucket, "other")));
        let words = String::from_utf8(checked.stdout).unwrap();
        let store = words.lines().find(|line| line.contains(" store: ")).unwrap();
        assert!(store.starts_with("wrong") && store.contains("does not answer as it should"), "{words}");

        // Slowly is not never.
        bucket.goes(Way::Slowly);
        assert_eq!(client.offset(&path), half, "what was acknowledged is there");
        assert_eq!(client.patch(&path, half, &bytes[half..]).status, 204);

        // A job waits as long as it takes, and has failed at nothing.
        bucket.goes(Way::Failing);
        assert_eq!(String::from_utf8(work(site, &bucket, "second", "media").stdout).unwrap(), said(0, 1));
        site.expects("waits for the object storage");
        assert_eq!(site.number("SELECT COUNT(*) FROM jobs WHERE state = 'waiting' AND attempts = 0").await, 1);
        bucket.goes(Way::Through);
        say(site, "UPDATE jobs SET run_after = 0").await;
        assert_eq!(String::from_utf8(work(site, &bucket, "second", "media").stdout).unwrap(), said(1, 0));
        drop(serving);
        let checked = site.output_of(site.command().args(["check", "--deep"]).envs(machine(site, &bucket, "first")));
        let words = String::from_utf8(checked.stdout).unwrap();
        assert!(checked.status.success() && words.contains("each as it was stored"), "{words}");

        // Out of the bucket into a folder, and the site is the same there.
        let folder = site.path("first").join("blobs");
        let mut command = site.command();
        let moved = site.output_of(command.args(["export", "blobs"]).arg(&folder).envs(machine(site, &bucket, "first")));
        assert!(String::from_utf8_lossy(&moved.stdout).contains(" blobs were copied"), "{moved:?}");
        let checked = site.output_of(site.command().args(["check", "--deep"]).env("LIANGYI_DATA", site.path("first")));
        assert!(checked.status.success(), "{checked:?}");
    });
}
