//! `liangyi check`: what is wrong is named, with what to do about it.

use crate::{
    editorial::round_trip::png,
    site::{Folder, Site, Work, on_both},
};
use std::{fs, os::unix::fs::PermissionsExt};

/// What is said of a subject.
fn line(said: &str, subject: &str) -> String {
    let found = said.lines().find(|line| line.get(7..).is_some_and(|rest| rest.starts_with(&format!("{subject}: "))));
    found.unwrap_or_else(|| panic!("nothing of {subject} in\n{said}")).to_owned()
}

fn checked(site: &Site, flags: &[&dyn AsRef<std::ffi::OsStr>]) -> (bool, String) {
    let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"check"];
    arguments.extend_from_slice(flags);
    let output = site.output(&arguments);
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

on_both! {
    async fn a_blob_that_is_damaged_is_named_and_put_back_from_a_backup(site: &Site) {
        let folder = Folder::new();
        let bytes = png(10);
        folder.file("pictures/a.png", &bytes);
        folder.work(&Work::new("shown", "有图").body("![图](pictures/a.png \"说明\"){credit=\"图：甲\" licence=CC-BY-4.0}"));
        folder.import(site);
        let (passphrase, backups) = (site.path("passphrase"), site.path("backups"));
        fs::write(&passphrase, "correct horse battery staple").unwrap();
        fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o600)).unwrap();
        site.run(&[&"backup", &backups, &"--backup-passphrase-file", &passphrase]);
        let (well, said) = checked(site, &[&"--deep"]);
        assert!(well && line(&said, "blobs").starts_with("ok "), "{said}");

        let digest = storage::digest(&bytes);
        let (first, rest) = digest.as_str().split_at(2);
        let blob = site.data().join("blobs/originals").join(first).join(rest);
        fs::write(&blob, "damage").unwrap();
        assert!(checked(site, &[]).0, "without --deep no blob is read");
        let (well, said) = checked(site, &[&"--deep"]);
        assert!(!well && line(&said, "blobs").contains("1 of ") && said.contains(digest.as_str()), "{said}");
        assert!(site.run(&[&"restore", &backups, &"--blobs"]).contains("1 blob(s) were put back"));
        assert!(checked(site, &[&"--deep"]).0);
    }

    async fn a_clock_that_was_set_back_is_told(site: &Site) {
        let db = site.db().await;
        let ahead = domain::Timestamp(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as i64 + 3_600_000);
        let mut write = db.write(ahead).await.unwrap();
        write.log(domain::Entity::Person, 1, "somebody", domain::Act::Updated);
        write.commit().await.unwrap();
        db.close().await.unwrap();
        let (well, said) = checked(site, &[]);
        let clock = line(&said, "clock");
        assert!(!well && clock.starts_with("wrong") && clock.contains("timedatectl"), "{said}");
    }
}

#[test]
fn what_is_still_an_example_is_noted_and_breaks_nothing() {
    let site = Site::new();
    site.run(&[&"migrate"]);
    let (_, said) = checked(&site, &[]);
    let settings = line(&said, "settings");
    assert!(settings.starts_with("note") && settings.contains("LIANGYI_TAG_AUTHORITY"), "{said}");
    assert!(line(&said, "disk").contains("MiB free"), "{said}");
    let flags: [&dyn AsRef<std::ffi::OsStr>; 2] = [&"--media-pipeline", &"/nowhere/media-pipeline"];
    let (well, said) = checked(&site, &flags);
    assert!(!well && line(&said, "media-pipeline").contains("LIANGYI_MEDIA_PIPELINE"), "{said}");
}
