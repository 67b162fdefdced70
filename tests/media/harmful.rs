//! Three hundred files and more that were made to do harm, by family. Each has a name of its own.

use super::{
    coded::{self, Item, boxed, heif, inked, tiff},
    harmful_boxes,
    made::{chunk, encoded, exif, flat_jpeg, gradient, png_that_claims, with_app1, with_chunks},
};
use image::{ImageFormat, RgbImage, codecs::gif::GifEncoder};
use std::io::Write;

pub type Named = (String, Vec<u8>);

pub fn all() -> Vec<Named> {
    let sound = sound();
    let families = [cut(&sound), damaged(&sound), lies(&sound), bombs(), disguised(), floods(), metadata(), harmful_boxes::all()];
    families.into_iter().flatten().collect()
}

/// One sound file of each kind.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let image = gradient(96, 64);
    let formats =
        [("png", ImageFormat::Png), ("jpeg", ImageFormat::Jpeg), ("webp", ImageFormat::WebP), ("gif", ImageFormat::Gif)];
    let mut all: Vec<_> = formats.into_iter().map(|(name, format)| (name, encoded(image.clone(), format))).collect();
    all.push(("tiff", tiff(&image, &[], 0)));
    all.push(("heic", heif(b"heic", &[Item::of(&coded::hevc(&image))])));
    all.push(("avif", heif(b"avif", &[Item::of(&coded::av1(&image))])));
    all.push(("inks", inked([9, 99, 199, 29], coded::ADOBE)));
    all
}

/// Ends too early, at many places.
fn cut(sound: &[(&str, Vec<u8>)]) -> Vec<Named> {
    let places = 14;
    let one = |(name, bytes): &(&str, Vec<u8>)| {
        (1..=places).map(|i| (format!("{name} cut at {i}"), bytes[..bytes.len() * i / (places + 1)].to_vec())).collect::<Vec<_>>()
    };
    sound.iter().flat_map(one).collect()
}

/// One wrong byte, at many places.
fn damaged(sound: &[(&str, Vec<u8>)]) -> Vec<Named> {
    let places = 12;
    let one = |(name, bytes): &(&str, Vec<u8>)| {
        let at = |i: usize| 4 + i * (bytes.len() - 5) / places;
        let wrong = |i: usize| {
            let mut wrong = bytes.clone();
            wrong[at(i)] ^= 0xA5;
            (format!("{name} with a wrong byte at {}", at(i)), wrong)
        };
        (0..places).map(wrong).collect::<Vec<_>>()
    };
    sound.iter().flat_map(one).collect()
}

/// Sizes up to four thousand million, over what is there.
fn lies(sound: &[(&str, Vec<u8>)]) -> Vec<Named> {
    let sizes = [(4_000_000_000, 4_000_000_000), (u32::MAX, 1), (1, u32::MAX), (8000, 9_900), (65_535, 65_535), (97, 64)];
    let mut all = Vec::new();
    for (name, bytes) in sound {
        for (width, height) in sizes {
            all.extend(lying(name, bytes, width, height).map(|bytes| (format!("{name} that says {width} × {height}"), bytes)));
        }
    }
    for (width, height) in [(1080, 2_000_000_000), (4_000_000_000, 1), (0, 7), (7, 0), (8192, 60_000), (8193, 1)] {
        all.push((format!("empty png of {width} × {height}"), png_that_claims(width, height)));
    }
    all
}

fn lying(name: &str, bytes: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let short = |side: u32| side.min(65_535) as u16;
    let mut bytes = bytes.to_vec();
    let find = |word: &[u8]| bytes.windows(word.len()).position(|window| window == word);
    match name {
        "png" => {
            let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &bytes[24..29]].concat();
            bytes.splice(8..33, chunk(b"IHDR", &header));
        }
        "jpeg" | "inks" => {
            let at = find(&[0xFF, 0xC0, 0])? + 5;
            bytes[at..at + 4].copy_from_slice(&[short(height).to_be_bytes(), short(width).to_be_bytes()].concat());
        }
        "gif" => bytes[6..10].copy_from_slice(&[short(width).to_le_bytes(), short(height).to_le_bytes()].concat()),
        "webp" => {
            let side = |side: u32| (side - 1).min(0xFF_FFFF).to_le_bytes();
            let head = [b"VP8X\x0A\0\0\0\0\0\0\0", &side(width)[..3], &side(height)[..3]].concat();
            bytes.splice(12..12, head);
            let size = u32::try_from(bytes.len() - 8).unwrap().to_le_bytes();
            bytes[4..8].copy_from_slice(&size);
        }
        "tiff" => {
            let at = u32::from_le_bytes(*bytes[4..].first_chunk()?) as usize + 2;
            bytes[at + 8..at + 12].copy_from_slice(&width.to_le_bytes());
            bytes[at + 20..at + 24].copy_from_slice(&height.to_le_bytes());
        }
        _ => {
            let at = find(b"ispe")? + 8;
            bytes[at..at + 8].copy_from_slice(&[width.to_be_bytes(), height.to_be_bytes()].concat());
        }
    }
    Some(bytes)
}

/// A zlib stream that unpacks to so many zeros, and a few more: deflate's fixed codes, a zero byte and then copies of 258 bytes
/// from one back, of thirteen bits each.
fn zeros(count: usize) -> Vec<u8> {
    let copies = count.div_ceil(258);
    let mut bits: Vec<bool> = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0].map(|bit| bit == 1).to_vec();
    for _ in 0..copies {
        bits.extend([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0].map(|bit| bit == 1));
    }
    bits.extend([false; 7]);
    let deflated = bits.chunks(8).map(|bits| bits.iter().rev().fold(0u8, |byte, &bit| byte << 1 | u8::from(bit)));
    // Adler-32 of zeros: the first sum stays one, the second counts.
    let sum = ((copies * 258 + 1) % 65_521) as u32;
    [0x78, 0x01].into_iter().chain(deflated).chain((sum << 16 | 1).to_be_bytes()).collect()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn png_of(width: u32, height: u32, interlaced: u8, data: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, interlaced]].concat();
    [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", data), &chunk(b"IEND", b"")].concat()
}

/// Small files that would become large pictures, or many.
fn bombs() -> Vec<Named> {
    let blank = zeros((3 * 4000 + 1) * 2000);
    let mut all = vec![
        ("png of eight million blank pixels".to_owned(), png_of(4000, 2000, 0, &blank)),
        ("png with more data than rows".to_owned(), png_of(400, 20, 0, &blank)),
        ("interlaced png of a hundred million pixels".to_owned(), png_of(8000, 12_500, 1, &blank)),
        ("interlaced png of a strip".to_owned(), png_of(1, 79_000_000, 1, &blank)),
        ("jpeg of 400 scans".to_owned(), flat_jpeg(1, 400)),
        ("jpeg of 65 scans in four inks".to_owned(), flat_jpeg(4, 65)),
        ("jpeg of 40 scans".to_owned(), flat_jpeg(3, 40)),
    ];
    for (count, side) in [(2usize, 9_000u16), (3000, 1), (400, 64)] {
        let mut gif = Vec::new();
        let mut encoder = GifEncoder::new(&mut gif);
        for _ in 0..count {
            encoder.encode(&[7; 3], 1, 1, image::ExtendedColorType::Rgb8).unwrap();
        }
        drop(encoder);
        gif[6..10].copy_from_slice(&[side.to_le_bytes(), side.to_le_bytes()].concat());
        all.push((format!("gif of {count} pictures on {side} × {side}"), gif));
    }
    for frames in [2u32, 60_000, u32::MAX] {
        let control = chunk(b"acTL", &[frames.to_be_bytes(), [0; 4]].concat());
        all.push((
            format!("png that says it moves {frames} times"),
            with_chunks(&encoded(gradient(40, 40), ImageFormat::Png), &control),
        ));
    }
    // A WebP whose pictures are said to move and are not there.
    for count in [1usize, 20_000] {
        let frame = [&b"ANMF\x10\0\0\0"[..], &[0; 16]].concat().repeat(count);
        let body = [&b"WEBPVP8X\x0A\0\0\0\x02\0\0\0\xFF\x3F\0\xFF\x3F\0ANIM\x06\0\0\0\0\0\0\0\0\0"[..], &frame].concat();
        let size = u32::try_from(body.len()).unwrap().to_le_bytes();
        all.push((format!("webp of {count} empty pictures"), [b"RIFF", &size[..], &body].concat()));
    }
    let mut lzw = tiff(&RgbImage::new(4, 4), &[], 0);
    let at = u32::from_le_bytes(*lzw[4..].first_chunk().unwrap()) as usize;
    // Deflate, and a strip that is the whole file.
    lzw[at + 2 + 3 * 12 + 8] = 8;
    lzw.extend(zeros(12_000_000));
    all.push(("tiff that unpacks to more than its rows".to_owned(), lzw));
    all
}

/// What is no picture, whatever it is called.
fn disguised() -> Vec<Named> {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let texts = [
        svg.to_owned(),
        format!("\u{FEFF}{svg}"),
        format!("\n\n   {svg}"),
        format!("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]>{svg}"),
        format!("<!-- {} -->{svg}", "x".repeat(5000)),
        "<!doctype html><script>alert(1)</script>".to_owned(),
        "<HTML><body onload=alert(1)>".to_owned(),
        "<script>alert(1)</script>".to_owned(),
        format!("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '{}'>]><x>&a;</x>", "a".repeat(1000)),
        "#EXTM3U\nfile:///etc/passwd".to_owned(),
        "ffconcat version 1.0\nfile /etc/passwd".to_owned(),
        "push graphic-context\nimage over 0,0 0,0 'https://example.org/x'".to_owned(),
        "%!PS-Adobe-3.0 EPSF-3.0".to_owned(),
        "%PDF-1.7".to_owned(),
        "GIF89a<script>alert(1)</script>".to_owned(),
        "BM\u{1}\u{1}\u{1}\u{1}\0\0\0\0".to_owned(),
        "8BPS\0\u{1}".to_owned(),
        "P6 99999 99999 255\n".to_owned(),
        "MZ\u{1}".to_owned(),
        "PK\u{3}\u{4}".to_owned(),
    ];
    let mut all: Vec<Named> =
        texts.into_iter().enumerate().map(|(i, text)| (format!("text {i} under a picture's name"), text.into_bytes())).collect();
    let wide = svg.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    all.push(("svg in UTF-16".to_owned(), [&[0xFF, 0xFE][..], &wide].concat()));
    all.push(("svg behind a picture's first bytes".to_owned(), [b"\xFF\xD8\xFF\xE0", svg.as_bytes()].concat()));
    all.push(("svg in a zlib stream".to_owned(), deflated(svg.as_bytes())));
    all.push(("a film".to_owned(), [boxed(b"ftyp", b"isom\0\0\0\0isommp42"), boxed(b"mdat", &[0; 99])].concat()));
    all.push(("zeros".to_owned(), vec![0; 4096]));
    all.push(("nothing".to_owned(), Vec::new()));
    all
}

/// Pieces without number.
fn floods() -> Vec<Named> {
    let png = encoded(gradient(40, 40), ImageFormat::Png);
    let jpeg = encoded(gradient(40, 40), ImageFormat::Jpeg);
    let behind_start = |segments: Vec<u8>| [&jpeg[..2], &segments, &jpeg[2..]].concat();
    let mut all = Vec::new();
    for kind in [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"prVt", b"IDAT", b"fdAT", b"sBIT"] {
        let name = String::from_utf8_lossy(kind).into_owned();
        all.push((format!("png of 250,000 {name}"), with_chunks(&png, &chunk(kind, b"").repeat(250_000))));
        all.push((format!("png of 300 large {name}"), with_chunks(&png, &chunk(kind, &[65; 20_000]).repeat(300))));
    }
    for marker in [0xE0u8, 0xE1, 0xE2, 0xEB, 0xED, 0xFE, 0xDB, 0xC4, 0xDD] {
        all.push((format!("jpeg of 50,000 segments {marker:x}"), behind_start([0xFF, marker, 0, 2].repeat(50_000))));
        let large = [&[0xFF, marker, 0xFF, 0xFF][..], &[0x41; 65_533]].concat().repeat(40);
        all.push((format!("jpeg of 40 large segments {marker:x}"), behind_start(large)));
    }
    all.push(("jpeg of a million fill bytes".to_owned(), behind_start(vec![0xFF; 1_000_000])));
    all.push(("jpeg within jpegs".to_owned(), jpeg.repeat(200)));
    let webp = encoded(gradient(40, 40), ImageFormat::WebP);
    let mut flood = [&webp[..], &b"JUNK\0\0\0\0".repeat(200_000)].concat();
    let size = u32::try_from(flood.len() - 8).unwrap().to_le_bytes();
    flood[4..8].copy_from_slice(&size);
    all.push(("webp of 200,000 chunks".to_owned(), flood));
    let gif = encoded(gradient(40, 40), ImageFormat::Gif);
    let comments = b"\x21\xFE\x01x\0".repeat(200_000);
    all.push(("gif of 200,000 comments".to_owned(), [&gif[..13 + 768], &comments, &gif[13 + 768..]].concat()));
    all
}

/// Profiles, Exif and XMP that are built to be read for ever.
fn metadata() -> Vec<Named> {
    let (png, jpeg) = (encoded(gradient(40, 40), ImageFormat::Png), encoded(gradient(40, 40), ImageFormat::Jpeg));
    let profile = |data: &[u8]| with_chunks(&png, &chunk(b"iCCP", &[b"x\0\0", data].concat()));
    let xmp = |packet: &str| with_app1(&jpeg, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat());
    let name = "xmlns:a=\"http://www.tc260.org.cn/ns/AIGC/1.0/\"";
    let mut looped = exif(6);
    // The next directory is this one.
    looped[46..50].copy_from_slice(&8u32.to_be_bytes());
    let mut endless = exif(6);
    endless[10 + 4..10 + 8].copy_from_slice(&u32::MAX.to_be_bytes());
    let image = gradient(40, 40);
    let exif_of = |exif: &[u8]| with_app1(&jpeg, &[b"Exif\0\0", exif].concat());
    let piece = |i: u8| {
        let body = [b"ICC_PROFILE\0", &[i, 255][..], &[0x41; 60_000]].concat();
        [&[0xFF, 0xE2][..], &u16::try_from(body.len() + 2).unwrap().to_be_bytes(), &body].concat()
    };
    let many = |count: usize| {
        let pieces: Vec<u8> = (0..count).flat_map(|i| piece((i % 256) as u8)).collect();
        [&jpeg[..2], &pieces, &jpeg[2..]].concat()
    };
    let mut all = vec![
        ("profile that unpacks to 100 MB".to_owned(), profile(&zeros(100_000_000))),
        ("profile that is none".to_owned(), profile(&deflated(b"none"))),
        ("profile that is no zlib stream".to_owned(), profile(b"none")),
        ("profile of 15 MB in a jpeg".to_owned(), many(250)),
        ("profile of 24 MB in a jpeg".to_owned(), many(400)),
        ("exif that goes round".to_owned(), exif_of(&looped)),
        ("exif of four thousand million values".to_owned(), exif_of(&endless)),
        ("exif of nothing".to_owned(), exif_of(b"")),
        ("exif of zeros".to_owned(), exif_of(&[0; 60_000])),
        ("tiff with an xmp of four thousand million bytes".to_owned(), tiff(&image, &[(700, 1, u32::MAX, &[0, 0, 0, 0])], 0)),
        ("tiff with a profile beyond its end".to_owned(), tiff(&image, &[(34_675, 7, 9999, &[255, 255, 255, 255])], 0)),
        ("tiff whose pages go round".to_owned(), tiff(&image, &[], 8)),
        ("tiff of four thousand million strips".to_owned(), tiff(&image, &[(330, 4, u32::MAX, &[8, 0, 0, 0])], 0)),
    ];
    let packets = [
        format!("<x {name}>{}</x>", "<a:AIGC>".repeat(6000)),
        format!("<x {name}><a:AIGC>{}</a:AIGC></x>", "&amp;".repeat(9000)),
        format!("<x {name}><a:AIGC>{}</a:AIGC></x>", "界".repeat(2000)),
        format!("<x {name} a:AIGC='{}", "&#x1F;".repeat(3000)),
        format!("<!DOCTYPE x [<!ENTITY b '{}'>]><x {name}><a:AIGC>&b;&#99999999999;</a:AIGC></x>", "b".repeat(3000)),
        format!("{name}xmlns:"),
        "http://www.tc260.org.cn/ns/AIGC/1.0/".to_owned(),
    ];
    all.extend(packets.iter().enumerate().map(|(i, packet)| (format!("xmp {i} that is odd"), xmp(packet))));
    all
}
