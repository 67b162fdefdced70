//! Files that are not taken: each with a code, words for the editor, and nothing written.

use super::{
    made::{chunk, encoded, flat_jpeg, gradient, png_that_claims},
    program::{command, picture, picture_named, run},
};
use crate::busy;
use image::ImageFormat;
use std::{fs, process::Command, time::Instant};

#[test]
fn the_type_is_judged_by_content_never_by_name() {
    assert_eq!(picture_named("x.png", b"<!DOCTYPE html><html><script>alert(1)</script></html>").refused(), "active-content");
    assert_eq!(
        picture_named("x.jpg", b"\xEF\xBB\xBF\n <?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>").refused(),
        "active-content"
    );
    assert_eq!(picture_named("x.png", b"plain words").refused(), "unknown-kind");
    let png = encoded(gradient(400, 300), ImageFormat::Png);
    assert_eq!(picture_named("x.svg", &png).manifest()["input"]["format"], "png");
}

#[test]
fn an_editor_learns_what_the_file_is_instead() {
    for (bytes, name) in [
        (&b"\0\0\0\x18ftypisom\0\0\0\0"[..], "MP4"),
        (b"\xFF\x0A\0\0\0\0", "JPEG XL"),
        (b"II+\0\x08\0\0\0", "BigTIFF"),
        (b"%PDF-1.7 ", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
        (b"<html><body>", "HTML"),
    ] {
        let run = picture(bytes);
        run.refused();
        let reason = run.lines.last().unwrap()["reason"].as_str().unwrap().to_owned();
        assert!(reason.contains(name) && reason.contains("再上传"), "{reason}");
        assert!(run.stderr.contains(name), "{}", run.stderr);
    }
}

#[test]
fn empty_files_folders_and_pipes_are_no_pictures() {
    assert_eq!(picture(b"").refused(), "empty");
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("directory.png");
    fs::create_dir(&directory).unwrap();
    assert_eq!(run(folder, &directory).refused(), "not-a-file");
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.png");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(run(folder, &pipe).refused(), "not-a-file");
}

#[test]
fn a_picture_cut_short_anywhere_is_refused() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = encoded(gradient(400, 300), format);
        picture(&whole).manifest();
        for part in [12, whole.len() / 4, whole.len() / 2, whole.len() * 9 / 10] {
            let code = picture(&whole[..part]).refused();
            assert!(["truncated", "broken", "unknown-kind"].contains(&code.as_str()), "{format:?} cut to {part}: {code}");
        }
    }
}

#[test]
fn a_missing_end_is_noticed_even_where_all_pixels_are_there() {
    for (format, end) in [(ImageFormat::Jpeg, 2), (ImageFormat::Png, 12), (ImageFormat::Png, 1), (ImageFormat::WebP, 1)] {
        let whole = encoded(gradient(401, 301), format);
        assert_eq!(picture(&whole[..whole.len() - end]).refused(), "truncated", "{format:?} without its last {end}");
    }
}

#[test]
fn declared_sizes_are_checked_before_a_pixel_is_decoded() {
    for (bytes, code) in [
        (png_that_claims(50_000, 50_000), "too-many-pixels"),
        (png_that_claims(20_000, 10), "too-many-pixels"),
        (png_that_claims(8_000, 5_001), "too-many-pixels"),
        (b"GIF89a\xFF\xFF\xFF\xFF\0\0\0,\0\0\0\0\xFF\xFF\xFF\xFF\0\x02\x02\x44\x01\0;".to_vec(), "too-many-pixels"),
        (png_that_claims(u32::MAX, u32::MAX), "broken"),
        (png_that_claims(0, 10), "broken"),
    ] {
        let started = Instant::now();
        let refused = picture(&bytes).refused();
        assert!(refused == code || refused == "bomb", "{refused} instead of {code}");
        assert!(started.elapsed().as_secs_f64() < 3.0 * busy::crowding());
    }
}

#[test]
fn a_jpeg_of_hundreds_of_scans_is_refused_at_once() {
    picture(&flat_jpeg(1, 1)).manifest();
    assert_eq!(picture(&flat_jpeg(1, 400)).refused(), "bomb");
}

#[test]
fn damage_inside_a_file_is_refused() {
    let header = [&8u32.to_be_bytes()[..], &8u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let png = [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", b"no zlib"), &chunk(b"IEND", b"")].concat();
    assert_eq!(picture(&png).refused(), "broken");
}

#[test]
fn no_single_wrong_byte_ends_the_program_otherwise_than_in_words() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = encoded(gradient(48, 32), format);
        for step in 0..24 {
            let mut damaged = whole.clone();
            let at = 8 + step * (whole.len() - 8) / 24;
            damaged[at] ^= 0x55;
            let run = picture(&damaged);
            match run.code {
                Some(0) => assert!(run.renditions().len() >= 2),
                _ => _ = run.refused(),
            }
        }
    }
}

#[test]
fn usage_and_missing_files_are_told_apart_from_refusals() {
    assert_eq!(command(&[]).status.code(), Some(2));
    assert_eq!(command(&["picture", "only-one"]).status.code(), Some(2));
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.png");
    let output = command(&["picture", missing.to_str().unwrap(), folder.path().join("out").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("missing.png"));
}
