//! Units of an AV1 stream (AV1 bitstream specification, 5.3), as far as a file needs to know them. Pure.

use anyhow::{Result, bail, ensure};

const SEQUENCE_HEADER: u8 = 1;
const TEMPORAL_DELIMITER: u8 = 2;

/// `av1C` (AV1 codec ISO media file format binding, 2.3.3) from the sequence header that the encoder gives beforehand:
/// 4:2:0 of 8 bits, which is all that is encoded here.
pub fn record(extradata: &[u8]) -> Result<Vec<u8>> {
    // An encoder may have wrapped it up already.
    let units = if extradata.first() == Some(&0x81) { extradata.get(4..).unwrap_or(&[]) } else { extradata };
    for unit in units_of(units) {
        if unit.kind == SEQUENCE_HEADER {
            let (profile, level, tier) = describe(unit.content)?;
            // Subsampled both ways; where the chroma samples lie is said in the stream.
            let mut record = vec![0x81, profile << 5 | level, tier << 7 | 0b1100, 0];
            record.extend_from_slice(unit.whole);
            return Ok(record);
        }
    }
    bail!("the encoder gave no sequence header")
}

/// RFC 6381, as the binding spells it: profile, level with tier, bits.
pub fn codec(record: &[u8]) -> Result<String> {
    ensure!(record.len() > 4 && record[0] == 0x81, "the encoder gave no av1C");
    let (profile, level, tier) = (record[1] >> 5, record[1] & 31, record[2] >> 7);
    Ok(format!("av01.{profile}.{level:02}{}.08", if tier == 1 { 'H' } else { 'M' }))
}

/// A sample has no temporal delimiters: each is one temporal unit.
pub fn without_delimiters(packet: &[u8]) -> Vec<u8> {
    units_of(packet).filter(|unit| unit.kind != TEMPORAL_DELIMITER).flat_map(|unit| unit.whole).copied().collect()
}

/// Profile, level and tier of the first operating point (5.5.1).
fn describe(header: &[u8]) -> Result<(u8, u8, u8)> {
    let mut bits = Bits { bytes: header, at: 0 };
    let profile = bits.take(3)?;
    let (_still, reduced) = (bits.take(1)?, bits.take(1)?);
    if reduced == 1 {
        return Ok((profile as u8, bits.take(5)? as u8, 0));
    }
    ensure!(bits.take(1)? == 0, "a sequence header with timing information");
    bits.take(1 + 5)?;
    bits.take(12)?;
    let level = bits.take(5)?;
    let tier = if level > 7 { bits.take(1)? } else { 0 };
    Ok((profile as u8, level as u8, tier as u8))
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Result<u32> {
        let mut value = 0;
        for _ in 0..count {
            let Some(byte) = self.bytes.get(self.at / 8) else { bail!("a sequence header that is cut short") };
            value = value << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Ok(value)
    }
}

struct Unit<'a> {
    kind: u8,
    whole: &'a [u8],
    content: &'a [u8],
}

/// Up to the first unit that is not whole.
fn units_of(mut bytes: &[u8]) -> impl Iterator<Item = Unit<'_>> {
    std::iter::from_fn(move || {
        let first = *bytes.first()?;
        let (kind, extended, sized) = (first >> 3 & 15, first & 4 != 0, first & 2 != 0);
        let head = 1 + usize::from(extended);
        let (size, length) = if sized { leb128(bytes.get(head..)?)? } else { (bytes.len().checked_sub(head)?, 0) };
        let (from, to) = (head + length, (head + length).checked_add(size)?);
        let unit = Unit { kind, whole: bytes.get(..to)?, content: &bytes[from..to] };
        bytes = &bytes[to..];
        Some(unit)
    })
}

/// The value, and the bytes that it takes (4.10.5).
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0usize;
    for (i, byte) in bytes.iter().take(8).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Some((value, i + 1));
        }
    }
    None
}
