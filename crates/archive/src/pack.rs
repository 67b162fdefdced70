//! A folder's files as a zip: the same files always give the same bytes, so that they are one original.

use flate2::Crc;

/// Stored and not deflated: what a newer library deflates differently would be another original. `files` are sorted by path.
///
/// Names and bytes are not looked at.
pub fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut zip, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut crc = Crc::new();
        crc.update(bytes);
        let at = zip.len() as u32;
        // Version, UTF-8 names, stored, the first of January 1980.
        let mut both = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        both.extend(crc.sum().to_le_bytes());
        both.extend((bytes.len() as u32).to_le_bytes());
        both.extend((bytes.len() as u32).to_le_bytes());
        both.extend((name.len() as u16).to_le_bytes());
        both.extend([0, 0]);
        zip.extend(b"PK\x03\x04");
        zip.extend(&both);
        zip.extend(name.as_bytes());
        zip.extend(*bytes);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&both);
        // No comment, first disk, no attributes.
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (start, count) = (zip.len() as u32, files.len() as u16);
    zip.extend(&list);
    zip.extend(b"PK\x05\x06\x00\x00\x00\x00");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend((list.len() as u32).to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    zip
}
