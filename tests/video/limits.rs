//! What is more than a film may ask for is refused in words; odd sound and pictures are no fault of the machine.

use super::{
    made::row,
    program::{self, Run, of_role, text},
    seen, streams,
};

#[test]
fn more_pictures_than_any_camera_takes_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    // 16,000 pictures in 1.6 seconds, most of which no screen would show.
    let script = "$F -f lavfi -i color=s=32x32:r=10000:d=1.6 -c:v libx264 -preset ultrafast -g 500 \"$OUT\"";
    let film = row("burst", "mp4", script).make(folder.path());
    assert_eq!(program::video(&film, &folder.path().join("out")).refused(), "too-many-pictures");
    // A short burst is none.
    let script = "$F -f lavfi -i color=s=32x32:r=1000:d=1.6 -c:v libx264 -preset ultrafast -g 500 \"$OUT\"";
    let film = row("burst", "mp4", script).make(folder.path());
    program::video(&film, &folder.path().join("out")).manifest();
}

#[test]
fn output_beyond_its_limit_is_refused_and_leaves_no_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let script = "$F $V $A -c:v mpeg4 -q:v 2 -c:a aac \"$OUT\"";
    let film = row("large", "mkv", script).size(854, 480).seconds(8.0).make(folder.path());
    let run = |most: &str| program::video_with(&film, &folder.path().join(most), &["--most-output", most]);
    assert_eq!(run("0").refused(), "too-much-output");
    // The preview fits, and its size is known; the ladder beside it does not.
    let whole = run("64").manifest();
    let bytes: u64 = whole["renditions"].as_array().unwrap().iter().map(|r| r["bytes"].as_u64().unwrap()).sum();
    assert!(bytes > 1 << 20, "the film is too small for this test: {bytes} bytes");
    assert_eq!(run("1").refused(), "too-much-output");
}

fn taken(run: &Run) {
    let manifest = run.manifest();
    for rendition in ["rung", "progressive", "audio"].iter().flat_map(|role| of_role(&manifest, role)) {
        seen::assert_decodes(&run.out.join(text(rendition, "file")));
    }
}

/// Bytes of a file may be any numbers where its sound is coded as such: no number at all, endless ones.
#[test]
fn sound_whose_samples_are_no_numbers_becomes_sound() {
    let folder = tempfile::tempdir().unwrap();
    let script = "$F $V $A -c:v libx264 -preset ultrafast -c:a pcm_f32le \"$OUT\"";
    let film = row("float", "mkv", script).seconds(1.5).make(folder.path());
    let whole = std::fs::read(&film).unwrap();
    for (name, bits) in [("not a number", 0x7fc0_0000u32), ("infinite", 0x7f80_0000), ("huge", 0x7f00_0000)] {
        let mut bytes = whole.clone();
        // Samples of the tone are small: an exponent of theirs is easily told.
        let mut changed = 0;
        for at in (bytes.len() / 4..bytes.len() / 2).step_by(4001) {
            let small = |at: &usize| matches!(bytes[at + 3] & 0x7f, 0x3b..=0x3c) && matches!(bytes[at + 7] & 0x7f, 0x3b..=0x3c);
            if let Some(at) = (at..at + 4000).find(small) {
                bytes[at..at + 4].copy_from_slice(&bits.to_le_bytes());
                changed += 1;
            }
        }
        assert!(changed > 3, "{name}: {changed} samples were changed");
        let input = folder.path().join("odd.mkv");
        std::fs::write(&input, bytes).unwrap();
        taken(&program::video(&input, &folder.path().join(name)));
    }
}

/// The second track of the table of sizes speaks of a piece of sound of a gigabyte.
#[test]
fn sound_that_cannot_be_read_does_not_take_the_pictures_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let film = row("plain", "mp4", "$F $V $A $X \"$OUT\"").seconds(1.5).make(folder.path());
    let mut bytes = std::fs::read(&film).unwrap();
    let at = bytes.windows(4).rposition(|w| w == b"stsz").unwrap();
    // Each piece has a size of its own; the first one's is this.
    bytes[at + 16..at + 20].copy_from_slice(&1_000_000_000u32.to_be_bytes());
    std::fs::write(&film, bytes).unwrap();
    let run = program::video(&film, &folder.path().join("out"));
    taken(&run);
    let manifest = run.manifest();
    assert!(manifest["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "no-sound"), "{manifest}");
    let length = streams::seconds(&streams::ffprobe(&film, &["-select_streams", "v", "-show_streams"])["streams"][0]["duration"]);
    assert!((manifest["duration_ms"].as_f64().unwrap() / 1000.0 - length).abs() <= 0.05, "{manifest}");
}

/// Every moment of the film, sought from behind and from before, gives the picture that stands there.
#[test]
fn a_poster_is_the_picture_of_its_moment_wherever_key_frames_are() {
    let folder = tempfile::tempdir().unwrap();
    // Grey that grows by the second, with pictures that are decoded before they are shown; sound begins before them.
    let picture = "-f lavfi -i color=s=160x90:r=25:d=12,geq=lum='16+floor(T)*16':cb=128:cr=128";
    for (extension, codec) in [("mp4", "-c:v libx264 -bf 3 -g 75"), ("mkv", "-c:v libx264 -bf 3 -g 1000"), ("ts", "-c:v libx264")]
    {
        let script = format!("$F {picture} $A -c:a aac {codec} -preset veryfast \"$OUT\"").leak();
        let film = row("steps", extension, script).seconds(12.0).make(folder.path());
        for at in [0u32, 1500, 4900, 5100, 9500, 11_500, 60_000] {
            let out = folder.path().join(format!("{extension}-{at}"));
            let run = program::frame(&film, &out, at);
            let manifest: serde_json::Value =
                serde_json::from_slice(&std::fs::read(run.out.join("manifest.json")).unwrap()).unwrap();
            let poster = image::open(run.out.join(text(&manifest["renditions"][0], "file"))).unwrap().to_luma8();
            let mean = poster.pixels().map(|p| f64::from(p[0])).sum::<f64>() / poster.pixels().len() as f64;
            let second = f64::from(at.min(11_999) / 1000);
            let grey = (second * 16.0) * 255.0 / 219.0;
            assert!((mean - grey).abs() < 6.0, "{extension} at {at}: {mean} and not {grey}");
        }
    }
}
