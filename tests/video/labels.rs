//! The label of AI content, the same film twice, another poster, a probe.

use super::{
    made::row,
    program::{self, of_role, text},
    seen, streams,
};
use std::fs;

const LABEL: &str = r#"{"Label":"1","ContentProducer":"001191110102MACQD9K64010000","ProduceID":"p-1","ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}"#;

fn holds(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|w| w == what.as_bytes())
}

#[test]
fn an_implicit_label_survives_into_every_film() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("label"), LABEL).unwrap();
    let script = "$F $V $A $X -movflags use_metadata_tags -metadata AIGC=\"$(cat label)\" \"$OUT\"";
    let film = row("labelled", "mp4", script).size(854, 480).make(folder.path());
    let run = program::video(&film, &folder.path().join("out"));
    let manifest = run.manifest();
    assert_eq!(manifest["input"]["aigc"]["ProduceID"], "p-1");
    for (name, bytes) in run.files().iter().filter(|(name, _)| name.ends_with(".mp4")) {
        assert!(holds(bytes, LABEL), "{name} has lost the label");
        let probe = streams::ffprobe(&run.out.join(name), &["-show_entries", "format_tags"]);
        assert_eq!(probe["format"]["tags"]["AIGC"], LABEL, "{name}: {probe}");
    }
    for playlist in of_role(&manifest, "media-playlist") {
        let playlist = streams::playlist(&run.out.join(text(playlist, "file")));
        let bytes = fs::read(run.out.join(&playlist.file)).unwrap();
        assert!(holds(&bytes[..playlist.header as usize], LABEL), "{} has it outside of its header", playlist.file);
    }
}

/// The XMP packet of a picture, found as its format says.
fn packet(name: &str, bytes: &[u8]) -> Option<String> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    if name.ends_with(".jpg") {
        let mut at = 2;
        while bytes[at] == 0xff && bytes[at + 1] != 0xda {
            let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
            let segment = &bytes[at + 4..at + 2 + length];
            if let Some(xmp) = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0").filter(|_| bytes[at + 1] == 0xe1) {
                return Some(text(xmp));
            }
            at += 2 + length;
        }
        return None;
    }
    let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!((number(4) + 8, &bytes[8..12]), (bytes.len(), &b"WEBP"[..]), "{name}");
    let (mut at, mut found) = (12, None);
    while at < bytes.len() {
        let (kind, size) = (&bytes[at..at + 4], number(at + 4));
        if kind == b"XMP " {
            // The header in front says that it is there.
            assert!(bytes[12..16] == *b"VP8X" && bytes[20] & 4 != 0, "{name}");
            found = Some(text(&bytes[at + 8..at + 8 + size]));
        }
        at += 8 + size.next_multiple_of(2);
    }
    found
}

#[test]
fn an_implicit_label_is_in_posters_and_storyboard_too() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").size(854, 480).make(folder.path());
    let options = ["--ai", "generated", "--ai-producer", "科普 & 传播"];
    let labelled = program::video_with(&film, &folder.path().join("labelled"), &options);
    let manifest = labelled.manifest();
    let pictures: Vec<_> = ["poster", "storyboard"].iter().flat_map(|role| of_role(&manifest, role)).collect();
    assert!(pictures.len() >= 4, "{pictures:?}");
    for name in pictures.iter().map(|row| text(row, "file")) {
        let bytes = fs::read(labelled.out.join(name)).unwrap();
        let xmp = packet(name, &bytes).unwrap_or_else(|| panic!("{name} has no label"));
        let xml = roxmltree::Document::parse(xmp.trim_start_matches('\u{FEFF}')).unwrap();
        let name_of = ("http://www.tc260.org.cn/ns/AIGC/1.0/", "AIGC");
        let value = xml.descendants().find(|node| node.has_tag_name(name_of)).and_then(|node| node.text()).unwrap();
        let label: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!((&label["Label"], &label["ContentProducer"]), (&"1".into(), &"科普 & 传播".into()), "{name}");
        image::load_from_memory(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    let plain = program::video(&film, &folder.path().join("plain"));
    for (name, bytes) in plain.files().iter().filter(|(name, _)| name.ends_with(".webp") || name.ends_with(".jpg")) {
        assert_eq!(packet(name, bytes), None, "{name}");
    }
}

#[test]
fn a_label_that_is_too_long_is_not_kept_and_the_editor_hears_of_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("label"), format!("{{\"Label\":\"{}\"}}", "x".repeat(5000))).unwrap();
    let script = "$F $V $A $X -movflags use_metadata_tags -metadata AIGC=\"$(cat label)\" \"$OUT\"";
    let run = program::video(&row("long", "mp4", script).make(folder.path()), &folder.path().join("out"));
    let manifest = run.manifest();
    let said = manifest["warnings"].as_array().unwrap().iter().find(|w| w["code"] == "aigc-too-long");
    assert!(text(said.expect("a warning"), "message").contains("5012字节"), "{said:?}");
    assert!(run.files().iter().all(|(name, bytes)| name.ends_with(".json") || !holds(bytes, "xxxxxxxxxx")), "it is in a file");
}

#[test]
fn declared_ai_content_is_labelled_and_marked_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").seconds(5.0).make(folder.path());
    let plain = program::video(&film, &folder.path().join("plain"));
    let options = ["--ai", "generated", "--ai-producer", "中国科普"];
    let marked = program::video_with(&film, &folder.path().join("marked"), &options);
    for (name, bytes) in marked.files().iter().filter(|(name, _)| name.ends_with(".mp4")) {
        assert!(holds(bytes, "\"ContentProducer\":\"中国科普\""), "{name} has no label");
    }
    let top = |run: &program::Run| run.out.join(text(of_role(&run.manifest(), "rung")[0], "file"));
    let apart = |at: &str| -> f64 {
        let [a, b] = [&plain, &marked].map(|run| seen::picture(&top(run), at));
        a.iter().zip(&b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
    };
    assert!(apart("0.1") > 1.0 && apart("1.9") > 1.0, "no mark is seen: {} and {}", apart("0.1"), apart("1.9"));
    assert!(apart("4.0") < 0.7, "the mark is seen at the end: {}", apart("4.0"));
}

#[test]
fn the_same_film_gives_the_same_files_twice() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").size(854, 480).seconds(3.0).make(folder.path());
    let first = program::video(&film, &folder.path().join("one"));
    let second = program::video(&film, &folder.path().join("two"));
    first.manifest();
    let (first, second) = (first.files(), second.files());
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    assert!(first == second, "a file differs");
}

#[test]
fn a_second_run_into_the_same_folder_leaves_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").make(folder.path());
    let out = folder.path().join("out");
    let first = program::video(&film, &out).files();
    // What a run that was killed leaves behind.
    fs::write(out.join(".360.part"), b"half").unwrap();
    fs::create_dir(out.join(".preview")).unwrap();
    fs::remove_file(out.join("manifest.json")).unwrap();
    let second = program::video(&film, &out);
    second.manifest();
    let left: Vec<_> = second.out.read_dir().unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    for (name, bytes) in &first {
        assert!(left.contains(name) && fs::read(out.join(name)).unwrap() == *bytes, "{name} differs");
    }
}

#[test]
fn a_poster_of_another_moment_is_made_alone() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").seconds(3.0).make(folder.path());
    let run = program::frame(&film, &folder.path().join("out"), 520);
    let manifest = run.manifest();
    let renditions = manifest["renditions"].as_array().unwrap();
    assert!(!renditions.is_empty() && renditions.iter().all(|r| r["role"] == "poster"), "{renditions:?}");
    for poster in renditions {
        let image = image::open(run.out.join(text(poster, "file"))).unwrap().to_luma8();
        let mean = image.pixels().map(|p| f64::from(p[0])).sum::<f64>() / image.pixels().len() as f64;
        assert!(mean > 240.0, "the flash at half a second is not in the poster: {mean}");
    }
    // A moment after the end is the last picture.
    program::frame(&film, &folder.path().join("late"), 99_000).manifest();
}

#[test]
fn a_probe_says_what_the_manifest_says() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").make(folder.path());
    let probe = program::probe(&film);
    assert_eq!(probe.code, Some(0), "{}", probe.stderr);
    let probe: serde_json::Value = serde_json::from_str(&probe.stdout).unwrap();
    let run = program::video(&film, &folder.path().join("out"));
    assert_eq!(probe, run.manifest()["input"]);
    assert_eq!(probe["sha256"], storage::digest(&fs::read(&film).unwrap()).as_str());
    let progress: Vec<f64> =
        run.lines().iter().filter(|l| l["event"] == "progress").map(|l| l["done"].as_f64().unwrap()).collect();
    assert!(progress.is_sorted() && progress.last() == Some(&1.0), "{progress:?}");
    assert!(run.lines().iter().any(|l| l["event"] == "playable"));
}

#[test]
fn clips_of_cameras_come_out_whole() {
    for name in ["bikes.mp4", "bigbuckbunny.mp4"] {
        let film = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/media").join(name);
        if !film.exists() {
            eprintln!("skipped: ../shared/data/media/{name} is not here");
            continue;
        }
        let length = streams::seconds(&streams::ffprobe(&film, &["-show_format"])["format"]["duration"]);
        let folder = tempfile::tempdir().unwrap();
        let run = program::video(&film, &folder.path().join("out"));
        let manifest = run.manifest();
        let lasts = manifest["duration_ms"].as_f64().unwrap() / 1000.0;
        assert!((lasts - length).abs() <= 0.05, "{name}: {lasts} s of {length} s");
        for rendition in ["rung", "progressive", "audio"].iter().flat_map(|role| of_role(&manifest, role)) {
            seen::assert_decodes(&run.out.join(text(rendition, "file")));
        }
    }
}

#[test]
fn what_plays_early_keeps_the_picture_and_takes_any_sound() {
    for (name, sound) in [("stereo", "-c:a aac -ac 2"), ("surround", "-c:a aac -ac 6"), ("another", "-c:a ac3")] {
        let folder = tempfile::tempdir().unwrap();
        let script = format!("$F $V $A $X {sound} \"$OUT\"").leak();
        let film = row("early", "mp4", script).size(854, 480).seconds(3.0).make(folder.path());
        let run = program::video(&film, &folder.path().join("out"));
        run.manifest();
        let early: serde_json::Value = serde_json::from_slice(&fs::read(run.out.join("preview.json")).unwrap()).unwrap();
        let path = run.out.join(text(&early["renditions"][0], "file"));
        let probe = streams::ffprobe(&path, &["-show_streams"]);
        let [picture, heard] = [0, 1].map(|i| &probe["streams"][i]);
        assert_eq!((&picture["width"], &picture["codec_name"]), (&854.into(), &"h264".into()), "{name} was encoded: {probe}");
        assert_eq!((&heard["codec_name"], &heard["channels"]), (&"aac".into(), &2.into()), "{name}");
        let apart = seen::offsets(&seen::flashes(&path, false), &seen::beeps(&seen::sound(&path, false)), name);
        assert!(apart.iter().all(|s| s.abs() <= 0.04), "{name}: {apart:?}");
    }
}
