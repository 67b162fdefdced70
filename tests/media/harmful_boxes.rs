//! HEIC and AVIF files whose boxes lie: about where things are, of what they are made, and how many there are.

use super::{
    coded::{self, Coded, Item, boxed, heif, size},
    harmful::Named,
    made::gradient,
};

pub fn all() -> Vec<Named> {
    let coded = coded::hevc(&gradient(96, 64));
    let one = heif(b"heic", &[Item::of(&coded)]);
    [built(&coded), written_over(&one), flooded(&one)].concat()
}

/// Items that are made of each other, or of nothing.
fn built(coded: &Coded) -> Vec<Named> {
    let tile = Item::of(coded);
    let itself = |kind: &[u8; 4]| Item { references: vec![(*b"dimg", vec![1])], kind: *kind, ..Item::grid(1, 1, 96, 64) };
    let huge = |rows: u8, columns: u8| {
        let mut grid = Item::grid(rows, columns, 96, 64);
        grid.references = vec![(*b"dimg", vec![2; usize::from(rows) * usize::from(columns)])];
        vec![grid, tile.clone()]
    };
    let mut without = tile.clone();
    without.properties.remove(1);
    let mut sizeless = tile.clone();
    sizeless.properties.remove(0);
    let blank = |kind: &[u8; 4]| Item { kind: *kind, properties: vec![size(96, 64)], ..Item::default() };
    let fraction =
        |numbers: [u32; 8]| tile.clone().with(boxed(b"clap", &numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>()));
    let mut other_data = tile.clone();
    other_data.data = vec![0xA5; 5000];
    let mut wide_alpha = Item::transparency(coded);
    wide_alpha.properties[0] = size(4096, 4096);
    let mut own_alpha = Item::transparency(coded);
    own_alpha.references = vec![(*b"auxl", vec![1, 2])];
    let files: Vec<(&str, Vec<Item>)> = vec![
        ("a grid of itself", vec![itself(b"grid")]),
        ("a picture derived from itself", vec![itself(b"iden")]),
        ("255 × 255 tiles behind a small picture", huge(255, 255)),
        ("1 × 255 tiles behind a small picture", huge(1, 255)),
        ("a grid without tiles", vec![Item::grid(2, 2, 192, 128)]),
        ("a grid of four thousand million pixels", vec![Item::grid(1, 1, 4_000_000_000, 4_000_000_000), tile.clone()]),
        ("tiles of a grid within a grid", vec![Item::grid(1, 1, 96, 64), Item::grid(1, 1, 96, 64), tile.clone()]),
        ("no configuration", vec![without]),
        ("no size", vec![sizeless]),
        ("no data", vec![blank(b"hvc1")]),
        ("data that nobody coded", vec![other_data]),
        ("an item without a kind", vec![blank(&[0; 4])]),
        ("a text as the picture", vec![blank(b"mime")]),
        ("a part of a picture over zero", vec![fraction([1, 0, 1, 0, 0, 0, 0, 0])]),
        ("a part beyond the picture", vec![fraction([900, 1, 900, 1, 0, 1, 0, 1])]),
        ("a part far away", vec![fraction([10, 1, 10, 1, u32::MAX, 1, 1 << 31, 1])]),
        ("transparency of another size", vec![tile.clone(), wide_alpha]),
        ("transparency of itself", vec![tile.clone(), own_alpha]),
        ("av1 that is hevc", vec![Item { kind: *b"av01", ..tile.clone() }]),
        ("a profile of nothing", vec![tile.clone().with(coded::profile(b""))]),
        ("200 turns", vec![(0..200).fold(tile.clone(), |item, _| item.with(coded::turned(1)))]),
    ];
    files.into_iter().map(|(name, items)| (format!("heic: {name}"), heif(b"heic", &items))).collect()
}

/// One number each, in a sound file.
fn written_over(one: &[u8]) -> Vec<Named> {
    let places = [
        (b"pitm", 8),
        (b"iloc", 8),
        (b"iloc", 10),
        (b"iloc", 16),
        (b"iloc", 20),
        (b"iinf", 8),
        (b"ipma", 8),
        (b"ipma", 12),
        (b"iref", 4),
    ];
    let mut all = Vec::new();
    for (name, off) in places {
        for (what, value) in [("nothing", [0u8; 4]), ("all", [255; 4]), ("the largest", [0x7F, 255, 255, 255])] {
            let mut file = one.to_vec();
            let Some(at) = file.windows(4).position(|window| window == name).map(|at| at + off) else { continue };
            let end = (at + 4).min(file.len());
            file[at..end].copy_from_slice(&value[..end - at]);
            all.push((format!("heic: {} at {off} is {what}", String::from_utf8_lossy(name)), file));
        }
    }
    // The sizes of boxes.
    for name in [b"meta", b"iprp", b"ipco", b"ispe", b"iloc", b"infe", b"mdat"] {
        for value in [0u32, 1, 7, 8, u32::MAX] {
            let mut file = one.to_vec();
            let at = file.windows(4).position(|window| window == name).unwrap() - 4;
            file[at..at + 4].copy_from_slice(&value.to_be_bytes());
            all.push((format!("heic: {} says that it has {value} bytes", String::from_utf8_lossy(name)), file));
        }
    }
    all
}

/// Boxes without number before the ones that count.
fn flooded(one: &[u8]) -> Vec<Named> {
    let head = u32::from_be_bytes(*one.first_chunk().unwrap()) as usize;
    let (start, rest) = one.split_at(head);
    let empty = boxed(b"free", b"").repeat(200_000);
    let nested = (0..5000).fold(boxed(b"free", b""), |inner, _| boxed(b"meta", &inner));
    let films = boxed(b"moov", &[0; 64]).repeat(1000);
    let wide = [b"\0\0\0\x01mdat", &u64::MAX.to_be_bytes()[..]].concat();
    [("200,000 free boxes", empty), ("boxes in boxes", nested), ("a thousand films", films), ("a box of 2⁶⁴ bytes", wide)]
        .into_iter()
        .map(|(name, boxes)| (format!("heic: {name}"), [start, &boxes, rest].concat()))
        .collect()
}
