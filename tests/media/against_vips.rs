//! Forty pictures of all kinds held against what Debian's `vips` makes of them: what somebody sees is the same.

use super::{
    coded::{self, Item, heif, tiff},
    made::{disc, encoded, exif_app1, gradient, with_app1},
    program::{Run, long_image},
    upright::stored,
};
use image::{DynamicImage, ImageFormat, RgbImage};
use std::{path::Path, process::Command};

/// How much further than vips's own JPEG of our quality a slice may lie from vips's picture before it was coded, in colour
/// differences (CIE 1976): on average, and of all pixels but one in fifty. A photograph full of leaves is 2.9 away by its
/// coding alone, a drawing 0.3, so that one bound for all would be too loose for most of them.
const MEAN: f64 = 0.2;
const MOST: f64 = 0.5;
/// `media-pipeline`'s `JPEG_QUALITY`.
const QUALITY: &str = "82";

#[test]
fn forty_pictures_look_as_vips_shows_them() {
    if Command::new("vips").arg("--version").output().is_err() {
        eprintln!("skipped: vips (Debian's libvips-tools) is not installed");
        return;
    }
    let inputs = inputs();
    assert!(inputs.len() >= 40, "{}", inputs.len());
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in inputs {
        let run = long_image(&[&bytes]);
        let (width, _) = size(&run);
        let Some([theirs, coded]) = by_vips(folder.path(), &bytes, width) else {
            eprintln!("{name}: vips does not read it");
            continue;
        };
        let ours = joined(&run, width);
        assert!(ours.height().abs_diff(theirs.height()) <= 1, "{name}: {} and {} high", ours.height(), theirs.height());
        let ((mean, most), (by_coding, most_by_coding)) = (apart(&ours, &theirs), apart(&coded, &theirs));
        assert!(
            mean <= by_coding + MEAN && most <= most_by_coding + MOST,
            "{name}: {mean:.2} on average, {most:.2} at most; by coding alone {by_coding:.2}, {most_by_coding:.2}"
        );
    }
}

/// The mean colour difference and the one that 98 % of pixels stay below, of every other pixel of every other row.
fn apart(a: &RgbImage, b: &RgbImage) -> (f64, f64) {
    let linear: Vec<f64> = (0..=255).map(linear).collect();
    let mut far: Vec<f64> = a
        .rows()
        .zip(b.rows())
        .step_by(2)
        .flat_map(|(a, b)| a.zip(b).step_by(2))
        .map(|(a, b)| {
            let (a, b) = (lab(a.0, &linear), lab(b.0, &linear));
            (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
        })
        .collect();
    far.sort_by(f64::total_cmp);
    (far.iter().sum::<f64>() / far.len() as f64, far[far.len() * 49 / 50])
}

fn size(run: &Run) -> (u32, u32) {
    let manifest = run.manifest();
    let number = |value: &serde_json::Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    let width = manifest["slices"][0]["renditions"].as_array().unwrap().iter().map(|file| number(&file["width"])).min().unwrap();
    (width, number(&manifest["height"]))
}

/// The narrowest JPEGs, one below the other.
fn joined(run: &Run, width: u32) -> RgbImage {
    let manifest = run.manifest();
    let mut rows = Vec::new();
    for slice in manifest["slices"].as_array().unwrap() {
        let all = slice["renditions"].as_array().unwrap();
        let file = all.iter().find(|file| file["width"] == width && file["media_type"] == "image/jpeg").unwrap();
        let bytes = std::fs::read(run.out.join(file["file"].as_str().unwrap())).unwrap();
        rows.extend(image::load_from_memory(&bytes).unwrap().to_rgb8().into_raw());
    }
    let height = u32::try_from(rows.len()).unwrap() / 3 / width;
    RgbImage::from_raw(width, height, rows).unwrap()
}

/// The picture as vips scales it, on white, and the same after vips's own JPEG.
fn by_vips(folder: &Path, bytes: &[u8], width: u32) -> Option<[RgbImage; 2]> {
    let [input, scaled, out, coded] = ["input", "scaled.png", "out.png", "coded.jpg"].map(|name| folder.join(name));
    std::fs::write(&input, bytes).unwrap();
    let (input, scaled, out, coded) = (input.to_str()?, scaled.to_str()?, out.to_str()?, coded.to_str()?);
    let width = width.to_string();
    let mut thumbnail = vec!["thumbnail", input, scaled, &width, "--height", "10000000"];
    // Without a profile, vips would still go through one of its own, and be 4 numbers off on average.
    if [&b"ICC_PROFILE"[..], b"iCCP", b"ICCP"].iter().any(|mark| bytes.windows(mark.len()).any(|part| part == *mark)) {
        thumbnail.extend(["--export-profile", "srgb"]);
    }
    let vips = |words: &[&str]| Command::new("vips").args(words).output().is_ok_and(|o| o.status.success());
    if !vips(&thumbnail) {
        return None;
    }
    on_white(&image::open(scaled).unwrap()).save(out).unwrap();
    assert!(vips(&["jpegsave", out, coded, "-Q", QUALITY]), "vips writes no JPEG");
    Some([out, coded].map(|file| image::open(file).unwrap().to_rgb8()))
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let mut flat = RgbImage::new(image.width(), image.height());
    for (pixel, from) in flat.pixels_mut().zip(image.to_rgba8().pixels()) {
        let [r, g, b, alpha] = from.0.map(u32::from);
        pixel.0 = [r, g, b].map(|v| ((v * alpha + 255 * (255 - alpha) + 127) / 255) as u8);
    }
    flat
}

fn linear(v: u8) -> f64 {
    let v = f64::from(v) / 255.0;
    if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
}

/// CIE L*a*b* of a colour of sRGB, D65.
fn lab(rgb: [u8; 3], linear: &[f64]) -> [f64; 3] {
    let linear = rgb.map(|v| linear[usize::from(v)]);
    let rows = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    let xyz = rows.map(|row: [f64; 3]| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>());
    let [x, y, z] =
        [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map(|v| if v > 0.008_856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn inputs() -> Vec<(String, Vec<u8>)> {
    let image = gradient(720, 800);
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        all.push((format!("{format:?}"), encoded(image.clone(), format)));
    }
    let deep = DynamicImage::ImageRgb8(image.clone());
    all.push(("16 bit".to_owned(), encoded(DynamicImage::ImageRgb16(deep.to_rgb16()), ImageFormat::Png)));
    all.push(("16 bit with alpha".to_owned(), encoded(DynamicImage::ImageRgba16(deep.to_rgba16()), ImageFormat::Png)));
    all.push(("grey".to_owned(), encoded(DynamicImage::ImageLuma8(deep.to_luma8()), ImageFormat::Png)));
    all.push(("grey jpeg".to_owned(), encoded(DynamicImage::ImageLuma8(deep.to_luma8()), ImageFormat::Jpeg)));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        all.push((format!("transparent {format:?}"), encoded(disc(500, [20, 120, 220]), format)));
    }
    for orientation in 1..=8 {
        let held = encoded(stored(orientation), ImageFormat::Jpeg);
        all.push((format!("jpeg held as {orientation}"), with_app1(&held, &exif_app1(orientation))));
        all.push((format!("tiff held as {orientation}"), tiff(&stored(orientation), &[(274, 3, 1, &[orientation, 0])], 0)));
    }
    for form in ["rgb24", "rgba", "rgb48le", "gray", "gray16le", "pal8"] {
        all.push((format!("tiff {form}"), coded::ffmpeg(&image, "tiff", &["-c:v", "tiff", "-pix_fmt", form])));
    }
    for packing in ["raw", "lzw", "deflate"] {
        let options = ["-c:v", "tiff", "-pix_fmt", "rgb24", "-compression_algo", packing];
        all.push((format!("tiff {packing}"), coded::ffmpeg(&image, "tiff", &options)));
    }
    for chroma in ["yuvj420p", "yuvj422p", "yuvj444p"] {
        all.push((format!("jpeg {chroma}"), coded::ffmpeg(&image, "jpg", &["-pix_fmt", chroma, "-q:v", "2"])));
    }
    // Inks without a profile are left out: what they look like is each program's own guess.
    all.push(("heic".to_owned(), heif(b"heic", &[Item::of(&coded::hevc(&image))])));
    all.push(("avif".to_owned(), heif(b"avif", &[Item::of(&coded::av1(&image))])));
    all.push((
        "avif of ffmpeg".to_owned(),
        coded::ffmpeg(
            &image,
            "avif",
            &["-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "12", "-still-picture", "1", "-pix_fmt", "yuv420p"],
        ),
    ));
    let photographs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/images");
    for entry in std::fs::read_dir(photographs).into_iter().flatten() {
        let path = entry.unwrap().path();
        all.push((path.display().to_string(), std::fs::read(path).unwrap()));
    }
    all
}
