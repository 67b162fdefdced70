//! The list at the end of a zip: names, sizes and places, as far as they agree with the files themselves.
//!
//! Read here by hand and not by a library: two entries of one name, or a name that differs between list and file, is just
//! what has to be seen, and what libraries settle silently.
//! Source: APPNOTE.TXT 6.3.10, 4.3 and 4.4.

/// One file, or a folder.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// As it stands there.
    pub name: &'a [u8],
    pub method: Method,
    pub packed: &'a [u8],
    /// Of what it unpacks to, as the list claims.
    pub crc: u32,
    /// The upper half of its attributes, where it comes from Unix.
    pub mode: u16,
    pub encrypted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
    Other,
}

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const LISTED: &[u8] = b"PK\x01\x02";
const LISTED_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;
/// A comment may follow the end.
const COMMENT: usize = 0xffff;

/// Why a zip has no entries that could be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("it is no zip")]
    NoZip,
    #[error("it is cut off, or contradicts itself")]
    Broken,
    #[error("it is a Zip64")]
    Zip64,
    #[error("it has {0} entries")]
    TooMany(usize),
    #[error("it is one of several disks")]
    Split,
    #[error("its files share bytes")]
    Overlap,
}

/// Every entry in the order of the list.
///
/// # Errors
/// Where it is no zip, more than one disk, has more than `most` entries, or contradicts itself.
pub fn entries(bytes: &[u8], most: usize) -> Result<Vec<Entry<'_>>, Fault> {
    let at = end(bytes).ok_or(Fault::NoZip)?;
    let end = &bytes[at..];
    let (disk, count) = (short(end, 4), usize::from(short(end, 10)));
    let (length, start) = (long(end, 12) as usize, long(end, 16) as usize);
    if count == 0xffff || length == 0xffff_ffff || start == 0xffff_ffff {
        return Err(Fault::Zip64);
    }
    // By the count alone, before anything is read of them.
    if count > most {
        return Err(Fault::TooMany(count));
    }
    if disk != 0 || usize::from(short(end, 8)) != count {
        return Err(Fault::Split);
    }
    if start.checked_add(length) != Some(at) {
        return Err(Fault::Broken);
    }
    let mut list = &bytes[start..at];
    let mut entries = Vec::with_capacity(count);
    let mut taken = Vec::with_capacity(count);
    for _ in 0..count {
        let (entry, place, rest) = listed(bytes, list, start).ok_or(Fault::Broken)?;
        list = rest;
        entries.push(entry);
        taken.push(place);
    }
    if !list.is_empty() {
        return Err(Fault::Broken);
    }
    // Files that share bytes are how a small zip becomes a huge one.
    taken.sort_unstable();
    if taken.windows(2).any(|two| two[0].1 > two[1].0) {
        return Err(Fault::Overlap);
    }
    Ok(entries)
}

/// The end of the list whose comment is as long as what follows.
fn end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(COMMENT);
    (first..=last).rev().find(|&at| bytes[at..].starts_with(END) && usize::from(short(&bytes[at..], 20)) == last - at)
}

type Place = (usize, usize);

/// The first entry of `list`, where it lies in the file, and the list after it.
fn listed<'a>(bytes: &'a [u8], list: &'a [u8], start: usize) -> Option<(Entry<'a>, Place, &'a [u8])> {
    if list.len() < LISTED_LENGTH || !list.starts_with(LISTED) {
        return None;
    }
    let (name, extra, comment) = (usize::from(short(list, 28)), usize::from(short(list, 30)), usize::from(short(list, 32)));
    let name_bytes = list.get(LISTED_LENGTH..LISTED_LENGTH + name)?;
    let rest = list.get(LISTED_LENGTH + name + extra + comment..)?;
    let (flags, at, size) = (short(list, 8), long(list, 42) as usize, long(list, 20) as usize);
    let local = bytes.get(at..start)?;
    if local.len() < LOCAL_LENGTH || !local.starts_with(LOCAL) {
        return None;
    }
    let (own, own_extra) = (usize::from(short(local, 26)), usize::from(short(local, 28)));
    let same = local.get(LOCAL_LENGTH..LOCAL_LENGTH + own)? == name_bytes && short(local, 8) == short(list, 10);
    let packed = local.get(LOCAL_LENGTH + own + own_extra..)?.get(..size)?;
    let unix = list[5] == 3 || list[5] == 19;
    let entry = Entry {
        name: name_bytes,
        method: match short(list, 10) {
            0 => Method::Stored,
            8 => Method::Deflated,
            _ => Method::Other,
        },
        packed,
        crc: long(list, 16),
        mode: if unix { short(list, 40) } else { 0 },
        // Of either place: strong encryption, and masked headers.
        encrypted: (flags | short(local, 6)) & 0x2041 != 0,
    };
    same.then_some((entry, (at, at + LOCAL_LENGTH + own + own_extra + size), rest))
}

impl Entry<'_> {
    pub fn is_folder(&self) -> bool {
        self.name.ends_with(b"/")
    }

    /// Neither a file nor a folder: a link, a pipe, a device.
    pub fn is_special(&self) -> bool {
        !matches!(self.mode & 0o170_000, 0 | 0o100_000 | 0o040_000)
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
