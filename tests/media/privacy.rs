//! Nothing of a file but its pixels goes on: no place, no device, no author, no note.

use super::{
    made::{chunk, encoded, exif, exif_app1, gradient, with_app1, with_chunks},
    program::{Run, picture},
};
use image::ImageFormat;

fn find(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn assert_nothing_private(run: &Run) {
    let files = run.files();
    assert!(files.len() >= 3);
    for (name, bytes) in files {
        for mark in [
            &b"SECRET"[..],
            b"Exif",
            b"EXIF",
            b"eXIf",
            b"XMP ",
            b"tEXt",
            b"iTXt",
            b"iCCP",
            b"ICC_PROFILE",
            b"http://ns.adobe.com",
        ] {
            assert!(!find(&bytes, mark), "{name} holds {}", String::from_utf8_lossy(mark));
        }
        // 31° 14′ 15″ as it stands in the Exif block.
        assert!(!find(&bytes, &[0, 0, 0, 31, 0, 0, 0, 1, 0, 0, 0, 14]), "{name} holds the place");
    }
}

#[test]
fn place_and_device_are_gone_from_a_jpeg() {
    let jpeg = encoded(gradient(800, 600), ImageFormat::Jpeg);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>";
    let input = with_app1(&with_app1(&jpeg, xmp), &exif_app1(1));
    assert!(find(&input, b"SECRETCAM") && find(&input, &[0, 0, 0, 31, 0, 0, 0, 1, 0, 0, 0, 14]), "the input holds them");
    assert_nothing_private(&picture(&input));
}

#[test]
fn notes_and_exif_are_gone_from_a_png_with_transparency() {
    let png = encoded(super::made::disc(800, [9, 9, 200]), ImageFormat::Png);
    let notes =
        [chunk(b"tEXt", b"Author\0SECRET"), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0SECRET"), chunk(b"eXIf", &exif(1))];
    let input = with_chunks(&png, &notes.concat());
    assert!(find(&input, b"SECRETCAM"));
    assert_nothing_private(&picture(&input));
}

#[test]
fn what_hangs_behind_the_end_of_a_file_is_left_behind() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif] {
        let mut input = encoded(gradient(400, 300), format);
        input.extend(b"PK\x03\x04SECRET");
        assert_nothing_private(&picture(&input));
    }
}

#[test]
fn nobody_s_name_is_in_the_manifest() {
    let run = super::program::picture_named("SECRET-name.jpg", &encoded(gradient(400, 300), ImageFormat::Jpeg));
    assert_nothing_private(&run);
}
