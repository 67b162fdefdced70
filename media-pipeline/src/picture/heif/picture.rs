//! From items to pixels: one that is coded whole, or tiles side by side; and the item that says what is transparent.

use super::{
    boxes::Reader,
    container::{Container, Item},
    properties::{Property, Turned},
};
use crate::{
    libav::{
        AvError,
        still::{self, Numbers, StillCodec},
    },
    picture::{Refusal, colour::Colour, decode::Caps, pixels::Pixels},
};

pub struct Made {
    pub pixels: Pixels,
    pub turned: Turned,
    pub colour: Colour,
}

/// What marks the item with another's transparency (ISO/IEC 23008-12, 6.5.8; AVIF, 4.1).
const ALPHA: [&[u8]; 2] = [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];
/// Coded pictures are wider and higher than what is shown of them, by less than one block of the coding.
const BLOCK: u64 = 128;

fn broken(what: &str) -> Refusal {
    Refusal::Broken(what.to_owned())
}

pub fn decode(container: &Container<'_>, caps: &Caps) -> Result<Made, Refusal> {
    let item = container.get(container.primary)?;
    let (width, height) = size(item)?;
    if u64::from(width) * u64::from(height) > caps.pixels || width.max(height) > caps.side {
        return Err(Refusal::TooManyPixels { width, height });
    }
    let mut pixels = pixels(container, container.primary)?;
    let alpha = container.referring(container.primary, b"auxl").find(|&id| container.get(id).is_ok_and(is_alpha));
    if let Some(alpha) = alpha {
        if size(container.get(alpha)?)? != (width, height) {
            return Err(broken("transparency of another size"));
        }
        let mask = self::pixels(container, alpha)?;
        let is_premultiplied = container.referred(container.primary, b"prem").contains(&alpha);
        pixels = pixels.with_alpha(mask.bytes.chunks_exact(3).map(|pixel| pixel[1]), is_premultiplied);
    }
    let (mut turned, mut colour) = (Turned::default(), Colour::Srgb);
    for property in &item.properties {
        match *property {
            Property::Turn(quarters) => turned = turned.turn_left(quarters),
            Property::Mirror(left_and_right) => turned = turned.mirror(left_and_right),
            Property::Crop(crop) => pixels = cropped(pixels, crop)?,
            Property::Icc(icc) => colour = Colour::Icc(icc.to_vec()),
            // A profile says more than the numbers.
            Property::Code { primaries, transfer, .. } if matches!(colour, Colour::Srgb) => {
                colour = Colour::Code { primaries, transfer };
            }
            _ => {}
        }
    }
    Ok(Made { pixels, turned, colour })
}

fn is_alpha(item: &Item<'_>) -> bool {
    item.properties.iter().any(|property| matches!(property, Property::Role(role) if ALPHA.contains(role)))
}

fn size(item: &Item<'_>) -> Result<(u32, u32), Refusal> {
    let found = item.properties.iter().find_map(|property| match *property {
        Property::Size { width, height } => Some((width, height)),
        _ => None,
    });
    match found {
        Some((width, height)) if width.min(height) > 0 => Ok((width, height)),
        Some(_) => Err(broken("no pixels")),
        None => Err(broken("a picture that does not say its size")),
    }
}

fn pixels(container: &Container<'_>, id: u32) -> Result<Pixels, Refusal> {
    let item = container.get(id)?;
    match &item.kind {
        b"grid" => grid(container, id, item),
        b"iden" => match container.referred(id, b"dimg") {
            [only] => coded(container, container.get(*only)?, numbers(item)),
            _ => Err(broken("a picture made of no other")),
        },
        _ => coded(container, item, None),
    }
}

fn numbers(item: &Item<'_>) -> Option<Numbers> {
    item.properties.iter().find_map(|property| match *property {
        Property::Code { numbers, .. } => Some(numbers),
        _ => None,
    })
}

/// `of_whole` are the numbers of the picture that a tile is part of; they count where the tile says nothing.
fn coded(container: &Container<'_>, item: &Item<'_>, of_whole: Option<Numbers>) -> Result<Pixels, Refusal> {
    let codec = match &item.kind {
        b"hvc1" => StillCodec::Hevc,
        b"av01" => StillCodec::Av1,
        b"grid" | b"iden" => return Err(Refusal::Bomb("tiles within tiles")),
        _ => return Err(Refusal::OtherCoding(String::from_utf8_lossy(&item.kind).into_owned())),
    };
    let (width, height) = size(item)?;
    let header = item.properties.iter().find_map(|property| match *property {
        Property::Decoder(header) => Some(header),
        _ => None,
    });
    let data = container.data(item)?;
    let most = (u64::from(width) + BLOCK) * (u64::from(height) + BLOCK);
    let failed = |error: AvError| match error.is_unknown_coding() {
        true => Refusal::OtherCoding(error.to_string()),
        false => Refusal::Broken(error.to_string()),
    };
    let frame = still::decode(codec, header.unwrap_or_default(), &data, most).map_err(failed)?;
    if (frame.width(), frame.height()) != (width, height) {
        return Err(broken("the coded picture has another size than the file says"));
    }
    let bytes = still::to_rgb(&frame, numbers(item).or(of_whole), false).map_err(failed)?;
    Ok(Pixels { width, height, has_alpha: false, bytes })
}

/// Tiles in rows, from the left to the right (ISO/IEC 23008-12, 6.6.2.3). One is decoded after the other, so that beside the
/// whole no more than a tile is held.
fn grid(container: &Container<'_>, id: u32, item: &Item<'_>) -> Result<Pixels, Refusal> {
    let data = container.data(item)?;
    let mut reader = Reader(&data);
    let (_, flags) = (reader.u8()?, reader.u8()?);
    let (rows, columns) = (u32::from(reader.u8()?) + 1, u32::from(reader.u8()?) + 1);
    let of_size = if flags & 1 == 1 { 4 } else { 2 };
    let (width, height) = (reader.number(of_size)? as u32, reader.number(of_size)? as u32);
    if (width, height) != size(item)? {
        return Err(broken("tiles that make a picture of another size"));
    }
    let tiles = container.referred(id, b"dimg");
    if tiles.len() as u64 != u64::from(rows) * u64::from(columns) {
        return Err(broken("tiles are missing"));
    }
    let tile = size(container.get(tiles[0])?)?;
    // Every tile has a part in the picture, or thousands of large ones could stand behind a small picture.
    let fits = |of_all: u32, of_one: u32, count: u32| {
        let (all, one, count) = (u64::from(of_all), u64::from(of_one), u64::from(count));
        (count - 1) * one < all && all <= count * one
    };
    if !fits(width, tile.0, columns) || !fits(height, tile.1, rows) {
        return Err(broken("tiles that do not fit the picture"));
    }
    let numbers = numbers(item);
    let stride = width as usize * 3;
    let mut bytes = vec![0; stride * height as usize];
    for (i, &id) in tiles.iter().enumerate() {
        let own = container.get(id)?;
        if size(own)? != tile {
            return Err(broken("tiles of several sizes"));
        }
        let part = coded(container, own, numbers)?;
        let (row, column) = (i as u32 / columns, i as u32 % columns);
        let (left, top) = (column * tile.0, row * tile.1);
        let (wide, high) = (tile.0.min(width - left) as usize, tile.1.min(height - top) as usize);
        for y in 0..high {
            let to = (top as usize + y) * stride + left as usize * 3;
            let from = y * tile.0 as usize * 3;
            bytes[to..to + wide * 3].copy_from_slice(&part.bytes[from..from + wide * 3]);
        }
    }
    Ok(Pixels { width, height, has_alpha: false, bytes })
}

/// What is shown of a picture (ISO/IEC 14496-12, 12.1.4); nothing of it beyond its edges.
fn cropped(pixels: Pixels, [width, height, right, down]: [(u32, u32); 4]) -> Result<Pixels, Refusal> {
    let value = |(above, below): (u32, u32), is_signed: bool| {
        let above = if is_signed { f64::from(above as i32) } else { f64::from(above) };
        (below != 0).then(|| above / f64::from(below)).ok_or_else(|| broken("a fraction over zero"))
    };
    let span = |whole: u32, length: f64, off: f64| {
        let first = (f64::from(whole) - length) / 2.0 + off;
        let (from, to) = (first.round(), (first + length).round());
        let inside = from >= 0.0 && to <= f64::from(whole) && to - from >= 1.0;
        inside.then_some((from as u32, (to - from) as u32)).ok_or_else(|| broken("a part beyond the picture"))
    };
    let (left, wide) = span(pixels.width, value(width, false)?, value(right, true)?)?;
    let (top, high) = span(pixels.height, value(height, false)?, value(down, true)?)?;
    Ok(pixels.part(left, top, wide, high))
}
