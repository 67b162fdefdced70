//! Small films made by Debian's `ffmpeg`, and works that show them.

use crate::site::{Folder, Site, Work};
use std::{
    process::Command,
    time::{Duration, Instant},
};

pub const SRT: &str = "1\n00:00:00,100 --> 00:00:00,600\n霜冻来了怎么办\n\n2\n00:00:00,600 --> 00:00:00,900\n先看预警。\n";

/// A moving picture with a tone; `size` such as `160x120`. `None` where there is no `ffmpeg`, which is said.
pub fn film(size: &str, seconds: u32) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mp4");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", &format!("testsrc2=size={size}:rate=25:duration={seconds}")])
        .args(["-f", "lavfi", "-i", &format!("sine=frequency=440:duration={seconds}")])
        .args(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"])
        .arg(&path)
        .status();
    match made {
        Ok(status) => {
            assert!(status.success());
            Some(std::fs::read(path).unwrap())
        }
        Err(error) => {
            eprintln!("skipped: Debian's ffmpeg is not installed ({error})");
            None
        }
    }
}

/// A short video as a file; `video` stands under the key of that name.
pub fn work(slug: &str, video: &str) -> String {
    Work::new(slug, "一分钟看懂霜冻").line(&format!("video:\n{video}")).text().replace("kind: article", "kind: short-video")
}

/// Names of its files, as [`folder`] has them.
pub const VIDEO: &str = "  file: videos/a.mp4\n  captions:\n    - {language: zh-Hans, file: videos/a.srt}";

/// One work, `film`, with its film and captions.
pub fn folder(film: &[u8]) -> Folder {
    let folder = Folder::new();
    folder.file("videos/a.mp4", film).file("videos/a.srt", SRT).file("film.md", work("film", VIDEO));
    folder
}

/// Waits until `done`, at most as long as a busy machine may need for a second of film.
pub fn wait(what: &str, mut done: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !done() {
        assert!(begin.elapsed() < Duration::from_secs(150), "{what}: not after {:?}", begin.elapsed());
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Runs what is due until nothing is left.
pub fn work_until_empty(site: &Site) -> String {
    site.run(&[&"work", &"--once"])
}
