//! Bodies that are small on the way and huge when unpacked: no door unpacks them, and memory stays what it was.

use crate::site::{Folder, Site, Work, http, serving::Serving};
use flate2::{Compression, write::GzEncoder};
use std::io::{Read, Write};

/// Unpacked.
const BYTES: usize = 96 << 20;
/// By how much the server may grow over all of it, in KiB.
const GROWS: u64 = 48 << 10;

const DOORS: [(&str, &str, &str); 14] = [
    ("POST", "/api/studio/v1/session", "application/json"),
    ("POST", "/api/studio/v1/works", "application/json"),
    ("PUT", "/api/studio/v1/works/1", "application/json"),
    ("POST", "/api/studio/v1/captions", "text/plain"),
    ("POST", "/api/studio/v1/policies/look", "application/octet-stream"),
    ("POST", "/api/studio/v1/documents/markdown", "application/json"),
    ("POST", "/api/studio/v1/uploads", "application/offset+octet-stream"),
    ("PATCH", "/api/studio/v1/uploads/00000000000000000000000000000000", "application/offset+octet-stream"),
    ("PUT", "/api/partner/v1/usage/2026-10-01", "application/json"),
    ("POST", "/api/partner/v1/webhooks", "application/json"),
    ("POST", "/report", "application/x-www-form-urlencoded"),
    ("POST", "/tally", "text/plain"),
    ("POST", "/websub", "application/x-www-form-urlencoded"),
    ("POST", "/oai", "application/x-www-form-urlencoded"),
];

fn gzip() -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..BYTES >> 20 {
        packed.write_all(&zeros).unwrap();
    }
    packed.finish().unwrap()
}

fn brotli() -> Vec<u8> {
    let (mut out, zeros) = (Vec::new(), vec![b'0'; BYTES]);
    let quick = brotli::enc::BrotliEncoderParams { quality: 0, ..Default::default() };
    brotli::BrotliCompress(&mut &zeros[..], &mut out, &quick).unwrap();
    out
}

/// The most that it ever had in memory, in KiB.
fn peak(server: &Serving<'_>) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn no_body_is_unpacked_beyond_what_its_door_takes() {
    let site = Site::new();
    Folder::new().work(&Work::new("one", "一直能读的一篇")).import(&site);
    let server = site.serve();
    server.page("/works/one");
    let before = peak(&server);
    let packed = [
        ("gzip", gzip()),
        ("br", brotli()),
        ("zstd", zstd::encode_all(std::io::repeat(b'0').take(BYTES as u64), 3).unwrap()),
        ("deflate", vec![0; 1 << 16]),
    ];
    for (encoding, body) in packed {
        for (method, path, kind) in DOORS {
            let mut request = format!(
                "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nX-Liangyi-Request: 1\r\nOrigin: http://{}\r\n\
                 Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: {kind}\r\nContent-Encoding: {encoding}\r\n\
                 Content-Length: {}\r\n\r\n",
                server.address,
                server.address,
                body.len()
            )
            .into_bytes();
            request.extend_from_slice(&body);
            // Who is shown the door before all was said may lose the words of it.
            if let Some(answer) = http::exchange(server.address, &request) {
                assert!(answer.status < 500, "{method} {path} in {encoding}: {}", answer.status);
            }
        }
    }
    server.page("/works/one");
    let grew = peak(&server).saturating_sub(before);
    assert!(grew < GROWS, "{grew} KiB more than before");
}
