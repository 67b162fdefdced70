//! A disk that is full, that takes nothing any more, and blobs that were cut.

use crate::{
    editorial::round_trip::png,
    site::{Folder, Site, Work, on_both, whole},
};
use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    process::Command,
};

/// A disk of a few megabytes over the data folder, until it is dropped.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    /// `None`, with the reason printed, where nobody may mount here.
    fn over(folder: &'a Path) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(folder).output();
        match mounted {
            Ok(ended) if ended.status.success() => Some(Self(folder)),
            Ok(ended) => {
                eprintln!("skipped: no disk can be mounted here: {}", String::from_utf8_lossy(&ended.stderr).trim());
                None
            }
            Err(error) => {
                eprintln!("skipped: no disk can be mounted here: {error}");
                None
            }
        }
    }

    fn again(&self, options: &str) {
        let ended = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(self.0).output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }

    /// To the last byte.
    fn fill(&self) {
        let mut file = File::create(self.0.join("filling")).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.0.join("filling")).unwrap();
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

fn refused_in_words(site: &Site, arguments: &[&dyn AsRef<std::ffi::OsStr>]) {
    let output = site.output(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("liangyi: ") && !said.contains("panicked"), "{said}");
}

#[test]
fn on_a_full_disk_readers_have_their_pages_and_no_act_is_half_done() {
    let site = Site::new();
    let data = site.data();
    let Some(disk) = Disk::over(&data) else { return };
    let folder = Folder::new();
    for n in 0..6 {
        folder.work(&Work::new(&format!("work-{n}"), &format!("第{n}篇")).body(&"很长的一段，说的是为什么。".repeat(200)));
    }
    folder.import(&site);
    let server = site.serve();
    server.page("/works/work-0");
    site.expects("");
    disk.fill();
    for n in 1..4 {
        refused_in_words(&site, &[&"withdraw", &format!("work-{n}"), &"--reason", &"演示。".repeat(2000)]);
    }
    folder.work(&Work::new("more", "又一篇").body(&"长长的正文。".repeat(9000)));
    refused_in_words(&site, &[&"import", &"works", &folder.path()]);
    for page in ["/works/work-0", "/works/work-5", "/feed.atom", "/search?q=%E7%AC%AC"] {
        assert_eq!(server.get(page).status, 200, "{page} on a full disk");
    }
    disk.free();
    // As if nothing had been.
    site.run(&[&"withdraw", &"work-1", &"--reason", &"演示。"]);
    folder.remove("work-1.md").import(&site);
    server.wait("well again", || server.get("/works/work-1").status == 410 && server.get("/works/more").status == 200);
    drop(server);
    whole::holds(&site);
    // Nothing can be written at all: it says what to look at.
    disk.again("ro");
    refused_in_words(&site, &[&"withdraw", &"work-2", &"--reason", &"演示。"]);
    let checked = site.output(&[&"check"]);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(!checked.status.success() && said.contains("wrong  store: ") && said.contains("check its owner"), "{said}");
    disk.again("rw");
    whole::holds(&site);
    drop(disk);
}

#[test]
fn an_index_whose_disk_was_full_takes_in_what_it_missed_when_there_is_room() {
    let site = Site::new();
    Folder::new().work(&Work::new("one", "讲潮汐的一篇")).import(&site);
    let index = site.path("index-disk");
    let Some(disk) = Disk::over(&index) else { return };
    let server = site.serve_with(&[("LIANGYI_INDEX", index.to_str().unwrap())], &[]);
    site.expects("");
    disk.fill();
    let folder = Folder::new();
    for n in 0..8 {
        folder.work(&Work::new(&format!("more-{n}"), "讲琥珀的一篇").body(&"琥珀是树脂埋在地下变成的。".repeat(400)));
    }
    folder.import(&site);
    // The page needs no index, and what was found before is found still.
    server.wait("published", || server.get("/works/more-0").status == 200);
    assert!(server.page("/search?q=%E6%BD%AE%E6%B1%90").contains("/works/one"));
    std::thread::sleep(std::time::Duration::from_secs(1));
    disk.free();
    server.wait("found", || server.page("/search?q=%E7%90%A5%E7%8F%80").contains("/works/more-7"));
    drop(server);
    drop(disk);
}

on_both! {
    async fn a_blob_that_was_cut_emptied_or_lost_is_named_with_its_hash(site: &Site) {
        let folder = Folder::new();
        let pictures = [10, 60, 90].map(png);
        for (n, bytes) in pictures.iter().enumerate() {
            folder.file(&format!("pictures/{n}.png"), bytes);
            folder.work(&Work::new(&format!("work-{n}"), "有图").body(&format!("![图](pictures/{n}.png \"说明\"){{credit=\"图：甲\" licence=CC-BY-4.0}}")));
        }
        folder.import(site);
        whole::is_whole(site).await;
        let digests = pictures.each_ref().map(|bytes| storage::digest(bytes).as_str().to_owned());
        let paths = digests.each_ref().map(|digest| site.data().join("blobs/originals").join(&digest[..2]).join(&digest[2..]));
        fs::OpenOptions::new().write(true).open(&paths[0]).unwrap().set_len(pictures[0].len() as u64 / 2).unwrap();
        fs::write(&paths[1], "").unwrap();
        fs::remove_file(&paths[2]).unwrap();
        let output = site.output(&[&"check", &"--deep"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success() && said.contains("3 of "), "{said}");
        for digest in &digests {
            // A place in the store is its hash, in folders.
            assert!(said.replace('/', "").contains(digest.as_str()), "{digest} is not named in {said}");
        }
        for (path, bytes) in paths.iter().zip(&pictures) {
            fs::write(path, bytes).unwrap();
        }
        whole::holds(site);
    }
}
