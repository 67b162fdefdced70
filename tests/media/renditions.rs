//! What is made of a picture that is taken.

use super::{
    made::{chunk, disc, encoded, flat_jpeg, gradient, with_chunks},
    program::{command, picture},
};
use image::{DynamicImage, GrayImage, ImageBuffer, ImageFormat, Luma, Rgb, RgbImage, Rgba, RgbaImage};

fn widths(bytes: &[u8]) -> Vec<(u32, u32, String)> {
    picture(bytes).renditions().into_iter().map(|(_, kind, width, height)| (width, height, kind)).collect()
}

fn webp(width: u32, height: u32) -> (u32, u32, String) {
    (width, height, "image/webp".into())
}

fn jpeg(width: u32, height: u32) -> (u32, u32, String) {
    (width, height, "image/jpeg".into())
}

#[test]
fn a_wide_picture_gets_four_widths_and_a_fallback() {
    let made = widths(&encoded(gradient(2000, 1000), ImageFormat::Png));
    assert_eq!(made, [webp(360, 180), webp(720, 360), webp(1080, 540), webp(1600, 800), jpeg(1080, 540)]);
}

#[test]
fn no_rendition_is_larger_than_the_picture() {
    assert_eq!(
        widths(&encoded(gradient(800, 400), ImageFormat::Png)),
        [webp(360, 180), webp(720, 360), webp(800, 400), jpeg(800, 400)]
    );
    assert_eq!(widths(&encoded(gradient(360, 90), ImageFormat::Jpeg)), [webp(360, 90), jpeg(360, 90)]);
    let tiny = picture(&encoded(gradient(40, 30), ImageFormat::Png));
    assert_eq!(tiny.renditions().iter().map(|r| r.2).collect::<Vec<_>>(), [40, 40]);
    assert_eq!(tiny.warnings(), ["small"]);
}

#[test]
fn the_narrowest_shapes_keep_at_least_one_pixel() {
    assert_eq!(widths(&encoded(RgbImage::new(1, 1), ImageFormat::Png)), [webp(1, 1), jpeg(1, 1)]);
    assert_eq!(widths(&encoded(gradient(1, 5000), ImageFormat::Png)), [webp(1, 5000), jpeg(1, 5000)]);
    let flat = widths(&encoded(gradient(5000, 1), ImageFormat::Png));
    assert_eq!(flat, [webp(360, 1), webp(720, 1), webp(1080, 1), webp(1600, 1), jpeg(1080, 1)]);
}

#[test]
fn the_manifest_describes_each_file_that_is_there_and_no_other() {
    let run = picture(&encoded(gradient(800, 600), ImageFormat::Jpeg));
    let manifest = run.manifest();
    let files = run.files();
    assert_eq!(files.len(), run.renditions().len() + 1, "{:?}", files.iter().map(|f| &f.0).collect::<Vec<_>>());
    for row in manifest["renditions"].as_array().unwrap() {
        let (name, bytes) = files.iter().find(|(name, _)| row["file"] == *name).unwrap();
        assert_eq!(row["bytes"], bytes.len());
        assert_eq!(row["sha256"], storage::digest(bytes).as_str());
        assert!(name.contains(&row["sha256"].as_str().unwrap()[..32]));
        let asset = storage::AssetKey::from_entropy([1; 16]);
        storage::Key::rendition(&asset, name).expect("a name is fit for a storage key");
    }
    assert_eq!(manifest["input"]["format"], "jpeg");
    assert_eq!((&manifest["input"]["width"], &manifest["input"]["height"]), (&800.into(), &600.into()));
}

#[test]
fn every_rendition_looks_like_the_picture() {
    let made = gradient(900, 600);
    let run = picture(&encoded(made.clone(), ImageFormat::Png));
    for rendition in run.decoded() {
        let rendition = rendition.to_rgb8();
        let (width, height) = rendition.dimensions();
        for (fx, fy) in [(1, 1), (1, 9), (5, 5), (9, 1), (9, 9)] {
            let is = rendition.get_pixel(width * fx / 10, height * fy / 10);
            let was = made.get_pixel(900 * fx / 10, 600 * fy / 10);
            assert!(is.0.iter().zip(was.0).all(|(a, b)| a.abs_diff(b) <= 8), "{is:?} instead of {was:?} at {width}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_files_twice() {
    let bytes = encoded(gradient(1200, 700), ImageFormat::Jpeg);
    assert!(picture(&bytes).files() == picture(&bytes).files());
}

#[test]
fn a_second_run_into_the_same_folder_leaves_the_same_files() {
    let run = picture(&encoded(gradient(500, 300), ImageFormat::Png));
    let before = run.files();
    let input = run.folder().join("upload");
    assert!(command(&["picture", input.to_str().unwrap(), run.out.to_str().unwrap()]).status.success());
    assert!(run.files() == before);
}

#[test]
fn transparency_is_kept_and_edges_take_no_colour_from_below() {
    let run = picture(&encoded(disc(900, [255, 255, 255]), ImageFormat::Png));
    let kinds: Vec<_> = run.renditions().into_iter().map(|r| r.1).collect();
    assert_eq!(kinds, ["image/webp", "image/webp", "image/webp", "image/png"]);
    for rendition in run.decoded() {
        let rendition = rendition.to_rgba8();
        let (width, height) = rendition.dimensions();
        assert_eq!(rendition.get_pixel(0, 0)[3], 0);
        assert_eq!(rendition.get_pixel(width / 2, height / 2).0, [255; 4]);
        let dark = rendition.pixels().filter(|p| p[3] > 128 && p[0] < 200).count();
        assert_eq!(dark, 0, "a dark fringe at {width}");
    }
}

#[test]
fn an_alpha_channel_that_hides_nothing_is_dropped() {
    let opaque = RgbaImage::from_pixel(400, 300, Rgba([200, 100, 50, 255]));
    let run = picture(&encoded(opaque, ImageFormat::Png));
    assert_eq!(run.manifest()["input"]["alpha"], false);
    assert_eq!(run.renditions().last().unwrap().1, "image/jpeg");
}

#[test]
fn every_depth_and_kind_of_pixel_is_read() {
    let grey = GrayImage::from_pixel(64, 64, Luma([90]));
    let deep: ImageBuffer<Rgb<u16>, _> = ImageBuffer::from_pixel(64, 64, Rgb([90u16 * 257; 3]));
    let rgb = RgbImage::from_pixel(64, 64, Rgb([90; 3]));
    for (name, bytes) in [
        ("grey PNG", encoded(grey.clone(), ImageFormat::Png)),
        ("grey JPEG", encoded(grey, ImageFormat::Jpeg)),
        ("16-bit PNG", encoded(DynamicImage::ImageRgb16(deep), ImageFormat::Png)),
        ("palette GIF", encoded(rgb.clone(), ImageFormat::Gif)),
        ("lossless WebP", encoded(rgb, ImageFormat::WebP)),
        ("1-bit palette PNG", palette_png()),
    ] {
        let run = picture(&bytes);
        for rendition in run.decoded() {
            let pixel = rendition.to_rgb8().get_pixel(32, 32).0;
            assert!(pixel.iter().all(|v| v.abs_diff(90) <= 3), "{name}: {pixel:?}");
        }
    }
}

/// 64 × 64 at one bit a pixel, all of the palette's second colour; zlib with a stored block.
fn palette_png() -> Vec<u8> {
    let header = [&64u32.to_be_bytes()[..], &64u32.to_be_bytes(), &[1, 3, 0, 0, 0]].concat();
    let rows: Vec<u8> = (0..64).flat_map(|_| [&[0][..], &[0xFF; 8]].concat()).collect();
    let length = u16::try_from(rows.len()).unwrap();
    let (mut a, mut b) = (1u32, 0u32);
    for &byte in &rows {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    let data =
        [&[0x78, 0x01, 0x01][..], &length.to_le_bytes(), &(!length).to_le_bytes(), &rows, &(b << 16 | a).to_be_bytes()].concat();
    let chunks = [chunk(b"IHDR", &header), chunk(b"PLTE", &[0, 0, 0, 90, 90, 90]), chunk(b"IDAT", &data), chunk(b"IEND", b"")];
    [&b"\x89PNG\r\n\x1A\n"[..], &chunks.concat()].concat()
}

#[test]
fn a_cmyk_jpeg_becomes_rgb() {
    let run = picture(&flat_jpeg(4, 1));
    // Half ink of each colour and half black: a quarter of the light.
    let pixel = run.decoded()[0].to_rgb8().get_pixel(4, 4).0;
    assert!(pixel.iter().all(|v| v.abs_diff(64) <= 6), "{pixel:?}");
}

#[test]
fn a_moving_picture_gives_its_first_frame_and_a_warning() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for colour in [[200, 0, 0, 255], [0, 0, 200, 255]] {
        encoder.encode_frame(image::Frame::new(RgbaImage::from_pixel(400, 300, Rgba(colour)))).unwrap();
    }
    drop(encoder);
    let run = picture(&bytes);
    assert_eq!(run.warnings(), ["animation"]);
    let pixel = run.decoded()[0].to_rgb8().get_pixel(100, 100).0;
    assert!(pixel[0] > 180 && pixel[2] < 20, "{pixel:?}");
    let still = with_chunks(&encoded(gradient(400, 300), ImageFormat::Png), b"");
    assert!(picture(&still).warnings().is_empty());
}

#[test]
fn progress_counts_up_to_the_end() {
    let run = picture(&encoded(gradient(800, 400), ImageFormat::Png));
    let counted: Vec<_> = run.lines.iter().map(|l| (l["done"].as_u64().unwrap(), l["of"].as_u64().unwrap())).collect();
    assert_eq!(counted, (1..=6).map(|done| (done, 6)).collect::<Vec<_>>());
    assert_eq!(run.lines.last().unwrap()["step"], "manifest");
    let input = run.folder().join("upload");
    let silent = command(&["picture", input.to_str().unwrap(), run.out.to_str().unwrap()]);
    assert!(silent.stdout.is_empty());
}
