//! How much of the machine a video may take.

use super::films::{film, folder, wait};
use crate::site::Site;
use std::{os::unix::fs::PermissionsExt, process::Stdio, thread};

/// A program in place of `media-pipeline` that counts the cores it may use, and refuses.
fn counting(site: &Site) -> (std::path::PathBuf, std::path::PathBuf) {
    let (program, count) = (site.path("counting"), site.path("cores"));
    std::fs::write(&program, format!("#!/bin/sh\n/usr/bin/nproc > {}\nexit 3\n", count.display())).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    (program, count)
}

#[test]
fn a_video_takes_the_cores_that_the_setting_names_and_a_worker_of_its_own_all() {
    let Some(film) = film("160x120", 1) else { return };
    let all = thread::available_parallelism().unwrap().get();
    for (setting, expected) in [("0", all), ("1", 1), ("1024", all)] {
        let site = Site::new();
        folder(&film).import(&site);
        let (program, count) = counting(&site);
        let worked = site
            .command()
            .args(["work", "--once"])
            .env("LIANGYI_MEDIA_PIPELINE", &program)
            .env("LIANGYI_VIDEO_CORES", setting)
            .output()
            .unwrap();
        let counted = std::fs::read_to_string(&count).unwrap_or_else(|_| panic!("never started: {worked:?}"));
        assert_eq!(counted.trim(), expected.to_string(), "with {setting}");
    }
}

#[test]
fn beside_the_pages_a_video_leaves_one_core_to_readers() {
    let Some(film) = film("160x120", 1) else { return };
    let site = Site::new();
    folder(&film).import(&site);
    let (program, count) = counting(&site);
    let mut serving = site
        .command()
        .arg("serve")
        .env("LIANGYI_LISTEN", "127.0.0.1:0")
        .env("LIANGYI_MEDIA_PIPELINE", &program)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let counted = || std::fs::read_to_string(&count).unwrap_or_default().trim().parse::<usize>().ok();
    wait("the video is begun", || counted().is_some());
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert_eq!(counted(), Some(thread::available_parallelism().unwrap().get().saturating_sub(1).max(1)));
}
