//! What a file is, by its bytes.

use domain::AssetKind::{Picture, Video};
use proptest::prelude::*;
use studio::uploads::content::{ENOUGH, sniff};

/// Three packets of a transport stream, each after `before` bytes.
fn transport_stream(before: usize) -> Vec<u8> {
    let mut packet = vec![0; before];
    packet.push(0x47);
    packet.resize(before + 188, 0xff);
    packet.repeat(3)
}

#[test]
fn videos_are_known_by_their_first_bytes() {
    let samples: &[(&str, &[u8])] = &[
        ("MP4", b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free"),
        ("QuickTime", b"\0\0\0\x14ftypqt  \0\0\x02\0qt  \0\0\0\x08wide"),
        ("QuickTime of old", b"\0\0\x0f\xa0moov\0\0\0\x6cmvhd"),
        ("QuickTime with its data first", b"\0\0\0\x01mdat\0\0\0\0\0\x01\0\0"),
        ("3GP", b"\0\0\0\x1cftyp3gp5\0\0\0\0isom3gp4"),
        ("M4V", b"\0\0\0\x20ftypM4V \0\0\0\x01isom"),
        ("Matroska", b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska\x42\x87\x81\x04"),
        ("WebM", b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x02"),
        ("AVI", b"RIFF\xff\xff\0\0AVI LIST"),
        ("FLV", b"FLV\x01\x05\0\0\0\x09"),
        ("MPEG-TS", &transport_stream(0)),
        ("M2TS", &transport_stream(4)),
        ("MPEG-PS", b"\0\0\x01\xba\x44\0\x04\0\x04\x01"),
        ("WMV", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c\0\0"),
        ("Ogg", b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x2a\x80theora\x03\x02"),
    ];
    for (name, bytes) in samples {
        assert_eq!(sniff(bytes), Ok(Video), "{name}");
    }
}

#[test]
fn pictures_are_known_by_their_first_bytes() {
    for bytes in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"GIF89a\x01\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"II*\0\x08\0\0\0\x0c\0",
        b"MM\0*\0\0\0\x08",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1",
        b"\0\0\0\x1cftypavif\0\0\0\0mif1",
    ] {
        assert_eq!(sniff(bytes), Ok(Picture), "{bytes:?}");
    }
}

#[test]
fn what_is_neither_is_told_what_it_is() {
    let samples: &[(&[u8], &str)] = &[
        (b"", "空的"),
        (b"<!DOCTYPE html><html><head>", "网页"),
        (b"\xef\xbb\xbf\r\n  <HTML>\n", "网页"),
        (b"<script>alert(1)</script>", "网页"),
        (b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">", "SVG"),
        (b"<?xml version=\"1.0\"?><rss>", "XML"),
        (b"#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n", "播放列表"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "拼接清单"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\0", "压缩包"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"\x7fELF\x02\x01\x01", "可执行"),
        (b"MZ\x90\0", "可执行"),
        (b"ID3\x04\0", "MP3"),
        (b"\xff\xfb\x90\x64", "MP3"),
        (b"RIFF\0\0\0\0WAVEfmt ", "WAV"),
        (b"\0\0\0\x1cftypM4A \0\0\0\0", "M4A"),
        (b"II*\0\x10\0\0\0CR\x02\0", "原始照片"),
        (b"BM\x36\0\0\0", "BMP"),
        (b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1e\x01vorbis", "声音"),
        ("这是一段文字。".as_bytes(), "文字"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x09", "无法识别"),
    ];
    for (bytes, what) in samples {
        let words = sniff(bytes).unwrap_err().words();
        assert!(words.contains(what) && words.ends_with('。'), "{what}: {words}");
    }
}

#[test]
fn one_byte_of_a_packet_is_no_transport_stream() {
    assert!(sniff(b"\x47").is_err());
    assert!(sniff(b"GGGGG").is_err());
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = sniff(&bytes);
    }

    /// What is found in the first bytes is found in the whole file.
    #[test]
    fn enough_is_enough(bytes in prop::collection::vec(prop::sample::select(b"\x47\0\xffRIFAVPK<html> ftyp".to_vec()), 0..200), more in 0..3usize) {
        let mut long = bytes.clone();
        long.resize(ENOUGH, b' ');
        let longer = [long.clone(), vec![0; more * 700]].concat();
        prop_assert_eq!(sniff(&long), sniff(&longer));
    }
}
