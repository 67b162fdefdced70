//! The ladder once more in AV1: the same segments, in a playlist of their own, for whoever can play them.

use super::{
    made::row,
    program::{av1, number, of_role, text, video, video_with},
    seen,
    streams::{self, attribute, ffprobe, playlist, variants},
};
use std::fs;

/// Two rungs, and sound that goes on after the picture.
const FILM: super::made::Row = row(
    "av1",
    "mp4",
    "$F -f lavfi -i testsrc2=s=640x480:r=30:d=5 -f lavfi -i sine=440:d=6 -c:v libx264 -preset ultrafast -c:a aac $OUT",
)
.size(640, 480);

#[test]
fn a_ladder_in_av1_has_the_segments_of_the_one_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let film = FILM.make(folder.path());
    let ladder = video(&film, &folder.path().join("ladder"));
    let made = av1(&film, &folder.path().join("av1"), &ladder, &[]);
    let (old, new) = (ladder.manifest(), made.manifest());
    assert_eq!(number(&new, "duration_ms"), number(&old, "duration_ms"));

    let own = of_role(&new, "media-playlist").into_iter().map(|row| text(row, "file"));
    let own = own.filter(|file| file.starts_with("video-av1-")).collect::<Vec<_>>();
    let (mut added, same_sound) = variants(&made.out.join(own[0]));
    added.sort_by_key(|(line, _)| std::cmp::Reverse(attribute(line, "RESOLUTION")));
    let (there, sound) = variants(&ladder.out.join(text(of_role(&old, "playlist")[0], "file")));
    assert_eq!((added.len(), there.len()), (2, 2));
    assert_eq!(sound, same_sound, "one sound for both");
    let sound = playlist(&ladder.out.join(sound.unwrap()));

    let mut by_size = there.clone();
    by_size.sort_by_key(|(line, _)| attribute(line, "RESOLUTION"));
    by_size.reverse();
    for ((line, name), (other, other_name)) in added.iter().zip(&by_size) {
        assert_eq!(attribute(line, "RESOLUTION"), attribute(other, "RESOLUTION"));
        assert_eq!(attribute(line, "AUDIO"), "sound");
        let track = playlist(&made.out.join(name));
        let starts = track.assert_whole(&made.out);
        assert_eq!(starts, playlist(&ladder.out.join(other_name)).assert_whole(&ladder.out), "segments of {name}");
        assert!((track.seconds() - 6.0).abs() < 0.06, "{} s", track.seconds());
        let (peak, says) = (track.peak() + sound.peak(), attribute(line, "BANDWIDTH").parse::<f64>().unwrap());
        assert!(says >= peak * 0.99 && says <= peak * 1.1, "BANDWIDTH {says}, measured {peak}");
        let path = made.out.join(&track.file);
        let codec = streams::codec(&fs::read(&path).unwrap());
        assert_eq!(attribute(line, "CODECS").split(',').next(), Some(codec.as_str()));
        seen::assert_decodes(&path);
        let probe = ffprobe(&path, &["-show_streams"]);
        let tags =
            ["codec_name", "pix_fmt", "color_space", "color_transfer", "color_primaries"].map(|tag| &probe["streams"][0][tag]);
        assert_eq!(tags, ["av1", "yuv420p", "bt709", "bt709", "bt709"]);
    }
    let top = made.out.join(text(of_role(&new, "rung")[0], "file"));
    let (was, is) = (seen::sketch(&film), seen::sketch(&top));
    let apart = was.iter().zip(&is).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / was.len() as f64;
    assert!(apart <= 8.0, "looks other than the input: {apart:.1} apart");

    let again = av1(&film, &folder.path().join("again"), &ladder, &[]);
    assert_eq!(made.files(), again.files(), "the same film gives the same files");
}

#[test]
fn the_label_of_ai_content_is_in_av1_too() {
    let folder = tempfile::tempdir().unwrap();
    let film = FILM.make(folder.path());
    let options = ["--ai", "generated", "--ai-producer", "示例机构"];
    let ladder = video_with(&film, &folder.path().join("ladder"), &options);
    let manifest = av1(&film, &folder.path().join("av1"), &ladder, &options).manifest();
    for rung in of_role(&manifest, "rung") {
        let tags = ffprobe(&folder.path().join("av1").join(text(rung, "file")), &["-show_format"]);
        assert!(tags["format"]["tags"]["AIGC"].as_str().is_some_and(|t| t.contains("示例机构")), "{tags}");
    }
}

#[test]
fn what_is_no_playlist_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let film = FILM.make(folder.path());
    let output = std::process::Command::new(super::program::program())
        .args([
            "av1".as_ref(),
            film.as_os_str(),
            folder.path().join("out").as_os_str(),
            "--onto".as_ref(),
            "/nowhere.m3u8".as_ref(),
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere.m3u8"));
}
