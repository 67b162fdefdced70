//! What a file is, by its first bytes. Names, extensions and what a client claims do not matter.
//!
//! This only keeps out what is plainly something else; whether a video can be decoded is found by `media-pipeline`.
//! Absent from here: I/O, decoders.

use domain::AssetKind;

/// So many bytes from the beginning are enough, or the whole file where it is shorter.
pub const ENOUGH: usize = 4096;

/// What the site has no use for, in words for the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    pub what: &'static str,
    pub remedy: &'static str,
}

impl Foreign {
    pub fn words(&self) -> String {
        format!("这个文件{}，不能作为图片或视频使用。{}", self.what, self.remedy)
    }
}

const VIDEO: &str =
    "请上传 MP4、MOV、MKV、WebM、AVI、FLV、TS、3GP 等格式的视频，或 PNG、JPEG、WebP、AVIF、HEIC、GIF、TIFF 格式的图片。";
const AS_JPEG: &str = "请先在手机或电脑上把它导出为 JPEG 或 PNG，再上传。";
const UNPACK: &str = "请先解压，再上传里面的视频或图片。";
const PAGE: &str = "可能是下载没有成功，保存下来的是网页。请重新取得视频文件后再上传。";
const SOUND: &str = "请上传带画面的视频。";
pub(crate) const EMPTY: Foreign =
    Foreign { what: "是空的，没有任何内容", remedy: "请检查原文件是否完好，重新选择后再上传。" };
const UNKNOWN: Foreign = Foreign { what: "的类型无法识别", remedy: VIDEO };

/// What is no zip, where the zip of an H5 page is wanted.
pub(crate) const NO_ZIP: &str =
    "这个文件不是 zip 压缩包，不能作为 H5 页面使用。请把页面的文件打包为 zip，index.html 放在最外层，再上传。";

/// Whether it begins as a zip with files in it; what is in it is looked at by the worker.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// From at least [`ENOUGH`] bytes, or from all there are.
///
/// # Errors
/// What is neither a picture nor a video of the kinds that are taken.
pub fn sniff(bytes: &[u8]) -> Result<AssetKind, Foreign> {
    if bytes.is_empty() {
        return Err(EMPTY);
    }
    if is_picture(bytes) {
        return Ok(AssetKind::Picture);
    }
    if let Some(found) = iso_media(bytes) {
        return found;
    }
    if is_video(bytes) { Ok(AssetKind::Video) } else { Err(foreign(bytes)) }
}

fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        || bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"GIF87a")
        || bytes.starts_with(b"GIF89a")
        || bytes.starts_with(b"MM\0*")
        // Some cameras' raw photographs begin as TIFF too and say so behind it.
        || (bytes.starts_with(b"II*\0") && bytes.get(8..10) != Some(b"CR"))
        || riff(bytes) == Some(b"WEBP")
}

fn is_video(bytes: &[u8]) -> bool {
    const ASF: &[u8] = b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c";
    const MXF: &[u8] = b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02";
    matches!(riff(bytes), Some(b"AVI " | b"AVIX"))
        || is_matroska(bytes)
        || bytes.starts_with(b"FLV\x01")
        || is_transport_stream(bytes)
        // MPEG program stream: a pack header.
        || bytes.starts_with(b"\x00\x00\x01\xba")
        || bytes.starts_with(ASF)
        || is_ogg_video(bytes)
        || bytes.starts_with(MXF)
        || bytes.starts_with(b".RMF")
}

fn riff(bytes: &[u8]) -> Option<&[u8; 4]> {
    bytes.strip_prefix(b"RIFF")?.get(4..8)?.try_into().ok()
}

/// ISO/IEC 14496-12 and its ancestor QuickTime: boxes of a size and four letters, the first of them near the beginning.
fn iso_media(bytes: &[u8]) -> Option<Result<AssetKind, Foreign>> {
    let name: &[u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let size = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
    match name {
        b"ftyp" if size >= 16 => Some(by_brand(bytes.get(8..12)?)),
        // Older QuickTime begins without saying what it is. A size of 0 is "to the end", of 1 is in the next 8 bytes.
        b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot" if size <= 1 || size >= 8 => Some(Ok(AssetKind::Video)),
        _ => None,
    }
}

fn by_brand(brand: &[u8]) -> Result<AssetKind, Foreign> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1" | b"hevc" | b"hevx" | b"avif" | b"avis" => {
            Ok(AssetKind::Picture)
        }
        b"M4A " | b"M4B " | b"M4P " => Err(Foreign { what: "是只有声音的 M4A 文件", remedy: SOUND }),
        b"crx " => Err(Foreign { what: "是相机的原始照片", remedy: AS_JPEG }),
        _ => Ok(AssetKind::Video),
    }
}

/// EBML whose document type is one of the two; it stands in the first few bytes.
fn is_matroska(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(ENOUGH)];
    head.starts_with(b"\x1a\x45\xdf\xa3") && (contains(head, b"matroska") || contains(head, b"webm"))
}

/// ISO/IEC 13818-1: packets of 188 bytes that begin with 0x47; of 192 on disks, with four bytes before. Five in a row, or
/// as many as there are, of which two at least.
fn is_transport_stream(bytes: &[u8]) -> bool {
    [(0, 188), (4, 192)].into_iter().any(|(first, step)| {
        let packets: Vec<_> = bytes.iter().skip(first).step_by(step).take(5).collect();
        packets.len() >= 2 && packets.iter().all(|byte| **byte == 0x47)
    })
}

/// Ogg with a Theora stream among the first pages; Vorbis or Opus alone is sound.
fn is_ogg_video(bytes: &[u8]) -> bool {
    bytes.starts_with(b"OggS") && contains(&bytes[..bytes.len().min(ENOUGH)], b"\x80theora")
}

fn foreign(bytes: &[u8]) -> Foreign {
    let by_magic = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic));
    if let Some((_, what, remedy)) = by_magic {
        return Foreign { what, remedy };
    }
    match riff(bytes) {
        Some(b"WAVE") => return Foreign { what: "是只有声音的 WAV 文件", remedy: SOUND },
        Some(_) => return UNKNOWN,
        None => {}
    }
    // Sound of MPEG layers without a tag: eleven bits set.
    if bytes.len() > 1 && bytes[0] == 0xff && bytes[1] & 0xe0 == 0xe0 {
        return Foreign { what: "是只有声音的 MP3 或 AAC 文件", remedy: SOUND };
    }
    text(bytes).unwrap_or(UNKNOWN)
}

const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "是 PDF 文档", VIDEO),
    (b"PK\x03\x04", "是压缩包，或 Word、PPT 等办公文档", UNPACK),
    (b"PK\x05\x06", "是空的压缩包", UNPACK),
    (b"Rar!\x1a\x07", "是 RAR 压缩包", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "是 7z 压缩包", UNPACK),
    (b"\x1f\x8b", "是 gzip 压缩包", UNPACK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧版 Word、PPT 等办公文档", VIDEO),
    (b"\x7fELF", "是可执行程序", VIDEO),
    (b"MZ", "是 Windows 可执行程序", VIDEO),
    (b"ID3", "是只有声音的 MP3 文件", SOUND),
    (b"fLaC", "是只有声音的 FLAC 文件", SOUND),
    (b"OggS", "是只有声音的 Ogg 文件", SOUND),
    (b"#!AMR", "是只有声音的 AMR 文件", SOUND),
    (b"BM", "是 BMP 图片", AS_JPEG),
    (b"II*\x00", "是相机的原始照片", AS_JPEG),
    (b"8BPS", "是 Photoshop 文档", AS_JPEG),
    (b"\x00\x00\x01\x00", "是图标文件", AS_JPEG),
    (b"#!", "是脚本", VIDEO),
];

/// What a text file says it is, whatever its case and what stands before the first sign.
fn text(bytes: &[u8]) -> Option<Foreign> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(ENOUGH)];
    let begin = head.trim_ascii_start().to_ascii_lowercase();
    let says = |words: &[u8]| contains(&begin, words);
    if begin.starts_with(b"#extm3u") {
        return Some(Foreign { what: "是播放列表，里面没有视频本身", remedy: "请上传视频文件本身。" });
    }
    if begin.starts_with(b"ffconcat") {
        return Some(Foreign { what: "是拼接清单，里面没有视频本身", remedy: "请上传视频文件本身。" });
    }
    if begin.starts_with(b"<") && says(b"<svg") {
        return Some(Foreign { what: "是 SVG 图形", remedy: AS_JPEG });
    }
    if begin.starts_with(b"<") && [&b"<html"[..], b"<!doctype html", b"<head", b"<body", b"<script"].iter().any(|tag| says(tag)) {
        return Some(Foreign { what: "其实是网页（HTML）", remedy: PAGE });
    }
    if begin.starts_with(b"<?xml") {
        return Some(Foreign { what: "是 XML 文档", remedy: VIDEO });
    }
    let plain = !head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
    plain.then_some(Foreign { what: "是文字文件", remedy: VIDEO })
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}
