//! Photographs of one scene each, held in several ways.

use super::program::{Run, picture};
use image::{RgbImage, imageops};
use std::{fs, path::PathBuf};

/// The run on `name` in the shared data; `None`, with a word on standard error, where that is not there.
fn photograph(name: &str) -> Option<Run> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/images").join(name);
    match fs::read(&path) {
        Ok(bytes) => Some(picture(&bytes)),
        Err(_) => {
            eprintln!("skipped: ../shared/data/images/{name} is not here");
            None
        }
    }
}

/// The picture as 4 × 4 averages.
fn sketch(run: &Run) -> RgbImage {
    imageops::thumbnail(&run.narrowest().to_rgb8(), 4, 4)
}

fn difference(a: &RgbImage, b: &RgbImage) -> u32 {
    let sum: u32 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    sum / a.as_raw().len() as u32
}

fn same_scene(names: &[&str], size: (u64, u64)) {
    let Some(runs) = names.iter().map(|name| photograph(name)).collect::<Option<Vec<_>>>() else { return };
    for run in &runs {
        let input = &run.manifest()["input"];
        assert_eq!((input["width"].as_u64(), input["height"].as_u64()), (Some(size.0), Some(size.1)));
    }
    let sketches: Vec<_> = runs.iter().map(sketch).collect();
    let turned = difference(&sketches[0], &imageops::rotate180(&sketches[0]));
    for (name, other) in names.iter().zip(&sketches).skip(1) {
        let apart = difference(&sketches[0], other);
        assert!(apart <= 3, "{name} is {apart} apart from {}", names[0]);
        assert!(turned > 4 * apart.max(1), "upside down would not be noticed: {turned}");
    }
}

#[test]
fn portraits_come_out_alike_however_the_camera_was_held() {
    same_scene(&["exif-portrait-1.jpg", "exif-portrait-3.jpg", "exif-portrait-6.jpg", "exif-portrait-8.jpg"], (1200, 1800));
}

#[test]
fn landscapes_come_out_alike_however_the_camera_was_held() {
    same_scene(&["exif-landscape-5.jpg", "exif-landscape-6.jpg"], (1800, 1200));
}
