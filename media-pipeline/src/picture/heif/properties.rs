//! What is said of items (ISO/IEC 23008-12, 6.5): size, colour, what a decoder needs, turns. Pure.

use super::boxes::Reader;
use crate::{libav::still::Numbers, picture::Refusal};

#[derive(Clone, Copy)]
pub enum Property<'a> {
    Size {
        width: u32,
        height: u32,
    },
    /// `hvcC` or `av1C`: what the decoder wants to know first.
    Decoder(&'a [u8]),
    Icc(&'a [u8]),
    Code {
        /// ITU-T H.273, 8.1 and 8.2.
        primaries: u16,
        transfer: u16,
        numbers: Numbers,
    },
    /// Quarters of a turn, against the clock.
    Turn(u8),
    /// True where left and right change places, false where top and bottom do.
    Mirror(bool),
    /// Width, height, and how far its middle is from the picture's: each a fraction.
    Crop([(u32, u32); 4]),
    /// What an item of another item's is.
    Role(&'a [u8]),
    Other,
}

/// The properties that there are, in the order by which they are named.
pub fn read(mut body: Reader<'_>) -> Result<Vec<Property<'_>>, Refusal> {
    let mut all = Vec::new();
    while let Some(found) = body.next()? {
        // Items name them with 15 bits.
        if all.len() > 0x7FFF {
            return Err(Refusal::Bomb("tens of thousands of properties"));
        }
        all.push(one(&found.kind, found.body)?);
    }
    Ok(all)
}

fn one<'a>(kind: &[u8; 4], mut body: Reader<'a>) -> Result<Property<'a>, Refusal> {
    Ok(match kind {
        b"ispe" => {
            body.full()?;
            Property::Size { width: body.u32()?, height: body.u32()? }
        }
        b"hvcC" | b"av1C" => Property::Decoder(body.0),
        b"colr" => match &body.four()? {
            b"nclx" => {
                let (primaries, transfer, matrix) = (body.u16()?, body.u16()?, body.u16()?);
                let is_full_range = body.u8()? >> 7 == 1;
                Property::Code { primaries, transfer, numbers: Numbers { matrix, is_full_range } }
            }
            b"prof" | b"rICC" => Property::Icc(body.0),
            _ => Property::Other,
        },
        b"irot" => Property::Turn(body.u8()? & 3),
        b"imir" => Property::Mirror(body.u8()? & 1 == 1),
        b"clap" => {
            let mut crop = [(0, 0); 4];
            for fraction in &mut crop {
                *fraction = (body.u32()?, body.u32()?);
            }
            Property::Crop(crop)
        }
        b"auxC" => {
            body.full()?;
            Property::Role(body.text())
        }
        _ => Property::Other,
    })
}

/// Which properties each item has (`ipma`), as places in the list; in order.
pub fn of_items(mut body: Reader<'_>, most: usize) -> Result<Vec<(u32, Vec<usize>)>, Refusal> {
    let (version, flags) = body.full()?;
    let count = body.u32()? as usize;
    if count > most {
        return Err(Refusal::Bomb("thousands of items"));
    }
    let mut all = Vec::new();
    for _ in 0..count {
        let id = body.number(if version == 0 { 2 } else { 4 })? as u32;
        let own = usize::from(body.u8()?);
        let mut which = Vec::with_capacity(own);
        for _ in 0..own {
            let index = if flags & 1 == 1 { usize::from(body.u16()? & 0x7FFF) } else { usize::from(body.u8()? & 0x7F) };
            // Zero is none.
            which.extend(index.checked_sub(1));
        }
        all.push((id, which));
    }
    Ok(all)
}

/// A picture's place in the plane: mirrored first (left and right), then turned by quarters with the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    is_mirrored: bool,
    quarters: u8,
}

impl Turned {
    pub fn turn_left(self, quarters: u8) -> Self {
        Self { quarters: (self.quarters + 4 - quarters % 4) % 4, ..self }
    }

    /// Left and right change places, or top and bottom.
    pub fn mirror(self, left_and_right: bool) -> Self {
        let half = if left_and_right { 0 } else { 2 };
        Self { is_mirrored: !self.is_mirrored, quarters: (4 - self.quarters + half) % 4 }
    }

    /// Exif's number for the same.
    pub fn exif(self) -> u8 {
        match (self.is_mirrored, self.quarters) {
            (false, 1) => 6,
            (false, 2) => 3,
            (false, 3) => 8,
            (false, _) => 1,
            (true, 1) => 7,
            (true, 2) => 4,
            (true, 3) => 5,
            (true, _) => 2,
        }
    }
}
