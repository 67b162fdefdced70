//! The pieces of which files are made, without looking into them: a JPEG's segments, a PNG's and a WebP's chunks. Pure.

/// Marker and data of each segment before the first scan (ITU-T T.81, annex B); ends where the file is none any more.
pub fn jpeg(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut at = 2;
    std::iter::from_fn(move || {
        loop {
            let (start, marker) = match *bytes.get(at..)? {
                [0xFF, 0xFF, ..] => {
                    at += 1;
                    continue;
                }
                [0xFF, marker, ..] => (at + 2, marker),
                _ => return None,
            };
            if matches!(marker, 0x01 | 0xD0..=0xD8) {
                at = start;
                continue;
            }
            if matches!(marker, 0xD9 | 0xDA) {
                return None;
            }
            let length = usize::from(u16::from_be_bytes(*bytes.get(start..)?.first_chunk()?));
            let data = bytes.get(start + 2..start + length.max(2))?;
            at = start + length.max(2);
            return Some((marker, data));
        }
    })
}

/// Kind and data of each chunk (PNG third edition, 5.3).
pub fn png(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 8;
    std::iter::from_fn(move || {
        let [l0, l1, l2, l3, kind @ ..] = *bytes.get(at..)?.first_chunk::<8>()?;
        let length = u32::from_be_bytes([l0, l1, l2, l3]) as usize;
        let data = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
        at += 12 + length;
        Some((kind, data))
    })
}

/// Kind and data of each chunk (RFC 9649, 2.3).
pub fn webp(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 12;
    std::iter::from_fn(move || {
        let [kind @ .., l0, l1, l2, l3] = *bytes.get(at..)?.first_chunk::<8>()?;
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        let data = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
        at += 8 + length.next_multiple_of(2);
        Some((kind, data))
    })
}
