//! Pictures made by hand and by code, byte by byte where a file has to be odd.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

pub fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// Smooth in both directions, so that lossy coding keeps it close.
pub fn gradient(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, 128]))
}

/// A disc of `colour` on nothing, where the nothing is black underneath.
pub fn disc(side: u32, colour: [u8; 3]) -> RgbaImage {
    let [r, g, b] = colour;
    RgbaImage::from_fn(side, side, |x, y| {
        let far = |v: u32| (i64::from(v) - i64::from(side) / 2).pow(2);
        if far(x) + far(y) < (i64::from(side) / 3).pow(2) { Rgba([r, g, b, 255]) } else { Rgba([0, 0, 0, 0]) }
    })
}

/// A JPEG with `payload` as an APP1 segment right behind its start.
pub fn with_app1(jpeg: &[u8], payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, payload, &jpeg[2..]].concat()
}

/// An Exif block (big-endian TIFF) with an orientation, a maker `SECRETCAM` and a place: 31° 14′ 15″ north.
pub fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let (maker_at, gps_at, latitude_at) = (50u32, 60u32, 90u32);
    let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
    tiff.extend([0, 3]);
    tiff.extend(entry(0x010F, 2, 10, maker_at.to_be_bytes()));
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, gps_at.to_be_bytes()));
    tiff.extend([0; 4]);
    assert_eq!(tiff.len() as u32, maker_at);
    tiff.extend(b"SECRETCAM\0");
    tiff.extend([0, 2]);
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, latitude_at.to_be_bytes()));
    tiff.extend([0; 4]);
    assert_eq!(tiff.len() as u32, latitude_at);
    tiff.extend([31u32, 1, 14, 1, 15, 1].into_iter().flat_map(u32::to_be_bytes));
    tiff
}

/// As it stands in a JPEG's APP1.
pub fn exif_app1(orientation: u8) -> Vec<u8> {
    [b"Exif\0\0", &exif(orientation)[..]].concat()
}

/// A PNG chunk with its checksum.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&kind[..], data].concat();
    let sum = body.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    });
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &(!sum).to_be_bytes()].concat()
}

/// A PNG with further chunks behind its header.
pub fn with_chunks(png: &[u8], chunks: &[u8]) -> Vec<u8> {
    const HEADER: usize = 8 + 25;
    [&png[..HEADER], chunks, &png[HEADER..]].concat()
}

/// A PNG that says it is `width` × `height` of RGB and holds nothing to speak of.
pub fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    // An empty zlib stream.
    let data = [0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
    [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &data), &chunk(b"IEND", b"")].concat()
}

/// An 8 × 8 JPEG of `components` one-block components whose every sample is 128, in `scans` scans.
///
/// One Huffman code of one bit says “no difference”, another “end of block”: two zero bits are a block.
pub fn flat_jpeg(components: u8, scans: usize) -> Vec<u8> {
    let mut jpeg = vec![0xFF, 0xD8];
    let mut segment = |marker: u8, data: &[u8]| {
        jpeg.extend([0xFF, marker]);
        jpeg.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        jpeg.extend(data);
    };
    if components == 4 {
        // Adobe's mark: four components without a transform are CMYK, stored inverted.
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\0");
    }
    segment(0xDB, &[&[0][..], &[1; 64]].concat());
    let table = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    segment(0xC4, &table(0x00));
    segment(0xC4, &table(0x10));
    let frame: Vec<u8> = (1..=components).flat_map(|id| [id, 0x11, 0]).collect();
    segment(0xC0, &[&[8, 0, 8, 0, 8, components][..], &frame].concat());
    let selectors: Vec<u8> = (1..=components).flat_map(|id| [id, 0]).collect();
    for _ in 0..scans {
        jpeg.extend([0xFF, 0xDA, 0, 6 + 2 * components, components]);
        jpeg.extend(&selectors);
        jpeg.extend([0, 63, 0]);
        // Two zero bits a component, and ones to fill the byte.
        jpeg.push(0xFF_u8.checked_shr(u32::from(2 * components)).unwrap_or(0));
    }
    jpeg.extend([0xFF, 0xD9]);
    jpeg
}
