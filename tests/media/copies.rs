//! The copies of a long image: one file to take along, and tiles from which every level of it can be put together.

use super::{
    made::{encoded, exif_app1, gradient, with_app1},
    program::{Run, copies},
};
use domain::Levels;
use image::{GenericImage, ImageFormat, Rgb, RgbImage, imageops};
use serde_json::Value;

fn of_role(run: &Run, role: &str) -> Vec<Value> {
    let manifest = run.manifest();
    manifest["renditions"].as_array().unwrap().iter().filter(|file| file["role"] == role).cloned().collect()
}

fn read(run: &Run, file: &Value) -> Vec<u8> {
    std::fs::read(run.out.join(file["file"].as_str().unwrap())).unwrap()
}

/// How far the two are apart, on average, of 255.
fn distance(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}

#[test]
fn the_parts_are_one_jpeg() {
    let image = gradient(720, 3100);
    let upper = encoded(imageops::crop_imm(&image, 0, 0, 720, 1700).to_image(), ImageFormat::Png);
    let lower = encoded(imageops::crop_imm(&image, 0, 1700, 720, 1400).to_image(), ImageFormat::Jpeg);
    let run = copies(&[&upper, &with_app1(&lower, &exif_app1(1))]);
    let whole = of_role(&run, "whole");
    assert_eq!((whole.len(), whole[0]["media_type"].as_str()), (1, Some("image/jpeg")));
    let bytes = read(&run, &whole[0]);
    assert_eq!(whole[0]["bytes"].as_u64(), Some(bytes.len() as u64));
    let shown = image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap().to_rgb8();
    assert!(distance(&shown, &image) < 2.0, "{}", distance(&shown, &image));
    assert!(!bytes.windows(9).any(|window| window == b"SECRETCAM"));
    assert_eq!(run.files(), copies(&[&upper, &with_app1(&lower, &exif_app1(1))]).files(), "twice the same");
}

#[test]
fn a_wide_picture_is_saved_as_wide_as_a_screen_shows_it() {
    let run = copies(&[&encoded(gradient(2700, 1900), ImageFormat::Png)]);
    let whole = &of_role(&run, "whole")[0];
    assert_eq!((whole["width"].as_u64(), whole["height"].as_u64()), (Some(2160), Some(1520)));
    let shown = image::load_from_memory(&read(&run, whole)).unwrap().to_rgb8();
    assert!(distance(&shown, &gradient(2160, 1520)) < 2.5, "{}", distance(&shown, &gradient(2160, 1520)));
}

/// Higher than a JPEG can be. Of one colour, so that it takes no time.
#[test]
fn what_is_too_tall_for_a_jpeg_is_a_pdf_of_pages() {
    let part = encoded(RgbImage::from_pixel(40, 33_000, Rgb([200, 90, 30])), ImageFormat::Png);
    let run = copies(&[&part, &part]);
    let whole = &of_role(&run, "whole")[0];
    assert_eq!((whole["media_type"].as_str(), whole["height"].as_u64()), (Some("application/pdf"), Some(66_000)));
    let pdf = read(&run, whole);
    let text = String::from_utf8_lossy(&pdf);
    // The table says where each object begins.
    let table: usize = text.rsplit("startxref\n").next().unwrap().split('\n').next().unwrap().parse().unwrap();
    let lines = String::from_utf8_lossy(&pdf[table..]).lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines[0], "xref");
    let places = lines[3..].iter().take_while(|line| line.ends_with("n ") || line.ends_with("f "));
    for (i, line) in places.enumerate().filter(|(_, line)| line.ends_with("n ")) {
        let at: usize = line[..10].parse().unwrap();
        assert!(pdf[at..].starts_with(format!("{} 0 obj", i + 1).as_bytes()), "object {} is not at {at}", i + 1);
    }
    let heights = text.match_indices("/Height ").map(|(at, _)| text[at + 8..].split('/').next().unwrap().parse::<u32>().unwrap());
    assert_eq!(heights.sum::<u32>(), 66_000);
}

#[test]
fn every_level_can_be_put_together_from_its_tiles() {
    for (width, height) in [(720, 3000), (2500, 1300), (33, 17), (1080, 1025)] {
        let image = gradient(width, height);
        let run = copies(&[&encoded(image.clone(), ImageFormat::Png)]);
        let tiles = of_role(&run, "tile");
        let levels = Levels { width, height };
        for factor in levels.factors() {
            let (wide, high) = (width.div_ceil(factor), height.div_ceil(factor));
            let mut whole = RgbImage::new(wide, high);
            for top in (0..high).step_by(levels.tile_height() as usize) {
                for left in (0..wide).step_by(levels.tile_width() as usize) {
                    let place = levels.tile(factor, left, top);
                    let tile = tiles.iter().find(|tile| tile["path"] == place.path());
                    let tile = tile.unwrap_or_else(|| panic!("no tile {} of {width} × {height}", place.path()));
                    let shown = image::load_from_memory(&read(&run, tile)).unwrap().to_rgb8();
                    assert_eq!(shown.dimensions(), place.size);
                    whole.copy_from(&shown, left, top).unwrap();
                }
            }
            let expected = imageops::resize(&image, wide, high, imageops::FilterType::Triangle);
            assert!(distance(&whole, &expected) < 4.0, "level {factor} of {width} × {height}: {}", distance(&whole, &expected));
        }
        let count: u32 = levels
            .factors()
            .iter()
            .map(|f| width.div_ceil(*f).div_ceil(levels.tile_width()) * height.div_ceil(*f).div_ceil(levels.tile_height()))
            .sum();
        assert_eq!(tiles.len() as u32, count, "{width} × {height}");
    }
}

#[test]
fn what_turns_out_broken_leaves_no_copy() {
    let png = encoded(gradient(720, 4000), ImageFormat::Png);
    let mut broken = png.clone();
    let at = png.len() * 9 / 10;
    broken[at..at + 40].fill(0x5A);
    assert_eq!(copies(&[&broken]).refused(), "broken");
}
