//! Files of kinds that `image` does not write: HEIC and AVIF, put together box by box around what ffmpeg codes; TIFF and JPEG
//! of four inks, byte by byte.

use image::RgbImage;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What ffmpeg writes to a file that it may go back in, from pixels that come through a pipe.
pub fn ffmpeg(image: &RgbImage, extension: &str, options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out").with_extension(extension);
    let size = format!("{}x{}", image.width(), image.height());
    let input = ["-v", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", &size, "-i", "-"];
    let mut child = Command::new("ffmpeg").args(input).args(options).arg(&out).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(image.as_raw()).unwrap();
    assert!(child.wait().unwrap().success(), "ffmpeg {options:?}");
    std::fs::read(out).unwrap()
}

/// A coded picture, and what its decoder wants to know first.
#[derive(Clone)]
pub struct Coded {
    kind: [u8; 4],
    configuration: Vec<u8>,
    data: Vec<u8>,
    size: (u32, u32),
}

/// BT.709 in its full range, which the container is to say; nearly without loss.
const RANGE: &str = "scale=out_color_matrix=bt709:out_range=full:flags=accurate_rnd+full_chroma_int,format=yuv444p";

pub fn hevc(image: &RgbImage) -> Coded {
    let quiet = "log-level=none:crf=4:keyint=1:pools=1:frame-threads=1";
    let mp4 = ffmpeg(image, "mp4", &["-vf", RANGE, "-c:v", "libx265", "-x265-params", quiet, "-tag:v", "hvc1"]);
    cut(&mp4, *b"hvc1", b"hvcC", image)
}

pub fn av1(image: &RgbImage) -> Coded {
    let options = ["-vf", RANGE, "-c:v", "libaom-av1", "-crf", "8", "-cpu-used", "8", "-still-picture", "1"];
    cut(&ffmpeg(image, "mp4", &options), *b"av01", b"av1C", image)
}

fn cut(mp4: &[u8], kind: [u8; 4], configuration: &[u8; 4], image: &RgbImage) -> Coded {
    let body = |name: &[u8; 4]| {
        let at = mp4.windows(4).position(|window| window == name).unwrap();
        let size = u32::from_be_bytes(*mp4[at - 4..].first_chunk().unwrap()) as usize;
        mp4[at + 4..at - 4 + size].to_vec()
    };
    Coded { kind, configuration: boxed(configuration, &body(configuration)), data: body(b"mdat"), size: image.dimensions() }
}

pub fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&u32::try_from(body.len() + 8).unwrap().to_be_bytes()[..], kind, body].concat()
}

fn full(kind: &[u8; 4], version: u8, body: &[u8]) -> Vec<u8> {
    boxed(kind, &[&[version, 0, 0, 0][..], body].concat())
}

/// The property that says a picture's size.
pub fn size(width: u32, height: u32) -> Vec<u8> {
    full(b"ispe", 0, &[width.to_be_bytes(), height.to_be_bytes()].concat())
}

pub fn turned(quarters: u8) -> Vec<u8> {
    boxed(b"irot", &[quarters])
}

pub fn mirrored(axis: u8) -> Vec<u8> {
    boxed(b"imir", &[axis])
}

pub fn profile(icc: &[u8]) -> Vec<u8> {
    boxed(b"colr", &[b"prof", icc].concat())
}

/// BT.709, as [`RANGE`] makes it.
fn numbers() -> Vec<u8> {
    boxed(b"colr", &[&b"nclx"[..], &[0, 1, 0, 13, 0, 1, 0x80]].concat())
}

#[derive(Clone, Default)]
pub struct Item {
    pub kind: [u8; 4],
    pub media_type: &'static str,
    pub properties: Vec<Vec<u8>>,
    pub data: Vec<u8>,
    /// Kinds of references and the items that they lead to, counted from 1.
    pub references: Vec<([u8; 4], Vec<u16>)>,
}

impl Item {
    pub fn of(coded: &Coded) -> Self {
        let properties = vec![size(coded.size.0, coded.size.1), coded.configuration.clone(), numbers()];
        Self { kind: coded.kind, properties, data: coded.data.clone(), ..Self::default() }
    }

    pub fn with(mut self, property: Vec<u8>) -> Self {
        self.properties.push(property);
        self
    }

    /// What is transparent in the first item.
    pub fn transparency(coded: &Coded) -> Self {
        let role = full(b"auxC", 0, b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
        Self { references: vec![(*b"auxl", vec![1])], ..Self::of(coded).with(role) }
    }

    /// `rows` × `columns` tiles, which are the items from 2 on.
    pub fn grid(rows: u8, columns: u8, width: u32, height: u32) -> Self {
        let data = [&[0, 1, rows - 1, columns - 1][..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
        let tiles = (0..u16::from(rows) * u16::from(columns)).map(|i| i + 2).collect();
        Self {
            kind: *b"grid",
            properties: vec![size(width, height)],
            data,
            references: vec![(*b"dimg", tiles)],
            ..Self::default()
        }
    }

    pub fn xmp(packet: &str) -> Self {
        let references = vec![(*b"cdsc", vec![1])];
        Self { kind: *b"mime", media_type: "application/rdf+xml", data: packet.into(), references, ..Self::default() }
    }
}

/// A file of these items, of which the first is the picture.
pub fn heif(brand: &[u8; 4], items: &[Item]) -> Vec<u8> {
    let head = boxed(b"ftyp", &[&brand[..], &[0; 4], b"mif1", brand].concat());
    // As long as the one with the right places, so that these follow from it.
    let start = head.len() + meta(items, 0).len() + 8;
    let data: Vec<u8> = items.iter().flat_map(|item| item.data.iter().copied()).collect();
    [head, meta(items, start), boxed(b"mdat", &data)].concat()
}

fn meta(items: &[Item], start: usize) -> Vec<u8> {
    let count = u16::try_from(items.len()).unwrap().to_be_bytes();
    let number = |i: usize| u16::try_from(i + 1).unwrap().to_be_bytes();
    let info = |(i, item): (usize, &Item)| {
        full(b"infe", 2, &[&number(i)[..], &[0, 0], &item.kind, b"\0", item.media_type.as_bytes(), b"\0"].concat())
    };
    let infos = items.iter().enumerate().flat_map(info).collect::<Vec<u8>>();
    let mut at = start;
    let mut places = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let (from, length) = (u32::try_from(at).unwrap(), u32::try_from(item.data.len()).unwrap());
        places.extend([&number(i)[..], &[0, 0, 0, 1], &from.to_be_bytes(), &length.to_be_bytes()].concat());
        at += item.data.len();
    }
    let (mut properties, mut own, mut next) = (Vec::new(), Vec::new(), 1u8);
    for (i, item) in items.iter().enumerate() {
        own.extend([&number(i)[..], &[u8::try_from(item.properties.len()).unwrap()]].concat());
        for property in &item.properties {
            properties.extend(property);
            own.push(next);
            next += 1;
        }
    }
    let reference = |(i, (kind, to)): (usize, &([u8; 4], Vec<u16>))| {
        let count = u16::try_from(to.len()).unwrap().to_be_bytes();
        boxed(kind, &[&number(i)[..], &count, &to.iter().flat_map(|to| to.to_be_bytes()).collect::<Vec<u8>>()].concat())
    };
    let all = items.iter().enumerate().flat_map(|(i, item)| item.references.iter().map(move |r| (i, r)));
    let references = all.flat_map(reference).collect::<Vec<u8>>();
    let handler = full(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let ids = u32::try_from(items.len()).unwrap().to_be_bytes();
    let body = [
        handler,
        full(b"pitm", 0, &[0, 1]),
        full(b"iinf", 0, &[&count[..], &infos].concat()),
        full(b"iloc", 0, &[&[0x44, 0][..], &count, &places].concat()),
        boxed(b"iprp", &[boxed(b"ipco", &properties), full(b"ipma", 0, &[&ids[..], &own].concat())].concat()),
        full(b"iref", 0, &references),
    ];
    full(b"meta", 0, &body.concat())
}

/// An uncompressed TIFF of RGB in one strip, with entries of its own: tag, kind, count, and bytes of any length. `next` is
/// where a further page would be.
pub fn tiff(image: &RgbImage, extra: &[(u16, u16, u32, &[u8])], next: u32) -> Vec<u8> {
    let (width, height) = image.dimensions();
    let long = |value: u32| value.to_le_bytes().to_vec();
    let pixels = image.as_raw();
    let mut entries: Vec<(u16, u16, u32, Vec<u8>)> = vec![
        (256, 4, 1, long(width)),
        (257, 4, 1, long(height)),
        (258, 3, 3, [8, 0, 8, 0, 8, 0].to_vec()),
        (259, 3, 1, long(1)),
        (262, 3, 1, long(2)),
        (273, 4, 1, long(8)),
        (277, 3, 1, long(3)),
        (278, 4, 1, long(height)),
        (279, 4, 1, long(u32::try_from(pixels.len()).unwrap())),
    ];
    entries.extend(extra.iter().map(|&(tag, kind, count, bytes)| (tag, kind, count, bytes.to_vec())));
    entries.sort_by_key(|entry| entry.0);
    let directory = 8 + pixels.len().next_multiple_of(2);
    let mut after = directory + 2 + 12 * entries.len() + 4;
    let (mut table, mut values) = (u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec(), Vec::new());
    for (tag, kind, count, bytes) in entries {
        table.extend([&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes()].concat());
        if bytes.len() <= 4 {
            table.extend(bytes.iter().copied().chain([0; 4]).take(4));
        } else {
            table.extend(u32::try_from(after).unwrap().to_le_bytes());
            after += bytes.len();
            values.extend(bytes);
        }
    }
    table.extend(next.to_le_bytes());
    let mut file = [b"II*\0", &u32::try_from(directory).unwrap().to_le_bytes()[..], pixels].concat();
    file.resize(directory, 0);
    [file, table, values].concat()
}

/// A 16 × 16 JPEG of one colour in four inks, as the numbers stand in the file; `segments` go behind its start.
pub fn inked(inks: [u8; 4], segments: &[u8]) -> Vec<u8> {
    let mut jpeg = [&[0xFF, 0xD8][..], segments].concat();
    let mut segment = |marker: u8, data: &[u8]| {
        jpeg.extend([0xFF, marker]);
        jpeg.extend(u16::try_from(data.len() + 2).unwrap().to_be_bytes());
        jpeg.extend(data);
    };
    segment(0xDB, &[&[0][..], &[1; 64]].concat());
    // Twelve codes of four bits for how many bits a difference has; one of one bit for the end of a block.
    segment(0xC4, &[&[0, 0, 0, 0, 12][..], &[0; 12], &(0..12).collect::<Vec<u8>>()].concat());
    segment(0xC4, &[&[0x10, 1][..], &[0; 15], &[0]].concat());
    segment(0xC0, &[8, 0, 16, 0, 16, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    jpeg.extend([0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let mut bits: Vec<bool> = Vec::new();
    let mut push = |value: u32, count: u32| bits.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
    for block in 0..4 {
        for ink in inks {
            // All of a block's difference is in its first number, eight times as large; later blocks differ in nothing.
            let difference = if block == 0 { (i32::from(ink) - 128) * 8 } else { 0 };
            let size = 32 - difference.unsigned_abs().leading_zeros();
            push(size, 4);
            let coded = if difference < 0 { difference + (1 << size) - 1 } else { difference };
            push(coded as u32, size);
            push(0, 1);
        }
    }
    bits.resize(bits.len().next_multiple_of(8), true);
    for byte in bits.chunks(8).map(|bits| bits.iter().fold(0u8, |byte, &bit| byte << 1 | u8::from(bit))) {
        jpeg.push(byte);
        if byte == 0xFF {
            jpeg.push(0);
        }
    }
    jpeg.extend([0xFF, 0xD9]);
    jpeg
}

/// Adobe's mark: the inks of a file stand there inverted.
pub const ADOBE: &[u8] = b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0";

/// A segment with a colour profile.
pub fn profile_segment(icc: &[u8]) -> Vec<u8> {
    let body = [b"ICC_PROFILE\0\x01\x01", icc].concat();
    [&[0xFF, 0xE2][..], &u16::try_from(body.len() + 2).unwrap().to_be_bytes(), &body].concat()
}

/// A profile of four inks (ICC.1:2010, lut8Type) by which everything is one colour in CIE Lab: so far from any usual rule that
/// whoever does not look it up is found out.
pub fn ink_profile(lab: [u8; 3]) -> Vec<u8> {
    let mut table = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for i in 0..9 {
        table.extend(if i % 4 == 0 { 65_536u32 } else { 0 }.to_be_bytes());
    }
    table.extend((0..4).flat_map(|_| 0..=255u8));
    table.extend(lab.repeat(16));
    table.extend((0..3).flat_map(|_| 0..=255u8));
    let white: Vec<u8> = [b"XYZ \0\0\0\0", &[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D][..]].concat();
    let tags = [(b"A2B0", &table), (b"wtpt", &white)];
    let mut at = 128 + 4 + 12 * tags.len();
    let (mut directory, mut values) = (u32::try_from(tags.len()).unwrap().to_be_bytes().to_vec(), Vec::new());
    for (name, value) in tags {
        let length = u32::try_from(value.len()).unwrap();
        directory.extend([&name[..], &u32::try_from(at).unwrap().to_be_bytes(), &length.to_be_bytes()].concat());
        let room = value.len().next_multiple_of(4);
        at += room;
        values.extend(value.iter().copied().chain([0; 4]).take(room));
    }
    let size = u32::try_from(at).unwrap().to_be_bytes();
    let mut header = [&size[..], &[0; 4], &[2, 0x40, 0, 0], b"prtrCMYKLab "].concat();
    header.resize(36, 0);
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend([0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    header.resize(128, 0);
    [header, directory, values].concat()
}
