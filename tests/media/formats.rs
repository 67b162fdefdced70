//! Kinds of files: what each may hold, read as it is meant.

use super::{
    coded::{self, ADOBE, Item, heif, ink_profile, inked, profile, profile_segment, tiff},
    made::{encoded, gradient},
    program::{Run, long_image, picture},
    upright::{HEIGHT, WIDTH, assert_upright, stored},
};
use image::{Rgb, RgbImage, Rgba};

/// Every pixel of the narrowest rendition is close to the picture's own.
fn assert_shows(run: &Run, expected: &RgbImage, within: u8) {
    let shown = run.decoded().into_iter().max_by_key(|image| image.width()).unwrap().to_rgb8();
    assert_eq!(shown.dimensions(), expected.dimensions());
    let far = |(a, b): (&Rgb<u8>, &Rgb<u8>)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > within);
    let wrong = shown.pixels().zip(expected.pixels()).filter(|pair| far(*pair)).count();
    let count = (expected.width() * expected.height()) as usize;
    assert!(wrong * 100 <= count, "{wrong} of {count} pixels differ by more than {within}");
}

fn format(run: &Run) -> String {
    run.manifest()["input"]["format"].as_str().unwrap().to_owned()
}

#[test]
fn heic_and_avif_have_the_colours_that_their_container_says() {
    let image = gradient(400, 304);
    for (brand, coded) in [(b"heic", coded::hevc(&image)), (b"avif", coded::av1(&image))] {
        let file = heif(brand, &[Item::of(&coded)]);
        let run = picture(&file);
        assert_eq!(format(&run), String::from_utf8_lossy(brand));
        assert!(run.warnings().is_empty(), "{:?}", run.warnings());
        assert_shows(&run, &image, 12);
        let manifest = long_image(&[&file]).manifest();
        assert_eq!((manifest["width"].as_u64(), manifest["height"].as_u64()), (Some(400), Some(304)));
        let wide = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        let shown = picture(&heif(brand, &[Item::of(&coded).with(profile(&wide))])).narrowest().to_rgb8();
        assert!(shown.get_pixel(300, 20).0[0] > image.get_pixel(300, 20).0[0] + 4, "the profile was not looked at");
    }
}

#[test]
fn tiles_are_put_together_and_what_is_over_is_cut_off() {
    let image =
        RgbImage::from_fn(400, 250, |x, y| Rgb([(x / 2) as u8, y as u8, if (x / 50 + y / 50) % 2 == 0 { 60 } else { 190 }]));
    let tile = |column: u32, row: u32| {
        RgbImage::from_fn(160, 128, |x, y| *image.get_pixel((column * 160 + x).min(399), (row * 128 + y).min(249)))
    };
    let mut items = vec![Item::grid(2, 3, 400, 250)];
    items.extend((0..6).map(|i| Item::of(&coded::hevc(&tile(i % 3, i / 3)))));
    assert_shows(&picture(&heif(b"heic", &items)), &image, 24);
    items.pop();
    assert_eq!(picture(&heif(b"heic", &items)).refused(), "broken");
}

#[test]
fn a_container_s_turns_are_made_in_its_order() {
    // Exif's number, and the same as quarters against the clock and then a mirror.
    let ways: [(u8, u8, Option<u8>); 8] = [
        (1, 0, None),
        (2, 0, Some(1)),
        (3, 2, None),
        (4, 0, Some(0)),
        (5, 3, Some(1)),
        (6, 3, None),
        (7, 1, Some(1)),
        (8, 1, None),
    ];
    for (orientation, quarters, mirror) in ways {
        let mut item = Item::of(&coded::hevc(&stored(orientation)));
        if quarters > 0 {
            item = item.with(coded::turned(quarters));
        }
        if let Some(axis) = mirror {
            item = item.with(coded::mirrored(axis));
        }
        assert_upright(&heif(b"heic", &[item]), orientation);
    }
}

#[test]
fn transparency_comes_from_an_item_of_its_own() {
    let image = RgbImage::from_pixel(400, 320, Rgb([200, 40, 40]));
    let mask = RgbImage::from_fn(400, 320, |x, _| if x < 200 { Rgb([0; 3]) } else { Rgb([255; 3]) });
    let file = heif(b"avif", &[Item::of(&coded::av1(&image)), Item::transparency(&coded::av1(&mask))]);
    let shown = picture(&file).narrowest().to_rgba8();
    assert!(shown.get_pixel(20, 100).0[3] < 6, "{:?}", shown.get_pixel(20, 100));
    let Rgba([r, _, _, a]) = *shown.get_pixel(shown.width() - 20, 100);
    assert!(a > 249 && r.abs_diff(200) < 12, "{r} {a}");
    let on_white = long_image(&[&file]).manifest()["average_colour"].as_str().unwrap().to_owned();
    assert!(on_white.starts_with("#e"), "half white, half red: {on_white}");
}

#[test]
fn an_avif_of_another_program_is_read_and_of_a_moving_one_the_first_picture() {
    let options = ["-vf", "format=yuv420p", "-c:v", "libaom-av1", "-crf", "10", "-cpu-used", "8"];
    let image = gradient(400, 304);
    let still = picture(&coded::ffmpeg(&image, "avif", &[&options[..], &["-still-picture", "1"]].concat()));
    assert_shows(&still, &image, 16);
    let moving = ["-vf", "loop=2:1,format=yuv420p", "-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "10"];
    let run = picture(&coded::ffmpeg(&image, "avif", &moving));
    assert_eq!(run.warnings(), ["animation"]);
    assert_shows(&run, &image, 16);
}

#[test]
fn tiff_is_read_in_the_forms_that_programs_write() {
    let image = gradient(400, 300);
    for form in ["rgb24", "rgba", "rgb48le", "rgba64le"] {
        for packing in ["raw", "lzw", "deflate", "packbits"] {
            let file = coded::ffmpeg(&image, "tiff", &["-c:v", "tiff", "-pix_fmt", form, "-compression_algo", packing]);
            let run = picture(&file);
            assert_eq!(format(&run), "tiff");
            assert_shows(&run, &image, 12);
        }
    }
    let grey = coded::ffmpeg(&image, "tiff", &["-c:v", "tiff", "-pix_fmt", "gray"]);
    let shown = picture(&grey).narrowest().to_rgb8();
    assert!(shown.pixels().all(|p| p.0[0].abs_diff(p.0[1]) < 4));
    assert_eq!(long_image(&[&coded::tiff(&gradient(720, 2400), &[], 0)]).manifest()["height"], 2400);
}

#[test]
fn what_stands_in_a_tiff_s_directory_is_obeyed() {
    for orientation in 1..=8 {
        assert_upright(&tiff(&stored(orientation), &[(274, 3, 1, &[orientation, 0])], 0), orientation);
    }
    let image = RgbImage::from_pixel(WIDTH, HEIGHT, Rgb([200, 100, 50]));
    let wide = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let shown = picture(&tiff(&image, &[(34_675, 7, u32::try_from(wide.len()).unwrap(), &wide)], 0)).narrowest().to_rgb8();
    assert!(shown.get_pixel(9, 9).0[0] > 208, "{:?}", shown.get_pixel(9, 9));
    assert_eq!(picture(&tiff(&image, &[], 8)).warnings(), ["first-page"]);
    assert_eq!(picture(&tiff(&image, &[(322, 4, 1, &[16, 0, 0, 0])], 0)).refused(), "other-coding");
    let whole = tiff(&image, &[], 0);
    assert_eq!(picture(&whole[..whole.len() / 2]).refused(), "truncated");
}

#[test]
fn four_inks_are_seen_as_adobe_others_and_a_profile_mean_them() {
    let seen = |file: &[u8]| {
        let by_picture = picture(file).narrowest().to_rgb8().get_pixel(8, 8).0;
        let run = long_image(&[file]);
        let colour = run.manifest()["average_colour"].as_str().unwrap().to_owned();
        let strips = [1, 3, 5].map(|at| u8::from_str_radix(&colour[at..at + 2], 16).unwrap());
        assert!(by_picture.iter().zip(strips).all(|(a, b)| a.abs_diff(b) < 6), "{by_picture:?} at once, {strips:?} in strips");
        strips
    };
    let close = |is: [u8; 3], should: [u8; 3]| is.iter().zip(should).all(|(a, b)| a.abs_diff(b) < 8);
    // All of cyan, none of the others.
    let plain = seen(&inked([255, 0, 0, 0], b""));
    assert!(close(plain, [0, 255, 255]), "{plain:?}");
    let adobe = seen(&inked([0, 255, 255, 255], ADOBE));
    assert!(close(adobe, [0, 255, 255]), "{adobe:?}");
    // Lab 54, 81, 70 is what a screen's pure red is.
    let red = ink_profile([137, 209, 198]);
    let by_profile = seen(&inked([0, 255, 255, 255], &[ADOBE, &profile_segment(&red)].concat()));
    assert!(by_profile[0] > 225 && by_profile[1] < 70, "{by_profile:?}");
    let warned = picture(&inked([0, 255, 255, 255], &[ADOBE, &profile_segment(&[7; 200])].concat())).warnings();
    assert!(warned.contains(&"colour-profile".to_owned()), "{warned:?}");
}

#[test]
fn a_profile_of_grey_is_applied_to_grey() {
    // A grey of gamma 1: half the light is a bright grey in sRGB.
    let icc = moxcms::ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
    let grey = image::GrayImage::from_pixel(400, 300, image::Luma([128]));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    image::ImageEncoder::set_icc_profile(&mut encoder, icc).unwrap();
    image::ImageEncoder::write_image(encoder, grey.as_raw(), 400, 300, image::ExtendedColorType::L8).unwrap();
    assert_eq!(picture(&bytes).manifest()["average_colour"], long_image(&[&bytes]).manifest()["average_colour"]);
    let shown = picture(&bytes).narrowest().to_rgb8().get_pixel(10, 10).0[0];
    assert!((180..=196).contains(&shown), "{shown}");
}

#[test]
fn what_a_container_codes_in_a_way_that_nobody_here_reads_is_said() {
    let item = Item { kind: *b"vvc1", properties: vec![coded::size(400, 300)], data: vec![0; 64], ..Item::default() };
    assert_eq!(picture(&heif(b"heic", &[item])).refused(), "other-coding");
    assert_eq!(picture(&encoded(gradient(9, 9), image::ImageFormat::Gif)).manifest()["input"]["format"], "gif");
}
