//! Doubtful markers: numbers only where the numbers before them lead to them.

use crate::{Shape, block::Block, marker::Marker};

/// Takes away the markers that begin a sentence by chance: 第三条规定的…, `1.5 左右`, `3 个`.
pub(crate) fn settle(blocks: &mut [Block]) {
    let opened = opened(blocks);
    let first = |m: &Marker| m.above == [1] && m.number == 1;
    let decimal_style = opened.contains(&true) || blocks.iter().filter_map(|b| b.marker.as_ref()).any(first);
    let mut seen = Seen::default();
    for (block, opened) in blocks.iter_mut().zip(opened) {
        if let Some(marker) = &block.marker {
            let rest = &block.text[marker.len..];
            if marker.doubtful && !opened && !seen.expects(marker, rest, decimal_style) {
                block.marker = None;
            } else {
                seen.note(marker);
            }
        }
    }
}

/// Whether the next number is the first one below this: `2组织体系` above `2.1`.
fn opened(blocks: &[Block]) -> Vec<bool> {
    let mut opened = vec![false; blocks.len()];
    let mut below = None;
    for (block, opened) in blocks.iter().zip(&mut opened).rev() {
        let Some(marker) = &block.marker else { continue };
        *opened = marker.shape == Shape::Bare && below == Some(marker.number);
        below = (marker.above.len() == 1 && marker.number == 1).then(|| marker.above[0]);
    }
    opened
}

#[derive(Default)]
struct Seen {
    article: (u32, u32),
    bare: u32,
    /// The last top number that `1.1` can stand under.
    top: u32,
    decimal: Vec<u32>,
}

impl Seen {
    fn expects(&self, marker: &Marker, rest: &str, decimal_style: bool) -> bool {
        match marker.shape {
            Shape::Article => {
                let refers = rest.starts_with(['的', '规', '所', '中', '修', '和', '与', '及', '或']);
                let (number, inserted) = self.article;
                let follows = (marker.number, marker.inserted) == (number, inserted + 1)
                    || (marker.number, marker.inserted) == (number + 1, 0)
                    || marker.number == 1 && marker.inserted == 0;
                follows && (!refers || marker.number == number + 1)
            }
            Shape::Bare => decimal_style && (marker.number == self.bare + 1 || marker.number == 1),
            Shape::Decimal(_) => {
                let path: Vec<u32> = marker.above.iter().copied().chain([marker.number]).collect();
                follows(&self.decimal, &path) || path == [self.top, 1]
            }
            _ => true,
        }
    }

    fn note(&mut self, marker: &Marker) {
        match marker.shape {
            Shape::Article => self.article = (marker.number, marker.inserted),
            Shape::Bare => {
                self.bare = marker.number;
                self.top = marker.number;
            }
            Shape::HanComma | Shape::Chapter | Shape::Digit => self.top = marker.number,
            Shape::Decimal(_) => self.decimal = marker.above.iter().copied().chain([marker.number]).collect(),
            _ => {}
        }
    }
}

/// 1.2 → 1.3, 1.2.1; 1.2.4 → 1.3. One number may be missing.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let Some((number, above)) = next.split_last() else { return false };
    let before = last.get(above.len()).copied().unwrap_or(0);
    !last.is_empty() && last.starts_with(above) && (before + 1..=before + 2).contains(number)
}
