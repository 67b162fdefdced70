//! The items of a file: where their bytes stand, what belongs to them, which is the picture.

use super::{
    boxes::Reader,
    place::{self, Place},
    properties::{self, Property},
};
use crate::picture::Refusal;
use std::{borrow::Cow, collections::BTreeMap};

/// A telephone's picture has some fifty items; a tile for each of the largest that we take has a few hundred.
const MOST_ITEMS: usize = 4096;
/// An item is whole, or in a handful of pieces.
const MOST_REFERENCES: usize = 16 * MOST_ITEMS;

pub struct Container<'a> {
    bytes: &'a [u8],
    /// The bytes inside the `idat` box.
    inside: &'a [u8],
    pub primary: u32,
    items: BTreeMap<u32, Item<'a>>,
    references: Vec<Reference>,
    /// There are more pictures behind the one that is shown.
    pub is_sequence: bool,
}

#[derive(Default)]
pub struct Item<'a> {
    /// `hvc1`, `av01`, `grid`, …
    pub kind: [u8; 4],
    media_type: &'a [u8],
    place: Place,
    pub properties: Vec<Property<'a>>,
}

struct Reference {
    kind: [u8; 4],
    from: u32,
    to: Vec<u32>,
}

fn broken(what: &str) -> Refusal {
    Refusal::Broken(what.to_owned())
}

impl<'a> Container<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let (mut top, mut meta, mut is_sequence) = (Reader(bytes), None, false);
        // A box that is cut short may be the last of a file whose picture is all there; whether it is, shows where the bytes are.
        while let Ok(Some(found)) = top.next() {
            match &found.kind {
                b"meta" if meta.is_none() => meta = Some(found.body),
                b"moov" => is_sequence = true,
                _ => {}
            }
        }
        let mut meta = meta.ok_or(Refusal::Truncated)?;
        meta.full()?;
        let mut container = Self { bytes, inside: &[], primary: 0, items: BTreeMap::new(), references: Vec::new(), is_sequence };
        let (mut primary, mut own) = (None, Vec::new());
        while let Some(found) = meta.next()? {
            match &found.kind {
                b"pitm" => primary = Some(wide_number(found.body)?),
                b"iinf" => container.infos(found.body)?,
                b"iloc" => own = place::read(found.body, MOST_ITEMS)?,
                b"iprp" => container.properties(found.body)?,
                b"iref" => container.references(found.body)?,
                b"idat" => container.inside = found.body.0,
                _ => {}
            }
        }
        for (id, place) in own {
            if let Some(item) = container.items.get_mut(&id) {
                item.place = place;
            }
        }
        container.primary = primary.ok_or_else(|| broken("no item is named as the picture"))?;
        Ok(container)
    }

    fn infos(&mut self, mut body: Reader<'a>) -> Result<(), Refusal> {
        let (version, _) = body.full()?;
        body.number(if version == 0 { 2 } else { 4 })?;
        while let Some(mut entry) = body.next()? {
            let (version, _) = entry.body.full()?;
            // Older ones have no kind of item.
            if &entry.kind != b"infe" || version < 2 {
                continue;
            }
            let id = entry.body.number(if version == 2 { 2 } else { 4 })? as u32;
            entry.body.u16()?;
            let kind = entry.body.four()?;
            entry.body.text();
            let media_type = if &kind == b"mime" { entry.body.text() } else { &[] };
            let item = self.item(id)?;
            (item.kind, item.media_type) = (kind, media_type);
        }
        Ok(())
    }

    fn item(&mut self, id: u32) -> Result<&mut Item<'a>, Refusal> {
        if self.items.len() >= MOST_ITEMS && !self.items.contains_key(&id) {
            return Err(Refusal::Bomb("thousands of items"));
        }
        Ok(self.items.entry(id).or_default())
    }

    fn properties(&mut self, mut body: Reader<'a>) -> Result<(), Refusal> {
        let mut known = Vec::new();
        while let Some(found) = body.next()? {
            match &found.kind {
                b"ipco" => known = properties::read(found.body)?,
                b"ipma" => {
                    for (id, which) in properties::of_items(found.body, MOST_ITEMS)? {
                        let own = which.into_iter().filter_map(|index| known.get(index).copied());
                        self.item(id)?.properties = own.collect();
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn references(&mut self, mut body: Reader<'a>) -> Result<(), Refusal> {
        let (version, _) = body.full()?;
        let id_bytes = if version == 0 { 2 } else { 4 };
        let mut left = MOST_REFERENCES;
        while let Some(mut found) = body.next()? {
            let from = found.body.number(id_bytes)? as u32;
            let count = usize::from(found.body.u16()?);
            left = left.checked_sub(count + 1).ok_or(Refusal::Bomb("tens of thousands of references"))?;
            let to = (0..count).map(|_| found.body.number(id_bytes).map(|id| id as u32)).collect::<Result<_, _>>()?;
            self.references.push(Reference { kind: found.kind, from, to });
        }
        Ok(())
    }

    pub fn get(&self, id: u32) -> Result<&Item<'a>, Refusal> {
        self.items.get(&id).ok_or_else(|| broken("an item that is not there"))
    }

    /// What an item refers to, in order.
    pub fn referred(&self, from: u32, kind: &[u8; 4]) -> &[u32] {
        self.references.iter().find(|r| r.from == from && &r.kind == kind).map_or(&[], |r| &r.to)
    }

    /// Items that refer to this one.
    pub fn referring(&self, to: u32, kind: &[u8; 4]) -> impl Iterator<Item = u32> {
        self.references.iter().filter(move |r| &r.kind == kind && r.to.contains(&to)).map(|r| r.from)
    }

    pub fn data(&self, item: &Item<'a>) -> Result<Cow<'a, [u8]>, Refusal> {
        item.place.data(self.bytes, self.inside)
    }
}

fn wide_number(mut body: Reader<'_>) -> Result<u32, Refusal> {
    let (version, _) = body.full()?;
    Ok(body.number(if version == 0 { 2 } else { 4 })? as u32)
}

/// The bytes of the first item of a media type, as XMP is one; `None` where there is none or it cannot be read.
pub fn item_of_type(bytes: &[u8], media_type: &[u8]) -> Option<Vec<u8>> {
    let container = Container::read(bytes).ok()?;
    let item = container.items.values().find(|item| item.media_type == media_type)?;
    container.data(item).ok().map(Cow::into_owned)
}
