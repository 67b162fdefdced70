//! Everything that a run wrote, held against the contract and against what went in.

use super::{
    made::Row,
    program::{Run, number, of_role, text},
    seen, streams,
};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

pub fn judge(row: &Row, film: &Path, run: &Run) {
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    if let Some(code) = row.refused {
        assert_eq!(run.refused(), code);
        return;
    }
    let manifest = run.manifest();
    facts(row, &manifest);
    files(run, &manifest);
    let lasts = length(row, &manifest);
    let ladder = rungs(run, &manifest, lasts);
    playlists(run, &manifest, lasts);
    progressive(row, run, &manifest, lasts);
    pictures(run, &manifest, lasts);
    captions(row, run, &manifest, lasts);
    assert_eq!(!of_role(&manifest, "audio").is_empty(), row.sound, "sound");
    let top = run.out.join(ladder);
    if row.alike {
        let (was, is) = (seen::sketch(film), seen::sketch(&top));
        assert_eq!(was.len(), is.len(), "a sketch is missing");
        let apart = was.iter().zip(&is).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / was.len() as f64;
        assert!(apart <= 8.0, "looks other than the input: {apart:.1} apart");
    }
    if row.sync {
        sync(film, run, &manifest, &top);
    }
    if row.sound {
        loudness(run, &manifest);
    }
}

fn facts(row: &Row, manifest: &Value) {
    let (width, height) = row.seen.unwrap_or(row.size);
    assert_eq!((number(manifest, "width"), number(manifest, "height")), (width.into(), height.into()), "display size");
    for (pointer, value) in row.facts {
        let expected: Value = serde_json::from_str(value).unwrap();
        assert_eq!(manifest["input"].pointer(pointer), Some(&expected), "{pointer}");
    }
    for warning in manifest["warnings"].as_array().unwrap() {
        let message = text(warning, "message");
        assert!(message.ends_with('。') && !message.is_ascii(), "{message}");
    }
}

/// Each rendition is there as described, nothing else is, and nothing private is in any.
fn files(run: &Run, manifest: &Value) {
    let files = run.files();
    let early: Value = serde_json::from_slice(&fs::read(run.out.join("preview.json")).unwrap()).unwrap();
    let both = manifest["renditions"].as_array().unwrap().iter().chain(early["renditions"].as_array().unwrap());
    let mut known: BTreeSet<&str> = ["manifest.json", "preview.json"].into();
    for rendition in both {
        let name = text(rendition, "file");
        known.insert(name);
        let (_, bytes) = files.iter().find(|(file, _)| file == name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(number(rendition, "bytes"), bytes.len() as u64, "{name}");
        assert_eq!(text(rendition, "sha256"), storage::digest(bytes).as_str(), "{name}");
        assert!(name.contains(&text(rendition, "sha256")[..16]), "{name} does not carry its hash");
    }
    for (name, bytes) in &files {
        assert!(known.contains(name.as_str()), "{name} is not in a manifest");
        for mark in [&b"SECRET"[..], b"+31.2375", b"ISO6709", b"\xA9xyz"] {
            assert!(!bytes.windows(mark.len()).any(|w| w == mark), "{name} holds {}", String::from_utf8_lossy(mark));
        }
    }
}

/// How long the outputs are meant to be, in seconds.
fn length(row: &Row, manifest: &Value) -> f64 {
    let says = number(manifest, "duration_ms") as f64 / 1000.0;
    let lasts = row.lasts.unwrap_or(row.seconds);
    // Below zero: not known beforehand.
    if lasts < 0.0 {
        return says;
    }
    assert!((says - lasts).abs() <= 0.05, "the manifest says {says} s instead of {lasts} s");
    lasts
}

/// Answers the file of the largest.
fn rungs(run: &Run, manifest: &Value, lasts: f64) -> String {
    let rungs = of_role(manifest, "rung");
    let source = number(manifest, "width").min(number(manifest, "height"));
    let short = |r: &Value| number(r, "width").min(number(r, "height"));
    let sides: Vec<u64> = rungs.iter().map(|r| short(r)).collect();
    // A rung at every size of the ladder that is clearly smaller than the source, and one at the source's own.
    assert!(sides[0] <= source.clamp(2, 1080) && sides[0] + 1 >= source.min(1080), "{sides:?} of {source}");
    for step in [1080, 720, 480, 360] {
        assert!(step as f64 > source as f64 * 0.8 || sides.contains(&step), "{step} is missing: {sides:?} of {source}");
    }
    for rung in &rungs {
        let path = run.out.join(text(rung, "file"));
        let (width, height) = (number(rung, "width"), number(rung, "height"));
        streams::assert_plain_picture(&path, (width, height));
        let ratio = (width as f64 / height as f64) / (number(manifest, "width") as f64 / number(manifest, "height") as f64);
        assert!(source < 60 || (0.98..=1.02).contains(&ratio), "{width} × {height} is another shape");
        assert_eq!(text(rung, "codec"), streams::codec(&fs::read(&path).unwrap()));
        seen::assert_decodes(&path);
        let says = number(rung, "duration_ms") as f64 / 1000.0;
        assert!((says - lasts).abs() <= 0.05, "{path:?} lasts {says} s instead of {lasts} s");
    }
    text(rungs[0], "file").to_owned()
}

fn playlists(run: &Run, manifest: &Value, lasts: f64) {
    let all = of_role(manifest, "playlist");
    assert_eq!(all.len(), 1);
    let (variants, sound) = streams::variants(&run.out.join(text(all[0], "file")));
    assert_eq!(variants.len(), of_role(manifest, "rung").len());
    let sound = sound.map(|name| streams::playlist(&run.out.join(name)));
    if let Some(sound) = &sound {
        sound.assert_whole(&run.out);
        assert!((sound.seconds() - lasts).abs() <= 0.05, "the sound's playlist: {} s", sound.seconds());
        seen::assert_decodes(&run.out.join(&sound.file));
    }
    let mut starts: Option<Vec<f64>> = None;
    for (line, name) in &variants {
        let playlist = streams::playlist(&run.out.join(name));
        let begins = playlist.assert_whole(&run.out);
        assert!((playlist.seconds() - lasts).abs() <= 0.05, "{name}: {} s", playlist.seconds());
        if let Some(starts) = &starts {
            assert_eq!(starts, &begins, "segments begin at different moments");
        }
        starts = Some(begins);
        let real = playlist.peak() + sound.as_ref().map_or(0.0, streams::Playlist::peak);
        let says: f64 = streams::attribute(line, "BANDWIDTH").parse().unwrap();
        assert!(says + 1.0 >= real, "{name}: BANDWIDTH {says}, really {real}");
        let mut codecs = streams::codec(&fs::read(run.out.join(&playlist.file)).unwrap());
        if let Some(sound) = &sound {
            codecs = format!("{codecs},{}", streams::codec(&fs::read(run.out.join(&sound.file)).unwrap()));
        }
        assert_eq!(streams::attribute(line, "CODECS"), codecs);
        let rung = of_role(manifest, "rung").into_iter().find(|r| r["file"] == *playlist.file).unwrap();
        assert_eq!(streams::attribute(line, "RESOLUTION"), format!("{}x{}", rung["width"], rung["height"]));
    }
}

fn progressive(row: &Row, run: &Run, manifest: &Value, lasts: f64) {
    let files = of_role(manifest, "progressive");
    assert_eq!(files.len(), 1);
    let path = run.out.join(text(files[0], "file"));
    streams::assert_plain_picture(&path, (number(files[0], "width"), number(files[0], "height")));
    seen::assert_decodes(&path);
    let bytes = fs::read(&path).unwrap();
    let place = |kind: &[u8]| bytes.windows(4).position(|w| w == kind).unwrap_or(usize::MAX);
    assert!(place(b"moov") < place(b"mdat"), "the index stands at the end");
    let probe = streams::ffprobe(&path, &["-show_format", "-show_streams"]);
    let says = streams::seconds(&probe["format"]["duration"]);
    assert!((says - lasts).abs() <= 0.05, "the progressive file lasts {says} s instead of {lasts} s");
    assert!(streams::seconds(&probe["format"]["start_time"]).abs() <= 0.001, "{}", probe["format"]);
    assert_eq!(probe["streams"].as_array().unwrap().len(), 1 + usize::from(row.sound));
    let place = place(b"esds").min(bytes.len());
    let codecs = [&bytes[..], &bytes[place.saturating_sub(4)..]].into_iter().take(1 + usize::from(row.sound));
    assert_eq!(text(files[0], "codec"), codecs.map(streams::codec).collect::<Vec<_>>().join(","));
    for (role, kind) in [("rung", "v"), ("audio", "a")] {
        let Some(track) = of_role(manifest, role).first().map(|r| run.out.join(text(r, "file"))) else { continue };
        let (was, is) = (streams::packets(&track, kind), streams::packets(&path, kind));
        assert_eq!(was.len(), is.len(), "packets of the {role}");
        for ((at, data), (shown, copied)) in was.iter().zip(&is) {
            assert!(data == copied && (at - shown).abs() <= 0.002, "the {role}'s packet at {at} is another at {shown}");
        }
    }
    for audio in of_role(manifest, "audio") {
        assert_eq!(text(audio, "codec"), streams::codec(&fs::read(run.out.join(text(audio, "file"))).unwrap()));
    }
}

fn pictures(run: &Run, manifest: &Value, lasts: f64) {
    let posters = of_role(manifest, "poster");
    assert!(posters.len() >= 2, "{posters:?}");
    for poster in posters {
        let image = image::open(run.out.join(text(poster, "file"))).unwrap().to_luma8();
        assert_eq!((u64::from(image.width()), u64::from(image.height())), (number(poster, "width"), number(poster, "height")));
        let mean = image.pixels().map(|p| f64::from(p[0])).sum::<f64>() / image.pixels().len() as f64;
        assert!(mean > 20.0, "the poster is dark: {mean}");
    }
    let sprite = image::open(run.out.join(text(of_role(manifest, "storyboard")[0], "file"))).unwrap();
    let track = fs::read_to_string(run.out.join(text(of_role(manifest, "storyboard-track")[0], "file"))).unwrap();
    let rectangles: Vec<Vec<u32>> = track
        .lines()
        .filter_map(|l| l.split_once("#xywh="))
        .map(|(_, r)| r.split(',').map(|n| n.parse().unwrap()).collect())
        .collect();
    assert!(!rectangles.is_empty(), "{track}");
    for r in rectangles {
        assert!(r[0] + r[2] <= sprite.width() && r[1] + r[3] <= sprite.height() && r[2] > 0 && r[3] > 0, "{r:?} lies outside");
    }
    cues(&track, lasts);
}

/// Times of cues grow and end with the film. Answers when the first begins.
fn cues(track: &str, lasts: f64) -> f64 {
    let clock = |text: &str| text.trim().split([':', '.']).map(|n| n.parse::<f64>().unwrap()).collect::<Vec<_>>();
    let seconds = |text: &str| match clock(text)[..] {
        [h, m, s, ms] => h * 3600.0 + m * 60.0 + s + ms / 1000.0,
        [m, s, ms] => m * 60.0 + s + ms / 1000.0,
        _ => panic!("{text} is no time"),
    };
    let (mut first, mut last) = (f64::NAN, -1.0);
    for (from, to) in track.lines().filter_map(|l| l.split_once(" --> ")).map(|(a, b)| (seconds(a), seconds(b))) {
        assert!(last < from && from <= to && to <= lasts + 0.1, "{from} to {to} after {last}, of {lasts}");
        first = if first.is_nan() { from } else { first };
        last = from;
    }
    first
}

fn captions(row: &Row, run: &Run, manifest: &Value, lasts: f64) {
    let found = of_role(manifest, "captions");
    assert_eq!(found.len(), row.captions, "tracks of captions");
    for rendition in found {
        let track = fs::read_to_string(run.out.join(text(rendition, "file"))).unwrap();
        assert!(track.starts_with("WEBVTT") && track.contains("字幕一"), "{track}");
        let first = cues(&track, lasts);
        // A film begins with its sound, which may lie some milliseconds before the clock's zero.
        assert!((first - 0.2).abs() <= 0.025, "{track}");
    }
}

/// Beep and flash are as far apart as they were, at each moment, in the downloaded file and in the tracks.
fn sync(film: &Path, run: &Run, manifest: &Value, top: &Path) {
    let was = seen::offsets(&seen::flashes(film, false), &seen::beeps(&seen::sound(film, false)), "input");
    let progressive = run.out.join(text(of_role(manifest, "progressive")[0], "file"));
    let audio = run.out.join(text(of_role(manifest, "audio")[0], "file"));
    for (picture, sound) in [(&progressive, &progressive), (&top.to_owned(), &audio)] {
        let name = picture.file_name().unwrap().to_string_lossy();
        let is = seen::offsets(&seen::flashes(picture, true), &seen::beeps(&seen::sound(sound, true)), &name);
        assert_eq!(was.len(), is.len(), "{name}");
        for (was, is) in was.iter().zip(&is) {
            assert!((was - is).abs() <= 0.020, "{name}: sound was {was:.3} s late and is {is:.3} s late");
        }
    }
}

pub fn loudness(run: &Run, manifest: &Value) {
    let (integrated, peak) = seen::loudness(&run.out.join(text(of_role(manifest, "progressive")[0], "file")));
    let facts = &manifest["loudness"];
    // R128 hears nothing below its gate, and nothing in less than 400 ms.
    if facts["input_lufs"].as_f64().is_none_or(|input| input <= -60.0) {
        assert!(integrated < -55.0, "silence was raised to {integrated} LUFS");
        return;
    }
    let missed = (integrated + 16.0).abs();
    let warned = manifest["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "loudness");
    // Up to a whole unit where peaks stand at the limit: more gain would only squash them.
    let limited = facts["true_peak_db"].as_f64().unwrap() > -3.0;
    assert!(warned || missed <= if limited { 1.0 } else { 0.5 }, "{integrated} LUFS of {facts}");
    assert!(!warned || missed > 0.8, "a warning about {integrated} LUFS");
    assert!(peak <= -1.5, "a true peak of {peak} dB of {facts}");
}
