//! What a viewer sees and hears, measured by Debian's `ffmpeg`: the flash, the beep, the look, the loudness.

use std::{path::Path, process::Command};

/// Standard output and error of `ffmpeg`; insists that it went well.
fn ffmpeg(arguments: &[&str]) -> (Vec<u8>, String) {
    let output = Command::new("ffmpeg").args(["-nostdin", "-hide_banner"]).args(arguments).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "ffmpeg {arguments:?}: {words}");
    (output.stdout, words)
}

/// Decodes everything; insists that nothing is said against it.
pub fn assert_decodes(path: &Path) {
    let (_, words) = ffmpeg(&["-v", "warning", "-xerror", "-i", path.to_str().unwrap(), "-f", "null", "-"]);
    // Counting pictures at a constant rate, which is what `ffmpeg` does where nothing is written, is no fault of the film.
    let faults: Vec<_> =
        words.lines().filter(|l| !l.contains("non monotonically increasing dts to muxer") && !l.contains("repeated")).collect();
    assert!(faults.is_empty(), "{}: {faults:?}", path.display());
}

/// When a row of white pictures begins, in seconds. `raw` leaves the file's clock as it is; the film begins at zero
/// otherwise, with whichever of its tracks is first: `ffmpeg` looks only at those that it is to write.
pub fn flashes(path: &Path, raw: bool) -> Vec<f64> {
    let clock: &[&str] = if raw { &["-copyts"] } else { &["-copyts", "-start_at_zero"] };
    let tail =
        ["-map", "0:V:0", "-vf", "scale=16:16:flags=area,format=gray,showinfo", "-fps_mode", "passthrough", "-f", "null", "-"];
    let beside = if raw { &[][..] } else { &["-map", "0:a:0", "-c", "copy", "-f", "null", "-"] };
    let arguments = [clock, &["-v", "info", "-i", path.to_str().unwrap()], &tail, beside].concat();
    let (_, words) = ffmpeg(&arguments);
    let value = |line: &str, name: &str| -> Option<f64> {
        let rest = line.split_once(name)?.1.trim_start();
        rest.split([' ', ']']).next()?.parse().ok()
    };
    let (mut flashes, mut white) = (Vec::new(), false);
    for line in words.lines().filter(|l| l.contains("pts_time:")) {
        let (Some(at), Some(mean)) = (value(line, "pts_time:"), value(line, "mean:[")) else { continue };
        if mean > 215.0 && !white {
            flashes.push(at);
        }
        white = mean > 215.0;
    }
    flashes
}

const RATE: usize = 48_000;

/// One channel at 48 kHz from the beginning of the clock on.
pub fn sound(path: &Path, raw: bool) -> Vec<f32> {
    let clock: &[&str] = if raw { &["-copyts"] } else { &["-copyts", "-start_at_zero"] };
    let tail = ["-map", "0:a:0", "-af", "aresample=48000:async=1:first_pts=0", "-ac", "1", "-f", "f32le", "-"];
    let beside = if raw { &[][..] } else { &["-map", "0:V:0", "-c", "copy", "-f", "null", "-"] };
    let arguments = [clock, &["-v", "error", "-i", path.to_str().unwrap()], &tail, beside].concat();
    let (bytes, _) = ffmpeg(&arguments);
    bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

/// When loud sound begins after a quiet while, in seconds.
pub fn beeps(sound: &[f32]) -> Vec<f64> {
    let peak = sound.iter().fold(0.0f32, |most, v| most.max(v.abs()));
    let (mut beeps, mut quiet) = (Vec::new(), usize::MAX / 2);
    for (i, value) in sound.iter().enumerate() {
        if value.abs() > 0.4 * peak {
            // A hundredth of a second without a loud sample is a pause.
            if quiet > RATE / 10 {
                beeps.push(i as f64 / RATE as f64);
            }
            quiet = 0;
        } else {
            quiet += 1;
        }
    }
    beeps
}

/// How far beep and flash are apart at each moment, in seconds: positive where sound is late.
pub fn offsets(flashes: &[f64], beeps: &[f64], name: &str) -> Vec<f64> {
    assert!(!flashes.is_empty() && flashes.len() == beeps.len(), "{name}: flashes {flashes:?}, beeps {beeps:?}");
    beeps.iter().zip(flashes).map(|(beep, flash)| beep - flash).collect()
}

/// The picture shown a second after the beginning as 8 × 8 averages of red, green and blue.
pub fn sketch(path: &Path) -> Vec<u8> {
    sketch_of(path, "1.0", &[])
}

/// The picture shown so many seconds after the beginning, after `options` such as filters, in the same form.
pub fn sketch_of(path: &Path, at: &str, options: &[&str]) -> Vec<u8> {
    let png = shown(path, at, &[options, &["-pix_fmt", "rgb24", "-c:v", "png", "-f", "image2pipe"]].concat());
    let image = image::load_from_memory(&png).expect("there is a picture at that moment").to_rgb8();
    image::imageops::thumbnail(&image, 8, 8).into_raw()
}

/// How far two pictures are apart, of 255.
pub fn apart(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len(), "pictures of different sizes");
    a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
}

/// The picture shown so many seconds after the beginning, in grey.
pub fn picture(path: &Path, at: &str) -> Vec<u8> {
    picture_of(path, at, &[])
}

/// The same after `options` such as filters.
pub fn picture_of(path: &Path, at: &str, options: &[&str]) -> Vec<u8> {
    shown(path, at, &[options, &["-pix_fmt", "gray", "-f", "rawvideo"]].concat())
}

fn shown(path: &Path, at: &str, form: &[&str]) -> Vec<u8> {
    let input = ["-v", "error", "-i", path.to_str().unwrap(), "-map", "0:V:0", "-ss", at, "-frames:v", "1"];
    ffmpeg(&[&input[..], form, &["-"]].concat()).0
}

/// LUFS over all, and the true peak in dB of full scale.
pub fn loudness(path: &Path) -> (f64, f64) {
    let (_, words) = ffmpeg(&[
        "-v",
        "info",
        "-i",
        path.to_str().unwrap(),
        "-map",
        "0:a:0",
        "-af",
        "ebur128=peak=true:framelog=verbose",
        "-f",
        "null",
        "-",
    ]);
    let value = |name: &str| -> f64 {
        let line = words.lines().rfind(|l| l.trim_start().starts_with(name)).unwrap_or_else(|| panic!("no {name}: {words}"));
        line.trim_start()
            .trim_start_matches(name)
            .split_whitespace()
            .next()
            .and_then(|v| v.parse().ok())
            .unwrap_or(f64::NEG_INFINITY)
    };
    (value("I:"), value("Peak:"))
}
