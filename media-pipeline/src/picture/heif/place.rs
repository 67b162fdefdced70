//! Where an item's bytes stand (`iloc`, ISO/IEC 14496-12, 8.11.3). Pure.

use super::boxes::Reader;
use crate::picture::Refusal;
use std::borrow::Cow;

const MOST_PIECES: usize = 1024;

#[derive(Clone, Copy, Default)]
enum Within {
    #[default]
    File,
    /// In the `idat` box.
    Inside,
    /// Another file, another item: none of ours.
    Elsewhere,
}

#[derive(Clone, Default)]
pub struct Place {
    within: Within,
    /// Offset and length; a length of zero reaches to the end.
    pieces: Vec<(u64, u64)>,
}

/// The places of all items, by their numbers.
pub fn read(mut body: Reader<'_>, most: usize) -> Result<Vec<(u32, Place)>, Refusal> {
    let (version, _) = body.full()?;
    let (sizes, more) = (body.u8()?, body.u8()?);
    let (of_offset, of_length, of_base) = (usize::from(sizes >> 4), usize::from(sizes & 15), usize::from(more >> 4));
    let of_index = if version == 0 { 0 } else { usize::from(more & 15) };
    if [of_offset, of_length, of_base, of_index].iter().any(|&size| size > 8) {
        return Err(Refusal::Broken("places in numbers of more than eight bytes".into()));
    }
    let of_id = if version < 2 { 2 } else { 4 };
    let count = body.number(of_id)? as usize;
    if count > most {
        return Err(Refusal::Bomb("thousands of items"));
    }
    let mut places = Vec::new();
    for _ in 0..count {
        let id = body.number(of_id)? as u32;
        let within = if version == 0 { 0 } else { body.u16()? & 15 };
        let is_here = body.u16()? == 0;
        let base = body.number(of_base)?;
        let pieces = usize::from(body.u16()?);
        if pieces > MOST_PIECES {
            return Err(Refusal::Bomb("an item in thousands of pieces"));
        }
        let mut place = Place { pieces: Vec::with_capacity(pieces), ..Place::default() };
        place.within = match (is_here, within) {
            (true, 0) => Within::File,
            (true, 1) => Within::Inside,
            _ => Within::Elsewhere,
        };
        for _ in 0..pieces {
            body.number(of_index)?;
            let (offset, length) = (body.number(of_offset)?, body.number(of_length)?);
            place.pieces.push((base.saturating_add(offset), length));
        }
        places.push((id, place));
    }
    Ok(places)
}

impl Place {
    /// The bytes, in one piece; `inside` are those of `idat`.
    pub fn data<'a>(&self, file: &'a [u8], inside: &'a [u8]) -> Result<Cow<'a, [u8]>, Refusal> {
        let all = match self.within {
            Within::File => file,
            Within::Inside => inside,
            Within::Elsewhere => return Err(Refusal::Broken("its bytes stand somewhere else".into())),
        };
        let piece = |&(offset, length): &(u64, u64)| {
            let from = usize::try_from(offset).ok().filter(|&from| from <= all.len()).ok_or(Refusal::Truncated)?;
            match usize::try_from(length) {
                Ok(0) => Ok(&all[from..]),
                Ok(length) => all[from..].get(..length).ok_or(Refusal::Truncated),
                Err(_) => Err(Refusal::Truncated),
            }
        };
        match self.pieces.as_slice() {
            [] => Err(Refusal::Broken("an item without bytes".into())),
            [only] => piece(only).map(Cow::Borrowed),
            several => {
                // Pieces may name the same bytes over and over.
                let sum = several.iter().try_fold(0u64, |sum, piece| sum.checked_add(piece.1));
                if sum.is_none_or(|sum| sum > all.len() as u64) {
                    return Err(Refusal::Bomb("pieces that are more than the file"));
                }
                let pieces = several.iter().map(piece).collect::<Result<Vec<_>, _>>()?;
                let length = pieces.iter().map(|piece| piece.len()).sum::<usize>();
                if length > all.len() {
                    return Err(Refusal::Bomb("pieces that are more than the file"));
                }
                Ok(Cow::Owned(pieces.concat()))
            }
        }
    }
}
