//! How the camera was held. The expectation is Exif's own words: which side of the scene the first row and the first
//! column of the file show (Exif 3.0, Orientation).

use super::{
    made::{chunk, encoded, exif, exif_app1, with_app1, with_chunks},
    program::picture,
};
use image::{ImageFormat, Rgb, RgbImage};

pub const WIDTH: u32 = 480;
pub const HEIGHT: u32 = 320;

/// The scene: red top left, green top right, blue bottom left, white bottom right.
fn scene(x: u32, y: u32) -> Rgb<u8> {
    match (x < WIDTH / 2, y < HEIGHT / 2) {
        (true, true) => Rgb([220, 30, 30]),
        (false, true) => Rgb([30, 200, 30]),
        (true, false) => Rgb([30, 30, 220]),
        (false, false) => Rgb([240, 240, 240]),
    }
}

/// The scene as a camera held so writes it.
pub fn stored(orientation: u8) -> RgbImage {
    let (right, bottom) = (WIDTH - 1, HEIGHT - 1);
    let at = |column: u32, row: u32| match orientation {
        1 => (column, row),
        2 => (right - column, row),
        3 => (right - column, bottom - row),
        4 => (column, bottom - row),
        5 => (row, column),
        6 => (right - row, column),
        7 => (right - row, bottom - column),
        8 => (row, bottom - column),
        other => panic!("no orientation {other}"),
    };
    let (width, height) = if orientation < 5 { (WIDTH, HEIGHT) } else { (HEIGHT, WIDTH) };
    RgbImage::from_fn(width, height, |column, row| {
        let (x, y) = at(column, row);
        scene(x, y)
    })
}

pub fn assert_upright(bytes: &[u8], orientation: u8) {
    let run = picture(bytes);
    let input = &run.manifest()["input"];
    assert_eq!((&input["width"], &input["height"], &input["orientation"]), (&WIDTH.into(), &HEIGHT.into(), &orientation.into()));
    for rendition in run.decoded() {
        let rendition = rendition.to_rgb8();
        let (width, height) = rendition.dimensions();
        assert!(width > height);
        for (fx, fy) in [(1, 1), (3, 1), (1, 3), (3, 3)] {
            let is = rendition.get_pixel(width * fx / 4, height * fy / 4);
            let should = scene(WIDTH * fx / 4, HEIGHT * fy / 4);
            assert!(is.0.iter().zip(should.0).all(|(a, b)| a.abs_diff(b) <= 12), "{orientation}: {is:?} instead of {should:?}");
        }
    }
}

#[test]
fn all_eight_orientations_of_a_jpeg_come_out_upright() {
    for orientation in 1..=8 {
        assert_upright(&with_app1(&encoded(stored(orientation), ImageFormat::Jpeg), &exif_app1(orientation)), orientation);
    }
}

#[test]
fn a_png_that_carries_an_orientation_is_turned_too() {
    assert_upright(&with_chunks(&encoded(stored(6), ImageFormat::Png), &chunk(b"eXIf", &exif(6))), 6);
}

#[test]
fn an_orientation_that_does_not_exist_leaves_the_picture_as_it_is() {
    for odd in [0, 9, 255] {
        let run = picture(&with_app1(&encoded(stored(1), ImageFormat::Jpeg), &exif_app1(odd)));
        assert_eq!(run.manifest()["input"]["orientation"], 1);
    }
}

#[test]
fn damaged_exif_does_not_cost_the_picture() {
    for damaged in [&b"Exif\0\0"[..], b"Exif\0\0MM\0*\xFF\xFF\xFF\xFF", b"Exif\0\0nonsense"] {
        let run = picture(&with_app1(&encoded(stored(1), ImageFormat::Jpeg), damaged));
        assert_eq!(run.manifest()["input"]["width"], WIDTH);
    }
}
