//! TIFF: what stands in its first directory (TIFF 6.0, section 2) is read here, its pixels are decoded by libav. Of several
//! pages the first is the picture.

use super::{
    colour::Colour,
    decode::{Caps, Raw},
    kind::Kind,
    pixels::Pixels,
    warning::Warning,
};
use crate::{
    libav::{
        AvError,
        still::{self, Numbers, StillCodec},
    },
    picture::Refusal,
};

const WIDTH: u16 = 256;
const HEIGHT: u16 = 257;
const STRIP_OFFSETS: u16 = 273;
const ORIENTATION: u16 = 274;
const SAMPLES: u16 = 277;
const STRIP_BYTES: u16 = 279;
const TILE_WIDTH: u16 = 322;
const EXTRA_SAMPLES: u16 = 338;
const XMP: u16 = 700;
const PROFILE: u16 = 34_675;
/// A raw photograph in Adobe's form (DNG 1.7, chapter 4): what TIFF shows of it is a thumbnail.
const RAW: u16 = 50_706;
/// Of Exif: where its directory of a place stands.
const PLACE: u16 = 34_853;

/// Size, depth, coding, strips, palette, and how colour was made of them.
const NEEDED: [u16; 17] = [256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 293, 317, 320, 530, 532];

/// Row by row, of a picture 100,000 high.
const MOST_STRIPS: u32 = 1 << 20;

struct Directory<'a> {
    bytes: &'a [u8],
    is_little: bool,
    entries: Vec<Entry<'a>>,
    has_more_pages: bool,
}

struct Entry<'a> {
    tag: u16,
    kind: u16,
    count: u32,
    /// The value, or where it stands.
    value: &'a [u8; 4],
}

/// A TIFF's numbers go from black to white; libav takes deep ones for those of a film, whose black is not 0.
const WHOLE: Numbers = Numbers { matrix: 1, is_full_range: true };

pub fn decode(bytes: &[u8], caps: &Caps) -> Result<Raw, Refusal> {
    let directory = Directory::read(bytes)?;
    let side = |tag| directory.number(tag).filter(|&side| side > 0).ok_or(Refusal::Broken("a TIFF without a size".into()));
    let (width, height) = (side(WIDTH)?, side(HEIGHT)?);
    if u64::from(width) * u64::from(height) > caps.pixels || width.max(height) > caps.side {
        return Err(Refusal::TooManyPixels { width, height });
    }
    if directory.entry(RAW).is_some() {
        return Err(Refusal::OtherKind("相机原始照片（RAW）"));
    }
    if directory.entry(TILE_WIDTH).is_some() {
        return Err(Refusal::OtherCoding("tiled TIFF".into()));
    }
    directory.whole()?;
    let alpha = directory.number(EXTRA_SAMPLES);
    // Three colours or one, and one sample more: of inks there are four.
    let has_alpha = alpha.is_some() && matches!(directory.number(SAMPLES), Some(2 | 4));
    let failed = |error: AvError| match error.is_unknown_coding() {
        true => Refusal::OtherCoding(format!("TIFF: {error}")),
        false => Refusal::Broken(error.to_string()),
    };
    // libav counts rows as long as its registers want them: up to 64 pixels more.
    let most = u64::from(width).next_multiple_of(64) * (u64::from(height) + 1);
    let bytes = {
        // It is as large as what is made of it.
        let frame = still::decode(StillCodec::Tiff, &[], &directory.pixels_alone(), most).map_err(failed)?;
        if (frame.width(), frame.height()) != (width, height) {
            return Err(Refusal::Broken("the decoded picture has another size than the file says".into()));
        }
        still::to_rgb(&frame, Some(WHOLE), has_alpha).map_err(failed)?
    };
    let mut pixels = Pixels { width, height, has_alpha, bytes };
    if has_alpha {
        pixels = pixels.straight(alpha == Some(1));
    }
    let profile = directory.bytes(PROFILE);
    let orientation = directory.number(ORIENTATION).filter(|number| (1..=8).contains(number)).unwrap_or(1) as u8;
    let warnings = directory.has_more_pages.then_some(Warning::FirstPage).into_iter().collect();
    let colour = profile.map_or(Colour::Srgb, |icc| Colour::Icc(icc.to_vec()));
    Ok(Raw { kind: Kind::Tiff, pixels, orientation, colour, warnings })
}

/// The XMP in it, where there is some.
pub fn xmp(bytes: &[u8]) -> Option<&[u8]> {
    Directory::read(bytes).ok()?.bytes(XMP)
}

/// Exif has the same form. A block that cannot be read may say anything.
pub fn may_name_place(exif: &[u8]) -> bool {
    Directory::read(exif).map_or(true, |directory| directory.entry(PLACE).is_some())
}

impl<'a> Directory<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let is_little = bytes.first() == Some(&b'I');
        let mut directory = Self { bytes, is_little, entries: Vec::new(), has_more_pages: false };
        let at = directory.u32(4).ok_or(Refusal::Truncated)? as usize;
        let count = usize::from(directory.u16(at).ok_or(Refusal::Truncated)?);
        for i in 0..count {
            let at = at + 2 + 12 * i;
            let value = bytes.get(at + 8..).and_then(<[u8]>::first_chunk).ok_or(Refusal::Truncated)?;
            let (tag, kind, number) = (directory.u16(at), directory.u16(at + 2), directory.u32(at + 4));
            let (Some(tag), Some(kind), Some(count)) = (tag, kind, number) else { return Err(Refusal::Truncated) };
            directory.entries.push(Entry { tag, kind, count, value });
        }
        directory.has_more_pages = directory.u32(at + 2 + 12 * count).is_some_and(|next| next != 0);
        Ok(directory)
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(self.word(&bytes))
    }

    fn word(&self, bytes: &[u8; 4]) -> u32 {
        if self.is_little { u32::from_le_bytes(*bytes) } else { u32::from_be_bytes(*bytes) }
    }

    fn entry(&self, tag: u16) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    /// The first number of an entry of bytes, of shorts or of longs.
    fn number(&self, tag: u16) -> Option<u32> {
        self.numbers(tag).and_then(|mut all| all.next().flatten())
    }

    /// The numbers of an entry; one that stands beyond the file is `None`.
    fn numbers(&self, tag: u16) -> Option<impl Iterator<Item = Option<u32>>> {
        let entry = self.entry(tag)?;
        let size = match entry.kind {
            1 => 1,
            3 => 2,
            4 => 4,
            _ => return None,
        };
        let is_inside = u64::from(entry.count) * size <= 4;
        let elsewhere = self.word(entry.value) as usize;
        Some((0..entry.count.min(MOST_STRIPS)).map(move |i| {
            let off = i as usize * size as usize;
            let bytes = if is_inside { entry.value.get(off..) } else { self.bytes.get(elsewhere.checked_add(off)?..) }?;
            let number = bytes.get(..size as usize)?;
            let fold = |value: u32, &byte: &u8| value << 8 | u32::from(byte);
            Some(if self.is_little { number.iter().rev().fold(0, fold) } else { number.iter().fold(0, fold) })
        }))
    }

    /// The bytes of an entry that has more than four.
    fn bytes(&self, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entry(tag).filter(|entry| matches!(entry.kind, 1 | 7) && entry.count > 4)?;
        let from = self.word(entry.value) as usize;
        self.bytes.get(from..from.checked_add(entry.count as usize)?)
    }

    /// The file with no more in its directory than what its pixels need. libav either paints over damage or takes a tag that it
    /// does not know for damage; so it is asked for the second, and gets none of these.
    fn pixels_alone(&self) -> Vec<u8> {
        let mut bytes = self.bytes.to_vec();
        let start = self.u32(4).unwrap_or(0) as usize;
        let kept: Vec<usize> = (0..self.entries.len()).filter(|&i| NEEDED.contains(&self.entries[i].tag)).collect();
        for (to, from) in kept.iter().enumerate() {
            let from = start + 2 + 12 * from;
            bytes.copy_within(from..from + 12, start + 2 + 12 * to);
        }
        let count = kept.len() as u16;
        bytes[start..start + 2].copy_from_slice(&if self.is_little { count.to_le_bytes() } else { count.to_be_bytes() });
        // No further page.
        if let Some(next) = bytes.get_mut(start + 2 + 12 * kept.len()..).and_then(|rest| rest.first_chunk_mut::<4>()) {
            *next = [0; 4];
        }
        bytes
    }

    /// Does every strip stand in the file?
    fn whole(&self) -> Result<(), Refusal> {
        let (Some(offsets), Some(lengths)) = (self.numbers(STRIP_OFFSETS), self.numbers(STRIP_BYTES)) else { return Ok(()) };
        if self.entry(STRIP_OFFSETS).is_some_and(|entry| entry.count > MOST_STRIPS) {
            return Err(Refusal::Bomb("a TIFF in millions of strips"));
        }
        for (offset, length) in offsets.zip(lengths) {
            let end = offset.zip(length).map(|(offset, length)| u64::from(offset) + u64::from(length));
            if end.is_none_or(|end| end > self.bytes.len() as u64) {
                return Err(Refusal::Truncated);
            }
        }
        Ok(())
    }
}
