//! A blurred version of a poster, which stands in its place until it is loaded: some squares of colour, drawn as SVG,
//! because a page takes pictures from its own origin and from no `data:` address.

/// Squares along the longer side: a thumbhash knows no more.
const LONGER: usize = 7;

/// Rows and columns of colours over a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blur {
    pub columns: usize,
    pub rows: usize,
    /// Row after row, each `#rrggbb`.
    pub colours: Vec<String>,
}

/// One colour and its place, counted from the top left.
pub(crate) struct Square<'a> {
    pub x: usize,
    pub y: usize,
    pub colour: &'a str,
}

impl Blur {
    /// From a thumbhash in base64, as the pipeline writes it; `None` where it is none.
    pub fn read(hash: &str) -> Option<Self> {
        let (width, height, rgba) = thumbhash::thumb_hash_to_rgba(&bytes(hash)?).ok()?;
        if width == 0 || height == 0 {
            return None;
        }
        let longer = width.max(height);
        let side = |pixels: usize| ((pixels * LONGER + longer / 2) / longer).max(1);
        let (columns, rows) = (side(width), side(height));
        let middle = |at: usize, of: usize, pixels: usize| (2 * at + 1) * pixels / (2 * of);
        let mut colours = Vec::with_capacity(columns * rows);
        for y in 0..rows {
            for x in 0..columns {
                let at = 4 * (middle(y, rows, height) * width + middle(x, columns, width));
                let pixel = rgba.get(at..at + 3)?;
                colours.push(format!("#{:02x}{:02x}{:02x}", pixel[0], pixel[1], pixel[2]));
            }
        }
        Some(Self { columns, rows, colours })
    }

    pub(crate) fn squares(&self) -> impl Iterator<Item = Square<'_>> {
        let place = |at: usize| (at % self.columns, at / self.columns);
        self.colours.iter().enumerate().map(move |(at, colour)| {
            let (x, y) = place(at);
            Square { x, y, colour }
        })
    }
}

/// RFC 4648, section 4.
fn bytes(base64: &str) -> Option<Vec<u8>> {
    let letters = base64.trim_end_matches('=');
    // Longer than any thumbhash.
    if letters.len() > 64 {
        return None;
    }
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0u32, 0);
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    Some(bytes)
}
