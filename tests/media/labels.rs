//! The label of AI content (GB 45438-2025) that a picture came with is in every file that is made of it, and nothing else of
//! its metadata is; what becomes of Content Credentials.

use super::{
    coded::{self, Item, heif, tiff},
    made::{chunk, encoded, exif_app1, gradient, with_app1, with_chunks},
    program::{Run, copies, long_image, picture},
};
use image::ImageFormat;

const LABEL: &str = r#"{"Label":"1","ContentProducer":"示例<社>","ProduceID":"p-1","ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}"#;
const NAMESPACE: &str = "http://www.tc260.org.cn/ns/AIGC/1.0/";

fn escaped() -> String {
    LABEL.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn packet(description: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">{description}</rdf:RDF></x:xmpmeta>"
    )
}

fn as_element() -> String {
    let value = escaped();
    packet(&format!(
        "<rdf:Description xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" exif:GPSLatitude=\"31,14.25N\" xmlns:t=\"{NAMESPACE}\"><t:AIGC>{value}</t:AIGC></rdf:Description>"
    ))
}

fn as_attribute() -> String {
    packet(&format!("<rdf:Description xmlns:TC260='{NAMESPACE}' TC260:AIGC='{}'/>", escaped()))
}

fn xmp_segment(packet: &str) -> Vec<u8> {
    [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat()
}

fn labelled() -> Vec<(&'static str, Vec<u8>)> {
    let image = gradient(400, 300);
    let of = |format| encoded(image.clone(), format);
    let text = |packet: &str| [b"XML:com.adobe.xmp\0\0\0\0\0", packet.as_bytes()].concat();
    let webp = of(ImageFormat::WebP);
    let (element, attribute) = (as_element(), as_attribute());
    let mut xmp = [&b"XMP "[..], &u32::try_from(element.len()).unwrap().to_le_bytes(), element.as_bytes()].concat();
    xmp.resize(xmp.len().next_multiple_of(2), 0);
    let mut extended = [b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\x04\0\0\0\x8F\x01\0\x2B\x01\0", &webp[12..], &xmp].concat();
    let size = u32::try_from(extended.len() - 8).unwrap().to_le_bytes();
    extended[4..8].copy_from_slice(&size);
    let gif = of(ImageFormat::Gif);
    let magic: Vec<u8> = [1].into_iter().chain((0..=255).rev()).chain([0]).collect();
    let extension = [b"\x21\xFF\x0BXMP DataXMP", element.as_bytes(), &magic].concat();
    let at = gif.iter().rposition(|&byte| byte == b';').unwrap();
    let length = u32::try_from(element.len()).unwrap();
    vec![
        ("jpeg, element", with_app1(&with_app1(&of(ImageFormat::Jpeg), &xmp_segment(&element)), &exif_app1(1))),
        ("jpeg, attribute", with_app1(&of(ImageFormat::Jpeg), &xmp_segment(&attribute))),
        ("png, xmp", with_chunks(&of(ImageFormat::Png), &chunk(b"iTXt", &text(&attribute)))),
        ("png, by its name", with_chunks(&of(ImageFormat::Png), &chunk(b"tEXt", format!("AIGC\0{LABEL}").as_bytes()))),
        ("webp", extended),
        ("gif", [&gif[..at], &extension, &gif[at..]].concat()),
        ("tiff", tiff(&image, &[(700, 1, length, element.as_bytes())], 0)),
        ("heic", heif(b"heic", &[Item::of(&coded::hevc(&image)), Item::xmp(&element)])),
    ]
}

/// In each picture that was made, and nothing of a place.
fn assert_labelled(name: &str, run: &Run) {
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let mut count = 0;
    for (file, bytes) in run.files().into_iter().filter(|(file, _)| file != "manifest.json") {
        let value = LABEL.replace('<', "&lt;").replace('>', "&gt;");
        assert!(has(&bytes, NAMESPACE) && has(&bytes, &value), "{name}: {file} has no label");
        assert!(!has(&bytes, "GPS") && !has(&bytes, "SECRETCAM"), "{name}: {file} says more");
        count += 1;
    }
    assert!(count > 2, "{name}: {count} files");
}

#[test]
fn a_label_is_in_every_file_that_is_made_of_a_picture() {
    for (name, bytes) in labelled() {
        let run = picture(&bytes);
        assert!(run.warnings().contains(&"aigc".to_owned()), "{name}: {:?}", run.warnings());
        assert_eq!(run.manifest()["input"]["aigc"]["ContentProducer"], "示例<社>", "{name}");
        assert_labelled(name, &run);
        run.decoded();
        let sliced = long_image(&[&bytes]);
        assert_eq!(sliced.manifest()["aigc"]["ProduceID"], "p-1", "{name}");
        assert_labelled(name, &sliced);
    }
    let (name, first) = labelled().swap_remove(0);
    assert_labelled(name, &copies(&[&first, &encoded(gradient(400, 800), ImageFormat::Png)]));
}

#[test]
fn what_lets_the_page_through_keeps_its_label_too() {
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", as_attribute().as_bytes()].concat();
    let png = with_chunks(&encoded(super::made::disc(400, [200, 0, 0]), ImageFormat::Png), &chunk(b"iTXt", &text));
    let run = picture(&png);
    assert!(run.renditions().iter().any(|(_, media_type, ..)| media_type == "image/png"));
    assert_labelled("png with alpha", &run);
    assert!(run.decoded().iter().all(|image| image.color().has_alpha()));
}

#[test]
fn a_picture_without_a_label_gets_none_and_one_too_long_is_told() {
    let jpeg = encoded(gradient(400, 300), ImageFormat::Jpeg);
    let run = picture(&jpeg);
    assert!(run.manifest()["input"].get("aigc").is_none());
    assert!(run.files().iter().all(|(_, bytes)| !bytes.windows(5).any(|window| window == b"tc260")));
    let long = packet(&format!("<rdf:Description xmlns:t='{NAMESPACE}'><t:AIGC>{}</t:AIGC></rdf:Description>", "a".repeat(5000)));
    assert_eq!(picture(&with_app1(&jpeg, &xmp_segment(&long))).warnings(), ["aigc-too-long"]);
}

/// A segment with a box of JUMBF that is C2PA's, as far as anybody here looks.
fn credentials(inside: &[u8]) -> Vec<u8> {
    let body =
        [b"JP\0\x01\0\0\0\x01\0\0\0\x40jumb\0\0\0\x1Ejumdc2pa\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71\x03c2pa\0", inside].concat();
    [&[0xFF, 0xEB][..], &u16::try_from(body.len() + 2).unwrap().to_be_bytes(), &body].concat()
}

#[test]
fn credentials_go_out_with_the_upload_itself_unless_it_tells_a_place() {
    let jpeg = encoded(gradient(400, 900), ImageFormat::Jpeg);
    let with = |segments: &[u8]| [&jpeg[..2], segments, &jpeg[2..]].concat();
    let credited = |parts: &[&[u8]]| {
        let files = copies(parts).files();
        files.into_iter().filter(|(name, _)| name.starts_with("credited-")).map(|(_, bytes)| bytes).collect::<Vec<_>>()
    };
    let signed = with(&credentials(b"who and what"));
    assert_eq!(long_image(&[&signed]).warnings(), ["c2pa"]);
    assert_eq!(credited(&[&signed]), std::slice::from_ref(&signed), "the very bytes");
    assert!(credited(&[&jpeg]).is_empty(), "there are none");
    assert!(credited(&[&signed, &jpeg]).is_empty(), "they are of a part");
    assert!(credited(&[&with(&credentials(b"exif:GPSLatitude"))]).is_empty());
    assert!(credited(&[&with_app1(&signed, &exif_app1(1))]).is_empty());
    assert!(credited(&[&with_app1(&signed, &xmp_segment(&as_element()))]).is_empty());
}
