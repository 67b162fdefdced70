//! Zips written by hand, so that any lie can be told in them.

use flate2::{Compress, Compression, Crc, FlushCompress, write::DeflateEncoder};
use std::io::Write;

/// A file of a zip, and what the zip says of it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: Vec<u8>,
    /// As it stands before the file itself, where that differs.
    pub local_name: Option<Vec<u8>>,
    pub packed: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    /// Of Unix.
    pub mode: u16,
    pub crc: u32,
    /// The length that is claimed.
    pub length: u32,
}

impl Entry {
    pub fn new(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let mut crc = Crc::new();
        crc.update(bytes);
        Self {
            name: name.as_bytes().to_vec(),
            local_name: None,
            packed: bytes.to_vec(),
            method: 0,
            flags: 0x0800,
            mode: 0o100_644,
            crc: crc.sum(),
            length: bytes.len() as u32,
        }
    }

    pub fn folder(name: &str) -> Self {
        Self { mode: 0o040_755, ..Self::new(name, "") }
    }

    pub fn deflated(self) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&self.packed).unwrap();
        Self { packed: encoder.finish().unwrap(), method: 8, ..self }
    }

    /// A text that is `block` so many times, deflated once.
    pub fn repeating(block: &[u8], times: usize) -> Self {
        let mut packed = Vec::with_capacity(block.len() + 1024);
        Compress::new(Compression::fast(), false).compress_vec(block, &mut packed, FlushCompress::Full).unwrap();
        // Nothing refers across a full flush; two bytes more are an empty last block.
        let packed = [packed.repeat(times), vec![3, 0]].concat();
        Self { packed, method: 8, ..Self::new("big.txt", block.repeat(times)) }
    }

    pub fn named(self, name: &[u8]) -> Self {
        Self { name: name.to_vec(), ..self }
    }
}

fn common(entry: &Entry, name: &[u8]) -> Vec<u8> {
    let mut bytes = vec![20, 0];
    bytes.extend(entry.flags.to_le_bytes());
    bytes.extend(entry.method.to_le_bytes());
    bytes.extend([0, 0, 0x21, 0]);
    bytes.extend(entry.crc.to_le_bytes());
    bytes.extend((entry.packed.len() as u32).to_le_bytes());
    bytes.extend(entry.length.to_le_bytes());
    bytes.extend((name.len() as u16).to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn listed(entry: &Entry, at: usize) -> Vec<u8> {
    let mut bytes = b"PK\x01\x02\x14\x03".to_vec();
    bytes.extend(common(entry, &entry.name));
    bytes.extend([0; 6]);
    bytes.extend((u32::from(entry.mode) << 16).to_le_bytes());
    bytes.extend((at as u32).to_le_bytes());
    bytes.extend(&entry.name);
    bytes
}

pub fn end(count: usize, length: usize, start: usize) -> Vec<u8> {
    let mut bytes = b"PK\x05\x06\x00\x00\x00\x00".to_vec();
    bytes.extend([(count as u16).to_le_bytes(), (count as u16).to_le_bytes()].concat());
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend((start as u32).to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for entry in entries {
        list.extend(listed(entry, bytes.len()));
        let name = entry.local_name.as_ref().unwrap_or(&entry.name);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(common(entry, name));
        bytes.extend(name);
        bytes.extend(&entry.packed);
    }
    let (start, length) = (bytes.len(), list.len());
    bytes.extend(list);
    bytes.extend(end(entries.len(), length, start));
    bytes
}

/// All of them have the bytes of the first one.
pub fn overlapping(entry: &Entry, names: &[&str]) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend(common(entry, &entry.name));
    bytes.extend(&entry.name);
    bytes.extend(&entry.packed);
    let start = bytes.len();
    for name in names {
        bytes.extend(listed(&entry.clone().named(name.as_bytes()), 0));
    }
    let length = bytes.len() - start;
    bytes.extend(end(names.len(), length, start));
    bytes
}
