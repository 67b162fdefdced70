//! Colour: profiles, and the colour that stands in a picture's place.

use super::{
    made::{chunk, disc, encoded, with_chunks},
    program::{picture, picture_within},
};
use image::{ImageEncoder, ImageFormat, Rgb, RgbImage, codecs::png::PngEncoder};

fn png_with_profile(colour: [u8; 3], profile: Vec<u8>) -> Vec<u8> {
    let image = RgbImage::from_pixel(400, 300, Rgb(colour));
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile).unwrap();
    encoder.write_image(image.as_raw(), 400, 300, image::ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// Display P3 to sRGB by the definition: one curve for both, and the matrix between their primaries (CSS Color 4, 17).
fn p3_to_srgb(colour: [u8; 3]) -> [u8; 3] {
    let linear =
        colour.map(|v| f64::from(v) / 255.0).map(|v| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) });
    let rows = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
    rows.map(|row: [f64; 3]| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
        .map(|v| if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 })
        .map(|v| (v * 255.0).round() as u8)
}

#[test]
fn a_telephone_s_wide_colours_become_srgb() {
    let colour = [200, 100, 50];
    let expected = p3_to_srgb(colour);
    assert!(expected[0] > 208, "the case is worth testing: {expected:?}");
    let run = picture(&png_with_profile(colour, moxcms::ColorProfile::new_display_p3().encode().unwrap()));
    assert!(run.warnings().is_empty());
    for rendition in run.decoded() {
        let pixel = rendition.to_rgb8().get_pixel(100, 100).0;
        assert!(pixel.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 4), "{pixel:?} instead of {expected:?}");
    }
}

#[test]
fn a_profile_that_cannot_be_read_is_told_and_the_numbers_are_kept() {
    let run = picture(&png_with_profile([200, 100, 50], b"no profile at all, but long enough to look at".repeat(8)));
    assert_eq!(run.warnings(), ["colour-profile"]);
    let pixel = run.decoded()[0].to_rgb8().get_pixel(100, 100).0;
    assert!(pixel.iter().zip([200u8, 100, 50]).all(|(a, b)| a.abs_diff(b) <= 4), "{pixel:?}");
}

#[test]
fn the_average_colour_sees_only_what_is_seen() {
    let plain = picture(&encoded(RgbImage::from_pixel(400, 300, Rgb([16, 32, 255])), ImageFormat::Png));
    assert_eq!(plain.manifest()["average_colour"], "#1020ff");
    let cut_out = picture(&encoded(disc(400, [200, 0, 0]), ImageFormat::Png));
    assert_eq!(cut_out.manifest()["average_colour"], "#c80000");
    let nothing = picture(&encoded(image::RgbaImage::new(400, 300), ImageFormat::Png));
    assert_eq!(nothing.manifest()["average_colour"], "#ffffff");
}

#[test]
fn a_profile_that_unpacks_to_a_hundred_megabytes_does_not_take_them() {
    // The program and its libraries have three hundred and eighty before it does anything.
    const MEGABYTES: u32 = 380 + 80;
    // Deflate with the fixed codes: a zero byte, then a copy of 258 bytes from one back, over and over; thirteen bits each.
    let mut bits: Vec<bool> = [1, 1, 0].map(|bit| bit == 1).to_vec();
    bits.extend([0, 0, 1, 1, 0, 0, 0, 0].map(|bit| bit == 1));
    for _ in 0..400_000 {
        bits.extend([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0].map(|bit| bit == 1));
    }
    bits.extend([false; 7]);
    let deflated = bits.chunks(8).map(|bits| bits.iter().rev().fold(0u8, |byte, &bit| byte << 1 | u8::from(bit)));
    let profile: Vec<u8> = b"x\0\0\x78\x01".iter().copied().chain(deflated).chain([0; 4]).collect();
    let bytes = with_chunks(&encoded(RgbImage::new(400, 300), ImageFormat::Png), &chunk(b"iCCP", &profile));
    let run = picture_within(MEGABYTES, &bytes);
    match run.code {
        Some(0) => assert_eq!(run.renditions().len(), 3),
        _ => assert!(["bomb", "broken"].contains(&run.refused().as_str())),
    }
}
