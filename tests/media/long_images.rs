//! Long images: read in strips, cut between the lines, the same whichever way they come.

use super::{
    made::{chunk, disc, encoded, exif_app1, gradient, with_app1},
    program::{Run, long_image},
};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};
use serde_json::Value;
use std::collections::BTreeMap;

const LINE: u32 = 40;
const BLANK: u32 = 16;

/// Lines of something like writing: of every forty rows the first twenty-four are full of strokes.
fn written(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let stroke = y % LINE < LINE - BLANK && (x / 3 + y / 5 * 7) % 4 == 0 && x > 60 && x < width - 60;
        if stroke { Rgb([20, 20, 40]) } else { Rgb([250, 248, 240]) }
    })
}

fn slices(run: &Run) -> Vec<Value> {
    run.manifest()["slices"].as_array().unwrap().clone()
}

fn number(value: &Value, name: &str) -> u32 {
    u32::try_from(value[name].as_u64().unwrap()).unwrap()
}

/// The files of all slices, in order.
fn names(run: &Run) -> Vec<String> {
    let all = slices(run);
    let files = all.iter().flat_map(|slice| slice["renditions"].as_array().unwrap());
    files.map(|rendition| rendition["file"].as_str().unwrap().to_owned()).collect()
}

/// The height of all slices together, by width and media type.
fn heights(run: &Run) -> BTreeMap<(u32, String), u32> {
    let mut sums = BTreeMap::new();
    for slice in slices(run) {
        for rendition in slice["renditions"].as_array().unwrap() {
            let key = (number(rendition, "width"), rendition["media_type"].as_str().unwrap().to_owned());
            *sums.entry(key).or_default() += number(rendition, "height");
        }
    }
    sums
}

fn decoded(run: &Run, rendition: &Value) -> DynamicImage {
    let format = ImageFormat::from_mime_type(rendition["media_type"].as_str().unwrap()).unwrap();
    let bytes = std::fs::read(run.out.join(rendition["file"].as_str().unwrap())).unwrap();
    image::load_from_memory_with_format(&bytes, format).unwrap()
}

#[test]
fn slices_lie_one_below_the_other_at_every_width() {
    let run = long_image(&[&encoded(written(1080, 5000), ImageFormat::Png)]);
    let manifest = run.manifest();
    assert_eq!((number(&manifest, "width"), number(&manifest, "height")), (1080, 5000));
    let mut below = 0;
    for slice in slices(&run) {
        assert_eq!(number(&slice, "top"), below);
        below += number(&slice, "height");
        assert!((960..=2016).contains(&number(&slice, "height")), "{slice}");
    }
    assert_eq!(below, 5000);
    let expected = [(360, 1667), (540, 2500), (720, 3333), (1080, 5000)];
    let both = |media_type: &str| expected.map(|(width, height)| ((width, media_type.to_owned()), height));
    assert_eq!(heights(&run), both("image/jpeg").into_iter().chain(both("image/webp")).collect());
    for slice in slices(&run) {
        for rendition in slice["renditions"].as_array().unwrap() {
            let image = decoded(&run, rendition);
            assert_eq!(image.dimensions(), (number(rendition, "width"), number(rendition, "height")));
        }
    }
    assert_eq!(manifest["cover"].as_array().unwrap().iter().map(|c| number(c, "height")).collect::<Vec<_>>(), [540, 540]);
}

#[test]
fn no_line_of_text_is_cut_through() {
    let run = long_image(&[&encoded(written(720, 20_000), ImageFormat::Png)]);
    let tops: Vec<u32> = slices(&run).iter().map(|slice| number(slice, "top")).skip(1).collect();
    assert!(tops.len() > 10, "{tops:?}");
    for top in tops {
        assert!(top % LINE >= LINE - BLANK, "row {top} is row {} of a line", top % LINE);
    }
}

#[test]
fn parts_are_one_picture_and_the_way_it_is_read_does_not_show() {
    let image = DynamicImage::ImageRgb8(written(540, 4000));
    let whole = long_image(&[&encoded(image.clone(), ImageFormat::Png)]);
    let (upper, lower) = (image.crop_imm(0, 0, 540, 1700), image.crop_imm(0, 1700, 540, 2300));
    let parts = long_image(&[&encoded(upper, ImageFormat::Png), &encoded(lower, ImageFormat::WebP)]);
    assert_eq!(names(&whole), names(&parts));
    let formats: Vec<_> = parts.manifest()["parts"].as_array().unwrap().iter().map(|part| part["format"].clone()).collect();
    assert_eq!(formats, ["png", "webp"]);
    assert_eq!(names(&whole), names(&long_image(&[&encoded(image, ImageFormat::Png)])), "twice the same");
}

#[test]
fn seams_do_not_show_at_any_width() {
    let run = long_image(&[&encoded(gradient(1080, 6000), ImageFormat::Png)]);
    let all = slices(&run);
    for (above, below) in all.iter().zip(&all[1..]) {
        let pairs = above["renditions"].as_array().unwrap().iter().zip(below["renditions"].as_array().unwrap());
        for (a, b) in pairs {
            let (a, b) = (decoded(&run, a).to_rgb8(), decoded(&run, b).to_rgb8());
            for x in (0..a.width()).step_by(37) {
                let (last, first) = (a.get_pixel(x, a.height() - 1), b.get_pixel(x, 0));
                assert!(last.0.iter().zip(first.0).all(|(l, f)| l.abs_diff(f) <= 8), "{last:?} above {first:?}");
            }
        }
    }
}

#[test]
fn a_jpeg_is_read_in_strips_and_one_that_is_turned_stands_upright() {
    let run = long_image(&[&encoded(written(1080, 3000), ImageFormat::Jpeg)]);
    assert_eq!(heights(&run).get(&(540, "image/webp".to_owned())), Some(&1500));
    let lying = with_app1(&encoded(gradient(3000, 1080), ImageFormat::Jpeg), &exif_app1(6));
    let turned = long_image(&[&lying]).manifest();
    assert_eq!((number(&turned, "width"), number(&turned, "height")), (1080, 3000));
    assert_eq!(turned["parts"][0]["orientation"], 6);
}

#[test]
fn what_is_transparent_lies_on_white() {
    let run = long_image(&[&encoded(disc(800, [200, 0, 0]), ImageFormat::Png)]);
    let slice = &slices(&run)[0];
    let image = decoded(&run, &slice["renditions"][0]).to_rgb8();
    let close = |pixel: &Rgb<u8>, to: [u8; 3]| pixel.0.iter().zip(to).all(|(a, b)| a.abs_diff(b) <= 6);
    assert!(close(image.get_pixel(3, 3), [255, 255, 255]), "{:?}", image.get_pixel(3, 3));
    assert!(close(image.get_pixel(180, 180), [200, 0, 0]), "{:?}", image.get_pixel(180, 180));
}

#[test]
fn a_narrow_picture_is_not_made_larger() {
    let widths: Vec<u32> =
        heights(&long_image(&[&encoded(written(300, 700), ImageFormat::Png)])).into_keys().map(|(w, _)| w).collect();
    assert_eq!(widths, [300, 300]);
    let widths: Vec<u32> =
        heights(&long_image(&[&encoded(written(900, 700), ImageFormat::Png)])).into_keys().map(|(w, _)| w).collect();
    assert_eq!(widths, [360, 360, 540, 540, 720, 720, 900, 900]);
}

#[test]
fn a_part_of_another_width_is_refused_with_its_number() {
    let part = |width| encoded(written(width, 500), ImageFormat::Png);
    let run = long_image(&[&part(1080), &part(1080), &part(1242)]);
    assert_eq!(run.refused(), "other-width");
    let reason = run.lines.last().unwrap()["reason"].as_str().unwrap();
    assert!(reason.starts_with("第 3 张") && reason.contains("1242") && reason.contains("1080"), "{reason}");
}

#[test]
fn what_turns_out_broken_in_its_middle_leaves_nothing() {
    let png = encoded(written(1080, 9000), ImageFormat::Png);
    let mut broken = png.clone();
    let at = png.len() * 9 / 10;
    broken[at..at + 40].fill(0x5A);
    assert_eq!(long_image(&[&broken]).refused(), "broken");
    assert_eq!(long_image(&[&png[..at]]).refused(), "truncated");
    let jpeg = encoded(written(1080, 9000), ImageFormat::Jpeg);
    assert_eq!(long_image(&[&jpeg[..jpeg.len() / 2]]).refused(), "truncated");
    assert_eq!(long_image(&[&png, &jpeg[..jpeg.len() / 2]]).refused(), "truncated");
}

/// A PNG that says how large it is, and nothing else.
fn claiming(width: u32, height: u32, interlaced: bool) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, u8::from(interlaced)]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &[]), &chunk(b"IEND", &[])].concat()
}

#[test]
fn a_header_that_lies_costs_nothing() {
    assert_eq!(long_image(&[&claiming(1080, 2_000_000_000, false)]).refused(), "too-many-pixels");
    assert_eq!(long_image(&[&claiming(9000, 1000, false)]).refused(), "too-many-pixels");
    assert_eq!(long_image(&[&claiming(2000, 60_000, true)]).refused(), "too-many-pixels");
    let chunks = chunk(b"tEXt", b"").repeat(250_000);
    let flood = claiming(100, 100, false);
    assert_eq!(long_image(&[&[&flood[..33], &chunks, &flood[33..]].concat()]).refused(), "bomb");
}

#[test]
fn what_is_no_picture_is_named() {
    assert_eq!(long_image(&[b"<svg xmlns='http://www.w3.org/2000/svg'/>"]).refused(), "active-content");
    assert_eq!(long_image(&[b""]).refused(), "empty");
    assert_eq!(long_image(&[b"%PDF-1.7"]).refused(), "other-kind");
}
