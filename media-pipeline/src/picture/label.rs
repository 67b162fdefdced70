//! The implicit label of AI content in pictures: XMP under the name space of TC260 (GB 45438-2025), in a JPEG's APP1
//! segment (XMP part 3, 1.1.3), a WebP's chunk (RFC 9649, 2.7) or a PNG's text (XMP part 3, 1.1.5). Pure.

use super::{
    carried::{KEYWORD, NAMESPACE, SIGNATURE},
    encode::Format,
    pixels::Pixels,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The coded picture of `pixels` with the label in it, where there is one.
///
/// # Errors
/// Where the bytes are no such picture, or the label is longer than a segment of JPEG, which holds 64 KiB.
pub fn labelled(bytes: Vec<u8>, format: Format, pixels: &Pixels, aigc: Option<&str>) -> Result<Vec<u8>> {
    let Some(aigc) = aigc else { return Ok(bytes) };
    let packet = packet(aigc);
    match format {
        Format::Jpeg => jpeg(&bytes, packet.as_bytes()),
        Format::WebP => webp(&bytes, packet.as_bytes(), pixels),
        Format::Png => png(&bytes, packet.as_bytes()),
    }
}

/// The label as JSON, where it is some.
pub fn parsed(aigc: &str) -> Value {
    serde_json::from_str(aigc).unwrap_or_else(|_| Value::String(aigc.to_owned()))
}

/// XMP that holds the label and nothing else.
pub fn packet(aigc: &str) -> String {
    let mut value = String::with_capacity(aigc.len() + 32);
    for c in aigc.chars() {
        match c {
            '&' => value.push_str("&amp;"),
            '<' => value.push_str("&lt;"),
            '>' => value.push_str("&gt;"),
            // XML 1.0 has no place for the others.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            c => value.push(c),
        }
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:TC260=\"{NAMESPACE}\"><TC260:AIGC>{value}</TC260:AIGC></rdf:Description>\
         </rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
}

/// Behind the start and the JFIF segment, which wants to be the first.
fn jpeg(bytes: &[u8], packet: &[u8]) -> Result<Vec<u8>> {
    ensure!(bytes.starts_with(&[0xff, 0xd8]), "no JPEG");
    let at = match bytes.get(2..6) {
        Some([0xff, 0xe0, high, low]) => 4 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 2,
    };
    let length = u16::try_from(2 + SIGNATURE.len() + packet.len()).context("the label is too long for a JPEG")?;
    let (before, after) = bytes.split_at_checked(at).context("the JPEG is cut short")?;
    Ok([before, &[0xff, 0xe1], &length.to_be_bytes(), SIGNATURE, packet, after].concat())
}

/// Behind the header.
fn png(bytes: &[u8], packet: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8 + 25;
    let (before, after) = bytes.split_at_checked(HEADER).context("the PNG is cut short")?;
    // Not compressed, in no language.
    let chunk = [&b"iTXt"[..], KEYWORD, b"\0\0\0\0", packet].concat();
    let length = u32::try_from(chunk.len() - 4)?.to_be_bytes();
    Ok([before, &length, &chunk, &checksum(&chunk).to_be_bytes(), after].concat())
}

/// PNG third edition, annex D.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 };
    !bytes.iter().fold(!0, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), step))
}

/// A plain WebP becomes an extended one, whose header says that there is XMP at its end.
fn webp(bytes: &[u8], packet: &[u8], pixels: &Pixels) -> Result<Vec<u8>> {
    const XMP: u8 = 4;
    ensure!(bytes.len() > 20 && bytes.starts_with(b"RIFF") && bytes[8..12] == *b"WEBP", "no WebP");
    let mut chunks = bytes[12..].to_vec();
    if chunks.starts_with(b"VP8X") {
        chunks[8] |= XMP;
    } else {
        let side = |pixels: u32| (pixels.max(1) - 1).to_le_bytes();
        let (width, height) = (side(pixels.width), side(pixels.height));
        let header = [&b"VP8X"[..], &10u32.to_le_bytes(), &[XMP, 0, 0, 0], &width[..3], &height[..3]].concat();
        chunks.splice(..0, header);
    }
    chunks.extend_from_slice(b"XMP ");
    chunks.extend_from_slice(&u32::try_from(packet.len())?.to_le_bytes());
    chunks.extend_from_slice(packet);
    // Chunks begin at even places.
    chunks.resize(chunks.len().next_multiple_of(2), 0);
    let size = u32::try_from(chunks.len() + 4)?.to_le_bytes();
    Ok([&b"RIFF"[..], &size, b"WEBP", &chunks].concat())
}
