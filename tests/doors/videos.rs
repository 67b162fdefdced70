//! A short video from its file to its page: what plays, what is said, what is downloaded.

use crate::site::{Folder, Site, Work};
use std::{path::Path, process::Command};

const CAPTIONS: &str =
    "1\n00:00:00,200 --> 00:00:01,500\n<i>先把短视频做好</i>\n\n2\n00:00:01,500 --> 00:00:02,600\n再说别的。\n";

/// Three seconds of a moving picture on its side with a tone, by Debian's ffmpeg.
fn film(path: &Path) {
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", "testsrc2=size=360x640:rate=25:duration=3"])
        .args(["-f", "lavfi", "-i", "sine=frequency=440:duration=3"])
        .args(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"])
        .arg(path)
        .status();
    assert!(made.expect("Debian's ffmpeg").success());
}

/// A site on which the work `film` is to be published as soon as its video is ready.
fn import(site: &Site) {
    let folder = Folder::new();
    let source = tempfile::tempdir().unwrap();
    film(&source.path().join("a.mp4"));
    folder.file("videos/a.mp4", std::fs::read(source.path().join("a.mp4")).unwrap());
    folder.file("videos/a.srt", CAPTIONS);
    let text = Work::new("film", "一分钟看懂")
        .line("video:\n  file: videos/a.mp4\n  captions:\n    - {language: zh-Hans, file: videos/a.srt}\n  chapters:\n    - {at: 0, title: 开头}\n    - {at: 1.5, title: 结尾}")
        .text()
        .replace("kind: article", "kind: short-video");
    folder.file("film.md", text);
    folder.import(site);
}

#[test]
fn a_video_is_published_when_it_is_ready_with_its_captions_and_every_file_it_names() {
    let site = Site::new();
    import(&site);
    let server = site.serve();
    let begin = std::time::Instant::now();
    while server.get("/works/film").status != 200 {
        assert!(begin.elapsed().as_secs() < 240, "the video was not ready after four minutes: {}", server.logged());
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    let page = server.page("/works/film?t=1.5");
    for address in page.match_indices("/media/").map(|(at, _)| page[at..].split(['"', '#', ',']).next().unwrap()) {
        let answer = server.get_with(address, &[("Range", "bytes=0-0")]);
        assert_eq!((answer.status, answer.body.len()), (206, 1), "{address}");
    }
    assert!(page.contains(".m3u8#t=1.5\"") && page.contains("先把短视频做好再说别的。"), "{page}");

    let captions = server.get("/works/film/captions.zh-Hans.vtt");
    assert_eq!(captions.header("content-type"), Some("text/vtt; charset=utf-8"));
    let vtt = captions.text();
    assert!(vtt.starts_with("WEBVTT\n") && vtt.contains("00:00:00.200 --> 00:00:01.500\n先把短视频做好\n"), "{vtt}");
    for absent in ["/works/film/captions.en.vtt", "/works/film/captions.xx.vtt", "/works/absent/captions.zh-Hans.vtt"] {
        assert_eq!(server.get(absent).status, 404, "{absent}");
    }

    let playlist = page.split("/media/").find(|part| part.contains(".m3u8")).unwrap().split(['"', '#']).next().unwrap();
    let text = server.page(&format!("/media/{playlist}"));
    assert!(text.starts_with("#EXTM3U") && text.contains("#EXT-X-STREAM-INF"), "{text}");

    site.run(&[&"withdraw", &"film", &"--reason", &"有误。"]);
    server.within_a_second("gone", || server.get("/works/film").status == 410);
    server.within_a_second("gone", || server.get("/works/film/captions.zh-Hans.vtt").status == 410);
    server.within_a_second("gone", || server.get(&format!("/media/{playlist}")).status == 404);
}
