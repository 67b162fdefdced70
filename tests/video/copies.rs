//! What plays early: a copy of the picture where that is enough, and never one that does not play.

use super::{
    made::row,
    program::{self, Run, text},
    seen, streams,
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The film that plays early, and its picture's size.
fn early(run: &Run) -> (PathBuf, (u64, u64)) {
    run.manifest();
    let early: Value = serde_json::from_slice(&fs::read(run.out.join("preview.json")).unwrap()).unwrap();
    let path = run.out.join(text(&early["renditions"][0], "file"));
    let probe = streams::ffprobe(&path, &["-show_streams", "-select_streams", "v"]);
    let side = |name: &str| probe["streams"][0][name].as_u64().unwrap();
    (path, (side("width"), side("height")))
}

fn assert_in_time(film: &Path, early: &Path, name: &str) {
    let of = |path: &Path| seen::offsets(&seen::flashes(path, false), &seen::beeps(&seen::sound(path, false)), name);
    let (was, is) = (of(film), of(early));
    assert_eq!(was.len(), is.len(), "{name}");
    assert!(was.iter().zip(&is).all(|(a, b)| (a - b).abs() <= 0.025), "{name}: {was:?} became {is:?}");
}

/// As large as nothing that is encoded quickly is.
const SIZE: (u32, u32) = (854, 480);
const COPIED: (u64, u64) = (854, 480);
const QUICK: (u64, u64) = (640, 360);

#[test]
fn films_in_matroska_and_flash_video_play_early_as_copies() {
    // With pictures that are shown in another order than they are decoded: Matroska says only when they are shown.
    let script = "$F $V $A -c:v libx264 -preset fast -bf 2 -g 30 -c:a aac -ar 44100 \"$OUT\"";
    for extension in ["mkv", "flv"] {
        let folder = tempfile::tempdir().unwrap();
        let film = row("early", extension, script).size(SIZE.0, SIZE.1).seconds(3.0).make(folder.path());
        let run = program::video(&film, &folder.path().join("out"));
        let (path, size) = early(&run);
        assert_eq!(size, COPIED, "{extension} was encoded: {}", run.stderr);
        seen::assert_decodes(&path);
        assert_in_time(&film, &path, extension);
    }
}

#[test]
fn what_an_edit_list_cuts_out_is_not_in_the_copy() {
    let cut = |at: &str, group: u32| {
        let whole = format!("$F $V $A -c:v libx264 -preset ultrafast -g {group} -c:a aac whole.mp4");
        format!("{whole}; $F -ss {at} -i whole.mp4 -c copy \"$OUT\"").leak()
    };
    for (script, size) in [(cut("1.0", 30), COPIED), (cut("0.3", 300), QUICK)] {
        let folder = tempfile::tempdir().unwrap();
        let film = row("cut", "mp4", script).size(SIZE.0, SIZE.1).seconds(3.0).make(folder.path());
        let run = program::video(&film, &folder.path().join("out"));
        let (path, seen_at) = early(&run);
        // A cut inside of a group of pictures leaves some that lean on what is gone.
        assert_eq!(seen_at, size, "{script}: {}", run.stderr);
        seen::assert_decodes(&path);
        let probe = streams::ffprobe(&path, &["-select_streams", "v", "-show_entries", "packet=pts_time,flags"]);
        let first = &probe["packets"][0];
        assert!(streams::seconds(&first["pts_time"]).abs() < 0.04 && text(first, "flags").starts_with("K_"), "{first}");
    }
}

#[test]
fn a_copy_that_would_not_play_is_encoded_instead() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("damaged", "mp4", "$F $V $A $X \"$OUT\"").size(SIZE.0, SIZE.1).seconds(3.0).make(folder.path());
    let mut bytes = fs::read(&film).unwrap();
    let data = bytes.windows(4).position(|w| w == b"mdat").unwrap() + 4;
    let (from, until) = (data + (bytes.len() - data) / 3, data + (bytes.len() - data) / 2);
    for (i, byte) in bytes[from..until].iter_mut().enumerate() {
        *byte = (i * 37 % 251) as u8;
    }
    fs::write(&film, bytes).unwrap();
    let run = program::video(&film, &folder.path().join("out"));
    let (path, size) = early(&run);
    assert_eq!(size, QUICK, "the damage was copied");
    assert!(run.stderr.contains("so the preview is encoded"), "{}", run.stderr);
    seen::assert_decodes(&path);
}
